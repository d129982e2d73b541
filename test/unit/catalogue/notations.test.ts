import { describe, expect, test } from 'vitest';
import { readAmount } from '../../../src/main/catalogue/file/amount.ts';
import { readBirth } from '../../../src/main/catalogue/file/birth.ts';
import { cellText, textCell } from '../../../src/main/catalogue/file/table.ts';

describe('amounts', () => {
  test.each([
    ['1234567', 1_234_567],
    ['1.234.567', 1_234_567],
    ['1,234,567', 1_234_567],
    ['1 234 567', 1_234_567],
    ['1\u00a0234\u00a0567', 1_234_567],
    ['1234567 đ', 1_234_567],
    ['1.234.567 VNĐ', 1_234_567],
    ['53.636.145 VND', 53_636_145],
    ['37.538', 37_538],
    ['4,674', 4_674],
    ['1.234.567,00', 1_234_567],
    ['+3,000.00', 3_000],
    ['237300.00', 237_300],
    ['0', 0],
    ['0.00', 0],
    [1_234_567, 1_234_567],
    [0, 0],
  ])('%s', (cell, amount) => {
    expect(readAmount(cell)).toEqual({ ok: true, value: amount });
  });

  test.each([
    [null, 'amount-missing'],
    [undefined, 'amount-missing'],
    ['abc', 'amount-unreadable'],
    ['x', 'amount-unreadable'],
    ['01/05/2026', 'amount-unreadable'],
    ['1.23.456', 'amount-unreadable'],
    ['1,234.567.890', 'amount-unreadable'],
    ['12.34.567', 'amount-unreadable'],
    ['đ', 'amount-unreadable'],
    [true, 'amount-unreadable'],
    [{ date: '2026-11-01' }, 'amount-unreadable'],
    ['5,5', 'amount-fraction'],
    ['1.972,75', 'amount-fraction'],
    [37.538, 'amount-fraction'],
    ['1,5E+06', 'amount-scientific'],
    ['1E6', 'amount-scientific'],
    ['(1,000)', 'amount-negative'],
    ['-5.000', 'amount-negative'],
    ['\u22125000', 'amount-negative'],
    [-1, 'amount-negative'],
    ['1.000.000.000.000', 'amount-too-large'],
    [1e15, 'amount-too-large'],
  ])('%s is refused: %s', (cell, reason) => {
    expect(readAmount(cell)).toEqual({ ok: false, reason });
  });
});

describe('birth dates', () => {
  test.each([
    ['05/11/2016', '2016-11-05', '2016'],
    ['5-1-2016', '2016-01-05', '2016'],
    ['2016-11-05', '2016-11-05', '2016'],
    ['2016-11-05T00:00:00', '2016-11-05', '2016'],
    ['20161105', '2016-11-05', '2016'],
    ['201611050830', '2016-11-05', '2016'],
    ['20160000', null, '2016'],
    [{ date: '2016-11-05' }, '2016-11-05', '2016'],
    ['1958', null, '1958'],
    [1958, null, '1958'],
  ])('%s', (cell, date, year) => {
    expect(readBirth(cell)).toEqual({ date, year });
  });
  test.each(['31/02/2016', '13/13/2016', '2016/2017', '05/11/16', '1758', 'không rõ', '', 0])(
    '%s is none',
    (cell) => {
      expect(readBirth(cell)).toBeNull();
    },
  );
});

describe('texts', () => {
  test('are composed, trimmed, without what cannot be seen', () => {
    expect(textCell('  Đa\u0300o\u200b ')).toBe('Đào');
    expect(textCell(' \ufeff ')).toBeNull();
  });
  test('one apostrophe against formulas is dropped, an own one stays', () => {
    expect(textCell("'=1+1")).toBe('=1+1');
    expect(textCell("''=1")).toBe("''=1");
    expect(textCell("'tên")).toBe("'tên");
  });
  test('numbers and dates read as they were typed', () => {
    expect(cellText(95_000_000_001)).toBe('95000000001');
    expect(cellText({ date: '2016-11-05' })).toBe('05/11/2016');
    expect(cellText(undefined)).toBe('');
  });
});
