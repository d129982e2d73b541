/** A card on a connected terminal, as the cashier takes it, gives it up, takes it back, and an approver decides on it. */
import { ok } from '../../shared/kernel/result.ts';
import { IllegalMove, type Row } from '../../shared/payment/index.ts';
import type { ChosenLine } from '../../shared/rpc/contract.ts';
import type { TerminalPort } from '../devices/ports.ts';
import { type ChargeBy, decideCard, intendCard } from '../tenders/card.ts';
import type { CardAttempts, CardTerminals } from './card-attempts.ts';
import { decideBack } from './card-back.ts';
import { act, approve, type DeskContext, fail, journalApproval, type Outcome } from './context.ts';
import { leftToCover } from './left-to-cover.ts';
import { needMethod, openOrGoOn } from './open-collection.ts';

export interface CardBegin {
  readonly collection: string;
  readonly tender: string;
  readonly payer: string;
  readonly payerName: string;
  readonly payerAddress?: string | undefined;
  readonly lines: readonly ChosenLine[] | null;
  readonly amount: number | null;
  readonly by: ChargeBy;
}

export interface ApprovalInput {
  readonly person: string;
  readonly pin: string;
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Our name of an attempt at the terminal: 16 capital letters and digits made of the id of the tender (`Q`) or the refund
 * (`R`), so never used twice.
 */
export function referenceOf(id: string, kind: 'Q' | 'R'): string {
  let rest = BigInt(`0x${id.replaceAll('-', '')}`);
  let text = '';
  for (let place = 0; place < 15; place += 1) {
    text = `${alphabet[Number(rest & 31n)]}${text}`;
    rest >>= 5n;
  }
  return `${kind}${text}`;
}

/** The terminal a charge goes to; a wallet's code only to one that shows such. */
function terminalFor({ all, usual }: CardTerminals, by: ChargeBy): TerminalPort | undefined {
  const first = usual();
  if (by === 'card' || first?.can.wallet === true) return first;
  return all().find(({ can }) => can.wallet);
}

/**
 * Journals the collection and the attempt; only then is the terminal given it, and this does not wait for the card.
 * Repeated with the same ids it answers the same and sends nothing.
 */
export function beginCard(
  context: DeskContext,
  attempts: CardAttempts,
  request: CardBegin,
): Outcome<Row<'tender'>> {
  const { ledger, reads } = context;
  const { collection, tender } = request;
  const known = reads.tender(tender);
  if (known !== undefined) {
    const same = known.machine === 'card' && known.collection === collection;
    return same ? ok(known) : fail('tender-not-found');
  }
  const terminal = terminalFor(attempts.terminals, request.by);
  if (terminal === undefined) return fail('terminal-missing');
  if (terminal.unresolved.length > 0) return fail('terminal-query-first');
  const begun = act(context, (actor) => {
    needMethod(context, 'card');
    openOrGoOn(context, actor, request);
    const left = leftToCover(context, collection);
    if (left === 0) throw new IllegalMove('nothing-due');
    const amount = request.amount ?? left;
    if (amount > left) throw new IllegalMove('tender-exceeds-due');
    intendCard(ledger, actor, {
      tender,
      collection,
      amount,
      terminal: terminal.name,
      reference: referenceOf(tender, 'Q'),
      by: request.by,
    });
  });
  if (!begun.ok) return begun;
  void attempts.send(tender, terminal);
  return found(attempts, tender);
}

function found(attempts: CardAttempts, id: string): Outcome<Row<'tender'>> {
  const tender = attempts.tender(id);
  return tender === undefined ? fail('tender-not-found') : ok(tender);
}

/** Asks the terminal to give up the charge. What became of it is still for the terminal to say. */
export function abortCard(attempts: CardAttempts, id: string): Outcome<Row<'tender'>> {
  const tender = attempts.tender(id);
  if (tender?.state === 'sent') attempts.terminals.named(tender.through ?? '')?.abort();
  return found(attempts, id);
}

export interface CardDecision {
  readonly tender: string;
  readonly paid: boolean;
  readonly evidence: string;
  readonly approval: ApprovalInput;
}

/**
 * An approver decides about an attempt that the terminal could not settle, or about taking one back: `paid` then says
 * that it was not taken back. The terminal is free again.
 */
export async function decideOnCard(
  context: DeskContext,
  attempts: CardAttempts,
  { tender: id, paid, evidence, approval: given }: CardDecision,
): Promise<Outcome<Row<'tender'>>> {
  const { ledger, reads } = context;
  const tender = attempts.tender(id);
  if (tender === undefined) return fail('tender-not-found');
  const decided = paid ? 'decided-paid' : 'decided-unpaid';
  if (tender.state === decided) return ok(tender);
  const taking = attempts.openVoid(id);
  if (tender.state !== 'unknown' && taking === undefined) return fail('tender-finished');
  if (attempts.glance(id).step !== null) return fail('card-under-way');
  const cashier = reads.openShift()?.cashier;
  const involved = cashier === undefined ? [] : [cashier];
  const approval = await approve(context, 'decide-unknown', id, given, involved);
  if (!approval.ok) return approval;
  const done = act(context, (actor) => {
    // The terminal may have spoken while the PIN was typed.
    const now = attempts.tender(id) ?? tender;
    const open = attempts.openVoid(id);
    if (now.state !== 'unknown' && open === undefined) return;
    const given = { evidence, approval: journalApproval(context, approval.value) };
    if (open === undefined) decideCard(ledger, actor, now, { paid, ...given });
    else decideBack(context, open, !paid, given);
  });
  if (!done.ok) return done;
  attempts.terminals.named(tender.through ?? '')?.release(taking?.reference ?? tender.reference ?? '');
  return found(attempts, id);
}
