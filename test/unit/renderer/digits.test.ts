import { describe, expect, it } from 'vitest';
import { amountSize } from '../../../src/renderer/ui/Amount.tsx';
import { digitsOf } from '../../../src/renderer/ui/digits.ts';
import { dong, percent, plainAmount, signedDong } from '../../../src/renderer/ui/money.ts';

describe('money field', () => {
  it('keeps digits only, without leading zeros, twelve at most', () => {
    expect(digitsOf('1.234.567 đ')).toBe('1234567');
    expect(digitsOf('000')).toBe('0');
    expect(digitsOf('0050')).toBe('50');
    expect(digitsOf('abc')).toBe('');
    expect(digitsOf('1234567890123')).toBe('123456789012');
  });

  it('takes a backspace over a group for the digit before it', () => {
    expect(digitsOf('1.00')).toBe('100');
  });
});

describe('amounts', () => {
  it('writes a real minus and an unbreakable gap', () => {
    expect(dong(1234567)).toBe('1.234.567\u00a0đ');
    expect(plainAmount(-118)).toBe('\u2212118');
    expect(signedDong(462)).toBe('+462\u00a0đ');
    expect(signedDong(-118)).toBe('\u2212118\u00a0đ');
  });

  it('steps down in size by digits, as look.md says', () => {
    expect(amountSize('total', 0)).toBe(52);
    expect(amountSize('total', 12_345_678)).toBe(52);
    expect(amountSize('total', 1_284_750_638)).toBe(44);
    expect(amountSize('total', 999_999_999_999)).toBe(38);
    expect(amountSize('change', 514_000)).toBe(64);
    expect(amountSize('change', 5_140_000)).toBe(56);
    expect(amountSize('change', 51_400_000)).toBe(48);
  });

  it('writes shares with a decimal comma', () => {
    expect(percent(44, 91)).toBe('48,4');
    expect(percent(44, 91, 0)).toBe('48');
    expect(percent(0, 0)).toBe('0');
  });
});
