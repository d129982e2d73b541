import type { ImportMapping } from '../../shared/rpc/contract.ts';
import { foldVietnamese, normaliseName } from '../../shared/text/index.ts';
import type { DraftBill, DraftPayer, RowError, RowFault, RowWarning } from './draft.ts';
import { readAmount } from './file/amount.ts';
import { readBirth } from './file/birth.ts';
import { type Cell, cellText } from './file/table.ts';
import type { ColumnRole } from './headers.ts';
import { cellTextUnits } from './limits.ts';
import { cellOf } from './row-kinds.ts';

/** A row that could be read; all texts normalised. */
export interface ReadRow {
  readonly row: number;
  readonly payer: Omit<DraftPayer, 'visits' | 'identities' | 'bills'>;
  readonly identity: string;
  readonly bill: DraftBill;
}

/** Null when the row is not taken; a row that is taken may still carry a warning. */
export type RowResult = { readonly read: ReadRow | null; readonly errors: readonly RowError[] };

/** Reads one row after another against a mapping. `feeOfHeader` stands in for a fee column. */
export function makeRowReader(mapping: ImportMapping, feeOfHeader: string) {
  return (cells: readonly Cell[], row: number): RowResult => {
    const errors: RowError[] = [];
    const cell = (role: ColumnRole) => cellOf(cells, mapping, role);
    const fault = (column: ColumnRole, code: RowFault | RowWarning) => {
      errors.push({ row, column, code, value: cellText(cell(column)).slice(0, 100) });
    };
    const text = (role: ColumnRole): string => {
      const value = normaliseName(cellText(cell(role)));
      if (value.length > cellTextUnits) fault(role, 'text-too-long');
      return value.slice(0, cellTextUnits);
    };
    const code = text('code');
    if (code === '') fault('code', 'code-missing');
    else if (isScientific(code)) fault('code', 'code-scientific');
    const name = text('name');
    if (name === '') fault('name', 'name-missing');
    else if (!isReadableName(name)) fault('name', 'name-unreadable');
    const fee = mapping.columns.fee === null ? feeOfHeader : text('fee');
    if (fee === '') fault('fee', 'fee-missing');
    const amount = readAmount(cell('amount'));
    if (!amount.ok) fault('amount', amount.reason);
    const paid = cell('paid') === null ? null : readAmount(cell('paid'));
    if (paid !== null && !paid.ok) fault('paid', 'paid-unreadable');
    const listedPaid = paid?.ok ? paid.value : 0;
    if (amount.ok && listedPaid > amount.value) fault('paid', 'paid-over-amount');
    const optional = (role: ColumnRole) => text(role) || null;
    const bill: DraftBill = {
      visit: text('visit'),
      billCode: text('billCode'),
      fee,
      feeGroup: optional('feeGroup'),
      period: period(cell('period')),
      amount: amount.ok ? amount.value : 0,
      listedPaid,
      note: optional('note'),
      onBehalf: isYes(cell('onBehalf')),
    };
    const birth = readBirth(cell('birthDate'));
    const payer = {
      code,
      name,
      birthDate: birth?.date ?? null,
      birthYear: birth?.year ?? null,
      gender: optional('gender'),
      className: optional('className'),
      address: optional('address'),
      payerName: optional('payerName'),
    };
    const identity = text('identity');
    if (errors.length > 0) return { read: null, errors };
    if (birth === null && cell('birthDate') !== null) fault('birthDate', 'birth-unreadable');
    return { read: { row, payer, identity, bill }, errors };
  };
}

function isScientific(code: string): boolean {
  return /^\d+([.,]\d+)?e[+-]?\d+$/i.test(code);
}

/** A letter at all, and none of the signs by which names in the old TCVN3 and VNI fonts betray themselves. */
function isReadableName(name: string): boolean {
  return /\p{L}/u.test(name) && !/[\u00a8\u00a9\u00ab-\u00ae\u00b5-\u00b9\u00bb-\u00be\ufffd]/.test(name);
}

function isYes(cell: Cell): boolean {
  if (typeof cell === 'boolean') return cell;
  return ['x', '1', 'co', 'true', 'yes', 'thu ho'].includes(foldVietnamese(cellText(cell)));
}

/** Excel makes a day of `11/2026`; as a period it is the month. */
function period(cell: Cell): string | null {
  if (typeof cell === 'object' && cell !== null) {
    const [year, month] = cell.date.split('-');
    return `${month}/${year}`;
  }
  return normaliseName(cellText(cell)).slice(0, cellTextUnits) || null;
}
