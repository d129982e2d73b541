import { describe, expect, test } from 'vitest';
import {
  cashRoundingUnits,
  changeNotes,
  formatDong,
  formatVnd,
  groupMoneyBox,
  maxEntered,
  parseMoneyBox,
  roundCash,
  vnd,
} from '../../../src/shared/money/index.ts';
import fc from '../../support/check.ts';

const seed = 20_261_121;

describe('vnd', () => {
  test('takes whole safe numbers only', () => {
    expect(vnd(250_000)).toBe(250_000);
    expect(Object.is(vnd(-0), 0)).toBe(true);
    for (const wrong of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
      expect(() => vnd(wrong)).toThrow();
  });
});

describe('format', () => {
  test.each([
    [0, '0'],
    [999, '999'],
    [1_000, '1.000'],
    [37_538, '37.538'],
    [1_234_567, '1.234.567'],
    [-100_000, '-100.000'],
    [999_999_999_999, '999.999.999.999'],
  ])('%d', (amount, text) => {
    expect(formatDong(amount)).toBe(text);
    expect(formatVnd(amount)).toBe(`${text}\u00a0đ`);
  });

  test('uses the letter đ, never the sign ₫', () => expect(formatVnd(1)).not.toContain('₫'));
});

describe('money box', () => {
  test.each([
    ['1234567', 1_234_567],
    ['1.234.567', 1_234_567],
    ['1 234 567', 1_234_567],
    [' 1.234.567\u00a0đ ', 1_234_567],
    ['1.234.567 ₫', 1_234_567],
    ['1.234', 1_234],
    ['0', 0],
    ['000500', 500],
    ['999999999999', maxEntered],
  ])('%j is an amount', (text, amount) => expect(parseMoneyBox(text)).toEqual({ ok: true, value: amount }));

  test.each([
    ['', 'empty'],
    ['  đ', 'empty'],
    ['1.5tr', 'not-digits'],
    ['150k', 'not-digits'],
    ['12,50', 'not-digits'],
    ['12.50', 'not-digits'],
    ['1234567.00', 'not-digits'],
    ['1,234,567', 'not-digits'],
    ['-5000', 'not-digits'],
    ['+5000', 'not-digits'],
    ['1e6', 'not-digits'],
    ['١٢٣', 'not-digits'],
    ['1000000000000', 'too-large'],
    ['9'.repeat(400), 'too-large'],
  ])('%j is refused', (text, reason) => expect(parseMoneyBox(text)).toEqual({ ok: false, reason }));

  test('groups anew after every key, wherever the edit was', () => {
    expect(groupMoneyBox('1.2934')).toBe('12.934');
    expect(groupMoneyBox('1.23')).toBe('123');
    expect(groupMoneyBox('0500')).toBe('500');
    expect(groupMoneyBox('0')).toBe('0');
    expect(groupMoneyBox('')).toBe('');
  });

  test('what is shown reads back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: maxEntered }), (amount) => {
        expect(parseMoneyBox(formatVnd(amount))).toEqual({ ok: true, value: amount });
        expect(groupMoneyBox(String(amount))).toBe(formatDong(amount));
      }),
      { seed },
    );
  });
});

describe('cash rounding', () => {
  test.each([
    [37_538, 0, 37_538, 0],
    [37_538, 100, 37_500, -38],
    [37_550, 100, 37_600, 50],
    [37_538, 500, 37_500, -38],
    [37_749, 500, 37_500, -249],
    [37_750, 500, 38_000, 250],
    [37_499, 1000, 37_000, -499],
    [37_500, 1000, 38_000, 500],
    [499, 1000, 0, -499],
    [38_000, 1000, 38_000, 0],
  ] as const)('%d to %d', (total, unit, due, rounding) =>
    expect(roundCash(total, unit)).toEqual({ due, rounding }),
  );

  test('never moves by more than half a unit, and due is total plus rounding', () => {
    fc.assert(
      fc.property(fc.nat(maxEntered), fc.constantFrom(...cashRoundingUnits), (total, unit) => {
        const { due, rounding } = roundCash(total, unit);
        expect(due).toBe(total + rounding);
        expect(Math.abs(rounding) * 2).toBeLessThanOrEqual(unit);
        if (unit > 0) expect(due % unit).toBe(0);
      }),
      { seed },
    );
  });

  test('a negative total is an error', () => expect(() => roundCash(-1, 100)).toThrow());
});

describe('change', () => {
  const asText = (amount: number) =>
    changeNotes(amount)
      .notes.map((note) => `${note.count}x${note.denomination}`)
      .join(' ');

  test.each([
    [0, ''],
    [387_000, '1x200000 1x100000 1x50000 1x20000 1x10000 1x5000 1x2000'],
    [1_400_000, '2x500000 2x200000'],
    [600, '3x200'],
    [700, '1x500 1x200'],
    [1_100, '1x500 3x200'],
    [2_300, '1x1000 1x500 4x200'],
  ])('%d', (amount, notes) => expect(asText(amount)).toBe(notes));

  test('adds up, and leaves only what no notes can make', () => {
    fc.assert(
      fc.property(fc.nat(3_000_000), (amount) => {
        const { notes, remainder } = changeNotes(amount);
        const sum = notes.reduce((total, note) => total + note.denomination * note.count, 0);
        expect(sum + remainder).toBe(amount);
        expect(notes.every((note) => note.count > 0)).toBe(true);
        const hundreds = Math.floor(amount / 100);
        const reachable = hundreds !== 1 && hundreds !== 3;
        expect(remainder).toBe(reachable ? amount % 100 : amount - (hundreds === 3 ? 200 : 0));
      }),
      { seed },
    );
  });
});
