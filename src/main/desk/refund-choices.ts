import { ok } from '../../shared/kernel/result.ts';
import { isProven, type Row } from '../../shared/payment/index.ts';
import type { RefundChoices } from '../../shared/rpc/corrections.ts';
import { type DeskContext, fail, type Outcome } from './context.ts';
import type { wayBack } from './give-back.ts';
import { tendersBehind, waysBehind } from './refund.ts';
import { takenBy } from './replace-receipt.ts';

type Way = ReturnType<typeof wayBack>;

/** The way back that is the way the money of a source came; cash where that is not known. */
export function wayOf(context: Pick<DeskContext, 'reads'>, source: string, id: string): Way {
  return waysBehind(context, source, id)[0] ?? 'cash';
}

/** What was already asked back of this source for this receipt, but for what was refused. */
function askedOf({ reads }: DeskContext, receipt: Row<'receipt'>, source: string, id: string): number {
  return reads
    .refundsOf(id)
    .filter((one) => one.source === source && one.receipt === receipt.id && one.state !== 'refused')
    .reduce((sum, one) => sum + one.amount, 0);
}

/** What a window needs to ask money of an issued receipt back; writes nothing. The ledger checks it all again. */
export function refundChoices(context: DeskContext, id: string): Outcome<RefundChoices> {
  const { reads } = context;
  const receipt = reads.receipt(id);
  if (receipt === undefined) return fail('receipt-not-found');
  if (receipt.state === 'void') return fail('receipt-void');
  return ok({
    receipt: receipt.id,
    payerName: receipt.payerName,
    sources: takenBy(receipt).flatMap(({ source, id: from, amount }) => {
      if (source === 'rounding') return [];
      const behind = tendersBehind(context, source, from);
      const proven = behind.every((one) => isProven(one.machine, one.state));
      const left = proven ? Math.max(0, amount - askedOf(context, receipt, source, from)) : 0;
      const method = source === 'tender' ? (behind[0]?.method ?? source) : source;
      return [{ source, id: from, method, way: wayOf(context, source, from), paid: amount, left }];
    }),
  });
}
