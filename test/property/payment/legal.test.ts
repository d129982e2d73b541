import { expect, test } from 'vitest';
import fc, { seed } from '../../support/check.ts';
import { closed, days, figures, Laws, numbers } from '../../support/history/laws.ts';
import type { Play } from '../../support/history/play.ts';
import { legalHistory } from '../../support/legal-history.ts';
import { replayed } from '../../support/memory-world.ts';

/** More by the environment: `HISTORIES=20000 npx vitest run test/property/payment`; a run again by `SEED=…`. */
const histories = Number(process.env.HISTORIES ?? 300);

/** Each number is an act; fast-check takes acts away until the shortest history that still fails is left. */
const numbersOfActs = fc.array(fc.nat(), { minLength: 20, maxLength: 160, size: 'max' });

/** Shifts with entries of more than one calendar day. */
function nightShifts({ world }: Play): number {
  const days = new Map<string, Set<string>>();
  for (const { shift, business_date } of world.entries) {
    if (shift !== null) days.set(shift, (days.get(shift) ?? new Set()).add(business_date));
  }
  return [...days.values()].filter(({ size }) => size > 1).length;
}

test(`random legal histories keep every law of design §4 (${histories} histories, seed ${seed})`, {
  timeout: 600_000 + histories * 1_000,
}, () => {
  let entries = 0;
  let nights = 0;
  const types = new Set<string>();
  fc.assert(
    fc.property(numbersOfActs, (acts) => {
      const laws = new Laws();
      const play = legalHistory(acts, [laws]);
      expect([...closed(play, laws.oracle), ...days(play, laws.days), ...numbers(play)]).toEqual([]);
      nights += nightShifts(play);
      for (const shift of play.world.all('shift')) expect(figures(play, shift.id)).toEqual([]);
      const snapshot = play.world.snapshot();
      expect(replayed(play.world.entries).snapshot() === snapshot).toBe(true);
      // Once their private parts are deleted, entries replay to the same rows with blanks in them.
      const { world } = play;
      const left = world.entries.map((entry) =>
        world.get('erased', entry.id) === undefined ? entry : { ...entry, content: null },
      );
      expect(replayed(left).snapshot() === snapshot).toBe(true);
      entries += play.world.entries.length;
      for (const entry of play.world.entries) types.add(entry.type);
    }),
    { seed, numRuns: histories },
  );
  console.log(
    `${histories} histories, ${entries} entries, ${types.size} types, ${nights} shifts over midnight, seed ${seed}`,
  );
  // Or the days would say no more than the shifts.
  expect(nights).toBeGreaterThan(histories / 20);
});
