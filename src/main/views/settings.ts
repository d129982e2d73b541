import { type Body, canonical, type Json } from '../../shared/journal/index.ts';
import { businessDateOf, type Clock } from '../../shared/kernel/clock.ts';
import type { SettingChangeRow, SettingsView } from '../../shared/rpc/settings.ts';
import type { CatalogueReads } from '../catalogue/read.ts';
import { cardFees, receiptForms, targetBands } from '../facility/dated.ts';
import { allPrices, cashlessMethods, knownOperators, methodOff, methodsNeeded } from '../facility/methods.ts';
import { editableSettings } from '../facility/rules.ts';
import { facilitySettings, payerFields } from '../facility/settings.ts';
import type { LedgerReads } from '../ledger/read.ts';
import type { SettingEntry } from '../ledger/setting-entries.ts';

export interface SettingsParts {
  readonly clock: Clock;
  readonly reads: LedgerReads;
  readonly catalogue: Pick<CatalogueReads, 'feeGroups'>;
}

/** Everything the settings page shows, as it is in force today. */
export function settingsView({ clock, reads, catalogue }: SettingsParts): SettingsView {
  const today = businessDateOf(clock.now());
  const settings = facilitySettings(reads);
  const words = reads.setting('words');
  return {
    today,
    facility: settings.facility,
    counterName: settings.counterName,
    standing: reads.setting('standing'),
    methods: cashlessMethods.map((method) => ({
      method,
      use: reads.setting(`method.${method}`),
      off: methodOff(reads, method, today),
    })),
    methodsNeeded,
    cashRounding: settings.cashRounding,
    acceptanceLimit: settings.acceptanceLimit,
    autoLockMinutes: settings.autoLockMinutes,
    targets: [...targetBands(reads)],
    cardFees: [...cardFees(reads)],
    words: words ?? { zero: 'lẻ', thousand: 'nghìn', billion: 'tỷ', even: false },
    forms: receiptForms(reads).map((form) => ({ ...form, signers: [...form.signers] })),
    payerFields: payerFields(reads),
    support: reads.setting('support') ?? { office: '', phone: '' },
    prices: [...allPrices(reads)],
    operators: [...knownOperators(reads)],
    needsSecond: Object.entries(editableSettings).flatMap(([key, second]) => (second ? [key] : [])),
    groups: [...catalogue.feeGroups()],
  };
}

/** Past changes with who made and who agreed to them, the newest first. */
export function settingChanges(
  reads: LedgerReads,
  entries: readonly SettingEntry[],
): readonly SettingChangeRow[] {
  const before = (key: string, from: number): Json =>
    entries.slice(from + 1).find((entry) => keyOf(entry) === key)?.value ?? null;
  return entries.map((entry, index) => ({
    at: entry.at,
    by: entry.actor === 'counter' ? '' : reads.nameOf(entry.actor),
    agreedBy: entry.approver === null ? null : reads.nameOf(entry.approver),
    key: keyOf(entry),
    value: entry.type === 'person.saved' ? personValue(reads, entry) : entry.value,
    before: entry.type === 'person.saved' ? null : before(keyOf(entry), index),
  }));
}

function keyOf(entry: SettingEntry): string {
  return entry.type === 'person.saved' ? 'person' : entry.key;
}

function personValue(reads: LedgerReads, entry: SettingEntry): Json {
  const { person, roles, active, pinSet } = JSON.parse(canonical(entry.value)) as Body<'person.saved'>;
  return { name: reads.nameOf(person), roles: [...roles], active, pinSet };
}
