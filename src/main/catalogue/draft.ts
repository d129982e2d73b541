/** What a list says, read row by row against a mapping. Pure: no file, no database, no references yet. */
import type { ImportMapping } from '../../shared/rpc/import.ts';
import { birthOrder } from './birth-order.ts';
import { makeColumnSums } from './column-sums.ts';
import type { AmountFault } from './file/amount.ts';
import { type Cell, cellText } from './file/table.ts';
import type { OwnRows } from './halves.ts';
import type { ColumnRole } from './headers.ts';
import { inOldFont } from './old-fonts.ts';
import { makeRowKinds, missingColumns } from './row-kinds.ts';
import { makeRowReader, type ReadRow, type RowResult } from './row-reader.ts';
import { foldText, matchKey } from './texts.ts';
import { numberCodeWarning, zeroWarnings } from './zero-codes.ts';

/** What can be wrong with a row. The window translates them. */
export type RowFault =
  | 'column-not-mapped'
  | 'code-missing'
  /** `9.5E+10`: Excel showed the code as a number and saved what it showed; the digits are gone. */
  | 'code-scientific'
  | 'name-missing'
  | 'name-unreadable'
  /** The same code with another name further up. */
  | 'code-of-another'
  | 'fee-missing'
  | AmountFault
  /** A formula as text, without its value. */
  | 'amount-formula'
  /** A tick in a fee column: nobody says how much it is. */
  | 'amount-ticked'
  /** The sum the row gives is not that of its fees. */
  | 'total-differs'
  | 'paid-unreadable'
  | 'paid-over-amount'
  | 'duplicate-bill'
  | 'text-too-long';

/** What a person should look at though the row is taken. */
export type RowWarning =
  | 'code-zero-lost'
  | 'identity-zero-lost'
  /** The workbook holds the codes as numbers, so zeros in front are gone if there were any. */
  | 'code-as-number'
  /** The list in force has the same codes with zeros in front. */
  | 'code-zero-known'
  | 'birth-unreadable'
  /** The list writes the month before the day and was read so. */
  | 'birth-month-first'
  /** Some rows write the day first and some the month; of those that could be either, only the year is taken. */
  | 'birth-mixed'
  /** The sum below a fee column is not that of its rows. */
  | 'column-total-differs';

export interface RowError {
  /** Row of the file, counted from 1 as spreadsheets do; 0 for the whole list. */
  readonly row: number;
  readonly column: ColumnRole | null;
  readonly code: RowFault | RowWarning;
  readonly value: string;
}

export interface DraftBill {
  readonly visit: string;
  readonly billCode: string;
  readonly fee: string;
  readonly feeGroup: string | null;
  readonly period: string | null;
  readonly amount: number;
  /** Paid elsewhere according to the list, in đồng. */
  readonly listedPaid: number;
  readonly note: string | null;
  readonly onBehalf: boolean;
}

export interface DraftPayer {
  readonly code: string;
  readonly name: string;
  birthDate: string | null;
  birthYear: string | null;
  gender: string | null;
  className: string | null;
  address: string | null;
  payerName: string | null;
  /** Of who pays. */
  phone: string | null;
  /** Each once. */
  readonly identities: string[];
  /** In the order of the file. */
  readonly bills: DraftBill[];
}

export interface Draft {
  readonly payers: readonly DraftPayer[];
  /** Rows that hold data: valid + invalid. */
  readonly rows: number;
  readonly valid: number;
  readonly invalid: number;
  /** Bills of valid rows. */
  readonly lines: number;
  /** Σ (amount − listed as paid) of valid rows, in đồng. */
  readonly total: number;
  /** Of the rows, in their order. At most `errorLimit`; all rows are counted. */
  readonly errors: readonly RowError[];
  /** Of the list as a whole, as many at most. */
  readonly warnings: readonly RowError[];
}

/** Errors told at most; all are counted. */
export const errorLimit = 200;

/** Where the bills of one row of the file went, for writing the list back. */
export type TakenRow = (rowIndex: number, read: ReadRow) => void;

export interface DraftHooks {
  /** Told of each valid row as it is read. */
  readonly taken?: TakenRow;
  /** Called now and then with the share done. */
  readonly pause?: (share: number) => void;
  /** Which rows of data to read; left out, all. The second half of a list says nothing of the list as a whole. */
  readonly own?: OwnRows | undefined;
}

/** Reads the rows of data below the header. */
export function draftList(
  rows: readonly (readonly Cell[])[],
  mapping: ImportMapping,
  hooks: DraftHooks = {},
): Draft {
  const unmapped = missingColumns(mapping);
  if (unmapped.length > 0) return unmappedDraft(unmapped);
  const order = birthOrder(rows, mapping);
  const facts = { headerFee: headerFee(rows, mapping), birthOrder: order, oldFont: inOldFont(rows, mapping) };
  const reader = makeRowReader(mapping, facts);
  const collected = makeCollector();
  const sums = makeColumnSums(mapping);
  const kindOf = makeRowKinds(mapping);
  const { own } = hooks;
  for (let index = mapping.headerRow + 1; index < rows.length; index += 1) {
    const cells = rows[index] ?? [];
    const kind = kindOf(cells);
    sums.see(kind, cells);
    if (kind === 'data' && (own === undefined || own.has(cells))) {
      const read = collected.add(reader(cells, index + 1));
      if (read !== null) hooks.taken?.(index, read);
    }
    if (index % pauseRows === 0) hooks.pause?.(index / rows.length);
  }
  if (own?.half === 'second') return collected.end([]);
  const listWarnings = [...birthWarnings(order), ...numberCodeWarning(rows, mapping), ...sums.differences()];
  return collected.end([...listWarnings, ...zeroWarnings(rows, mapping)]);
}

/** Rows between two pauses. */
const pauseRows = 5_000;

/** A list without rows. */
export const nothingRead: Draft = {
  ...{ payers: [], rows: 0, valid: 0, invalid: 0, lines: 0, total: 0 },
  ...{ errors: [], warnings: [] },
};

function unmappedDraft(unmapped: readonly ColumnRole[]): Draft {
  const warnings = unmapped.map(
    (column): RowError => ({ row: 0, column, code: 'column-not-mapped', value: '' }),
  );
  return { ...nothingRead, warnings };
}

function birthWarnings(order: ReturnType<typeof birthOrder>): RowError[] {
  if (order === 'day-first') return [];
  const code = order === 'mixed' ? 'birth-mixed' : 'birth-month-first';
  return [{ row: 0, column: 'birthDate', code, value: '' }];
}

/** A list with one amount and no fee column is one fee: the one its amount column is named after. */
function headerFee(rows: readonly (readonly Cell[])[], mapping: ImportMapping): string {
  const column = mapping.columns.amount;
  return column === null ? '' : cellText(rows[mapping.headerRow]?.[column]).replace(/\s+/g, ' ');
}

function makeCollector() {
  const payers = new Map<string, DraftPayer>();
  const repeated = makeRepeats();
  const join = makeJoin();
  const errors: RowError[] = [];
  let valid = 0;
  let invalid = 0;
  let lines = 0;
  let total = 0;
  const say = (found: readonly RowError[]) => {
    if (errors.length < errorLimit) errors.push(...found.slice(0, errorLimit - errors.length));
  };

  /** Puts a read row with its payer; what contradicts an earlier row, or null. */
  const take = ({ row, payer }: ReadRow): RowError | null => {
    const { code, name, bills } = payer;
    const key = matchKey(code);
    const known = payers.get(key);
    if (known !== undefined && known.name !== name && foldText(known.name) !== foldText(name)) {
      return { row, column: 'code', code: 'code-of-another', value: code };
    }
    const owed = bills.reduce((sum, bill) => sum + bill.amount - bill.listedPaid, total);
    if (!Number.isSafeInteger(owed)) return { row, column: 'amount', code: 'amount-too-large', value: '' };
    const twice = repeated(known, bills);
    if (twice !== undefined) return { row, column: 'fee', code: 'duplicate-bill', value: twice.fee };
    if (known === undefined) payers.set(key, payer);
    else join(known, payer);
    total = owed;
    lines += bills.length;
    return null;
  };

  return {
    /** Takes a row; gives it back when it is valid. */
    add({ read, errors: found }: RowResult): ReadRow | null {
      say(found);
      const clash = read === null ? null : take(read);
      if (clash !== null) say([clash]);
      if (read === null || clash !== null) {
        invalid += 1;
        return null;
      }
      valid += 1;
      return read;
    },
    end(found: readonly RowError[]): Draft {
      const warnings = found.slice(0, errorLimit);
      const rows = valid + invalid;
      return { payers: [...payers.values()], rows, valid, invalid, lines, total, errors, warnings };
    },
  };
}

/** Adds a later row of the same payer. */
function makeJoin() {
  const manyOf = new Map<DraftPayer, Set<string>>();
  const isNew = (known: DraftPayer, identity: string): boolean => {
    if (known.identities.length <= few) return !known.identities.includes(identity);
    const many = manyOf.get(known) ?? new Set(known.identities);
    manyOf.set(known, many);
    if (many.has(identity)) return false;
    many.add(identity);
    return true;
  };
  return (known: DraftPayer, later: DraftPayer): void => {
    fillGaps(known, later);
    known.bills.push(...later.bills);
    known.identities.push(...later.identities.filter((identity) => isNew(known, identity)));
  };
}

function fillGaps(known: DraftPayer, later: DraftPayer): void {
  known.birthDate ??= later.birthDate;
  known.birthYear ??= later.birthYear;
  known.gender ??= later.gender;
  known.className ??= later.className;
  known.address ??= later.address;
  known.payerName ??= later.payerName;
  known.phone ??= later.phone;
}

/** Up to so many bills or identities of one payer are compared one by one, as nearly all are; more are kept in a set. */
const few = 16;

/** Finds the first bill of a row that its payer, as known so far, has already, or that the row has twice. */
function makeRepeats() {
  const keysOf = new Map<DraftPayer, Set<string>>();
  return (known: DraftPayer | undefined, bills: readonly DraftBill[]): DraftBill | undefined => {
    const earlier = known?.bills ?? [];
    if (earlier.length + bills.length <= few) {
      return bills.find(
        (bill, place) => has(earlier, earlier.length, bill) || (place > 0 && has(bills, place, bill)),
      );
    }
    const keys = (known && keysOf.get(known)) ?? new Set<string>();
    if (known !== undefined) keysOf.set(known, keys);
    // No two are the same, so that it holds as many as it has taken in.
    for (const bill of earlier.slice(keys.size)) keys.add(identityKey(bill));
    const own = new Set<string>();
    return bills.find((bill) => {
      const key = identityKey(bill);
      if (keys.has(key) || own.has(key)) return true;
      own.add(key);
      return false;
    });
  };
}

/** Whether one of the first so many bills is the same. */
function has(bills: readonly DraftBill[], first: number, one: DraftBill): boolean {
  for (let place = 0; place < first; place += 1) {
    const each = bills[place];
    if (each !== undefined && isSameBill(each, one)) return true;
  }
  return false;
}

/** What makes a bill of one payer the same bill in every list. */
export function billIdentity({ visit, billCode, fee, period }: DraftBill): readonly string[] {
  return [matchKey(visit), matchKey(billCode), matchKey(fee), matchKey(period ?? '')];
}

function isSameBill(one: DraftBill, other: DraftBill): boolean {
  const same = (a: string, b: string) => a === b || matchKey(a) === matchKey(b);
  return (
    same(one.visit, other.visit) &&
    same(one.billCode, other.billCode) &&
    same(one.fee, other.fee) &&
    same(one.period ?? '', other.period ?? '')
  );
}

function identityKey(bill: DraftBill): string {
  return billIdentity(bill).join('\n');
}
