/**
 * fast-check with one seed for a whole run, so that `npm test` says the same of the same commit. Others are looked
 * through with `SEED=random npx vitest run test/property`, or one again with `SEED=…`; a failure prints its seed.
 */
import fc from 'fast-check';

const usualSeed = 20_261_122;

function chosenSeed(): number {
  const asked = process.env.SEED;
  if (asked === undefined) return usualSeed;
  return asked === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(asked);
}

/** The seed of this run. */
export const seed = chosenSeed();

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });

export default fc;
