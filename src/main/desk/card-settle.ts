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

/**
 * Whether a card went out with this settlement or one before it: by the time, for a terminal has one open batch; by the
 * batch both name where its result came after the settlement.
 */
function wentWith(card: BatchedCard, { batch, at }: Pick<Row<'terminalBatch'>, 'batch' | 'at'>): boolean {
  return (card.paidAt ?? 0) <= at || (batch !== null && batchOf(card) === batch);
}

/** Cause of a settlement that found nothing to settle. */
const emptyBatch = 'empty-batch';

/** Settlements that took place: those answered, and one without an answer after which nothing was left to settle. */
function settledOf(reads: Reads, terminal: string): readonly Row<'terminalBatch'>[] {
  const rows = reads.batchesOf(terminal);
  return rows.filter(({ state }, index) => {
    if (state !== 'unknown') return state === 'settled';
    const next = rows.slice(index + 1).find((row) => row.state === 'settled' || row.state === 'declined');
    return next?.state === 'declined' && next.cause === emptyBatch;
  });
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

/** The same as whole tenders, and those of this terminal of which something is not known: the charge, or a refund. */
export function unsettledOn(
  context: Pick<DeskContext, 'clock' | 'reads'>,
  terminal: string,
): readonly Row<'tender'>[] {
  const { reads } = context;
  const unknown = reads.cardsIn('unknown').filter(({ through }) => through === terminal);
  const known = unsettledCards(context, terminal).flatMap(({ id }) => reads.tender(id) ?? []);
  const refunded = reads
    .openVoids()
    .filter((row) => row.terminal === terminal && !known.some(({ id }) => id === row.tender))
    .flatMap(({ tender }) => reads.tender(tender) ?? []);
  return [...unknown, ...refunded, ...known];
}

/** What terminals gave back as refunds since their last settlement: it lies in the open batch. */
function refundsInBatch({ clock, reads }: Pick<DeskContext, 'clock' | 'reads'>, terminal: string) {
  const last = settledOf(reads, terminal).reduce((newest, { at }) => Math.max(newest, at), 0);
  return reads.refundsOnTerminal(terminal, Math.max(last + 1, clock.now() - longestBatchMs));
}

/**
 * What a settlement of `batch` should come to: where the terminal names none, or null is asked, all that was not settled
 * yet. Charges as the terminal took them, less what it gave back; below zero when that was more.
 */
export function oursOf(
  context: Pick<DeskContext, 'clock' | 'reads'>,
  terminal: string,
  batch: string | null,
): { count: number; total: number } {
  const cards = unsettledCards(context, terminal).filter(
    (card) =>
      card.state === 'approved' && (batch === null || batchOf(card) === null || batchOf(card) === batch),
  );
  const back = refundsInBatch(context, terminal);
  const sum = (rows: readonly number[]): number => rows.reduce((total, amount) => total + amount, 0);
  return {
    count: cards.length + back.length,
    total: sum(cards.map(({ due }) => due)) - sum(back.map(({ amount }) => amount)),
  };
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
      const code = outcome.responseCode === '' ? null : outcome.responseCode.slice(0, 8);
      const cause = outcome.empty ? emptyBatch : code;
      return { ...common, outcome: 'declined', cause, count: null, total: null } as const;
    }
    case 'not-sent':
    case 'unknown':
      return { ...common, outcome: outcome.kind, cause: outcome.cause, count: null, total: null } as const;
  }
}
