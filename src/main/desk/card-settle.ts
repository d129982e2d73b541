/** The end of a terminal's day: its batch is settled, and its totals are set against ours (facts/payments §3.5 rule 6). */
import { ok } from '../../shared/kernel/result.ts';
import type { CardAttempts } from './card-attempts.ts';
import { type DeskContext, fail, type Outcome } from './context.ts';

export interface SettledBatch {
  readonly terminal: string;
  readonly batch: string | null;
  readonly count: number | null;
  readonly total: number | null;
  readonly ours: { readonly count: number; readonly total: number } | null;
}

/** How far back a batch may have begun. */
const longestBatchMs = 14 * 24 * 60 * 60_000;

/** Settles the usual terminal. */
export async function settleTerminal(
  { clock, reads }: DeskContext,
  attempts: CardAttempts,
): Promise<Outcome<SettledBatch>> {
  const terminal = attempts.terminals.usual();
  if (terminal === undefined) return fail('terminal-missing');
  const outcome = await terminal.settlement();
  switch (outcome.kind) {
    case 'settled': {
      const { batch, count, total } = outcome;
      const cards = reads.cardsOnTerminal(terminal.name, clock.now() - longestBatchMs);
      const same = cards.filter((card) => batch !== null && batchOf(card.evidence) === batch);
      const ours = { count: same.length, total: same.reduce((sum, { kept }) => sum + kept, 0) };
      return ok({ terminal: terminal.name, batch, count, total, ours: batch === null ? null : ours });
    }
    case 'declined':
      return fail('settlement-declined', { responseCode: outcome.responseCode });
    case 'not-sent':
      return outcome.cause === 'query-first' ? fail('terminal-query-first') : fail('terminal-not-reached');
    case 'unknown':
      return { ok: false, reason: { code: 'settlement-unknown', moneyMoved: 'no' } };
  }
}

function batchOf(evidence: string): string | null {
  return (JSON.parse(evidence) as { batch?: string | null }).batch ?? null;
}
