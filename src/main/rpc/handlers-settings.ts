import { ok } from '../../shared/kernel/result.ts';
import type { BankRow } from '../../shared/rpc/settings.ts';
import { changeSettings } from '../desk/change-settings.ts';
import type { DeskContext } from '../desk/context.ts';
import type { ListImports } from '../desk/import-list.ts';
import { savePersonAgreed } from '../desk/save-person.ts';
import { takeSample } from '../desk/take-sample.ts';
import { findReceipts, type HistoryParts, openReceipt } from '../views/history.ts';
import { type SettingsParts, settingChanges, settingsView } from '../views/settings.ts';
import type { Handlers } from './calls.ts';

/** What settings and history need beyond the desk. */
export interface HouseParts {
  readonly search: HistoryParts['search'];
  readonly facility: HistoryParts['facility'];
  readonly isSent: HistoryParts['isSent'];
  readonly settingEntries: (limit: number) => Parameters<typeof settingChanges>[1];
  readonly banks: () => readonly BankRow[];
  /** Folder of the sample lists. */
  readonly samples: string;
}

type SettingsHandlers = Pick<
  Handlers,
  | 'settings.get'
  | 'settings.save'
  | 'settings.changes'
  | 'banks.list'
  | 'setup.sample'
  | 'history.find'
  | 'history.open'
  | 'staff.savePerson'
>;

/** Methods of the settings and history places. */
export function settingsHandlers(
  context: DeskContext,
  imports: ListImports,
  parts: HouseParts,
): SettingsHandlers {
  const shown: SettingsParts & HistoryParts = {
    ...context,
    search: parts.search,
    facility: parts.facility,
    isSent: parts.isSent,
  };
  return {
    'settings.get': () => ok(settingsView(shown)),
    'settings.save': (request) => changeSettings(context, request),
    'settings.changes': ({ limit }) =>
      ok({ changes: [...settingChanges(context.reads, parts.settingEntries(limit))] }),
    'banks.list': () => ok({ banks: [...parts.banks()] }),
    'setup.sample': () => takeSample(context, imports, parts.samples),
    'history.find': (request) => ok(findReceipts(shown, request)),
    'history.open': (request) => openReceipt(shown, request),
    'staff.savePerson': (request) => savePersonAgreed(context, request),
  };
}
