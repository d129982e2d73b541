/** What a list says, read row by row against a mapping. Pure: no file, no database, no references yet. */
import type { ImportMapping } from '../../shared/rpc/contract.ts';
import { foldVietnamese, normaliseName } from '../../shared/text/index.ts';
import type { AmountFault } from './file/amount.ts';
import { type Cell, cellText } from './file/table.ts';
import type { ColumnRole } from './headers.ts';
import { makeRowFilter, neededColumns } from './row-kinds.ts';
import { makeRowReader, type ReadRow, type RowResult } from './row-reader.ts';
import { zeroWarnings } from './zero-codes.ts';

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
  | 'paid-unreadable'
  | 'paid-over-amount'
  | 'duplicate-bill'
  | 'text-too-long';

/** What a person should look at though the row is taken. */
export type RowWarning = 'code-zero-lost' | 'identity-zero-lost' | 'birth-unreadable';

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
  readonly visits: Set<string>;
  readonly identities: Set<string>;
  readonly bills: DraftBill[];
}

export interface Draft {
  readonly payers: readonly DraftPayer[];
  /** Rows that hold data: valid + invalid. */
  readonly rows: number;
  readonly valid: number;
  readonly invalid: number;
  /** Σ (amount − listed as paid) of valid rows, in đồng. */
  readonly total: number;
  /** At most `errorLimit`; all rows are counted. */
  readonly errors: readonly RowError[];
}

const errorLimit = 200;

/** Reads the rows of data below the header. */
export function draftList(rows: readonly (readonly Cell[])[], mapping: ImportMapping): Draft {
  const unmapped = neededColumns.filter((role) => mapping.columns[role] === null);
  if (unmapped.length > 0) return unmappedDraft(unmapped);
  const reader = makeRowReader(mapping, headerFee(rows, mapping));
  const collected = makeCollector();
  const isData = makeRowFilter(mapping);
  for (const [index, cells] of rows.entries()) {
    if (index > mapping.headerRow && isData(cells)) collected.add(reader(cells, index + 1));
  }
  return collected.end(zeroWarnings(rows, mapping));
}

function unmappedDraft(unmapped: readonly ColumnRole[]): Draft {
  const errors = unmapped.map(
    (column): RowError => ({ row: 0, column, code: 'column-not-mapped', value: '' }),
  );
  return { payers: [], rows: 0, valid: 0, invalid: 0, total: 0, errors };
}

/** A list with one amount and no fee column is one fee: the one its amount column is named after. */
function headerFee(rows: readonly (readonly Cell[])[], mapping: ImportMapping): string {
  const column = mapping.columns.amount;
  return column === null ? '' : cellText(rows[mapping.headerRow]?.[column]).replace(/\s+/g, ' ');
}

function makeCollector() {
  const payers = new Map<string, DraftPayer>();
  const bills = new Set<string>();
  const errors: RowError[] = [];
  let valid = 0;
  let invalid = 0;
  let total = 0;
  const say = (found: readonly RowError[]) => errors.push(...found.slice(0, errorLimit - errors.length));

  /** Puts a read row with its payer; the fault when it contradicts an earlier row. */
  const take = ({ payer, identity, bill }: ReadRow): RowFault | null => {
    const key = matchKey(payer.code);
    const known = payers.get(key);
    if (known !== undefined && foldVietnamese(known.name) !== foldVietnamese(payer.name))
      return 'code-of-another';
    const billKey = JSON.stringify([key, ...billIdentity(bill)]);
    if (bills.has(billKey)) return 'duplicate-bill';
    bills.add(billKey);
    const target = known ?? { ...payer, visits: new Set<string>(), identities: new Set<string>(), bills: [] };
    if (known === undefined) payers.set(key, target);
    else fillGaps(known, payer);
    if (bill.visit !== '') target.visits.add(bill.visit);
    if (identity !== '') target.identities.add(identity);
    target.bills.push(bill);
    return null;
  };

  return {
    add({ read, errors: found }: RowResult) {
      say(found);
      const clash = read === null ? null : take(read);
      if (read === null || clash !== null) invalid += 1;
      else {
        valid += 1;
        total += read.bill.amount - read.bill.listedPaid;
      }
      if (read !== null && clash !== null) {
        const column = clash === 'duplicate-bill' ? 'fee' : 'code';
        const value = clash === 'duplicate-bill' ? read.bill.fee : read.payer.code;
        say([{ row: read.row, column, code: clash, value }]);
      }
    },
    end(warnings: readonly RowError[]): Draft {
      say(warnings);
      return { payers: [...payers.values()], rows: valid + invalid, valid, invalid, total, errors };
    },
  };
}

function fillGaps(known: DraftPayer, later: ReadRow['payer']): void {
  known.birthDate ??= later.birthDate;
  known.birthYear ??= later.birthYear;
  known.gender ??= later.gender;
  known.className ??= later.className;
  known.address ??= later.address;
  known.payerName ??= later.payerName;
}

/** Two spellings of one code, name or fee: case and spaces do not count, marks do. */
export function matchKey(text: string): string {
  return normaliseName(text).toLowerCase();
}

/** What makes a bill of one payer the same bill in every list. */
export function billIdentity(bill: DraftBill): readonly string[] {
  return [bill.visit, bill.billCode, bill.fee, bill.period ?? ''].map(matchKey);
}
