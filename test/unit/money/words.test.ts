import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { amountInWords } from '../../../src/shared/money/index.ts';
import fc from '../../support/check.ts';

interface Vectors {
  readonly cases: readonly { readonly amount: number; readonly words: string }[];
}

const vectors = JSON.parse(
  readFileSync(new URL('../../fixtures/amount-in-words.json', import.meta.url), 'utf8'),
) as Vectors;

describe('published vectors', () => {
  test('are all there', () => expect(vectors.cases).toHaveLength(85));
  test.each(vectors.cases)('$amount', ({ amount, words }) => expect(amountInWords(amount)).toBe(words));
});

test.each([
  [5, 'Năm đồng'],
  [11, 'Mười một đồng'],
  [14, 'Mười bốn đồng'],
  [31, 'Ba mươi mốt đồng'],
  [111, 'Một trăm mười một đồng'],
  [404, 'Bốn trăm lẻ bốn đồng'],
  [10_005, 'Mười nghìn không trăm lẻ năm đồng'],
  [101_000, 'Một trăm lẻ một nghìn đồng'],
  [1_000_500, 'Một triệu năm trăm đồng'],
  [1_001_000, 'Một triệu không trăm lẻ một nghìn đồng'],
  [1_010_000, 'Một triệu không trăm mười nghìn đồng'],
  [10_101_010, 'Mười triệu một trăm lẻ một nghìn không trăm mười đồng'],
  [1_000_000_005, 'Một tỷ không trăm lẻ năm đồng'],
  [1_000_001_000, 'Một tỷ không trăm lẻ một nghìn đồng'],
  [1_001_000_000, 'Một tỷ không trăm lẻ một triệu đồng'],
  [1_005_000_000_000, 'Một nghìn không trăm lẻ năm tỷ đồng'],
])('formal reading of %d', (amount, words) => expect(amountInWords(amount)).toBe(words));

test('house styles', () => {
  const northern = { oddWord: 'linh', thousandWord: 'ngàn', billionWord: 'tỉ', closing: true } as const;
  expect(amountInWords(2_000_001_105, northern)).toBe(
    'Hai tỉ không trăm linh một ngàn một trăm linh năm đồng chẵn',
  );
  expect(amountInWords(0, northern)).toBe('Không đồng');
});

test('only whole amounts from 0', () => {
  expect(() => amountInWords(-1)).toThrow();
  expect(() => amountInWords(0.5)).toThrow();
  expect(() => amountInWords(2 ** 53)).toThrow();
});

/** Reads words back to a number by their place, knowing nothing of how they were written. */
function readBack(text: string): number {
  const ones: Record<string, number> = {
    không: 0,
    một: 1,
    mốt: 1,
    hai: 2,
    ba: 3,
    bốn: 4,
    tư: 4,
    năm: 5,
    lăm: 5,
    sáu: 6,
    bảy: 7,
    tám: 8,
    chín: 9,
  };
  let total = 0;
  let part = 0;
  let group = 0;
  let pending = 0;
  for (const word of text.toLowerCase().split(' ')) {
    if (word === 'trăm') group += pending * 100;
    else if (word === 'mươi') group += pending * 10;
    else if (word === 'mười') group += 10;
    else if (word === 'nghìn') part += (group + pending) * 1_000;
    else if (word === 'triệu') part += (group + pending) * 1_000_000;
    else if (word === 'tỷ') total = (total + part + group + pending) * 1_000_000_000;
    else if (word === 'đồng') total += part + group + pending;
    if (['nghìn', 'triệu', 'tỷ'].includes(word)) group = 0;
    if (word === 'tỷ') part = 0;
    pending = ones[word] ?? 0;
  }
  return total;
}

test('words read back to the amount, differ for different amounts and keep the shape of formal reading', () => {
  const seed = 20_261_121;
  const amount = fc.oneof(
    fc.integer({ min: 0, max: 9_999 }),
    fc.integer({ min: 0, max: 999_999_999_999 }),
    fc.maxSafeNat(),
    fc.tuple(fc.nat(999), fc.nat(9), fc.nat(999)).map(([a, b, c]) => a * 1_000_000_000 + b * 1_000 + c),
  );
  fc.assert(
    fc.property(amount, (value) => {
      const words = amountInWords(value);
      expect(readBack(words)).toBe(value);
      expect(words).toMatch(/^\p{Lu}[\p{Ll} ]* đồng$/u);
      expect(words).not.toMatch(
        / {2}|mươi (một|bốn|năm)\b|mười (mốt|tư|năm)\b|lẻ (mười|\p{L}+ mươi)|không mươi/u,
      );
    }),
    { seed, numRuns: 3_000 },
  );
});
