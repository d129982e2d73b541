import type { Figures } from '../../shared/payment/index.ts';
import type { ShiftFigures } from '../../shared/rpc/contract.ts';
import { printedNumber } from '../../shared/text/index.ts';
import type { LedgerReads } from '../ledger/read.ts';

/** Number ranges of one series within a shift. */
type Range = ShiftFigures['receipts'][number];

function rangesOf(reads: LedgerReads, shift: string): Range[] {
  return reads.receiptRanges(shift).map(({ series, width, first, last, issued, voided, total }) => ({
    series,
    first: printedNumber({ number: first, width }),
    last: printedNumber({ number: last, width }),
    issued,
    voided,
    total,
  }));
}

/** The terms of equation (a) of design §4 that stand on no receipt of the shift. */
function apartFromReceipts(f: Figures): number {
  const deposits = f.depositsTaken - f.depositsApplied - f.depositsRefunded;
  const balances = f.balancesCreated - f.balancesUsed - f.balancesRefunded;
  const papers = f.receiptsVoided + f.refundsOnStanding;
  return f.moneyBack - papers + deposits + balances + f.heldChange - f.claimsChange;
}

/** Cash first, then the ways without cash by habitual size; a way that stands apart comes after its own. */
const order = ['cash', 'qr', 'card', 'mobile-money', 'website', 'transfer', 'e-wallet'];

function placeOf(method: string): number {
  return order.indexOf(method.replace(/-(keyed|accepted)$/, ''));
}

/**
 * What came in by method, with slips keyed by hand (`card-keyed`) and money taken on an approver's word (`…-accepted`) apart
 * from what a terminal or the bank said (design §4 "Accepted", product.md A7). The lines add up to the same.
 */
function apartByMethod(reads: LedgerReads, shift: string, { inByMethod }: Figures): ShiftFigures['byMethod'] {
  const rows = new Map(inByMethod.map(({ key, count, amount }) => [key, { method: key, count, amount }]));
  const add = (method: string, count: number, amount: number): void => {
    const row = rows.get(method) ?? { method, count: 0, amount: 0 };
    rows.set(method, { method, count: row.count + count, amount: row.amount + amount });
  };
  for (const { keyed, method, amount } of reads.takenOnWord(shift)) {
    add(method, -1, -amount);
    add(keyed ? `${method}-keyed` : `${method}-accepted`, 1, amount);
  }
  return [...rows.values()]
    .filter(({ count, amount }) => count !== 0 || amount !== 0)
    .sort((a, b) => placeOf(a.method) - placeOf(b.method) || (a.method < b.method ? -1 : 1));
}

/** What a window shows of a shift's figures; X and Z both come through here (design §4 (d)). */
export function shiftFigures(reads: LedgerReads, shift: string, figures: Figures): ShiftFigures {
  const receipts = rangesOf(reads, shift);
  return {
    openingFloat: figures.openingFloat,
    cashReceived: figures.cashIn,
    cashReturned: figures.cashReturned,
    cashRefunded: figures.cashRefunded,
    payIn: figures.payIn,
    payOut: figures.payOut,
    safeDrops: figures.safeDrops,
    expectedCash: figures.expectedCash,
    byMethod: apartByMethod(reads, shift, figures),
    byGroup: figures.receiptsByGroup.map(({ key, count, amount }) => ({ group: key, count, amount })),
    rounding: figures.rounding,
    apartFromReceipts: apartFromReceipts(figures),
    receipts,
    receiptCount: receipts.reduce((sum, range) => sum + range.issued - range.voided, 0),
    receiptTotal: figures.receiptsIssued - figures.receiptsVoided,
  };
}

/** The drawer of a shift as its papers have it, from its float to what is expected. */
export function drawerOf(figures: ShiftFigures) {
  return {
    openingFloat: figures.openingFloat,
    received: figures.cashReceived,
    returned: figures.cashReturned,
    refunded: figures.cashRefunded,
    payIn: figures.payIn,
    payOut: figures.payOut,
    safeDrops: figures.safeDrops,
    expected: figures.expectedCash,
  };
}

/** The X report: the same computation as the Z, at any time, with no effect. */
export function xReport(reads: LedgerReads, shift: string): ShiftFigures {
  return shiftFigures(reads, shift, reads.runningFigures(shift));
}
