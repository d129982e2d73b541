/** An approved refund given back on the terminal that took the money, after settlement (facts/payments §3.5 rule 6). */
import { InvariantBroken } from '../../shared/kernel/assert.ts';
import { ok } from '../../shared/kernel/result.ts';
import { IllegalMove, type Row } from '../../shared/payment/index.ts';
import type { CardOutcome, TerminalPort } from '../devices/ports.ts';
import { sendRefund } from '../tenders/card-refund.ts';
import { referenceOf } from './card.ts';
import type { CardAttempts } from './card-attempts.ts';
import { openBack, recordBack } from './card-back.ts';
import { isSettled } from './card-settle.ts';
import { act, type DeskContext, fail, type Outcome } from './context.ts';
import { demandPayable } from './fund-left.ts';
import { nextVoucher, tendersBehind } from './refund.ts';

/** The card and the terminal a refund would go back by. */
export interface RefundWay {
  readonly tender: Row<'tender'>;
  readonly terminal: TerminalPort;
}

/** What this charge gave back on its terminal already. */
function givenBack({ reads }: Pick<DeskContext, 'reads'>, { id }: Row<'tender'>): number {
  const given = reads.voidsOf(id).filter(({ state }) => state === 'approved');
  return given.reduce((sum, { amount }) => sum + amount, 0);
}

/**
 * The card that took this money, on a connected terminal, with enough left to give back; undefined for money that came
 * another way, by a slip keyed by hand, or in smaller parts.
 */
export function cardBehind(
  context: Pick<DeskContext, 'reads'>,
  refund: Row<'refund'>,
): Row<'tender'> | undefined {
  if (refund.way !== 'card') return undefined;
  return tendersBehind(context, refund.source, refund.sourceId).find(
    (tender) =>
      tender.machine === 'card' &&
      tender.state === 'approved' &&
      givenBack(context, tender) + refund.amount <= tender.due,
  );
}

/** How this refund goes back on a terminal now, or why it cannot. */
export function refundWay(
  context: Pick<DeskContext, 'reads'>,
  attempts: CardAttempts,
  refund: Row<'refund'>,
): Outcome<RefundWay> {
  if (refund.state === 'requested') return fail('refund-not-approved');
  if (refund.state !== 'approved') return fail('refund-finished');
  const tender = cardBehind(context, refund);
  if (tender === undefined) return fail('refund-not-by-card');
  const terminal = attempts.terminals.named(tender.through ?? '');
  if (terminal === undefined) return fail('terminal-missing');
  if (openBack(context, tender.id) !== undefined) return fail('refund-at-terminal');
  if (attempts.glance(tender.id).step !== null) return fail('card-under-way');
  if (!terminal.can.refund) return fail('card-refund-unsupported');
  return isSettled(context.reads, tender) ? ok({ tender, terminal }) : fail('card-not-settled');
}

/**
 * Gives an approved refund back on the terminal. The command is journalled before anything leaves, so that one whose
 * answer was lost is asked about before that terminal takes a charge; with the approval it is paid, voucher and all.
 */
export async function refundOnTerminal(
  context: DeskContext,
  attempts: CardAttempts,
  { refund: id }: { readonly refund: string },
): Promise<Outcome<Row<'refund'>>> {
  const refund = context.reads.refund(id);
  if (refund === undefined) return fail('refund-not-found');
  if (refund.state === 'paid') return ok(refund);
  const way = refundWay(context, attempts, refund);
  if (!way.ok) return way;
  const { tender, terminal } = way.value;
  attempts.show(tender.id, { step: 'refunding', notSent: null });
  try {
    const ready = await terminal.prepare();
    if (!ready.ok)
      return fail(ready.reason === 'query-first' ? 'terminal-query-first' : 'terminal-not-reached');
    const reference = refundReference(context, id);
    const sent = act(context, (actor) => {
      demandPayable(context, refund);
      if (nextVoucher(context, actor) === null) throw new IllegalMove('series-year-over');
      sendRefund(context.ledger, actor, { refund, tender, reference, before: ready.value });
    });
    if (!sent.ok) return sent;
    return await carryOut(context, terminal, { refund, reference });
  } finally {
    attempts.show(tender.id, { step: null });
  }
}

/** Our name of a refund at the terminal, never used twice: the refund's, and which try it is. */
function refundReference({ reads }: DeskContext, refund: string): string {
  const name = referenceOf(refund, 'R');
  const last = reads.cardVoid(refund)?.reference;
  if (last === undefined) return name;
  return `${name}${Number(last.slice(name.length) || '1') + 1}`;
}

async function carryOut(
  context: DeskContext,
  terminal: TerminalPort,
  { refund, reference }: { readonly refund: Row<'refund'>; readonly reference: string },
): Promise<Outcome<Row<'refund'>>> {
  const keep = (outcome: CardOutcome): void => {
    const done = context.ledger.act(() => {
      const row = context.reads.cardVoid(refund.id);
      if (row?.reference === reference) recordBack(context, row, outcome);
    });
    if (!done.ok) throw new InvariantBroken(`card refund: ${done.reason}`);
  };
  const outcome = await terminal.refund({ reference, amount: refund.amount }, { record: keep });
  keep(outcome);
  switch (outcome.kind) {
    case 'approved':
      return ok(context.reads.refund(refund.id) ?? refund);
    case 'declined':
      return fail('card-refund-declined', { responseCode: outcome.responseCode });
    case 'not-sent':
      return outcome.cause === 'query-first' ? fail('terminal-query-first') : fail('terminal-not-reached');
    case 'unknown':
      return { ok: false, reason: { code: 'card-refund-unknown', moneyMoved: 'unknown' } };
  }
}
