/** What windows see of a card on a connected terminal. */
import { invariant } from '../../shared/kernel/assert.ts';
import { isPending, type Row } from '../../shared/payment/index.ts';
import type { CardView } from '../../shared/rpc/card.ts';
import type { DisplayView } from '../../shared/rpc/contract.ts';
import type { LedgerReads } from '../ledger/read.ts';

/** What is known beside the ledger; pushed in. */
export type CardGlance = Pick<CardView, 'step' | 'asked'> & { readonly notSent: string | null };

interface Evidence {
  readonly cause?: string;
  readonly responseCode?: string;
  readonly approvalCode?: string | null;
  readonly lastFour?: string | null;
  readonly scheme?: string | null;
  readonly stan?: string | null;
  readonly terminal?: string | null;
  readonly batch?: string | null;
}

/** An attempt as a window shows it. A result that the terminal has not yet completed still counts as sent. */
export function cardView(tender: Row<'tender'>, glance: CardGlance): CardView {
  invariant(tender.collection !== null, 'a card is taken for a collection');
  const evidence = JSON.parse(tender.evidence) as Evidence;
  const underWay = tender.state === 'unknown' && glance.step !== null && glance.step !== 'asking';
  return {
    collection: tender.collection,
    tender: tender.id,
    amount: tender.due,
    terminal: tender.through ?? '',
    reference: tender.reference ?? '',
    by: byOf(tender),
    state: underWay ? 'sent' : (tender.state as CardView['state']),
    step: glance.step,
    cause: underWay ? null : (evidence.cause ?? glance.notSent),
    responseCode: evidence.responseCode ?? null,
    approvalCode: evidence.approvalCode ?? null,
    lastFour: evidence.lastFour ?? null,
    scheme: evidence.scheme ?? null,
    stan: evidence.stan ?? null,
    tid: evidence.terminal ?? null,
    batch: evidence.batch ?? null,
    startedAt: tender.startedAt,
    changedAt: tender.changedAt,
    asked: glance.asked,
  };
}

/** The newest connected attempt of a collection, whatever became of it. */
export function newestCard(
  reads: Pick<LedgerReads, 'tenders'>,
  collection: string,
): Row<'tender'> | undefined {
  return reads
    .tenders(collection)
    .filter(({ machine }) => machine === 'card')
    .reduce<Row<'tender'> | undefined>(
      (newest, one) => (newest === undefined || one.id > newest.id ? one : newest),
      undefined,
    );
}

/** What the payer sees while a card is under way; null when none is. Unknown is said to be not confirmed, never more. */
export function cardDisplay(
  reads: Pick<LedgerReads, 'tenders'>,
  front: Row<'collection'>,
  shown: { readonly facilityName: string; readonly maskedName: string },
): DisplayView | null {
  const card = newestCard(reads, front.id);
  if (card === undefined || !isPending('card', card.state)) return null;
  const { cause } = JSON.parse(card.evidence) as Evidence;
  const open = card.state === 'unknown' && cause !== 'not-completed';
  if (open) return { state: 'not-confirmed', ...shown, amount: card.due, received: 0 };
  return { state: 'card', by: byOf(card), ...shown, amount: card.due };
}

function byOf({ method }: Row<'tender'>): CardView['by'] {
  return method === 'e-wallet' ? 'wallet' : 'card';
}
