/**
 * What an entry adds to the totals of its shift, day and month, taken from the entry alone (design §4, (a)–(d)).
 * Signs are natural: `money-back` 100 means that 100 đ went back.
 */
import type { EntryType } from '../journal/index.ts';
import type { MoveEntry } from './world.ts';

export const accounts = [
  'float',
  'money-in',
  'money-back',
  'refund-paid',
  'receipts',
  'receipts-group',
  'voids',
  'refund-standing',
  'deposit-taken',
  'deposit-applied',
  'deposit-refunded',
  'balance-created',
  'balance-used',
  'balance-refunded',
  'rounding',
  'held',
  'claims',
  'pay-in',
  'pay-out',
  'safe-drop',
] as const;

export type Account = (typeof accounts)[number];

/** One amount for one account; `key` is the method, fee group or series, or empty. */
export interface Posting {
  readonly account: Account;
  readonly key: string;
  readonly amount: number;
  readonly count: number;
}

function post(account: Account, amount: number, key = '', count = 1): Posting {
  return { account, key, amount, count };
}

/** Postings of a tender's move: what came or went, and where the difference stands meanwhile. */
function moneyMove(body: {
  readonly method: string;
  readonly moved: number;
  readonly claim: number;
}): Posting[] {
  if (body.moved === 0 && body.claim === 0) return [];
  return [
    body.moved >= 0
      ? post('money-in', body.moved, body.method)
      : post('money-back', -body.moved, body.method),
    post('held', body.moved + body.claim),
    post('claims', body.claim),
  ];
}

function receiptIssued({ body }: MoveEntry<'receipt.issued'>): Posting[] {
  const of = (source: string) =>
    body.sources.filter((used) => used.source === source).reduce((sum, used) => sum + used.amount, 0);
  return [
    post('receipts', body.total, body.series),
    ...body.lines.map((line) => post('receipts-group', line.amount, line.group)),
    post('held', -(of('tender') + Math.max(0, body.rounding))),
    post('deposit-applied', of('deposit')),
    post('balance-used', of('balance')),
    post('rounding', body.rounding),
  ];
}

function receiptVoided({ body }: MoveEntry<'receipt.voided'>): Posting[] {
  const sum = (keep: (fate: (typeof body.fates)[number]) => boolean) =>
    body.fates.filter(keep).reduce((total, fate) => total + fate.amount, 0);
  return [
    post('voids', body.total, body.series),
    post(
      'held',
      sum((f) => f.source === 'tender' && f.fate !== 'claim-dropped') + Math.max(0, body.rounding),
    ),
    post('claims', -sum((f) => f.fate === 'claim-dropped')),
    post('deposit-applied', -sum((f) => f.source === 'deposit')),
    post('balance-used', -sum((f) => f.source === 'balance')),
    post('rounding', -body.rounding),
  ];
}

function refundPaid({ body }: MoveEntry<'refund.paid'>): Posting[] {
  const out = [post('money-back', body.amount, body.way), post('refund-paid', body.amount, body.way)];
  // Whatever paid for it, a receipt that stays issued is what the voucher lowers.
  if (body.standing) return [...out, post('refund-standing', body.amount)];
  switch (body.source) {
    case 'tender':
      return [...out, post('held', -body.amount)];
    case 'deposit':
      return [...out, post('deposit-refunded', body.amount)];
    case 'balance':
      return [...out, post('balance-refunded', body.amount)];
  }
}

type AnyEntry = { readonly [T in EntryType]: MoveEntry<T> }[EntryType];

/** Postings of any entry; most have none. Amounts of zero are left out. */
export function postingsOf(entry: AnyEntry): readonly Posting[] {
  return rawPostings(entry).filter((posting) => posting.amount !== 0 || posting.account === 'money-in');
}

function rawPostings(entry: AnyEntry): readonly Posting[] {
  switch (entry.type) {
    case 'shift.opened':
      return [post('float', entry.body.float)];
    case 'drawer.paid-in':
      return [post('pay-in', entry.body.amount)];
    case 'drawer.paid-out':
      return [post('pay-out', entry.body.amount)];
    case 'drawer.dropped':
      return [post('safe-drop', entry.body.amount)];
    case 'receipt.issued':
      return receiptIssued(entry);
    case 'receipt.voided':
      return receiptVoided(entry);
    case 'refund.paid':
      return refundPaid(entry);
    case 'deposit.taken':
      return [post('deposit-taken', entry.body.amount), post('held', -entry.body.amount)];
    case 'balance.created':
      return [post('balance-created', entry.body.amount), post('held', -entry.body.amount)];
    default:
      return 'moved' in entry.body
        ? moneyMove(entry.body as { method: string; moved: number; claim: number })
        : [];
  }
}
