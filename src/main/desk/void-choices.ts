import { ok } from '../../shared/kernel/result.ts';
import { canBeGivenBack, isProven, type Row } from '../../shared/payment/index.ts';
import type { VoidChoices } from '../../shared/rpc/corrections.ts';
import { type DeskContext, fail, type Outcome } from './context.ts';
import { canReturn, type FreeFate } from './give-back.ts';
import { takenBy } from './replace-receipt.ts';
import { claimOf } from './void-receipt.ts';

/** What may become of the money of a tender that leaves a void receipt; nothing while it is not proven. */
function fatesOf(reads: DeskContext['reads'], tender: Row<'tender'>, amount: number): FreeFate[] {
  const whole = tender.allocated === amount && tender.refunding === 0;
  const back = whole && canReturn(reads, tender) && canBeGivenBack(tender.machine, tender.state);
  return [
    ...(back ? (['returned'] as const) : []),
    ...(isProven(tender.machine, tender.state) ? (['refund', 'balance'] as const) : []),
  ];
}

/** What a window needs to ask before a receipt is voided; writes nothing. */
export function voidChoices({ reads }: DeskContext, id: string): Outcome<VoidChoices> {
  const receipt = reads.receipt(id);
  if (receipt === undefined) return fail('receipt-not-found');
  const taken = takenBy(receipt);
  return ok({
    receipt: receipt.id,
    refused: refusalOf(reads, receipt),
    total: receipt.total,
    payer: servedBy(reads, receipt),
    onBehalf: receipt.onBehalf === 1,
    lines: linesOf(receipt).map(({ bill, amount }) => ({ bill, amount })),
    afterZ: receipt.z !== null,
    tenders: taken.flatMap(({ source, id: tender, amount }) => {
      const row = source === 'tender' ? reads.tender(tender) : undefined;
      if (row === undefined) return [];
      const rounded = Math.max(0, row.id === roundingOf(receipt) ? receipt.rounding : 0);
      const fates = fatesOf(reads, row, amount + rounded);
      const claim = claimOf(row, amount);
      return [{ tender, method: row.method, state: row.state, amount, rounded, claim, fates }];
    }),
    restored: taken.flatMap(({ source, id: fund, amount }) =>
      source === 'deposit' || source === 'balance' ? [{ source, id: fund, amount }] : [],
    ),
  });
}

function roundingOf(receipt: Row<'receipt'>): string | null {
  return (JSON.parse(receipt.frozen) as { roundingTender: string | null }).roundingTender;
}

function refusalOf(reads: DeskContext['reads'], receipt: Row<'receipt'>): string | null {
  if (receipt.state === 'void') return 'receipt-void';
  if (reads.invoiced(receipt.id) !== undefined) return 'receipt-invoiced';
  if (receipt.refunded + receipt.refunding > 0) return 'receipt-refunded';
  return reads.openShift() === undefined ? 'no-shift' : null;
}

function linesOf({ frozen }: Row<'receipt'>) {
  return (JSON.parse(frozen) as { lines: { line: string; bill: string; amount: number }[] }).lines;
}

function servedBy(reads: DeskContext['reads'], receipt: Row<'receipt'>): string {
  const [first] = linesOf(receipt);
  const line = first === undefined ? undefined : reads.lineRow(first.line);
  return line?.beneficiary ?? reads.collection(receipt.collection)?.payer ?? '-';
}
