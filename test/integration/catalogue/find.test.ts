import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CatalogueDatabase, openCatalogue } from '../../../src/main/catalogue/database.ts';
import { draftList } from '../../../src/main/catalogue/draft.ts';
import type { Cell } from '../../../src/main/catalogue/file/table.ts';
import { guessMapping } from '../../../src/main/catalogue/layout.ts';
import { readCatalogue } from '../../../src/main/catalogue/read.ts';
import { fillCatalogue } from '../../support/fill-catalogue.ts';

const folder = mkdtempSync(join(tmpdir(), 'catalogue-find-'));
let database: CatalogueDatabase;

const hospital: Cell[][] = [
  ['Mã BN', 'Họ tên', 'Khoa', 'Số CCCD', 'Mã điều trị', 'Số phiếu', 'Số tiền'],
  ['BN-2026/001', 'Đặng Thị Đào', 'Nội', '099000000001', 'DT1', 'P77', 1],
  ['BN-2026/002', 'Đặng Thị Đạo', 'Nhi', null, 'DT2', null, 1],
  ['BN-2026/003', 'Dang Thi Dao', 'Nhi', null, 'DT3', null, 1],
  ['BN-2026/0031', 'Trần Văn Ân', 'Sản', null, null, null, 1],
  ['BN-2026/004', 'Lê Hoà', 'Sản', null, null, null, 1],
  ['BN-2026/005', 'Nguyễn Thị Ánh', 'Nội', null, null, null, 1],
  ['BN-2026/006', 'Nguyễn Văn An', 'Nội', 'HS4950951234567', null, null, 1],
];
const school: Cell[][] = [
  ['Mã HS', 'Họ tên', 'Lớp', 'Phải thu'],
  ['HS1', 'Nguyễn An Ân', '5A1', 1],
  ['HS2', 'Lê Bảo', '5A2', 1],
  ['BN-2026', 'Lý Ký', '5B', 1],
  ...Array.from({ length: 1_200 }, (_, i): Cell[] => [`Z${i}`, 'Quách Zung', '9Z', 1]),
];

function take(source: string, rows: Cell[][]): void {
  fillCatalogue(database, source, draftList(rows, guessMapping(rows, null)));
}

beforeAll(() => {
  database = openCatalogue(join(folder, 'catalogue.db'));
  take('HIS', hospital);
  take('trường', school);
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const names = (text: string, limit = 20) =>
  readCatalogue(database)
    .findPayers(text, limit)
    .rows.map(({ name }) => name);

describe('by name', () => {
  test('without marks, by beginnings of words in any order, đ as d', () => {
    expect(names('dang thi dao')).toEqual(['Dang Thi Dao', 'Đặng Thị Đào', 'Đặng Thị Đạo']);
    expect(names('dao dang')).toHaveLength(3);
    expect(names('hoa')).toEqual(['Lê Hoà']);
    expect(names('HÒA')).toEqual(['Lê Hoà']);
  });
  test('names with the very marks come first', () => {
    expect(names('đạo')).toEqual(['Đặng Thị Đạo', 'Dang Thi Dao', 'Đặng Thị Đào']);
    expect(names('Đặng đào')[0]).toBe('Đặng Thị Đào');
  });
  test('in order of given names, through all lists', () => {
    expect(names('nguyen')).toEqual(['Nguyễn Văn An', 'Nguyễn Thị Ánh', 'Nguyễn An Ân']);
  });
  test('with the class', () => {
    expect(names('nguyen 5a')).toEqual(['Nguyễn An Ân']);
    expect(names('5a')).toEqual(['Nguyễn An Ân', 'Lê Bảo']);
  });
  test('says which parts matched', () => {
    const [row] = readCatalogue(database).findPayers('tran vă an', 5).rows;
    expect(row).toMatchObject({
      name: 'Trần Văn Ân',
      matches: [
        [0, 4],
        [5, 7],
        [9, 11],
      ],
    });
  });
});

describe('by code', () => {
  test('with or without separators, whole or begun; the whole one first', () => {
    expect(names('bn2026003')).toEqual(['Dang Thi Dao', 'Trần Văn Ân']);
    expect(names('BN-2026/001')).toEqual(['Đặng Thị Đào']);
    expect(readCatalogue(database).findPayers('bn-2026', 50).count).toBe(8);
    expect(names('bn-2026')[0]).toBe('Lý Ký');
  });
  test.each(['dt1', 'P77', '099000000001'])('%s: visit, bill and identity codes', (code) => {
    expect(names(code)[0]).toBe('Đặng Thị Đào');
  });
});

describe('by a scanned code', () => {
  const scanned = (text: string) =>
    readCatalogue(database)
      .findPayers(text, 20, true)
      .rows.map(({ name }) => name);
  test('only who has it in full, never somebody whose code begins alike', () => {
    expect(scanned('BN-2026/003')).toEqual(['Dang Thi Dao']);
    expect(scanned('bn2026')).toEqual(['Lý Ký']);
    expect(scanned('BN-2026/00')).toEqual([]);
    expect(scanned('09900000000')).toEqual([]);
    expect(scanned('dao')).toEqual([]);
  });
  test('an insurance card of 15 characters in the list is found by its number alone, as newer cards say it', () => {
    for (const text of ['0951234567', 'HS4950951234567', 'hs4-95-0951234567']) {
      expect(scanned(text)).toEqual(['Nguyễn Văn An']);
    }
  });
});

describe('limits', () => {
  test('from two letters on', () => {
    expect(names('d')).toEqual([]);
    expect(names(' ')).toEqual([]);
    expect(names('da').length).toBeGreaterThan(0);
  });
  test('the count is exact up to 1,000', () => {
    const many = readCatalogue(database).findPayers('zung', 10);
    expect(many).toMatchObject({ count: 1_000, atLeast: true });
    expect(many.rows).toHaveLength(10);
    expect(readCatalogue(database).findPayers('dang', 1)).toMatchObject({ count: 3, atLeast: false });
  });
  test.each([
    '"',
    "' OR 1=1 --",
    'a* OR b',
    'NEAR(a b)',
    'folded : x',
    '(((',
    '%_',
    '🙂🙂',
    '\u0000ab',
    'AND OR NOT',
  ])('search syntax and odd signs are only text: %s', (text) => {
    expect(() => names(text)).not.toThrow();
  });
});
