import { IllegalMove } from '../../shared/payment/index.ts';
import { act, type DeskContext, fail, type Outcome } from './context.ts';

/** Asks for the paper of a receipt again: the same original if the printer had taken nothing, else a marked paper. */
export function printReceipt(
  context: DeskContext,
  { receipt }: { receipt: string },
): Outcome<{ job: string }> {
  if (context.reads.receipt(receipt) === undefined) return fail('receipt-not-found');
  return askAgain(context, receipt);
}

/** Asks for the paper of a Z again, by the same rules. */
export function printZ(context: DeskContext, { z }: { z: string }): Outcome<{ job: string }> {
  if (context.reads.z(z) === undefined) return fail('z-not-found');
  return askAgain(context, z);
}

/** Asks for the paper of a deposit, of a paid refund or of a Z again, by the same rules. */
export function printVoucher(
  context: DeskContext,
  { document }: { document: string },
): Outcome<{ job: string }> {
  const { reads } = context;
  const paid = reads.refund(document)?.state === 'paid';
  if (!paid && reads.deposit(document) === undefined && reads.z(document) === undefined)
    return fail('voucher-not-found');
  return askAgain(context, document);
}

function askAgain(context: DeskContext, document: string): Outcome<{ job: string }> {
  return act(context, () => {
    const asked = context.spool.ask(document);
    if (!asked.ok) throw new IllegalMove(`print-${asked.reason}`);
    return { job: asked.value.job };
  });
}

/** The cashier's answer to "Giấy có ra không?". */
export function answerPrint(
  context: DeskContext,
  request: { job: string; paperCame: boolean },
): Outcome<Record<string, never>> {
  return act(context, (actor) => {
    const answered = context.spool.answer(request.job, request.paperCame, actor);
    if (!answered.ok)
      throw new IllegalMove(answered.reason === 'not-found' ? 'job-not-found' : 'print-not-asked');
    return {};
  });
}
