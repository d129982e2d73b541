/** Differences between the counter and bank or terminal, each with its age and who answers for it (product.md E). */
import { freeMoney, manualTerminal, type Row } from '../../shared/payment/index.ts';
import type { DifferenceRow } from '../../shared/rpc/documents.ts';
import { printedNumber } from '../../shared/text/index.ts';
import type { LooseCredits } from '../bank/loose-credits.ts';
import { type BookReads, reconciledCounters, sisterName } from '../ledger/facility-batches.ts';
import type { LedgerReads } from '../ledger/read.ts';
import { batchDifferences } from './batches.ts';
import { waitingCredits } from './credits.ts';

/** Rows sent to a window; the rest is said to be there. */
const mostRows = 500;
const mostSlips = 200;

function kindOf({ machine, state }: Row<'tender'>): DifferenceRow['kind'] | null {
  switch (state) {
    case 'unknown':
    case 'accepted':
    case 'never-came':
      return state;
    case 'keyed':
      return machine === 'manual' ? 'keyed' : null;
    case 'not-found':
      return 'missing';
    default:
      return null;
  }
}

/** What a person compares: the match code, or what the terminal's slip says. */
function detailOf({ machine, evidence, reference, through }: Row<'tender'>): string {
  if (machine !== 'manual') return reference ?? through ?? '';
  const slip = JSON.parse(evidence) as { approvalCode?: string; terminal?: string; batch?: string };
  const parts = [slip.approvalCode, slip.terminal, slip.batch].filter(
    (one) => one !== undefined && one !== '',
  );
  return parts.join(' · ');
}

function tenderRow(reads: LedgerReads, tender: Row<'tender'>, kind: DifferenceRow['kind']): DifferenceRow {
  const collection = tender.collection === null ? undefined : reads.collection(tender.collection);
  const receipt = collection === undefined ? undefined : reads.receiptsOf(collection.id)[0];
  const shift = tender.shift === null ? undefined : reads.shift(tender.shift);
  return {
    ...{ kind, ref: tender.id, method: tender.method, sinceMs: tender.changedAt },
    amount: kind === 'surplus' ? freeMoney(tender) : tender.due,
    name: collection?.payerName ?? null,
    detail: detailOf(tender),
    receipt: receipt === undefined ? null : `${receipt.series}/${printedNumber(receipt)}`,
    owner: shift === undefined ? null : reads.nameOf(shift.cashier),
    counterName: null,
  };
}

/** A settlement of a terminal that is not connected, typed from its paper, against our slips. */
function batchRow(reads: LedgerReads, row: Row<'terminalBatch'>): DifferenceRow {
  return {
    ...{ kind: 'batch', ref: row.id, method: 'card', sinceMs: row.at, receipt: null },
    name: row.terminal.replace(manualTerminal, ''),
    amount: Math.abs((row.total ?? 0) - row.ourTotal),
    detail: `${row.terminal.replace(manualTerminal, '')} · ${row.batch ?? ''}`,
    owner: reads.nameOf(row.by),
    counterName: null,
  };
}

/** Money that is free and that no unfinished collection wants. */
function isSurplus(reads: LedgerReads, { collection }: Row<'tender'>): boolean {
  const state = collection === null ? undefined : reads.collection(collection)?.state;
  return state !== 'open' && state !== 'parked';
}

/** Differences in the journal of one counter: payments, slips of cards, settlement papers, money too much. */
function ownDifferences(of: LedgerReads): DifferenceRow[] {
  // Without a shift none of the slips keyed by hand is among them: those come from `slipsWaiting`.
  const tenders = [
    ...of.tendersCarried('').filter(({ machine }) => machine !== 'manual'),
    ...of.slipsWaiting(mostSlips),
  ].flatMap((tender) => {
    const kind = kindOf(tender);
    return kind === null ? [] : [tenderRow(of, tender, kind)];
  });
  const missing = of
    .manualWaiting()
    .flatMap((tender) => (tender.state === 'not-found' ? [tenderRow(of, tender, 'missing')] : []));
  const surplus = of
    .tendersWithFreeMoney()
    .filter((tender) => isSurplus(of, tender))
    .map((tender) => tenderRow(of, tender, 'surplus'));
  return [...tenders, ...missing, ...of.unevenBatches().map((row) => batchRow(of, row)), ...surplus];
}

/**
 * Every difference that waits for somebody, the oldest first; nothing here matches anything. At an accountant's desk
 * those of the whole facility: what only its own counter may write is named with it.
 */
export function differencesOf(
  books: BookReads,
  loose: LooseCredits,
  nowMs: number,
): { rows: DifferenceRow[]; more: boolean } {
  const credits = waitingCredits({ reads: books.reads, loose }).map(
    (credit): DifferenceRow => ({
      kind: 'credit',
      ...{ ref: credit.credit, amount: credit.amount, sinceMs: credit.sinceMs, method: null },
      ...{ name: credit.senderName, detail: credit.content, receipt: null, owner: null, counterName: null },
    }),
  );
  const journalled = reconciledCounters(books).flatMap((of) => {
    const counterName = sisterName(books, of);
    return ownDifferences(of).map((row) => ({ ...row, counterName }));
  });
  const all = [...credits, ...journalled, ...batchDifferences(books, nowMs, mostRows + 1)].sort(
    (a, b) => a.sinceMs - b.sinceMs,
  );
  return { rows: all.slice(0, mostRows), more: all.length > mostRows };
}
