/** Unfinished business, worst first: money without a paper, parked, waiting, unprinted, unmatched (screens.md). */
import { freeMoney, isPending, type Row, refundReason } from '../../shared/payment/index.ts';
import type { WorkplaceView } from '../../shared/rpc/contract.ts';
import type { LooseCredits } from '../bank/loose-credits.ts';
import { payerOfTender } from '../bank/surplus.ts';
import type { LedgerReads } from '../ledger/read.ts';
import type { Spool } from '../spool/spool.ts';
import { newestCard } from './card.ts';
import { collectionMoney, newestCode } from './codes.ts';
import { waitingCredits } from './credits.ts';

type Unfinished = WorkplaceView['unfinished'][number];
type Cause = Unfinished['cause'];

export interface UnfinishedParts {
  readonly reads: LedgerReads;
  readonly spool: Pick<Spool, 'unprinted'>;
  readonly loose: LooseCredits;
}

/** Rows of unfinished business sent to a window. */
const mostUnfinished = 200;

const plain = {
  payer: null,
  collection: null,
  tender: null,
  cause: null,
  canIssue: false,
  left: 0,
  expiresAt: null,
};

/** Everything unfinished but the collection in front, oldest first within its kind. */
export function unfinishedOf({ reads, spool, loose }: UnfinishedParts): Unfinished[] {
  const parked = reads
    .unfinishedCollections()
    .filter((one) => one.state === 'parked')
    .map((one) => parkedRow(reads, one));
  const all = [
    ...parked,
    ...surplusRows(reads),
    ...givingBackRows(reads),
    ...onPapers(reads),
    ...unprintedRows(reads, spool),
    ...unmatchedRows({ reads, loose }),
  ];
  const order: readonly Unfinished['kind'][] = [
    'received-no-receipt',
    'parked',
    'qr-waiting',
    'card-unknown',
    'not-printed',
    'voucher-not-printed',
    'unmatched-credit',
    'unsent',
  ];
  return all
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || a.sinceMs - b.sinceMs)
    .slice(0, mostUnfinished);
}

function parkedRow(reads: LedgerReads, collection: Row<'collection'>): Unfinished {
  const { received, left, canIssue } = collectionMoney(reads, collection);
  const code = newestCode(reads, collection.id);
  const waits = code !== undefined && isPending(code.machine, code.state);
  const row = {
    ...plain,
    ref: collection.id,
    payer: collection.payer,
    collection: collection.id,
    tender: code?.id ?? null,
    name: collection.payerName,
    left,
    canIssue,
    expiresAt: waits ? code.expiresAt : null,
  };
  const card = newestCard(reads, collection.id);
  if (card?.state === 'unknown') {
    const { id: tender, due, changedAt } = card;
    return { ...row, kind: 'card-unknown', tender, amount: due, sinceMs: changedAt, cause: null };
  }
  if (received > 0) {
    const since = moneySince(reads, collection.id);
    const cause = canIssue ? acceptedCause(code) : 'short';
    return { ...row, kind: 'received-no-receipt', amount: received, sinceMs: since, cause };
  }
  if (waits) {
    const cause = code.state === 'claimed' ? 'claimed' : 'waiting';
    return { ...row, kind: 'qr-waiting', amount: code.due, sinceMs: code.startedAt, cause };
  }
  const cause = code?.state === 'expired' ? 'expired' : null;
  return { ...row, kind: 'parked', amount: collection.total, sinceMs: collection.openedAt, cause };
}

function acceptedCause(code: Row<'tender'> | undefined): Cause {
  return code?.state === 'accepted' ? 'accepted' : null;
}

function moneySince(reads: LedgerReads, collection: string): number {
  const kept = reads.tenders(collection).filter((tender) => tender.kept > 0);
  return Math.min(...kept.map((tender) => tender.changedAt));
}

/** Money that came and that no unfinished collection wants: over, late, twice. */
function surplusRows(reads: LedgerReads): Unfinished[] {
  return reads.tendersWithFreeMoney().flatMap((tender): Unfinished[] => {
    const collection = tender.collection === null ? undefined : reads.collection(tender.collection);
    if (collection?.state === 'open' || collection?.state === 'parked') return [];
    return [
      {
        ...plain,
        kind: 'received-no-receipt',
        ref: tender.id,
        payer: payerOfTender(reads, tender),
        tender: tender.id,
        name: collection?.payerName ?? null,
        amount: freeMoney(tender),
        sinceMs: tender.changedAt,
        cause: surplusCause(reads, tender),
      },
    ];
  });
}

/** What terminals were asked to give back and nobody knows the end of: it holds up the terminal, and another way back. */
function givingBackRows(reads: LedgerReads): Unfinished[] {
  return reads.openVoids().flatMap((row): Unfinished[] => {
    if (row.state !== 'unknown') return [];
    const tender = reads.tender(row.tender);
    const payer = tender?.collection == null ? undefined : reads.collection(tender.collection);
    return [
      {
        ...plain,
        kind: 'card-unknown',
        ref: row.tender,
        payer: payer?.payer ?? null,
        tender: row.tender,
        name: payer?.payerName ?? null,
        amount: row.amount,
        sinceMs: row.changedAt,
        cause: row.reason === refundReason ? 'terminal-refund' : 'terminal-void',
      },
    ];
  });
}

function surplusCause(reads: LedgerReads, tender: Row<'tender'>): Cause {
  const { credit } = JSON.parse(tender.evidence) as { credit?: string };
  const how = credit === undefined ? undefined : reads.credit(credit)?.how;
  return how === 'over' || how === 'late' || how === 'duplicate' ? how : null;
}

/** Accepted and not yet heard of, or heard not to come, though a receipt stands on it. */
function onPapers(reads: LedgerReads): Unfinished[] {
  const both = (state: 'accepted' | 'never-came') => [
    ...reads.tendersIn('vietqr', state),
    ...reads.tendersIn('ussd', state),
  ];
  const accepted = both('accepted').filter(({ allocated }) => allocated > 0);
  const missing = both('never-came').filter(({ allocated, kept }) => allocated > kept);
  return [...accepted, ...missing].map((tender) => ({
    ...plain,
    kind: 'qr-waiting',
    ref: tender.id,
    tender: tender.id,
    name: tender.collection === null ? null : (reads.collection(tender.collection)?.payerName ?? null),
    amount: tender.due,
    sinceMs: tender.changedAt,
    cause: tender.state === 'accepted' ? 'accepted' : 'never-came',
  }));
}

function unprintedRows(reads: LedgerReads, spool: UnfinishedParts['spool']): Unfinished[] {
  return spool.unprinted(mostUnfinished).flatMap((paper): Unfinished[] => {
    if (paper.kind === 'z-slip') return zRow(reads, paper.document, paper.since);
    if (paper.kind !== 'receipt') return [];
    const receipt = reads.receipt(paper.document);
    if (receipt === undefined) return voucherRow(reads, paper.document, paper.since);
    const { payerName: name, total: amount } = receipt;
    return [{ ...plain, kind: 'not-printed', ref: receipt.id, name, amount, sinceMs: paper.since }];
  });
}

/** Phiếu thu tạm ứng and phiếu chi are papers of their own, of no receipt. */
function voucherRow(reads: LedgerReads, ref: string, sinceMs: number): Unfinished[] {
  const deposit = reads.deposit(ref);
  const refund = deposit === undefined ? reads.refund(ref) : undefined;
  const row = { ...plain, kind: 'voucher-not-printed', ref, sinceMs } as const;
  if (deposit !== undefined) {
    const { payerName: name, amount } = deposit;
    return [{ ...row, name, amount, cause: 'deposit-slip' }];
  }
  if (refund === undefined) return [];
  return [{ ...row, name: refund.payeeName, amount: refund.amount, cause: 'pay-voucher' }];
}

/** A Z without its paper; no sum, for the treasurer counts blind. */
function zRow(reads: LedgerReads, ref: string, sinceMs: number): Unfinished[] {
  const z = reads.z(ref);
  if (z === undefined) return [];
  const name = `Z ${z.zNumber}, ${reads.nameOf(reads.shift(z.shift)?.cashier ?? '')}`;
  return [{ ...plain, kind: 'voucher-not-printed', ref, name, amount: null, sinceMs, cause: 'z-slip' }];
}

function unmatchedRows(parts: Pick<UnfinishedParts, 'reads' | 'loose'>): Unfinished[] {
  return waitingCredits(parts).map((credit) => ({
    ...plain,
    kind: 'unmatched-credit',
    ref: credit.credit,
    name: credit.senderName ?? credit.content,
    amount: credit.amount,
    sinceMs: credit.sinceMs,
  }));
}
