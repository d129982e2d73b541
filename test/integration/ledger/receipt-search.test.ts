/** The search of receipts at the size of some years: half a million. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MoneyTables, moneyMigrations } from '../../../src/main/compose/migrations.ts';
import { type ReceiptQuery, receiptSearch, wordsOf } from '../../../src/main/ledger/receipt-search.ts';
import { type Database, openDatabase } from '../../../src/main/store/database.ts';

const receipts = 500_000;
const perDay = 1_500;
const mostMs = 50;
const given = ['An', 'Bình', 'Đào', 'Ẩn', 'Ước', 'Quyển', 'Mỹ Lệ', 'Thuở', 'Khởi', 'Ngữ'];
const family = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Đặng', 'Võ', 'Ngô'];

let folder: string;
let money: Database<MoneyTables>;
let search: ReturnType<typeof receiptSearch>;

function dayOf(n: number): string {
  return new Date(Date.UTC(2025, 0, 1 + Math.floor(n / perDay))).toISOString().slice(0, 10);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quay-thu-search-'));
  money = openDatabase<MoneyTables>({
    path: join(folder, 'money.db'),
    migrations: moneyMigrations,
    kind: 'money',
  });
  const { connection } = money;
  connection.pragma('synchronous = OFF');
  const put = connection.prepare(
    `INSERT INTO receipt_search (doc, counter, receipt, number, total, day, shift, methods) VALUES (?,?,?,?,?,?,?,?)`,
  );
  const words = connection.prepare('INSERT INTO receipt_words (rowid, words) VALUES (?, ?)');
  connection.transaction(() => {
    for (let n = 1; n <= receipts; n += 1) {
      const name = `${family[n % family.length]} Thị ${given[(n * 7) % given.length]}`;
      const method = n % 97 === 0 ? '|qr|' : '|cash|';
      put.run(n, 'c', `r${n}`, n, 1_000 + (n % 40_000) * 500, dayOf(n), `s${Math.floor(n / 700)}`, method);
      words.run(n, wordsOf([name, name, `BN${25_000_000 + n}`]));
    }
  })();
  search = receiptSearch(money);
}, 240_000);

afterAll(() => {
  money?.close();
  rmSync(folder, { recursive: true, force: true });
});

const query: ReceiptQuery = {
  words: [],
  digits: null,
  number: null,
  series: null,
  total: null,
  day: null,
  shift: null,
  method: null,
  counter: null,
  before: null,
  limit: 50,
};

/** Milliseconds of this thread: what something costs, not what else the machine was doing. */
function cost<R>(run: () => R): { ms: number; result: R } {
  const before = process.threadCpuUsage();
  const result = run();
  const { user, system } = process.threadCpuUsage(before);
  return { ms: (user + system) / 1_000, result };
}

/** The quickest of seven runs. */
function timed(more: Partial<ReceiptQuery>): { ms: number; found: readonly string[] } {
  const runs = Array.from({ length: 7 }, () => {
    const { ms, result } = cost(() => search.find({ ...query, ...more }));
    return { ms, found: result.receipts.map(({ receipt }) => receipt) };
  }).sort((a, b) => a.ms - b.ms);
  return runs[0] ?? { ms: Number.NaN, found: [] };
}

describe('half a million receipts', () => {
  const asked: readonly (readonly [string, Partial<ReceiptQuery>, (found: readonly string[]) => void])[] = [
    ['the newest', {}, (found) => expect(found[0]).toBe(`r${receipts}`)],
    ['a number', { digits: '4185' }, (found) => expect(found).toContain('r4185')],
    ['a code by its digits', { digits: '25123456' }, (found) => expect(found).toEqual(['r123456'])],
    ['a code', { words: ['bn25123456'] }, (found) => expect(found).toEqual(['r123456'])],
    ['a common name', { words: ['nguyen', 'thi'] }, (found) => expect(found).toHaveLength(50)],
    ['a rare pair', { words: ['dang', 'quyen'] }, (found) => expect(found.length).toBeGreaterThan(10)],
    ['nobody', { words: ['khongco'] }, (found) => expect(found).toEqual([])],
    [
      'a common name on an old day',
      { words: ['nguyen'], day: dayOf(3_000) },
      (found) => expect(found).toHaveLength(50),
    ],
    ['an amount', { total: 1_000 + 17 * 500 }, (found) => expect(found.length).toBeGreaterThan(10)],
    ['a day', { day: dayOf(receipts) }, (found) => expect(found[0]).toBe(`r${receipts}`)],
    ['a shift', { shift: 's3' }, (found) => expect(found).toHaveLength(50)],
    ['a rare way of paying', { method: 'qr' }, (found) => expect(found).toHaveLength(50)],
  ];
  it.each(asked)('%s', (_, more, right) => {
    const { ms, found } = timed(more);
    right(found);
    expect(ms).toBeLessThan(mostMs);
  });

  it('would notice a search without its index', () => {
    const scan = money.connection.prepare(
      `SELECT count(*) FROM receipt_search WHERE receipt || '' LIKE '%4185%'`,
    );
    expect(cost(() => scan.get()).ms).toBeGreaterThan(timed({ digits: '4185' }).ms);
  });
});
