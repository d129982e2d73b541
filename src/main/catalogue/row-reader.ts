import type { ImportMapping } from '../../shared/rpc/import.ts';
import { normaliseName } from '../../shared/text/index.ts';
import type { BirthOrder } from './birth-order.ts';
import type { DraftBill, DraftPayer, RowError, RowFault, RowWarning } from './draft.ts';
import { feeMark } from './fee-columns.ts';
import { type AmountFault, readAmount } from './file/amount.ts';
import { readBirth } from './file/birth.ts';
import { type Cell, cellText } from './file/table.ts';
import type { ColumnRole } from './headers.ts';
import { cellTextUnits } from './limits.ts';
import { isReadableName } from './old-fonts.ts';
import { cellOf } from './row-kinds.ts';
import { foldText } from './texts.ts';

/** A row that could be read; all texts normalised. */
export interface ReadRow {
  readonly row: number;
  /** With one bill, or in a wide list one for each fee column that is filled. */
  readonly payer: DraftPayer;
}

/** Null when the row is not taken; a row that is taken may still carry a warning. */
export type RowResult = { readonly read: ReadRow | null; readonly errors: readonly RowError[] };

/** What the whole list says about each of its rows. */
export interface ListFacts {
  /** Stands in for a fee column. */
  readonly headerFee: string;
  readonly birthOrder: BirthOrder;
  /** Its names are written in an old font. */
  readonly oldFont: boolean;
}

/** The reading of one row: its cells, and what was found wrong. */
interface Reading {
  readonly cells: readonly Cell[];
  cell(role: ColumnRole): Cell;
  text(role: ColumnRole): string;
  optional(role: ColumnRole): string | null;
  fault(column: ColumnRole, code: RowFault | RowWarning, value?: string): void;
}

/** What all bills of a row have in common. */
type RowBill = Pick<DraftBill, 'visit' | 'billCode' | 'note'>;

/** Reads one row after another against a mapping. */
export function makeRowReader(mapping: ImportMapping, facts: ListFacts) {
  const { fixed } = mapping;
  return (cells: readonly Cell[], row: number): RowResult => {
    const errors: RowError[] = [];
    const reading = readingOf(cells, row, mapping, errors);
    const { cell, text, optional, fault } = reading;
    const code = text('code');
    if (code === '') fault('code', 'code-missing');
    else if (isScientific(code)) fault('code', 'code-scientific');
    const name = joined(text('name'), text('givenName'));
    if (text('name') === '') fault('name', 'name-missing');
    else if (!isReadableName(name, facts.oldFont)) fault('name', 'name-unreadable');
    const common = { visit: text('visit'), billCode: text('billCode'), note: optional('note') };
    const bills =
      mapping.fees.length > 0
        ? wideBills(reading, mapping, common)
        : [longBill(reading, mapping, common, facts.headerFee)];
    const birth = readBirth(cell('birthDate'), facts.birthOrder);
    const identity = text('identity');
    const payer: DraftPayer = {
      code,
      name,
      birthDate: birth?.date ?? null,
      birthYear: birth?.year ?? null,
      gender: optional('gender'),
      className: mapping.columns.className === null ? fixed.className : optional('className'),
      address: optional('address'),
      payerName: optional('payerName'),
      phone: optional('phone'),
      identities: identity === '' ? [] : [identity],
      bills,
    };
    if (errors.length > 0) return { read: null, errors };
    if (birth === null && cell('birthDate') !== null) fault('birthDate', 'birth-unreadable');
    return { read: { row, payer }, errors };
  };
}

/** The name in a row, as its payer will have it; its faults are found when the row is read. */
export function nameOf(cells: readonly Cell[], mapping: ImportMapping): string {
  return joined(textOf(cells, mapping, 'name'), textOf(cells, mapping, 'givenName'));
}

/** The code in a row, likewise. */
export function codeOf(cells: readonly Cell[], mapping: ImportMapping): string {
  return textOf(cells, mapping, 'code');
}

function textOf(cells: readonly Cell[], mapping: ImportMapping, role: ColumnRole): string {
  return normaliseName(cellText(cellOf(cells, mapping, role))).slice(0, cellTextUnits);
}

/** Some lists have the given name in a column of its own. */
function joined(name: string, givenName: string): string {
  return givenName === '' ? name : `${name} ${givenName}`.trimStart();
}

function readingOf(cells: readonly Cell[], row: number, mapping: ImportMapping, errors: RowError[]): Reading {
  const cell = (role: ColumnRole) => cellOf(cells, mapping, role);
  const fault = (column: ColumnRole, code: RowFault | RowWarning, value = cellText(cell(column))) => {
    errors.push({ row, column, code, value: value.slice(0, 100) });
  };
  const text = (role: ColumnRole): string => {
    const value = normaliseName(cellText(cell(role)));
    if (value.length <= cellTextUnits) return value;
    fault(role, 'text-too-long');
    return value.slice(0, cellTextUnits);
  };
  return { cells, cell, text, fault, optional: (role) => text(role) || null };
}

/** The one bill of a row that has its fee and its amount in columns of their own. */
function longBill(
  { cell, text, optional, fault }: Reading,
  mapping: ImportMapping,
  common: RowBill,
  headerFee: string,
): DraftBill {
  const fee = mapping.columns.fee === null ? headerFee : text('fee');
  if (fee === '') fault('fee', 'fee-missing');
  const amount = readAmount(cell('amount'));
  if (!amount.ok) fault('amount', isFormula(cell('amount')) ? 'amount-formula' : amount.reason);
  const listedPaid = paidOf(cell('paid'), fault);
  if (amount.ok && listedPaid > amount.value) fault('paid', 'paid-over-amount');
  return {
    ...common,
    fee,
    feeGroup: optional('feeGroup'),
    period: period(cell('period')) ?? mapping.fixed.period,
    amount: amount.ok ? amount.value : 0,
    listedPaid,
    onBehalf: isYes(cell('onBehalf')),
  };
}

/**
 * A bill for each fee column that is filled; an empty cell is a fee the person does not have. What the list says was
 * paid covers the fees from left to right. The sum of the row, where it has one, must be theirs (facts/files §3.4).
 */
function wideBills({ cells, cell, fault }: Reading, mapping: ImportMapping, common: RowBill): DraftBill[] {
  const rowPeriod = period(cell('period')) ?? mapping.fixed.period;
  let left = paidOf(cell('paid'), fault);
  let taken = 0;
  let notTaken = 0;
  const bills = mapping.fees.flatMap((column): DraftBill[] => {
    const filled = cells[column.column] ?? null;
    if (filled === null || isDash(filled)) return [];
    const exempt = feeMark(filled) === 'exempt';
    const amount = exempt ? ({ ok: true, value: 0 } as const) : readAmount(filled);
    if (!column.take) {
      notTaken += amount.ok ? amount.value : 0;
      return [];
    }
    if (!amount.ok) {
      fault('amount', wideFault(filled, amount.reason), `${column.fee}: ${cellText(filled)}`);
      return [];
    }
    taken += amount.value;
    const listedPaid = Math.min(left, amount.value);
    left -= listedPaid;
    const { fee, feeGroup, onBehalf } = column;
    const note = exempt ? (common.note ?? 'Miễn') : common.note;
    const sums = { amount: amount.value, listedPaid };
    return [{ ...common, ...sums, note, fee, feeGroup, period: column.period ?? rowPeriod, onBehalf }];
  });
  if (left > notTaken) fault('paid', 'paid-over-amount');
  const total = cell('total') === null ? null : readAmount(cell('total'));
  const sums = [taken, taken + notTaken];
  if (total !== null && !(total.ok && sums.includes(total.value))) fault('total', 'total-differs');
  return bills;
}

function wideFault(cell: Cell, reason: AmountFault): RowFault {
  if (feeMark(cell) === 'ticked') return 'amount-ticked';
  return isFormula(cell) ? 'amount-formula' : reason;
}

function paidOf(cell: Cell, fault: Reading['fault']): number {
  if (cell === null || isDash(cell)) return 0;
  const paid = readAmount(cell);
  if (!paid.ok) fault('paid', 'paid-unreadable');
  return paid.ok ? paid.value : 0;
}

/** Spreadsheets show a zero as a dash. */
function isDash(cell: Cell): boolean {
  return cell === '-' || cell === '–';
}

/** A formula that came as text: the file holds no number there. */
function isFormula(cell: Cell): boolean {
  return typeof cell === 'string' && /^=|^[+@].*[A-Za-z(]/.test(cell);
}

function isScientific(code: string): boolean {
  return /^\d+([.,]\d+)?e[+-]?\d+$/i.test(code);
}

function isYes(cell: Cell): boolean {
  if (cell === null) return false;
  if (typeof cell === 'boolean') return cell;
  return ['x', '1', 'co', 'true', 'yes', 'thu ho'].includes(foldText(cellText(cell)));
}

/** Excel makes a day of `11/2026`; as a period it is the month. */
function period(cell: Cell): string | null {
  if (typeof cell === 'object' && cell !== null) {
    const [year, month] = cell.date.split('-');
    return `${month}/${year}`;
  }
  return normaliseName(cellText(cell)).slice(0, cellTextUnits) || null;
}
