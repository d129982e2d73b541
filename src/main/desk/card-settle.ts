/** The end of a terminal's day: its batch is settled, and its totals are set against ours (facts/payments §3.5 rule 6). */
import { InvariantBroken, invariant } from '../../shared/kernel/assert.ts';
import { ok } from '../../shared/kernel/result.ts';
import type { Row } from '../../shared/payment/index.ts';
import type { SettlementOutcome } from '../devices/ports.ts';
import type { CardAttempts } from './card-attempts.ts';
import { act, type DeskContext, fail, type Outcome } from './context.ts';

/** How far back a batch may have begun. */
const longestBatchMs = 14 * 24 * 60 * 60_000;

type Reads = DeskContext['reads'];
type BatchedCard = Pick<Row<'tender'>, 'evidence' | 'paidAt'>;

function batchOf({ evidence }: BatchedCard): string | null {
  return (JSON.parse(evidence) as { batch?: string | null }).batch ?? null;
}

/** Whether a card went out with this settlement: by the batch both name, else by the time. */
function wentWith(card: BatchedCard, { batch, at }: Pick<Row<'terminalBatch'>, 'batch' | 'at'>): boolean {
  const own = batchOf(card);
  return own !== null && batch !== null ? own === batch : (card.paidAt ?? 0) <= at;
}

function settledOf(reads: Reads, terminal: string): readonly Row<'terminalBatch'>[] {
  return reads.batchesOf(terminal).filter(({ state }) => state === 'settled');
}

/** Whether the batch of this card was settled: from then on it is refunded, no longer voided. */
export function isSettled(reads: Reads, card: BatchedCard & Pick<Row<'tender'>, 'through'>): boolean {
  return settledOf(reads, card.through ?? '').some((batch) => wentWith(card, batch));
}

/** Approved and voided cards of a terminal that no settlement took yet. */
function unsettledCards({ clock, reads }: Pick<DeskContext, 'clock' | 'reads'>, terminal: string) {
  const settled = settledOf(reads, terminal);
  return reads
    .cardsOnTerminal(terminal, clock.now() - longestBatchMs)
    .filter((card) => !settled.some((batch) => wentWith(card, batch)));
}

/** The same as whole tenders, and those of this terminal nobody knows the end of. */
export function unsettledOn(
  context: Pick<DeskContext, 'clock' | 'reads'>,
  terminal: string,
): readonly Row<'tender'>[] {
  const { reads } = context;
  const unknown = reads.cardsIn('unknown').filter(({ through }) => through === terminal);
  const known = unsettledCards(context, terminal).flatMap(({ id }) => reads.tender(id) ?? []);
  return [...unknown, ...known];
}

/** What a settlement of `batch` should come to: where the terminal names none, all that was not settled yet. */
function oursOf(
  context: DeskContext,
  terminal: string,
  batch: string | null,
): { count: number; total: number } {
  const cards = unsettledCards(context, terminal).filter(
    (card) =>
      card.state === 'approved' && (batch === null || batchOf(card) === null || batchOf(card) === batch),
  );
  return { count: cards.length, total: cards.reduce((sum, { kept }) => sum + kept, 0) };
}

/** Settlements that were under way when the counter ended: nobody knows their end. */
export function leaveSettlements(
  { ledger, reads }: Pick<DeskContext, 'ledger' | 'reads'>,
  terminal: string,
): void {
  for (const row of reads.batchesOf(terminal)) {
    if (row.state !== 'settling') continue;
    const nothing = { batch: null, count: null, total: null, ourCount: 0, ourTotal: 0 };
    const body = { settlement: row.id, outcome: 'unknown', cause: 'counter-ended', ...nothing } as const;
    ledger.append({ type: 'terminal.settled', body });
  }
}

/** Settles a terminal. The intent is journalled before the command leaves, both totals when it is answered. */
export async function settleTerminal(
  context: DeskContext,
  attempts: CardAttempts,
  { terminal: name }: { readonly terminal: string },
): Promise<Outcome<Row<'terminalBatch'>>> {
  const { ids, ledger, reads } = context;
  const terminal = attempts.terminals.named(name);
  if (terminal === undefined) return fail('terminal-missing');
  if (terminal.unresolved.length > 0) return fail('terminal-query-first');
  const settlement = ids.next();
  const begun = act(context, (actor) => {
    leaveSettlements(context, name);
    ledger.append({ type: 'terminal.settling', actor, body: { settlement, terminal: name } });
  });
  if (!begun.ok) return begun;
  const outcome = await terminal.settlement();
  const kept = ledger.act(() =>
    ledger.append({ type: 'terminal.settled', body: endOf(context, name, settlement, outcome) }),
  );
  if (!kept.ok) throw new InvariantBroken(`settlement: ${kept.reason}`);
  const row = reads.batchesOf(name).find(({ id }) => id === settlement);
  invariant(row !== undefined, 'a settlement that was just written');
  switch (outcome.kind) {
    case 'settled':
      return ok(row);
    case 'declined':
      return fail('settlement-declined', { responseCode: outcome.responseCode });
    case 'not-sent':
      return outcome.cause === 'query-first' ? fail('terminal-query-first') : fail('terminal-not-reached');
    case 'unknown':
      return { ok: false, reason: { code: 'settlement-unknown', moneyMoved: 'no' } };
  }
}

function endOf(context: DeskContext, terminal: string, settlement: string, outcome: SettlementOutcome) {
  const batch = outcome.kind === 'settled' ? outcome.batch : null;
  const ours = oursOf(context, terminal, batch);
  const common = { settlement, batch, ourCount: ours.count, ourTotal: ours.total };
  switch (outcome.kind) {
    case 'settled':
      return {
        ...common,
        outcome: 'settled',
        cause: null,
        count: outcome.count,
        total: outcome.total,
      } as const;
    case 'declined': {
      const cause = outcome.responseCode === '' ? null : outcome.responseCode.slice(0, 8);
      return { ...common, outcome: 'declined', cause, count: null, total: null } as const;
    }
    case 'not-sent':
    case 'unknown':
      return { ...common, outcome: outcome.kind, cause: outcome.cause, count: null, total: null } as const;
  }
}
