/** Settings of the facility: what is in force, changing it, who changed what before. */
import { z } from 'zod';
import { settingsBody } from '../journal/types/house.ts';
import { method } from './define.ts';
import { amount, approvalInput, epochMs, nothing } from './shapes.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** The value of one setting as the journal has it. */
type Options = (typeof settingsBody)['options'][number];
type OptionOf<K extends string> = Extract<Options, z.ZodType<{ key: K }>>;
function schemaOf<K extends z.output<typeof settingsBody>['key']>(key: K): OptionOf<K>['shape']['value'] {
  const found = settingsBody.options.find((option) => option.shape.key.value === key);
  if (found === undefined) throw new Error(`no setting ${key}`);
  return found.shape.value as OptionOf<K>['shape']['value'];
}

const cashless = ['qr', 'website', 'mobile-money', 'card'] as const;

export const settingsView = z.strictObject({
  /** Today by the counter's clock; what is dated may begin today or later. */
  today: day,
  facility: schemaOf('facility'),
  counterName: z.string(),
  /** Null until the facility has said it. */
  standing: schemaOf('standing').nullable(),
  methods: z.array(
    z.strictObject({
      method: z.enum(cashless),
      /** Null: never said, so it is in use as soon as what it needs is there. */
      use: schemaOf('method.qr').nullable(),
      /** Why it cannot be used today; null when it can. */
      off: z.enum(['not-set-up', 'not-in-use']).nullable(),
    }),
  ),
  /** Methods a facility has to have in use (R1–R3). */
  methodsNeeded: z.int(),
  cashRounding: z.int(),
  acceptanceLimit: amount,
  autoLockMinutes: z.int(),
  targets: schemaOf('targets').shape.list,
  /** What acquirers keep of a batch of cards, in basis points, by date. */
  cardFees: schemaOf('card-fee').shape.list,
  words: schemaOf('words'),
  forms: schemaOf('receipt-forms').shape.list,
  payerFields: schemaOf('payer-fields'),
  support: schemaOf('support'),
  /** Listed fees with their prices, past, present and to come. */
  prices: schemaOf('prices').shape.list,
  /** Operators of Mobile Money, past, present and to come. */
  operators: schemaOf('mobile-money').shape.operators,
  /** Settings that need the chief accountant's PIN. */
  needsSecond: z.array(z.string()),
  /** Fee groups of the lists in force, for "which money goes to this account". */
  groups: z.array(z.string()).max(200),
});
export type SettingsView = z.output<typeof settingsView>;

const settingChangeRow = z.strictObject({
  at: epochMs,
  by: z.string(),
  /** Who agreed, where somebody had to. */
  agreedBy: z.string().nullable(),
  /** Key of a setting, or `person`. */
  key: z.string(),
  /** The whole setting as it was set; of a person the name. */
  value: z.unknown(),
  /** The setting before; null when it was set for the first time. */
  before: z.unknown(),
});
export type SettingChangeRow = z.output<typeof settingChangeRow>;

export const bankRow = z.strictObject({
  bin: z.string(),
  shortName: z.string(),
  name: z.string().nullable(),
});
export type BankRow = z.output<typeof bankRow>;

const window = ['cashier'] as const;
const mayLook = ['administrator', 'chief-accountant', 'accountant'] as const;

export const settingsMethods = {
  'settings.get': method({
    request: nothing,
    response: settingsView,
    capabilities: window,
    access: 'unlocked',
  }),
  /** All of the changes or none; receiving accounts have their own method. */
  'settings.save': method({
    request: z.strictObject({
      changes: z.array(settingsBody).min(1).max(8),
      /** Of the chief accountant, where a setting needs it (`needsSecond`). */
      approval: approvalInput.nullable(),
    }),
    response: nothing,
    capabilities: window,
    access: ['administrator'],
  }),
  /** Past changes, the newest first. */
  'settings.changes': method({
    request: z.strictObject({ limit: z.int().min(1).max(200) }),
    response: z.strictObject({ changes: z.array(settingChangeRow) }),
    capabilities: window,
    access: mayLook,
  }),
  /** Banks that codes can name. Also before the first set-up. */
  'banks.list': method({
    request: nothing,
    response: z.strictObject({ banks: z.array(bankRow).max(500) }),
    capabilities: window,
    access: 'open',
  }),
  /** Takes the sample list of the institution: invented people, to try the counter with. Only while there is no list. */
  'setup.sample': method({
    request: nothing,
    response: nothing,
    capabilities: window,
    access: ['administrator', 'cashier'],
  }),
} as const;
