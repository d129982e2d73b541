/** Card terminals as windows see them: payments that are not settled yet, and settlements. */
import { type Row, refundReason } from '../../shared/payment/index.ts';
import type { BatchView, TerminalCardView, TerminalView } from '../../shared/rpc/card.ts';
import type { LedgerReads } from '../ledger/read.ts';
import { type CardGlance, cardView } from './card.ts';

/** What is known beside the ledger; pushed in. */
export interface TerminalFacts {
  readonly name: string;
  readonly state: TerminalView['state'];
  readonly wallet: boolean;
  readonly open: number;
  /** Cards of this terminal that are not settled, or that nobody knows the end of. */
  readonly cards: readonly Row<'tender'>[];
  /** What the next settlement should come to. */
  readonly ours: TerminalView['ours'];
  readonly noVoid: (tender: Row<'tender'>) => string | null;
  readonly taking: (tender: Row<'tender'>) => Row<'cardVoid'> | undefined;
  readonly glance: (tender: string) => CardGlance;
}

const mostCards = 200;
const mostBatches = 10;

/** One terminal. */
export function terminalView(
  reads: Pick<LedgerReads, 'batchesOf' | 'collection'>,
  facts: TerminalFacts,
): TerminalView {
  const cards = facts.cards.toSorted((a, b) => (a.id < b.id ? 1 : -1));
  return {
    name: facts.name,
    state: facts.state,
    wallet: facts.wallet,
    open: facts.open,
    cards: cards.slice(0, mostCards).map((tender) => cardOf(reads, facts, tender)),
    ours: facts.ours,
    batches: reads
      .batchesOf(facts.name)
      .toSorted((a, b) => (a.id < b.id ? 1 : -1))
      .slice(0, mostBatches)
      .map(batchView),
  };
}

function cardOf(
  reads: Pick<LedgerReads, 'collection'>,
  { noVoid, taking, glance }: TerminalFacts,
  tender: Row<'tender'>,
): TerminalCardView {
  const open = taking(tender);
  const payer = tender.collection === null ? undefined : reads.collection(tender.collection);
  return {
    card: cardView(tender, glance(tender.id)),
    payerName: payer?.payerName ?? null,
    paidAt: tender.paidAt,
    noVoid: noVoid(tender),
    taking:
      open === undefined
        ? null
        : {
            what: open.reason === refundReason ? 'refund' : 'void',
            ...{ amount: open.amount, reference: open.reference, sentAt: open.sentAt, cause: open.cause },
          },
  };
}

/** One settlement. */
export function batchView(row: Row<'terminalBatch'>): BatchView {
  const { id, terminal, at, state, cause, batch, count, total, ourCount, ourTotal } = row;
  return {
    settlement: id,
    ...{ terminal, at, state, cause, batch, count, total },
    ours: { count: ourCount, total: ourTotal },
  };
}
