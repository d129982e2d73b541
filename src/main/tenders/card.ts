/** Cards on a connected terminal: the attempt, what the terminal said of it, and what an approver decided (design §4). */
import { isLegalMove, type Row } from '../../shared/payment/index.ts';
import type { CardAttempt, CardBefore, CardDetails, CardHeard, CardOutcome } from '../devices/ports.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { moveTo } from './asked.ts';

/** What the row of an attempt holds until its result: beside the result's own details afterwards. */
interface Kept {
  readonly sentAt?: number;
  readonly before?: CardBefore;
  readonly heard?: { readonly stan: string | null } | null;
}

/** Journals the attempt, before anything leaves. In the caller's act. */
export function intendCard(
  ledger: Ledger,
  actor: string,
  intended: {
    readonly tender: string;
    readonly collection: string;
    readonly amount: number;
    readonly terminal: string;
    readonly reference: string;
    readonly by: ChargeBy;
  },
): void {
  const { by, ...body } = intended;
  ledger.append({
    type: 'card.intended',
    actor,
    body: by === 'wallet' ? { ...body, by } : body,
  });
}

/** What the payer holds against the terminal. */
export type ChargeBy = 'card' | 'wallet';

/** A wallet's money is counted as such; only how it is asked for is the terminal's. */
export function chargeBy({ method }: Pick<Row<'tender'>, 'method'>): ChargeBy {
  return method === 'e-wallet' ? 'wallet' : 'card';
}

/** Journals that nothing left. In the caller's act; without an actor it is nobody's. */
export function cancelCard(ledger: Ledger, tender: Row<'tender'>, actor?: string): void {
  const body = moveTo(tender, 'cancelled', 0);
  ledger.append({ type: 'card.cancelled', body, ...(actor === undefined ? {} : { actor }) });
}

/** Journals that the command may leave now, with what the terminal had last done before. In the caller's act. */
export function sendCard(ledger: Ledger, tender: Row<'tender'>, before: CardBefore): void {
  ledger.append({ type: 'card.sent', body: { ...moveTo(tender, 'sent', 0), before } });
}

/** A terminal's details as the journal names them. */
function resultOf({ approvalCode, rrn, stan, tid, mid, batch, scheme, lastFour }: CardDetails) {
  return { approvalCode, rrn, stan, terminal: tid, merchant: mid, batch, scheme, lastFour };
}

function heardOf({ result, ...details }: CardHeard) {
  return { result, ...resultOf(details) };
}

/** Response code of a charge that certainly never reached the terminal, and of one it certainly never made. */
const notSentCode = 'not-sent';
const notFoundCode = 'notfound';

/**
 * Journals what is known of an attempt now. In the caller's act. What the ledger knows already, or knows better, changes
 * nothing: repetitions and late results are absorbed (facts/payments §3.5 rule 5).
 */
export function recordCard(ledger: Ledger, tender: Row<'tender'>, outcome: CardOutcome): void {
  const may = (to: string): boolean => isLegalMove('card', tender.state, to);
  switch (outcome.kind) {
    case 'approved':
      if (!may('approved')) return;
      ledger.append({
        type: 'card.approved',
        body: { ...moveTo(tender, 'approved', tender.due), ...resultOf(outcome) },
      });
      return;
    case 'declined':
      if (may('declined')) decline(ledger, tender, outcome.responseCode.slice(0, 8));
      return;
    case 'not-sent':
      if (tender.state === 'sent') decline(ledger, tender, notSentCode);
      return;
    case 'unknown': {
      if (!may('unknown')) return;
      const { cause, heard } = outcome;
      const body = { ...moveTo(tender, 'unknown', 0), cause };
      const told = heard === undefined ? {} : { heard: heardOf(heard) };
      ledger.append({ type: 'card.unknown', body: { ...body, ...told } });
    }
  }
}

function decline(ledger: Ledger, tender: Row<'tender'>, responseCode: string): void {
  ledger.append({ type: 'card.declined', body: { ...moveTo(tender, 'declined', 0), responseCode } });
}

/** Journals that the terminal certainly never made the charge. In the caller's act. */
export function neverCharged(ledger: Ledger, tender: Row<'tender'>): void {
  decline(ledger, tender, notFoundCode);
}

/** Journals that a command was under way when the counter ended. In the caller's act. */
export function leftUnknown(ledger: Ledger, tender: Row<'tender'>): void {
  ledger.append({ type: 'card.unknown', body: { ...moveTo(tender, 'unknown', 0), cause: 'counter-ended' } });
}

/** Journals an approver's decision. In the caller's act, after the approval. */
export function decideCard(
  ledger: Ledger,
  actor: string,
  tender: Row<'tender'>,
  { paid, ...given }: { readonly paid: boolean; readonly approval: string; readonly evidence: string },
): void {
  if (paid) {
    const body = { ...moveTo(tender, 'decided-paid', tender.due), ...given };
    ledger.append({ type: 'card.decided-paid', actor, body });
  } else {
    ledger.append({
      type: 'card.decided-unpaid',
      actor,
      body: { ...moveTo(tender, 'decided-unpaid', 0), ...given },
    });
  }
}

/** Journals that the terminal took the charge back. In the caller's act. @throws IllegalMove while it stands on a paper */
export function voidedCard(ledger: Ledger, tender: Row<'tender'>, reason: string, actor?: string): void {
  const body = { ...moveTo(tender, 'voided', 0), reason };
  ledger.append({ type: 'card.voided', body, ...(actor === undefined ? {} : { actor }) });
}

/** The attempt as it is asked about. */
export function attemptOf(tender: Row<'tender'>): CardAttempt {
  const { sentAt, before, heard } = JSON.parse(tender.evidence) as Kept;
  return {
    reference: tender.reference ?? '',
    amount: tender.due,
    sentAt: (sentAt ?? tender.startedAt) as CardAttempt['sentAt'],
    before: before ?? { batch: null, receipt: null },
    heardReceipt: heard?.stan ?? null,
    by: chargeBy(tender),
  };
}
