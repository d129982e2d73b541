import { describe, expect, test } from 'vitest';
import { encodeReceiptCode, parseReceiptCode } from '../../../src/shared/text/index.ts';
import fc from '../../support/check.ts';

const part = fc.string({
  unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'),
  minLength: 1,
  maxLength: 8,
});
const series = fc.array(part, { minLength: 1, maxLength: 2 }).map((parts) => parts.join('-'));
const number = fc.integer({ min: 1, max: 99_999_999 }).map((one) => String(one).padStart(6, '0'));
const seed = 20_261_119;

function codeOf(input: { series: string; number: string }): string {
  const code = encodeReceiptCode(input);
  if (!code.ok) throw new Error(code.reason);
  return code.value;
}

describe('receipt code', () => {
  test('of a known receipt, and back', () => {
    const code = codeOf({ series: 'VP26-Q2', number: '004182' });
    expect(code).toMatch(/^BL\.VP26-Q2\.004182\.[0-9A-Z]{2}$/);
    expect(parseReceiptCode(code)).toEqual({ ok: true, value: { series: 'VP26-Q2', number: '004182' } });
  });

  test(`is given back exactly, in the letters of small codes (seed ${seed})`, () => {
    fc.assert(
      fc.property(series, number, (one, other) => {
        const code = codeOf({ series: one, number: other });
        expect(code).toMatch(/^[0-9A-Z $%*+\-./:]+$/);
        expect(parseReceiptCode(code)).toEqual({ ok: true, value: { series: one, number: other } });
      }),
      { seed, numRuns: 300 },
    );
  });

  test('every wrong character and every swap of neighbours is found', () => {
    const code = codeOf({ series: 'VP26-Q2', number: '004182' });
    for (let at = 3; at < code.length; at += 1) {
      for (const other of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.') {
        if (other === code[at]) continue;
        expect(parseReceiptCode(code.slice(0, at) + other + code.slice(at + 1)).ok).toBe(false);
      }
      const swapped = code.slice(0, at) + (code[at + 1] ?? '') + (code[at] ?? '') + code.slice(at + 2);
      if (swapped !== code && at + 1 < code.length) expect(parseReceiptCode(swapped).ok).toBe(false);
    }
  });

  test.each([
    ['nothing', '', 'not-ours'],
    ['a number alone', '004182', 'not-ours'],
    ['small letters', codeOf({ series: 'VP26-Q2', number: '004182' }).toLowerCase(), 'not-ours'],
    ['a space after it', `${codeOf({ series: 'VP26-Q2', number: '004182' })} `, 'not-ours'],
    ['a payment code', '00020101021238570010A000000727', 'not-ours'],
    ['three digits', 'BL.VP26-Q2.182.AA', 'shape'],
    ['a hyphen at the end', 'BL.VP26-.004182.AA', 'shape'],
    ['a wrong check', 'BL.VP26-Q2.004182.00', 'check'],
  ] as const)('%s is refused', (_, text, reason) => {
    expect(parseReceiptCode(text)).toEqual({ ok: false, reason });
  });

  test.each([
    { series: 'VP26–Q2', number: '004182' },
    { series: 'Đ26', number: '004182' },
    { series: '', number: '004182' },
    { series: 'A'.repeat(25), number: '004182' },
    { series: 'VP26', number: '4182a' },
    { series: 'VP26', number: '1'.repeat(13) },
  ])('$series/$number gets no code', (input) => {
    expect(encodeReceiptCode(input)).toEqual({ ok: false, reason: 'shape' });
  });
});
