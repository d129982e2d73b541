/** Account statements of the bank, imported by a person: the same credits as by the line (design §4). */
import { z } from 'zod';
import { statementColumns } from '../journal/types/house.ts';
import { method } from './define.ts';
import { amount, id, nothing, shortText } from './shapes.ts';

/** Largest statement taken: a year of a busy account is some megabytes. */
export const statementFileBytes = 16 * 1024 * 1024;
/** Bytes of a file in one message, as for lists. */
export const statementPartBytes = 128 * 1024;
const partChars = Math.ceil(statementPartBytes / 3) * 4;

/** Of a file without a header a person sees so many rows, columns and characters of a cell. */
export const statementRowsShown = 12;
export const statementColumnsShown = 30;
export const statementCellChars = 80;

/** What would become of a line. */
export const statementFate = z.enum([
  /** Had its effect before, by the line or an earlier statement. */
  'known',
  /** A code or virtual account of this counter stands in it: `how` says how the money stands to what was asked. */
  'matched',
  /** Looks like a credit that was told under another reference: taken only where a person says it came twice. */
  'probably-same',
  /** Another counter's code: that counter takes it. */
  'other-counter',
  /** Nobody's code: it will wait among the credits without an owner. */
  'nobody',
  /** The bank's reference is known with another amount: somebody must look, nothing is written. */
  'contradicts',
  /** Money that went out; for reconciling only. */
  'debit',
]);
export type StatementFate = z.infer<typeof statementFate>;

const statementLine = z.strictObject({
  row: z.int(),
  date: z.string(),
  amount,
  content: z.string(),
  otherName: z.string().nullable(),
  fate: statementFate,
  how: z.enum(['exact', 'short', 'over', 'late', 'duplicate']).nullable(),
});
export type StatementLineView = z.infer<typeof statementLine>;

const sum = z.strictObject({ count: z.int().min(0), amount });

/** What taking a statement would mean for one account. */
const statementAccount = z.strictObject({
  /** As the file writes it; null when it names none. */
  written: z.string().nullable(),
  /** Our account; null when it is none of the facility's, and its lines are left out. */
  account: shortText.nullable(),
  holder: z.string().nullable(),
  opening: z.int().nullable(),
  closing: z.int().nullable(),
  /** The gate: with `broken` nothing is taken, a row is missing or was changed. */
  chain: z.enum(['holds', 'absent', 'broken']),
  brokenRow: z.int().nullable(),
  /** Rows that look like transactions and could not be read. */
  unreadRows: z.array(z.int()).max(50),
  fates: z.partialRecord(statementFate, sum),
});
export type StatementAccountView = z.infer<typeof statementAccount>;

export const statementPreview = z.strictObject({
  statement: id,
  fileName: z.string(),
  accounts: z.array(statementAccount).max(50),
  /** First those that need a person's eye. */
  lines: z.array(statementLine).max(300),
  /** Nothing may be taken: a chain is broken, a row could not be read, or no account of ours is in it. */
  takeable: z.boolean(),
});
export type StatementPreview = z.infer<typeof statementPreview>;

const common = { capabilities: ['cashier'], access: ['accountant', 'chief-accountant'] } as const;

export const statementMethods = {
  /** Says that a statement of so many bytes will come. */
  'statement.begin': method({
    request: z.strictObject({ fileName: z.string().min(1).max(255), bytes: z.int().min(0) }),
    response: z.strictObject({ statement: id, partBytes: z.int() }),
    ...common,
  }),
  /** The next part, base64; in order, the same one again is taken once. */
  'statement.part': method({
    request: z.strictObject({
      statement: id,
      index: z.int().min(0),
      content: z.string().min(1).max(partChars),
    }),
    response: nothing,
    ...common,
  }),
  /** The first rows of a file whose columns nobody knows yet. */
  'statement.rows': method({
    request: z.strictObject({ statement: id }),
    response: z.strictObject({
      rows: z
        .array(z.array(z.string().max(statementCellChars)).max(statementColumnsShown))
        .max(statementRowsShown),
    }),
    ...common,
  }),
  /**
   * Reads it and says what each line would do. `account` is said by a person where the file names none, `columns` where
   * it has no header; those are kept for the account when it is accepted.
   */
  'statement.preview': method({
    request: z.strictObject({
      statement: id,
      account: shortText.nullable(),
      columns: statementColumns.optional(),
    }),
    response: statementPreview,
    ...common,
  }),
  /** Takes it: each credit has its one effect. `alsoRows`: rows that look told already and did come twice. */
  'statement.accept': method({
    request: z.strictObject({ statement: id, alsoRows: z.array(z.int()).max(300) }),
    response: z.strictObject({ matched: sum, nobody: sum, known: sum, left: sum }),
    ...common,
  }),
  'statement.cancel': method({
    request: z.strictObject({ statement: id }),
    response: nothing,
    ...common,
  }),
} as const;
