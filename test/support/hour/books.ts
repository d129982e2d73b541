/** The ledger of the hour against the books of the terminal, the bank, the printer and the hand that took the cash. */
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type { HourPeers } from './peers.ts';

/** What the cashier knows by hand: cash in the drawer, bills paid, references she heard to be approved. */
export interface Hand {
  readonly cash: number;
  readonly cashCount: number;
  readonly paid: number;
  readonly paidTotal: number;
  /** Rows of a whole sheet; shorter ones are stumps. */
  readonly wholeRows: number;
  /** Null: the ledger is asked; else only what the window had heard (the control). */
  readonly heard: ReadonlySet<string> | null;
}

export interface HourBooks {
  readonly table: readonly Record<string, string | number>[];
  readonly cardsWrong: number;
  readonly creditsWrong: number;
  readonly cashWrong: number;
  readonly receiptsWrong: number;
  readonly sheetsWrong: number;
}

interface Money {
  readonly key: string;
  readonly amount: number;
}

/** How many of either side have no equal on the other. */
function unlike(ours: readonly Money[], theirs: readonly Money[]): number {
  const left = new Map<string, number>();
  for (const { key, amount } of ours) left.set(`${key}|${amount}`, (left.get(`${key}|${amount}`) ?? 0) + 1);
  for (const { key, amount } of theirs) left.set(`${key}|${amount}`, (left.get(`${key}|${amount}`) ?? 0) - 1);
  return [...left.values()].reduce((sum, count) => sum + Math.abs(count), 0);
}

const total = (of: readonly Money[]): number => of.reduce((sum, { amount }) => sum + amount, 0);

/** Reads the ledger file of a counter that has ended, and asks every program. */
export async function compareBooks(folder: string, peers: HourPeers, hand: Hand): Promise<HourBooks> {
  const file = new BetterSqlite3(join(folder, 'money.db'), { readonly: true });
  const money = (sql: string): Money[] => file.prepare<[], Money>(sql).all();
  try {
    const approved = money(
      `SELECT reference AS key, kept AS amount FROM tender WHERE machine = 'card' AND state = 'approved'`,
    );
    const cards = hand.heard === null ? approved : approved.filter(({ key }) => hand.heard?.has(key));
    const booked = (await peers.terminal.state()).books.bookings
      .filter(({ kind, result, voided }) => kind === 'sale' && result === 'approved' && !voided)
      .map(({ reference, amount }) => ({ key: reference, amount }));
    const credits = money(
      `SELECT credit.bankReference AS key, tender.kept AS amount FROM credit
        JOIN tender ON tender.id = credit.tender WHERE tender.state = 'credited'`,
    );
    const paid = (await peers.bank.credits()).map(({ reference, amount }) => ({ key: reference, amount }));
    const cash = money(
      `SELECT id AS key, kept AS amount FROM tender WHERE machine = 'cash' AND state = 'received'`,
    );
    const receipts = money(`SELECT id AS key, total AS amount FROM receipt WHERE state = 'issued'`);
    const papers = money(
      `SELECT id AS key, 1 AS amount FROM print WHERE kind = 'receipt'
        AND (outcome IN ('printed', 'sent') OR paperCame = 1)`,
    );
    const sheets = (await peers.printer.sheets()).filter(({ rows }) => rows >= hand.wholeRows);
    const row = (books: string, ours: number, ourTotal: number, theirs: number, theirTotal: number) => ({
      ...{ books, ours, ourTotal, theirs, theirTotal },
    });
    return {
      table: [
        row('card terminal', cards.length, total(cards), booked.length, total(booked)),
        row('bank', credits.length, total(credits), paid.length, total(paid)),
        row('cash in hand', cash.length, total(cash), hand.cashCount, hand.cash),
        row('bills paid', receipts.length, total(receipts), hand.paid, hand.paidTotal),
        row('sheets of paper', papers.length, 0, sheets.length, 0),
      ],
      cardsWrong: unlike(cards, booked),
      creditsWrong: unlike(credits, paid),
      cashWrong: Math.abs(total(cash) - hand.cash),
      receiptsWrong: Math.abs(receipts.length - hand.paid) + (total(receipts) === hand.paidTotal ? 0 : 1),
      sheetsWrong: Math.abs(papers.length - sheets.length),
    };
  } finally {
    file.close();
  }
}
