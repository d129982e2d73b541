import type { Ids } from '../../shared/kernel/ids.ts';
import { type Asked, type MatchHow, matchCredit } from '../../shared/matching/index.ts';
import { isLegalMove, isPending, moneyEffect, type Row, settles } from '../../shared/payment/index.ts';
import { findMatchCodes } from '../../shared/vietqr/index.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerReads } from '../ledger/read.ts';
import { accountOfCredit } from './loose-credits.ts';
import type { BankCredit } from './port.ts';

export interface CreditParts {
  readonly ledger: Ledger;
  readonly reads: LedgerReads;
  readonly ids: Ids;
}

/** What became of a credit here. Nothing is matched by guess. */
export type CreditEffect =
  | { readonly is: 'matched'; readonly how: MatchHow; readonly tender: string }
  /** Two of our own codes stand in it: a person must say which. */
  | { readonly is: 'unmatched' }
  /** No code of this counter: stands in another journal, or in nobody's (design §6 "One writer per fact"). */
  | { readonly is: 'not-ours' }
  /** Had its effect before. */
  | { readonly is: 'repeated' }
  /** The bank's reference is known with another amount: nothing is written, somebody must look. */
  | { readonly is: 'contradicts'; readonly credit: string };

/** What a credit would do here; nothing is written. */
export type CreditJudgement =
  | { readonly is: 'matched'; readonly how: MatchHow; readonly own: Own }
  | { readonly is: 'unmatched'; readonly own: Own }
  | { readonly is: 'not-ours' }
  | { readonly is: 'repeated' }
  | { readonly is: 'contradicts'; readonly credit: string };

/** Judges a credit by what this counter asked for and has heard before. */
export function judgeCredit(reads: LedgerReads, credit: BankCredit): CreditJudgement {
  const account = accountOfCredit(credit);
  const before = reads.creditByReference(account, credit.reference);
  if (before !== undefined) {
    return before.amount === credit.amount ? { is: 'repeated' } : { is: 'contradicts', credit: before.id };
  }
  const own = ownTenders(reads, credit);
  const [first] = own;
  if (first === undefined) return { is: 'not-ours' };
  const match = matchCredit({ ...credit, account }, own.map(askedOf));
  const matched = match.is === 'matched' ? own.find(({ tender }) => tender.id === match.tender) : undefined;
  if (match.is === 'unmatched' || matched === undefined) return { is: 'unmatched', own: first };
  return { is: 'matched', how: match.how, own: matched };
}

/**
 * Takes up a credit that carries a code of this counter: credit, match and the tender's move, in the caller's act,
 * which is one transaction with whatever cursor the caller keeps. By (account, bank reference) it has one effect.
 */
export function applyCredit(
  parts: CreditParts,
  credit: BankCredit,
  origin: 'feed' | 'statement',
): CreditEffect {
  const judged = judgeCredit(parts.reads, credit);
  switch (judged.is) {
    case 'matched': {
      const seen = seeCredit(parts, credit, origin, judged.own.key);
      return takeMatch(parts, credit, seen, judged.own, judged.how);
    }
    case 'unmatched':
      leaveUnmatched(parts, credit, origin, judged.own.key);
      return { is: 'unmatched' };
    default:
      return judged;
  }
}

/** Journals a credit that waits for a person; `found` is the code in it, if there is one. In the caller's act. */
export function leaveUnmatched(
  parts: CreditParts,
  credit: BankCredit,
  origin: 'feed' | 'statement',
  found: string | null,
): void {
  const seen = seeCredit(parts, credit, origin, found);
  parts.ledger.append({ type: 'credit.unmatched', body: { credit: seen } });
}

/** A tender of this counter that a credit names. */
export interface Own {
  readonly tender: Row<'tender'>;
  readonly by: 'code' | 'virtual-account';
  /** What it was found by. */
  readonly key: string;
}

/** Tenders of this counter whose virtual account or code stands in the credit. */
function ownTenders(reads: LedgerReads, { virtualAccount, content }: BankCredit): readonly Own[] {
  const found = (key: string, by: Own['by']): Own[] =>
    reads
      .tendersByReference(key)
      .filter((tender) => tender.machine === 'vietqr')
      .map((tender) => ({ tender, by, key }));
  return [
    ...(virtualAccount === null ? [] : found(virtualAccount, 'virtual-account')),
    ...findMatchCodes(content).flatMap((code) => found(code, 'code')),
  ];
}

function askedOf({ tender, by, key }: Own): Asked {
  const { id, state, due, startedAt } = tender;
  return {
    tender: id,
    by,
    key,
    account: tender.through ?? '',
    amount: due,
    askedAt: startedAt,
    expiresAt: tender.expiresAt ?? startedAt,
    state: askedState(state),
  };
}

function askedState(state: Row<'tender'>['state']): Asked['state'] {
  if (!isLegalMove('vietqr', state, 'credited')) return 'credited';
  if (state === 'accepted') return 'accepted';
  return isPending('vietqr', state) ? 'waiting' : 'over';
}

function seeCredit(
  { ledger, ids }: CreditParts,
  credit: BankCredit,
  origin: 'feed' | 'statement',
  found: string | null,
): string {
  const id = ids.next();
  ledger.append({
    type: 'credit.seen',
    body: {
      credit: id,
      // Not our word for the account: that may change, and another counter may have another.
      account: accountOfCredit(credit),
      bankReference: credit.reference,
      amount: credit.amount,
      paidAt: credit.paidAt,
      origin,
      found,
    },
    private: { content: credit.content, otherName: credit.senderName },
  });
  return id;
}

function takeMatch(
  parts: CreditParts,
  { amount, paidAt }: BankCredit,
  credit: string,
  { tender, by }: Own,
  how: MatchHow,
): CreditEffect {
  const { ledger, ids } = parts;
  const to = how === 'duplicate' ? ids.next() : tender.id;
  ledger.append({ type: 'credit.matched', body: { credit, tender: to, how, by } });
  if (how === 'duplicate') {
    bearTender(parts, tender, { tender: to, credit, amount, paidAt });
    return { is: 'matched', how, tender: to };
  }
  const { method, state: from } = tender;
  const effect = moneyEffect('vietqr', from, 'credited', tender, amount);
  ledger.append({
    type: 'vietqr.credited',
    body: { tender: to, method, from, ...effect, credit, paidAt },
  });
  return { is: 'matched', how, tender: to };
}

/**
 * A second credit for a code that was paid already is money of its own. It pays for the collection in front while that
 * still lacks money (a payer who sends the missing part with the same code), and belongs to none otherwise.
 */
function bearTender(
  { ledger, reads }: CreditParts,
  first: Row<'tender'>,
  born: { tender: string; credit: string; amount: number; paidAt: number },
): void {
  const collection = first.collection === null ? undefined : reads.collection(first.collection);
  const lacks = collection !== undefined && collection.state === 'open' && lackOf(reads, collection) > 0;
  ledger.append({
    type: 'incoming.credited',
    body: {
      tender: born.tender,
      collection: lacks && reads.openShift() !== undefined ? collection.id : null,
      method: 'transfer',
      kind: first.kind === 'merchant' ? 'merchant' : 'transfer',
      amount: born.amount,
      moved: born.amount,
      claim: 0,
      credit: born.credit,
      paidAt: born.paidAt,
    },
  });
}

/** What no money covers of a collection. */
function lackOf(reads: LedgerReads, { id, total }: Row<'collection'>): number {
  return reads.tenders(id).reduce((lack, tender) => lack - settles(tender), total);
}
