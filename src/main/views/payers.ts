import type { Row } from '../../shared/payment/index.ts';
import type { BillLineView, PayerRow, PayerView } from '../../shared/rpc/contract.ts';
import type { CatalogueBill, CataloguePayer, CatalogueReads } from '../catalogue/read.ts';
import type { LedgerReads } from '../ledger/read.ts';

interface BillAmounts {
  readonly bill: string;
  readonly amount: number;
  readonly listedPaid: number;
}

/** What is still owed on a line: what the list says, less what receipts here say, less what is being collected. */
function owedOn(reads: LedgerReads, line: BillAmounts): { paid: number; owed: number; unknown: number } {
  const { paid, held, unknown, reduced } = reads.bill(line.bill);
  const all = line.listedPaid + paid;
  return { paid: Math.min(all, line.amount), owed: Math.max(0, line.amount - all - held - reduced), unknown };
}

function owedByAll(reads: LedgerReads, bills: readonly BillAmounts[]): number {
  return bills.reduce((sum, bill) => sum + owedOn(reads, bill).owed, 0);
}

/** Payers whose name, code, class or visit matches, with what they still owe. */
export function findPayers(
  catalogue: CatalogueReads,
  reads: LedgerReads,
  request: { readonly text: string; readonly limit: number; readonly whole?: boolean | undefined },
): { rows: PayerRow[]; count: number; atLeast: boolean } {
  const found = catalogue.findPayers(request.text, request.limit, request.whole);
  return {
    rows: found.rows.map(({ bills, matches, ...row }) => ({
      ...row,
      matches: matches.map(([start, end]) => [start, end]),
      owed: owedByAll(reads, bills),
    })),
    count: found.count,
    atLeast: found.atLeast,
  };
}

function lineView(reads: LedgerReads, bill: CatalogueBill, served: CataloguePayer): BillLineView {
  const { paid, owed, unknown } = owedOn(reads, bill);
  return {
    bill: bill.bill,
    name: bill.fee,
    group: bill.feeGroup,
    period: bill.period,
    note: bill.note,
    beneficiary: bill.payer,
    beneficiaryName: served.name,
    unit: served.className,
    amount: bill.amount,
    paid,
    owed,
    onBehalf: bill.onBehalf,
    blocked: unknown > 0 ? 'card-unknown' : null,
  };
}

/** Whether a line of a collection is a listed fee that was added at the counter. */
export function isAddedFee({ bill }: Pick<Row<'line'>, 'bill'>): boolean {
  return bill.startsWith('fee-');
}

/** An added fee of an unfinished collection, as a bill line: the collection holds all of it. */
export function addedFeeView(line: Row<'line'>): BillLineView {
  return {
    bill: line.bill,
    name: line.name ?? line.group,
    group: line.group,
    period: null,
    note: null,
    beneficiary: line.beneficiary,
    beneficiaryName: line.beneficiaryName ?? '',
    unit: line.unit,
    amount: line.amount,
    paid: 0,
    owed: 0,
    onBehalf: line.onBehalf === 1,
    blocked: null,
  };
}

/** One payer with every bill line, or null if no list in force has them. */
export function openPayer(catalogue: CatalogueReads, reads: LedgerReads, payer: string): PayerView | null {
  const found = catalogue.openPayer(payer);
  if (found === null) return null;
  const { bills, visits, phone: _phone, ...rest } = found;
  return {
    ...rest,
    owed: owedByAll(reads, bills),
    matches: [],
    visit: visits.at(-1) ?? null,
    tags: [],
    lines: bills.map((bill) => lineView(reads, bill, found)),
    relatives: catalogue
      .relatives(found)
      .flatMap(({ payer: { payer, name, className, bills: theirs }, sure }) => {
        const owed = owedByAll(reads, theirs);
        return owed === 0 ? [] : [{ payer, name, className, owed, sure }];
      }),
  };
}

/**
 * What the customer display says of lines that are being chosen: whose they are, or of several people who pays for them.
 */
export function choiceShown(
  catalogue: CatalogueReads,
  payer: Pick<PayerView, 'payer' | 'name' | 'payerName'>,
  lines: readonly { readonly bill: string; readonly amount: number }[],
): { readonly name: string; readonly items: number; readonly total: number } {
  const several = lines.some(({ bill }) => (catalogue.billByRef(bill)?.payer ?? payer.payer) !== payer.payer);
  return {
    name: several ? (payer.payerName ?? payer.name) : payer.name,
    items: lines.length,
    total: lines.reduce((sum, { amount }) => sum + amount, 0),
  };
}
