/** Which settings a person may set, which of them need a second person, and what is wrong with a value. */
import type { Body } from '../../shared/journal/index.ts';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import type { LedgerReads } from '../ledger/read.ts';
import { receiptForms, targetBands } from './dated.ts';

export type SettingChange = Body<'settings.set'>;

/**
 * Settings of the settings page. `true`: where money goes, what paper says and what may be risked; these need the
 * chief accountant's PIN too (design §6 "Pull": an administrator and the chief accountant).
 */
export const editableSettings: Readonly<Partial<Record<SettingChange['key'], boolean>>> = {
  facility: true,
  standing: true,
  'cash-rounding': true,
  'acceptance-limit': true,
  'method.qr': true,
  'method.website': true,
  'method.mobile-money': true,
  'method.card': true,
  targets: true,
  'receipt-forms': true,
  'payer-fields': true,
  counter: false,
  words: false,
  'auto-lock': false,
  support: false,
};

/** Why a value is not taken. */
export type SettingFault =
  | 'setting-not-editable'
  | 'setting-day-missing'
  | 'setting-day-past'
  | 'setting-day-twice'
  | 'setting-band-empty'
  | 'setting-beneficiary-needed';

/** Days of a list in order, each once. */
function daysFault(list: readonly { readonly from: string }[]): SettingFault | null {
  return new Set(list.map(({ from }) => from)).size === list.length ? null : 'setting-day-twice';
}

/** Rows of the past that are not as they were: what receipts and reports were made by stays. */
function pastChanged<T extends { readonly from: string }>(
  before: readonly T[],
  after: readonly T[],
  today: string,
): boolean {
  const past = (list: readonly T[]) => JSON.stringify(list.filter(({ from }) => from < today));
  return past(before) !== past(after);
}

function faultOf(reads: LedgerReads, change: SettingChange, today: string): SettingFault | null {
  if (editableSettings[change.key] === undefined) return 'setting-not-editable';
  switch (change.key) {
    case 'method.qr':
    case 'method.website':
    case 'method.mobile-money':
    case 'method.card':
      return change.value.on && change.value.since === null ? 'setting-day-missing' : null;
    case 'targets': {
      const { list } = change.value;
      if (list.some(({ low, high }) => low > high)) return 'setting-band-empty';
      if (pastChanged(targetBands(reads), list, today)) return 'setting-day-past';
      return daysFault(list);
    }
    case 'receipt-forms': {
      const { list } = change.value;
      if (pastChanged(receiptForms(reads), list, today)) return 'setting-day-past';
      return daysFault(list);
    }
    case 'payer-fields': {
      const school = reads.setting('facility')?.institution === 'school';
      return school && change.value.beneficiary !== 'required' ? 'setting-beneficiary-needed' : null;
    }
    default:
      return null;
  }
}

/** Checks changes before they take effect on `today` (`YYYY-MM-DD`); says whether a second person is needed. */
export function checkSettings(
  reads: LedgerReads,
  changes: readonly SettingChange[],
  today: string,
): Result<{ readonly needsSecond: boolean }, SettingFault> {
  for (const change of changes) {
    const fault = faultOf(reads, change, today);
    if (fault !== null) return refuse(fault);
  }
  return ok({ needsSecond: changes.some(({ key }) => editableSettings[key] === true) });
}
