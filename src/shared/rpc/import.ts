/** Lists from files: views and methods of the contract. A file travels in parts, both ways. */
import { z } from 'zod';
import { method } from './define.ts';
import { amount, id, nothing, shortText } from './shapes.ts';

/** Bytes of a file in one message; the last part may be shorter. Base64 of it stays below the longest message. */
export const importPartBytes = 184 * 1024;
/** Largest list taken. */
export const importFileBytes = 64 * 1024 * 1024;
/** Đồng over a whole list: a hundred thousand lines come to more than one person can enter. */
const listTotal = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const partChars = Math.ceil(importPartBytes / 3) * 4;

/** What a column of a list can hold. `total` is the sum of a row with one column for each fee. */
export const importRoles = [
  'code',
  'name',
  'givenName',
  'birthDate',
  'gender',
  'className',
  'address',
  'payerName',
  'phone',
  'visit',
  'identity',
  'billCode',
  'fee',
  'feeGroup',
  'period',
  'amount',
  'total',
  'paid',
  'note',
  'onBehalf',
] as const;

/** A column that holds the amounts of one fee. */
const feeColumn = z.strictObject({
  column: z.int().min(0),
  fee: shortText,
  feeGroup: shortText.nullable(),
  period: shortText.nullable(),
  onBehalf: z.boolean(),
  /** False: a person said that it is no fee to be collected; it still counts in the sum of a row. */
  take: z.boolean(),
});

/** Which column of the file holds what; `null` = not in the file. Rows and columns from 0. */
export const importMapping = z.strictObject({
  sheet: z.string().nullable(),
  /** The last row of the header; data begin below it. */
  headerRow: z.int().min(0),
  /** How many rows the header has, up to `headerRow`. */
  headerRows: z.int().min(1).max(3),
  columns: z.record(z.enum(importRoles), z.int().min(0).nullable()),
  /** One column for each fee or month: then `columns.fee` and `columns.amount` are not used. */
  fees: z.array(feeColumn).max(150),
  /** What the title says for every row that has no column for it. */
  fixed: z.strictObject({ className: shortText.nullable(), period: shortText.nullable() }),
});
export type ImportMapping = z.infer<typeof importMapping>;
export type FeeColumn = ImportMapping['fees'][number];

/** One line that would be other than it is in force. */
const changedLine = z.strictObject({
  kind: z.enum(['added', 'removed', 'changed']),
  code: z.string(),
  name: z.string(),
  fee: z.string(),
  period: z.string().nullable(),
  /** What the list in force says, less what it says was paid elsewhere; null for an added line. */
  before: amount.nullable(),
  /** What this file says; null for a removed line. */
  after: amount.nullable(),
  /** Receipts and money under way at this counter on that line. */
  paid: amount,
});
export type ChangedLine = z.infer<typeof changedLine>;

export const importDifference = z.strictObject({
  added: z.int(),
  removed: z.int(),
  changed: z.int(),
  same: z.int(),
  /** Removed or changed lines on which money was taken here: a person must look at each. Nothing is reopened. */
  cases: z.int(),
  /** Cases first. */
  lines: z.array(changedLine).max(200),
});
export type ImportDifference = z.infer<typeof importDifference>;

export const importPreview = z.strictObject({
  import: id,
  fileName: z.string(),
  fileHash: z.string(),
  source: z.string(),
  /** The very same file is already in force, read the same way: accepting would change nothing. */
  alreadyInForce: z.boolean(),
  mapping: importMapping,
  /** Columns come from what this source was last read with. */
  remembered: z.boolean(),
  /** Fee columns this source has not had before. */
  newFees: z.array(z.string()),
  headers: z.array(z.string()),
  sheets: z.array(z.string()),
  /** Rows of data; `valid` and `invalid` count rows, `lines` what becomes a bill. */
  rows: z.int(),
  valid: z.int(),
  invalid: z.int(),
  lines: z.int(),
  payers: z.int(),
  total: listTotal,
  errors: z
    .array(
      z.strictObject({ row: z.int(), column: z.string().nullable(), code: z.string(), value: z.string() }),
    )
    .max(200),
  sample: z.array(z.array(z.string())).max(20),
  /** Null when this source has nothing in force. */
  difference: importDifference.nullable(),
});
export type ImportPreview = z.infer<typeof importPreview>;

const importSource = z.strictObject({
  source: z.string(),
  fileName: z.string(),
  payers: z.int(),
  lines: z.int(),
  total: listTotal,
});
export type ImportSource = z.infer<typeof importSource>;

const common = {
  capabilities: ['cashier'],
  access: ['administrator', 'accountant', 'chief-accountant', 'cashier'],
} as const;
const part = z.strictObject({ index: z.int().min(0), content: z.string().min(1).max(partChars) });

export const importMethods = {
  /** Writes somebody down who is in no list; listed fees can then be added to their bill. Gives their reference. */
  'payer.add': method({
    request: z.strictObject({
      name: shortText,
      birthYear: z
        .string()
        .regex(/^(19|20)\d\d$/)
        .nullable(),
      className: shortText.nullable(),
      address: shortText.nullable(),
    }),
    response: z.strictObject({ payer: z.string() }),
    capabilities: ['cashier'],
    access: ['cashier', 'treasurer'],
  }),
  /** Lists in force, by source. */
  'import.sources': method({
    request: nothing,
    response: z.strictObject({ sources: z.array(importSource).max(100) }),
    ...common,
  }),
  /** Says that a file of so many bytes will come; gives its id. */
  'import.begin': method({
    request: z.strictObject({
      fileName: z.string().min(1).max(255),
      bytes: z.int().min(0),
      source: shortText,
    }),
    response: z.strictObject({ import: id, partBytes: z.int() }),
    ...common,
  }),
  /** The next part, base64; parts come in order, the same one again is taken once. */
  'import.part': method({
    request: z.strictObject({ import: id, ...part.shape }),
    response: nothing,
    ...common,
  }),
  /** Reads the whole file and says what taking it would mean. Nothing of it is in force. */
  'import.preview': method({
    request: z.strictObject({ import: id, mapping: importMapping.nullable() }),
    response: importPreview,
    ...common,
  }),
  /** How far a preview or an export is, in percent. */
  'import.progress': method({
    request: z.strictObject({ import: id }),
    response: z.strictObject({ percent: z.int().min(0).max(100) }),
    ...common,
  }),
  'import.accept': method({
    request: z.strictObject({ import: id }),
    response: z.strictObject({ payers: z.int(), lines: z.int() }),
    ...common,
  }),
  /** Stops whatever is being done with the file and drops it; nothing of it stays. Also drops an export. */
  'import.cancel': method({
    request: z.strictObject({ import: id }),
    response: nothing,
    ...common,
  }),
  /** Makes the list in force of a source again, in its own columns, with what was paid here added. */
  'import.export': method({
    request: z.strictObject({ source: shortText, format: z.enum(['xlsx', 'csv']) }),
    response: z.strictObject({ export: id, fileName: z.string(), bytes: z.int(), parts: z.int() }),
    ...common,
  }),
  'import.exportPart': method({
    request: z.strictObject({ export: id, index: z.int().min(0) }),
    response: z.strictObject({ content: z.string().max(partChars) }),
    ...common,
  }),
} as const;
