/** Lists that come by the feed, one item at a time, beside lists from files. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CatalogueDatabase, openCatalogue } from '../../../src/main/catalogue/database.ts';
import { draftList } from '../../../src/main/catalogue/draft.ts';
import {
  type FeedBillContent,
  type FeedLists,
  type FeedPayerContent,
  feedLists,
} from '../../../src/main/catalogue/feed-lists.ts';
import { feedSource } from '../../../src/main/catalogue/feed-source.ts';
import { sourcesInForce } from '../../../src/main/catalogue/generations.ts';
import { guessMapping } from '../../../src/main/catalogue/layout.ts';
import { readCatalogue } from '../../../src/main/catalogue/read.ts';
import { fillCatalogue } from '../../support/fill-catalogue.ts';

const folder = mkdtempSync(join(tmpdir(), 'feed-lists-'));
let database: CatalogueDatabase;
let lists: FeedLists;

beforeAll(() => {
  database = openCatalogue(join(folder, 'catalogue.db'));
  lists = feedLists(database);
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const person = (name: string, more: Partial<FeedPayerContent> = {}): FeedPayerContent => ({
  ...{ name, code: 'BN26000123', className: 'Khoa Nội', birthDate: '1961-02-03', gender: null },
  ...{ address: null, payerName: null, identities: [] },
  ...more,
});
const owed = (fee: string, amount: number, more: Partial<FeedBillContent> = {}): FeedBillContent => ({
  ...{ fee, group: 'kham-benh', visit: null, period: null, amount, note: null, onBehalf: false },
  ...more,
});
const found = (text: string) => readCatalogue(database).findPayers(text, 20).rows;
const file = (name: string) => {
  const rows = [
    ['Mã HS', 'Họ tên', 'Phải thu'],
    ['HS1', name, 70_000],
  ];
  fillCatalogue(database, 'trường', draftList(rows, guessMapping(rows, null)));
};

/** Everything but the tables of the feed itself must hold nothing that nobody can reach. */
function strays(): number {
  const count = (sql: string) => database.connection.prepare<[], number>(sql).pluck().get() ?? -1;
  return (
    count('SELECT count(*) FROM bill WHERE payer NOT IN (SELECT id FROM payer)') +
    count('SELECT count(*) FROM bill_ref WHERE bill NOT IN (SELECT id FROM bill)') +
    count('SELECT count(*) FROM payer_ref WHERE payer NOT IN (SELECT id FROM payer)') +
    count('SELECT count(*) FROM payer_code WHERE payer NOT IN (SELECT id FROM payer)') +
    count('SELECT count(*) FROM payer_family WHERE payer NOT IN (SELECT id FROM payer)')
  );
}

test('nothing came yet', () => {
  expect(lists.begun()).toBe(false);
  expect(sourcesInForce(database)).toEqual([]);
});

test('a bill may come before its payer; both are found, by name, code and visit', () => {
  const content = owed('Khám chuyên khoa', 52_000, { visit: 'LK-7' });
  lists.takeBill({ ref: 'B-1', payer: 'P-1', version: 1, content });
  expect(lists.begun()).toBe(true);
  expect(found('dao')).toEqual([]);
  lists.takePayer({
    ref: 'P-1',
    version: 1,
    content: person('Đặng Thị Đào', { identities: ['099000000001'] }),
  });
  for (const text of ['dang dao', 'đào', 'BN26000123', 'lk7', '0990000', 'noi']) {
    expect(found(text), text).toMatchObject([{ payer: 'P-1', bills: [{ bill: 'B-1', amount: 52_000 }] }]);
  }
  expect(readCatalogue(database).openPayer('P-1')).toMatchObject({
    ...{ name: 'Đặng Thị Đào', birthYear: '1961', className: 'Khoa Nội', visits: ['LK-7'] },
    bills: [{ bill: 'B-1', fee: 'Khám chuyên khoa', feeGroup: 'kham-benh', listedPaid: 0, visit: 'LK-7' }],
  });
  expect(readCatalogue(database).billByRef('B-1')).toMatchObject({ payer: 'P-1', amount: 52_000 });
});

test('a newer version replaces, the same and an older one change nothing', () => {
  lists.takeBill({ ref: 'B-2', payer: 'P-1', version: 4, content: owed('Công thức máu', 120_000) });
  lists.takeBill({ ref: 'B-1', payer: 'P-1', version: 2, content: owed('Khám lại', 30_000) });
  lists.takeBill({ ref: 'B-1', payer: 'P-1', version: 1, content: owed('Khám', 1) });
  lists.takeBill({ ref: 'B-2', payer: 'P-1', version: 4, content: null });
  const bills = () =>
    readCatalogue(database)
      .openPayer('P-1')
      ?.bills.map(({ bill, amount }) => [bill, amount]);
  expect(bills()).toEqual([
    ['B-1', 30_000],
    ['B-2', 120_000],
  ]);
  expect(found('lk7')).toEqual([]);
  lists.takePayer({
    ref: 'P-1',
    version: 2,
    content: person('Trần Văn Ân', { code: 'BN9', className: null }),
  });
  expect(found('dao')).toEqual([]);
  expect(found('BN26000123')).toEqual([]);
  expect(found('ân')).toMatchObject([{ payer: 'P-1', code: 'BN9' }]);
  expect(sourcesInForce(database)).toMatchObject([
    { source: feedSource, payers: 1, lines: 2, total: 150_000 },
  ]);
});

test('a cancelled bill is gone, a payer who is gone takes the bills along, and both may come back', () => {
  lists.takeBill({ ref: 'B-2', payer: 'P-1', version: 5, content: null });
  expect(readCatalogue(database).billByRef('B-2')).toBeNull();
  lists.takePayer({ ref: 'P-1', version: 3, content: null });
  expect([found('ân'), readCatalogue(database).openPayer('P-1'), strays()]).toEqual([[], null, 0]);
  expect(sourcesInForce(database)).toMatchObject([{ payers: 0, lines: 0, total: 0 }]);
  lists.takePayer({ ref: 'P-1', version: 4, content: person('Trần Văn Ân') });
  lists.takeBill({ ref: 'B-2', payer: 'P-1', version: 6, content: owed('Công thức máu', 90_000) });
  expect(found('an tran')).toMatchObject([{ bills: [{ bill: 'B-1' }, { bill: 'B-2', amount: 90_000 }] }]);
});

test('a bill moves to another payer', () => {
  lists.takePayer({ ref: 'P-2', version: 1, content: person('Lê Hoà', { code: 'BN2' }) });
  lists.takeBill({ ref: 'B-1', payer: 'P-2', version: 3, content: owed('Khám lại', 30_000) });
  expect(found('le hoa')).toMatchObject([{ bills: [{ bill: 'B-1' }] }]);
  expect(found('an tran')).toMatchObject([{ bills: [{ bill: 'B-2' }] }]);
  expect(strays()).toBe(0);
});

test('lists from files come and go beside it', () => {
  file('Nguyễn An Ân');
  lists.takePayer({ ref: 'P-3', version: 1, content: person('Phùng Ân', { code: 'BN3' }) });
  lists.takeBill({ ref: 'B-3', payer: 'P-3', version: 1, content: owed('Khám', 5_000) });
  expect(found('ân').map(({ name }) => name)).toEqual(['Nguyễn An Ân', 'Phùng Ân', 'Trần Văn Ân']);
  lists.takeBill({ ref: 'B-4', payer: 'P-3', version: 1, content: owed('Thuốc', 6_000) });
  const byFile = readCatalogue(database).openPayer(found('nguyen')[0]?.payer ?? '');
  expect(byFile?.bills).toMatchObject([{ amount: 70_000 }]);
  expect(found('phung')).toMatchObject([{ bills: [{ bill: 'B-3' }, { bill: 'B-4' }] }]);
  expect(strays()).toBe(0);
});

test('opened again, it goes on', () => {
  const again = feedLists(openCatalogue(join(folder, 'catalogue.db')));
  expect(again.begun()).toBe(true);
  again.takeBill({ ref: 'B-3', payer: 'P-3', version: 1, content: null });
  again.takeBill({ ref: 'B-3', payer: 'P-3', version: 2, content: null });
  expect(found('phung')).toMatchObject([{ bills: [{ bill: 'B-4' }] }]);
});

test('people of the feed come by name, whenever they came', () => {
  for (const [index, name] of ['Hồ Thị Zung', 'Hồ Thị Bình', 'Hồ Thị An'].entries()) {
    lists.takePayer({ ref: `H-${index}`, version: 1, content: person(name, { code: `BN7${index}` }) });
  }
  const order = ['Hồ Thị An', 'Hồ Thị Bình', 'Hồ Thị Zung'];
  expect(found('ho thi').map(({ name }) => name)).toEqual(order);
  expect(
    readCatalogue(database)
      .findPayers('ho thi', 2)
      .rows.map(({ name }) => name),
  ).toEqual(order.slice(0, 2));
});
