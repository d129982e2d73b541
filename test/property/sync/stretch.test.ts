/** Whatever is changed in a signed stretch of a journal is found. */

import { describe, expect, it } from 'vitest';
import { type SisterEntry, sealedDigest, stretchFault } from '../../../src/shared/sync/index.ts';
import { PaperCounter, sha256 } from '../../support/backend/paper-counter.ts';
import { makeChance } from '../../support/chance.ts';
import fc, { seed } from '../../support/check.ts';

const counter = new PaperCounter(makeChance(seed));
for (let at = 0; at < 40; at += 1) {
  counter.write('any.type', { at, text: `đ${at}` }, at % 3 === 0 ? `a.b.c.d.${at}` : null);
}

function stretch(from: number, to: number) {
  const { statement, entries } = counter.batch(from, to);
  const told = entries.map(
    ({ entry, sealed }): SisterEntry => ({ entry, sealed, sealedDigest: sealedDigest(sealed, sha256) }),
  );
  return { statement, told };
}

/** Every way to change one thing. */
const changes: readonly ((told: SisterEntry[], at: number) => SisterEntry[])[] = [
  (told, at) => told.filter((_, index) => index !== at),
  (told, at) => told.flatMap((one, index) => (index === at ? [one, one] : [one])),
  (told, at) =>
    told.map((one, index) =>
      index === at ? { ...one, entry: { ...one.entry, at: one.entry.at + 1 } } : one,
    ),
  (told, at) => told.map((one, index) => (index === at ? { ...one, entry: { ...one.entry, v: 2 } } : one)),
  (told, at) =>
    told.map((one, index) => (index === at ? { ...one, entry: { ...one.entry, body: { at: -1 } } } : one)),
  (told, at) =>
    told.map((one, index) => (index === at ? { ...one, entry: { ...one.entry, epoch: 2 } } : one)),
  (told, at) => told.map((one, index) => (index === at ? { ...one, sealedDigest: sha256('other') } : one)),
  (told, at) => {
    const [one, other] = [told[at], told[(at + 1) % told.length]];
    if (one === undefined || other === undefined || one === other) return told.slice(1);
    return told.map((each) => (each === one ? other : each === other ? one : each));
  },
];

describe(`a stretch (seed ${seed})`, () => {
  it('holds as it was signed', () => {
    fc.assert(
      fc.property(fc.nat(39), fc.nat(39), (a, b) => {
        const { statement, told } = stretch(Math.min(a, b), Math.max(a, b) + 1);
        expect(stretchFault(statement, told, sha256)).toBeNull();
      }),
      { seed, numRuns: 60 },
    );
  });

  it('does not hold with one thing changed', () => {
    fc.assert(
      fc.property(fc.nat(39), fc.nat(39), fc.nat(39), fc.nat(changes.length - 1), (a, b, at, how) => {
        const { statement, told } = stretch(Math.min(a, b), Math.max(a, b) + 1);
        const changed = changes[how]?.(told, at % told.length) ?? [];
        expect(stretchFault(statement, changed, sha256)).not.toBeNull();
      }),
      { seed, numRuns: 300 },
    );
  });
});
