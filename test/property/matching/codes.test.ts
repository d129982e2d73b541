/** Codes are found in whatever banks make of a content; nothing else is matched. */

import { describe, expect, it } from 'vitest';
import { type Asked, matchCredit } from '../../../src/shared/matching/index.ts';
import { makeMatchCode } from '../../../src/shared/vietqr/index.ts';
import { makeChance } from '../../support/chance.ts';
import fc, { seed } from '../../support/check.ts';

const chance = makeChance(seed);
const codes = Array.from({ length: 200 }, () => makeMatchCode(chance));
const asked = codes.map(
  (key, index): Asked => ({
    ...{ tender: String(index), by: 'code', key, account: '999999-1', amount: 1_000 + index, askedAt: 0 },
    ...{ expiresAt: 1_000, state: 'waiting' },
  }),
);
const wrap = fc.string({ unit: fc.constantFrom(...'ABCXYZ .-/:0189đế'), maxLength: 30 });
const credit = (content: string, amount: number) => ({
  ...{ account: '999999-1', amount, paidAt: 500, content, virtualAccount: null },
});

describe(`match codes (seed ${seed})`, () => {
  it('are found with marks and spaces put in anywhere, in any case, between any neighbours', () => {
    fc.assert(
      fc.property(
        fc.nat(199),
        fc.array(fc.tuple(fc.nat(10), fc.constantFrom(' ', '.', '-', '\n', '  ')), { maxLength: 4 }),
        wrap,
        wrap,
        fc.boolean(),
        (index, gaps, before, after, lower) => {
          let code: string = codes[index] ?? '';
          for (const [at, gap] of gaps) code = code.slice(0, at) + gap + code.slice(at);
          const content = `${before}${lower ? code.toLowerCase() : code}${after}`;
          const match = matchCredit(credit(content, 1_000 + index), asked);
          // What stands around it may spell another of ours only by a wonder.
          expect(match).toMatchObject({ is: 'matched', tender: String(index), how: 'exact' });
        },
      ),
      { seed, numRuns: 500 },
    );
  });

  it('with one character wrong match nothing', () => {
    fc.assert(
      fc.property(
        fc.nat(199),
        fc.nat(9),
        fc.constantFrom(...'23456789ACEFHJKMNPRTWXY'),
        (index, at, letter) => {
          const code: string = codes[index] ?? '';
          fc.pre(code[at] !== letter);
          const wrong = code.slice(0, at) + letter + code.slice(at + 1);
          expect(matchCredit(credit(wrong, 1_000 + index), asked)).toMatchObject({ is: 'unmatched' });
        },
      ),
      { seed, numRuns: 500 },
    );
  });
});
