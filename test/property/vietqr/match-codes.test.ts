import { describe, expect, test } from 'vitest';
import {
  findMatchCodes,
  makeMatchCode,
  parseMatchCode,
  purposeText,
} from '../../../src/shared/vietqr/index.ts';
import { makeChance } from '../../support/chance.ts';
import fc, { seed } from '../../support/check.ts';
import { bankShapes, manglings, someReason } from './bank-content.ts';

const code = fc.nat().map((chance) => makeMatchCode(makeChance(chance)));

describe(`a match code in a bank's content (seed ${seed})`, () => {
  for (const [shape, shaped] of Object.entries(bankShapes)) {
    test(`is found in ${shape}, however mangled`, () => {
      const chance = makeChance(seed);
      for (let run = 0; run < 40; run += 1) {
        const sent = makeMatchCode(chance);
        const content = shaped(purposeText(sent, someReason(chance), chance.pick([19, 25])), chance);
        for (const [mangling, mangled] of Object.entries(manglings)) {
          const arrived = mangled(content, chance);
          expect(findMatchCodes(arrived), `${mangling}: ${arrived}`).toContain(sent);
        }
      }
    });
  }

  test('is found with a space at every place of the content, one after the other', () => {
    const chance = makeChance(seed);
    for (const shaped of Object.values(bankShapes)) {
      const sent = makeMatchCode(chance);
      const content = shaped(purposeText(sent, 'HOC PHI T9'), chance);
      for (let at = 0; at <= content.length; at += 1) {
        expect(findMatchCodes(`${content.slice(0, at)} ${content.slice(at)}`)).toContain(sent);
      }
    }
  });

  test('is found glued between any letters and digits, and stands once in the list', () => {
    const neighbour = fc.string({ unit: fc.constantFrom(...'0123456789abcXYZ'), maxLength: 20 });
    fc.assert(
      fc.property(code, neighbour, neighbour, (sent, before, after) => {
        const found = findMatchCodes(`${before}${sent}${after} ${sent}`);
        expect(found.filter((each) => each === sent)).toEqual([sent]);
        for (const each of found) expect(parseMatchCode(each)).toBe(each);
      }),
    );
  });

  test('is not found when one character is missing or wrong', () => {
    fc.assert(
      fc.property(
        code,
        fc.nat({ max: 9 }),
        fc.constantFrom(...'23456789ACEFHJKMNPRTWXY01OI'),
        (sent, at, other) => {
          const wrong = sent.slice(0, at) + other + sent.slice(at + 1);
          if (wrong !== sent) expect(findMatchCodes(wrong)).toEqual([]);
          expect(findMatchCodes(sent.slice(0, at) + sent.slice(at + 1))).toEqual([]);
        },
      ),
    );
  });
});

test(`what is not a match code passes for one in few contents, and never for one given out (seed ${seed})`, () => {
  const chance = makeChance(seed);
  const shapes = Object.values(bankShapes);
  const contents = 20_000;
  const givenOut = new Set(Array.from({ length: 5_000 }, () => makeMatchCode(chance)));
  let withFalse = 0;
  let ofOurs = 0;
  for (let run = 0; run < contents; run += 1) {
    const found = findMatchCodes(chance.pick(shapes)(someReason(chance), chance));
    if (found.length > 0) withFalse += 1;
    if (found.some((each) => givenOut.has(each))) ofOurs += 1;
  }
  console.log(`false match codes in ${withFalse} of ${contents} contents without one, of ours ${ofOurs}`);
  expect(withFalse / contents).toBeLessThan(0.03);
  expect(withFalse, 'a search that finds nothing anywhere proves nothing').toBeGreaterThan(0);
  expect(ofOurs).toBe(0);
});

test('any reason makes a purpose that starts with the whole code and fits', () => {
  const reason = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
  fc.assert(
    fc.property(code, reason, fc.integer({ min: 10, max: 25 }), (sent, text, limit) => {
      const purpose = purposeText(sent, text, limit);
      expect(purpose.startsWith(sent)).toBe(true);
      expect(purpose).toMatch(/^[A-Z0-9]+(?: [A-Z0-9]+)*$/);
      expect(purpose.length).toBeLessThanOrEqual(limit);
      expect(purposeText(sent, text, limit)).toBe(purpose);
      expect(findMatchCodes(purpose)).toContain(sent);
    }),
    { numRuns: 400 },
  );
});
