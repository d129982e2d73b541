/** A bank's account statement as rows, and what is read from it (facts/files §1). */

/** A cell as a file holds it; CSV and HTML give only texts. */
export type StatementCell = string | number | boolean | { readonly date: string } | null;
export type StatementRow = readonly StatementCell[];

/** What a column holds. `fee` and `tax` are charges beside the debit of the same row. */
export const columnRoles = [
  'date',
  'posting-date',
  'reference',
  'credit',
  'debit',
  'amount',
  'fee',
  'tax',
  'balance',
  'content',
  'other-name',
  'other-number',
  'other-bank',
  'index',
] as const;
export type ColumnRole = (typeof columnRoles)[number];

/** Which column, from 0, has which role. A cell may hold date and reference together: then both name it. */
export type StatementColumns = Readonly<Partial<Record<ColumnRole, number>>>;

/** A person's own mapping for a bank, saved once; needed where a file has no header. */
export interface StatementMapping {
  /** Rows before the first transaction. */
  readonly skipRows: number;
  readonly columns: StatementColumns;
}

/** One transaction. */
export interface StatementLine {
  /** Row of the file, from 1. */
  readonly row: number;
  /** The day it is matched by, `YYYY-MM-DD`, and its time if the bank gives one. */
  readonly date: string;
  readonly time: string | null;
  readonly postingDate: string | null;
  /** Key by which it has one effect, with an occurrence counter where the bank repeats itself. */
  readonly reference: string;
  readonly direction: 'in' | 'out';
  /** Đồng, more than nothing; of a debit with its charges. */
  readonly amount: number;
  readonly balance: number | null;
  readonly content: string;
  readonly otherName: string | null;
  readonly otherNumber: string | null;
  readonly otherBank: string | null;
}

/** A row that looks like a transaction and is not read. */
export interface RowFault {
  readonly row: number;
  readonly code: 'amount' | 'date' | 'two-sided';
}

/** The gate: opening balance, every row and closing balance must be one chain. */
export type BalanceChain =
  | { readonly is: 'holds' }
  /** No balances in the file: the figures cannot be checked. */
  | { readonly is: 'absent' }
  | { readonly is: 'broken'; readonly row: number | null };

/** The lines of one account; oldest first. */
export interface StatementSection {
  readonly account: string | null;
  readonly opening: number | null;
  readonly closing: number | null;
  readonly lines: readonly StatementLine[];
  readonly faults: readonly RowFault[];
  readonly chain: BalanceChain;
}

/** Why nothing was read. */
export type StatementFault =
  /** No row says what the columns are: a person must map them. */
  | { readonly code: 'needs-mapping' }
  | { readonly code: 'no-lines' }
  | { readonly code: 'too-many-rows'; readonly limit: number };
