/**
 * Cards keyed by hand against the settlement paper of their terminal (product.md E; design §4 "manual"). A person says
 * which slips stand on it; nothing is matched by guess. What does not fit stays open, with its owner and age.
 */
import { ok } from '../../shared/kernel/result.ts';
import { manualTerminal as prefix, type Row } from '../../shared/payment/index.ts';
import type { CardGroup, CardSlip } from '../../shared/rpc/card-match.ts';
import { printedNumber } from '../../shared/text/index.ts';
import { matchManual, missManual, type TerminalSlip } from '../tenders/card-manual.ts';
import { act, approve, type DeskContext, fail, journalApproval, type Outcome } from './context.ts';

type Reads = DeskContext['reads'];

/** A terminal that is not connected, as settlements name it: its number may be that of a connected one. */
function nameOf(terminal: string): string {
  return `${prefix}${terminal}`;
}

function slipOf({ evidence }: Row<'tender'>): TerminalSlip {
  const {
    approvalCode = '',
    lastFour = '',
    terminal = '',
    batch = '',
  } = JSON.parse(evidence) as Partial<TerminalSlip>;
  return { approvalCode, lastFour, terminal, batch };
}

/** What was last said of a batch of a terminal that is not connected. */
function settledByHand(reads: Reads, terminal: string, batch: string): Row<'terminalBatch'> | undefined {
  return reads.batchesOf(nameOf(terminal)).findLast((row) => row.batch === batch && row.state === 'settled');
}

type Group = { terminal: string; batch: string; slips: CardSlip[] };

function slipView(reads: Reads, tender: Row<'tender'>): CardSlip {
  const { approvalCode, lastFour } = slipOf(tender);
  const collection = tender.collection === null ? undefined : reads.collection(tender.collection);
  const receipt = collection === undefined ? undefined : reads.receiptsOf(collection.id)[0];
  const shift = tender.shift === null ? undefined : reads.shift(tender.shift);
  return {
    ...{ tender: tender.id, approvalCode, lastFour, amount: tender.due, at: tender.changedAt },
    missing: tender.state === 'not-found',
    name: collection?.payerName ?? null,
    receipt: receipt === undefined ? null : `${receipt.series}/${printedNumber(receipt)}`,
    owner: shift === undefined ? null : reads.nameOf(shift.cashier),
  };
}

/**
 * Slips that no settlement has spoken of and those it did not have, by terminal and batch, the oldest first; and batches
 * whose settlement paper says something else than we do, with or without slips that wait.
 */
export function waitingCards(reads: Reads): CardGroup[] {
  const groups = new Map<string, Group>();
  const groupOf = (terminal: string, batch: string): Group => {
    const key = `${terminal} ${batch}`;
    const group = groups.get(key) ?? { terminal, batch, slips: [] };
    groups.set(key, group);
    return group;
  };
  for (const tender of reads.manualWaiting()) {
    const { terminal, batch } = slipOf(tender);
    groupOf(terminal, batch).slips.push(slipView(reads, tender));
  }
  const uneven = new Map(
    reads.unevenBatches().map((row) => [groupOf(row.terminal.slice(prefix.length), row.batch ?? ''), row.id]),
  );
  return [...groups.values()].map((group) => {
    const before = settledByHand(reads, group.terminal, group.batch);
    return {
      ...group,
      uneven: uneven.get(group) ?? null,
      matchedBefore: { count: before?.ourCount ?? 0, total: before?.ourTotal ?? 0 },
    };
  });
}

/**
 * These slips stand on the settlement paper of a batch, which says so many charges of so much in all. The paper's sums are
 * kept beside ours (those matched before included): a difference stays in the list of differences until a later word on
 * the same batch ends it.
 */
export function matchCards(
  context: DeskContext,
  request: {
    readonly terminal: string;
    readonly batch: string;
    readonly tenders: readonly string[];
    readonly count: number;
    readonly total: number;
  },
): Outcome<{ matched: number; ourCount: number; ourTotal: number; difference: number }> {
  const { ids, ledger, reads } = context;
  const { terminal, batch, count, total } = request;
  const tenders: Row<'tender'>[] = [];
  for (const id of new Set(request.tenders)) {
    const tender = reads.tender(id);
    if (tender?.machine !== 'manual') return fail('tender-not-found');
    if (tender.state !== 'keyed' && tender.state !== 'not-found') return fail('tender-finished');
    tenders.push(tender);
  }
  const before = settledByHand(reads, terminal, batch);
  if (tenders.length === 0 && before === undefined) return fail('batch-empty');
  const ourCount = (before?.ourCount ?? 0) + tenders.length;
  const ourTotal = (before?.ourTotal ?? 0) + tenders.reduce((sum, { due }) => sum + due, 0);
  return act(context, (actor) => {
    for (const tender of tenders) matchManual(ledger, actor, tender, batch);
    const settlement = ids.next();
    ledger.append({
      type: 'terminal.settling',
      actor,
      body: { settlement, terminal: nameOf(terminal) },
    });
    ledger.append({
      type: 'terminal.settled',
      actor,
      body: { settlement, outcome: 'settled', cause: null, batch, count, total, ourCount, ourTotal },
    });
    return { matched: tenders.length, ourCount, ourTotal, difference: total - ourTotal };
  });
}

/**
 * A slip that its settlement does not have: what was kept is not there, and the receipt's payer owes it until it is found
 * after all. The chief accountant decides it.
 */
export async function missCard(
  context: DeskContext,
  request: { readonly tender: string; readonly approval: { readonly person: string; readonly pin: string } },
): Promise<Outcome<Record<string, never>>> {
  const tender = context.reads.tender(request.tender);
  if (tender?.machine !== 'manual') return fail('tender-not-found');
  if (tender.state === 'not-found') return ok({});
  if (tender.state !== 'keyed') return fail('tender-finished');
  const shift = tender.shift === null ? undefined : context.reads.shift(tender.shift);
  const involved = shift === undefined ? [] : [shift.cashier];
  const approval = await approve(context, 'decide-unknown', tender.id, request.approval, involved);
  if (!approval.ok) return approval;
  return act(context, (actor) => {
    journalApproval(context, approval.value);
    missManual(context.ledger, actor, tender);
    return {};
  });
}
