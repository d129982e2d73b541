import { describe, expect, it } from 'vitest';
import { type MatchCode, makeMatchCode, parseMatchCode } from '../../../src/shared/vietqr/index.ts';
import { makeChance } from '../../support/chance.ts';

const alphabet = '23456789ACEFHJKMNPRTWXY';
const mixed = (nine: string) => {
  const digits = nine.replace(/\D/g, '').length;
  return digits >= 2 && digits <= 7;
};
/** Chance that gives these characters of the alphabet. */
const giving = (nine: string) => ({
  bytes: (length: number) =>
    Uint8Array.from({ length }, (_, at) => Math.max(0, alphabet.indexOf(nine.charAt(at)))),
});
const change = (code: string, at: number, character: string) =>
  code.slice(0, at) + character + code.slice(at + 1);

describe('the check character', () => {
  it('notices every change of one character: all 10 places, all 23 · 22 pairs', () => {
    let tried = 0;
    for (let at = 0; at < 9; at += 1) {
      for (const is of alphabet) {
        const code = makeMatchCode(giving(change('A2C3E4F5H', at, is)));
        expect(code.charAt(at)).toBe(is);
        for (const other of alphabet.replace(is, '')) {
          expect(parseMatchCode(change(code, at, other))).toBeNull();
          expect(parseMatchCode(change(code, 9, other)) === null || other === code.charAt(9)).toBe(true);
          tried += 1;
        }
      }
    }
    expect(tried).toBe(9 * 23 * 22);
  });

  it('notices every swap of neighbours: all 9 places, all pairs', () => {
    let tried = 0;
    for (let at = 0; at < 8; at += 1) {
      for (const first of alphabet) {
        for (const second of alphabet.replace(first, '')) {
          const code = makeMatchCode(giving(change(change('A2C3E4F5H', at, first), at + 1, second)));
          const swapped = change(change(code, at, second), at + 1, first);
          expect(parseMatchCode(code)).toBe(code);
          expect(parseMatchCode(swapped)).toBeNull();
          tried += 1;
        }
      }
    }
    // The check character itself takes every value as the first character does.
    for (const first of alphabet) {
      for (const any of alphabet) {
        const code = makeMatchCode(giving(change(change('A2C3E4F5H', 8, first), 0, any)));
        const check = code.charAt(9);
        if (check === first) continue;
        expect(parseMatchCode(change(change(code, 8, check), 9, first))).toBeNull();
        tried += 1;
      }
    }
    expect(tried).toBe(9 * 23 * 22);
  });

  it('notices changes and swaps anywhere in 500 codes by chance (seed 20261006)', () => {
    const chance = makeChance(20261006);
    let swaps = 0;
    for (let run = 0; run < 500; run += 1) {
      const code = makeMatchCode(chance);
      for (let at = 0; at < 10; at += 1) {
        for (const other of alphabet.replace(code.charAt(at), '')) {
          expect(parseMatchCode(change(code, at, other))).toBeNull();
        }
        for (let with_ = at + 1; with_ < 10; with_ += 1) {
          if (code.charAt(at) === code.charAt(with_)) continue;
          const swapped = change(change(code, at, code.charAt(with_)), with_, code.charAt(at));
          expect(parseMatchCode(swapped)).toBeNull();
          swaps += 1;
        }
      }
    }
    expect(swaps).toBeGreaterThan(20_000);
  });

  it('would be missed by this test if it were not there: two changes slip through one time in 23', () => {
    const chance = makeChance(3);
    let passed = 0;
    const runs = 20_000;
    for (let run = 0; run < runs; run += 1) {
      const code = makeMatchCode(chance);
      const twice = change(change(code, 0, chance.pick([...alphabet])), 5, chance.pick([...alphabet]));
      if (twice !== code && parseMatchCode(twice) !== null) passed += 1;
    }
    expect(passed / runs).toBeGreaterThan(0.03);
    expect(passed / runs).toBeLessThan(0.05);
  });
});

describe('chance in a match code', () => {
  it('is at least 40 bits: codes counted, not sampled', () => {
    // Nine characters with 2 to 7 digits: Σ C(9,d) · 8^d · 15^(9−d).
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
    let codes = 0;
    for (let digits = 2; digits <= 7; digits += 1)
      codes += choose(9, digits) * 8 ** digits * 15 ** (9 - digits);
    expect(Math.log2(codes)).toBeGreaterThan(40.5);
  });

  it('favours no character, has no look-alikes, and does not repeat (20,000 codes, seed 11)', () => {
    const chance = makeChance(11);
    const codes = Array.from({ length: 20_000 }, (): MatchCode => makeMatchCode(chance));
    expect(new Set(codes).size).toBe(codes.length);
    const all = codes.join('');
    expect(all).not.toMatch(/[^2-9A-Z]|[OILUVSBGDQZ]/);
    expect(codes.every((code) => mixed(code.slice(0, 9)))).toBe(true);
    for (const kind of [alphabet.slice(0, 8), alphabet.slice(8)]) {
      const counts = [...kind].map((character) => all.split(character).length - 1);
      const mean = counts.reduce((sum, count) => sum + count, 0) / kind.length;
      for (const count of counts) expect(Math.abs(count / mean - 1)).toBeLessThan(0.05);
    }
  });

  it('that gives nothing usable is an error, not a weak code', () => {
    expect(() => makeMatchCode({ bytes: (length) => new Uint8Array(length).fill(255) })).toThrow('chance');
    expect(() => makeMatchCode({ bytes: (length) => new Uint8Array(length) })).toThrow('chance');
  });
});
