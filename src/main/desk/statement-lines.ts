/** What each line of a statement would do here; nothing is written. */
import { type BalanceChain, isProbablySame, type StatementLine } from '../../shared/matching/index.ts';
import type { StatementAccountView, StatementFate, StatementLineView } from '../../shared/rpc/statements.ts';
import { findMatchCodes } from '../../shared/vietqr/index.ts';
import { judgeCredit, type Own } from '../bank/credits.ts';
import { accountOfCredit } from '../bank/loose-credits.ts';
import type { BankCredit } from '../bank/port.ts';
import type { LedgerReads } from '../ledger/read.ts';

const vietnamOffsetMs = 7 * 3_600_000;

/** One of the facility's accounts. */
export interface Account {
  readonly account: string;
  readonly bin: string;
  readonly number: string;
  readonly holder: string;
}

/** A line and what it would do. */
export interface Judged {
  readonly line: StatementLine;
  readonly fate: StatementFate;
  readonly how: StatementLineView['how'];
  readonly credit: BankCredit | null;
}

export interface Sum {
  readonly count: number;
  readonly amount: number;
}

/** Judges a line of an account of ours as things stand now. */
export function judgeLine(reads: LedgerReads, account: Account, line: StatementLine): Judged {
  if (line.direction === 'out') return { line, fate: 'debit', how: null, credit: null };
  const credit = creditOf(account, line);
  const judged = judgeCredit(reads, credit);
  switch (judged.is) {
    case 'repeated':
      return { line, fate: 'known', how: null, credit };
    case 'contradicts':
      return { line, fate: 'contradicts', how: null, credit };
    case 'not-ours': {
      const fate = findMatchCodes(line.content).length > 0 ? 'other-counter' : 'nobody';
      return { line, fate, how: null, credit };
    }
    case 'unmatched':
      return { line, fate: 'nobody', how: null, credit };
    case 'matched': {
      const same = isToldAlready(accountOfCredit(credit), line, judged.own);
      return { line, fate: same ? 'probably-same' : 'matched', how: judged.how, credit };
    }
  }
}

export const nothing: Sum = { count: 0, amount: 0 };
/** In this order lines are shown. */
export const attention: readonly StatementFate[] = [
  'contradicts',
  'probably-same',
  'nobody',
  'matched',
  'other-counter',
  'known',
  'debit',
];

/** One more. */
export function plus(sum: Sum, amount: number): Sum {
  return { count: sum.count + 1, amount: sum.amount + amount };
}

/** Nothing is taken while rows are missing or unread, or where no account of ours is in the file. */
export function isTakeable(accounts: readonly StatementAccountView[]): boolean {
  const own = accounts.filter(({ account }) => account !== null);
  return (
    own.length > 0 && own.every(({ chain, unreadRows }) => chain !== 'broken' && unreadRows.length === 0)
  );
}

/** Where the balances stop agreeing. */
export function brokenRowOf(chain: BalanceChain): number | null {
  return chain.is === 'broken' ? chain.row : null;
}

/** Banks write their numbers with spaces or dots, and some with leading zeros. */
export function sameNumber(one: string, other: string): boolean {
  const plain = (text: string) =>
    text
      .replace(/[^A-Za-z0-9]/g, '')
      .replace(/^0+/, '')
      .toUpperCase();
  return plain(one) !== '' && plain(one) === plain(other);
}

/** A day without a time is taken for its noon. */
function creditOf({ bin, number }: Account, line: StatementLine): BankCredit {
  const [hour = '12', minute = '00', second = '00'] = line.time?.split(':') ?? [];
  const paidAt =
    Date.parse(`${line.date}T${hour.padStart(2, '0')}:${minute}:${second}.000Z`) - vietnamOffsetMs;
  return {
    bin,
    number,
    reference: line.reference,
    amount: line.amount,
    paidAt,
    content: line.content,
    senderName: line.otherName,
    virtualAccount: null,
  };
}

/** The tender had this very money on that day under another reference. */
function isToldAlready(account: string, line: StatementLine, { tender, key }: Own): boolean {
  if (tender.paidAt === null || tender.kept + tender.refunded === 0) return false;
  const date = new Date(tender.paidAt + vietnamOffsetMs).toISOString().slice(0, 10);
  return (
    isProbablySame(account, line, { account, amount: line.amount, date, content: key }) &&
    tender.kept + tender.refunded === line.amount
  );
}

/** As a window sees it. */
export function viewOf({ line, fate, how }: Judged): StatementLineView {
  const { row, date, amount, content, otherName } = line;
  return { row, date, amount, content, otherName, fate, how };
}
