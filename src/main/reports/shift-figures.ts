import type { Figures } from '../../shared/payment/index.ts';
import type { ShiftFigures } from '../../shared/rpc/contract.ts';
import type { LedgerReads } from '../ledger/read.ts';

/** Number ranges of one series within a shift. */
type Range = ShiftFigures['receipts'][number];

function rangesOf(reads: LedgerReads, shift: string): Range[] {
  return reads.receiptRanges(shift).map(({ series, width, first, last, issued, voided, total }) => ({
    series,
    first: String(first).padStart(width, '0'),
    last: String(last).padStart(width, '0'),
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
    byMethod: figures.inByMethod.map(({ key, count, amount }) => ({ method: key, count, amount })),
    byGroup: figures.receiptsByGroup.map(({ key, count, amount }) => ({ group: key, count, amount })),
    rounding: figures.rounding,
    apartFromReceipts: apartFromReceipts(figures),
    receipts,
    receiptCount: receipts.reduce((sum, range) => sum + range.issued - range.voided, 0),
    receiptTotal: figures.receiptsIssued - figures.receiptsVoided,
  };
}

/** The X report: the same computation as the Z, at any time, with no effect. */
export function xReport(reads: LedgerReads, shift: string): ShiftFigures {
  return shiftFigures(reads, shift, reads.runningFigures(shift));
}
