/**
 * Money that a terminal was asked to give back, a void or a refund: what is known of it is journalled by one rule
 * (design §4, facts/payments §3.5 rule 6). Always in the caller's act.
 */
import { isOpenVoid, type Row } from '../../shared/payment/index.ts';
import type { CardOutcome } from '../devices/ports.ts';

export type BackEnded = 'approved' | 'declined' | 'not-sent' | 'unknown';
export type BackDecision = { readonly approval: string; readonly evidence: string };

/** How the two kinds write down the same things. */
export interface Back {
  readonly row: Row<'cardVoid'>;
  /** Journals that it ended so. */
  end(outcome: BackEnded, cause: string | null, decision: BackDecision | null): void;
  /** Journals what follows from money given back, named as the terminal named it. */
  given(named: string): void;
}

/** Journals what is known now. What the ledger knows already, or knows better, changes nothing. */
export function recordOutcome(back: Back, outcome: CardOutcome): void {
  const open = isOpenVoid(back.row);
  switch (outcome.kind) {
    case 'approved':
      if (!open) return;
      back.end('approved', null, null);
      back.given(outcome.rrn ?? outcome.approvalCode ?? back.row.reference);
      return;
    case 'declined':
      if (open) back.end('declined', outcome.responseCode.slice(0, 8) || null, null);
      return;
    case 'not-sent':
    case 'unknown':
      if (back.row.state === 'sent') back.end(outcome.kind, outcome.cause, null);
  }
}

/** Journals that the terminal certainly never gave it back. */
export function recordNever(back: Back): void {
  back.end('declined', 'notfound', null);
}

/** Journals that it was under way when the counter ended. */
export function recordLeft(back: Back): void {
  back.end('unknown', 'counter-ended', null);
}

/** Journals an approver's decision about one nobody knows the end of; after the approval. */
export function recordDecision(back: Back, given: boolean, decision: BackDecision): void {
  back.end(given ? 'approved' : 'declined', 'decided', decision);
  if (given) back.given(back.row.reference);
}
