import type { BillLineView, CashDue, PayerRow, PayerView } from '../../../src/shared/rpc/contract.ts';

/** An id of the journal's shape, told apart by its number. */
export function idOf(number: number): string {
  return `0190a000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

export function lineOf(bill: string, owed: number, more: Partial<BillLineView> = {}): BillLineView {
  return {
    bill,
    name: `Khoản ${bill}`,
    group: 'kham',
    period: null,
    note: null,
    beneficiary: 'p1',
    beneficiaryName: 'Lê Thị Mẫu',
    unit: null,
    amount: owed,
    paid: 0,
    owed,
    onBehalf: false,
    blocked: null,
    ...more,
  };
}

export function rowOf(payer: string, name = 'Lê Thị Mẫu'): PayerRow {
  return {
    payer,
    name,
    code: payer,
    className: null,
    birthYear: '1990',
    gender: null,
    address: null,
    owed: 100_000,
    matches: [],
  };
}

export function payerOf(lines: readonly BillLineView[]): PayerView {
  return {
    ...rowOf('P1'),
    birthDate: null,
    payerName: 'Trần Văn Mẫu',
    visit: null,
    tags: [],
    relatives: [],
    lines: [...lines],
  };
}

export function dueOf(total: number, due = total): CashDue {
  return { collection: idOf(1), tender: idOf(2), total, rounding: due - total, due };
}
