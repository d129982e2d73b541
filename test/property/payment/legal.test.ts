import { expect, test } from 'vitest';
import fc, { seed } from '../../support/check.ts';
import { closed, figures, Laws, numbers } from '../../support/history/laws.ts';
import { legalHistory } from '../../support/legal-history.ts';
import { replayed } from '../../support/memory-world.ts';

/** More by the environment: `HISTORIES=20000 npx vitest run test/property/payment`; a run again by `SEED=…`. */
const histories = Number(process.env.HISTORIES ?? 300);

/** Each number is an act; fast-check takes acts away until the shortest history that still fails is left. */
const numbersOfActs = fc.array(fc.nat(), { minLength: 20, maxLength: 160, size: 'max' });

test(`random legal histories keep every law of design §4 (${histories} histories, seed ${seed})`, {
  timeout: 600_000 + histories * 1_000,
}, () => {
  let entries = 0;
  const types = new Set<string>();
  fc.assert(
    fc.property(numbersOfActs, (acts) => {
      const laws = new Laws();
      const play = legalHistory(acts, [laws]);
      expect([...closed(play, laws.oracle), ...numbers(play)]).toEqual([]);
      for (const shift of play.world.all('shift')) expect(figures(play, shift.id)).toEqual([]);
      expect(replayed(play.world.entries).snapshot() === play.world.snapshot()).toBe(true);
      // Once their private parts are deleted, entries replay to the same rows with blanks in them.
      const { world } = play;
      const left = world.entries.map((entry) =>
        world.get('erased', entry.id) === undefined ? entry : { ...entry, content: null },
      );
      expect(replayed(left).snapshot() === world.snapshot()).toBe(true);
      entries += play.world.entries.length;
      for (const entry of play.world.entries) types.add(entry.type);
    }),
    { seed, numRuns: histories },
  );
  console.log(`${histories} histories, ${entries} entries, ${types.size} types, seed ${seed}`);
});
