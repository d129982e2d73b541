import { type MatchCode, makeMatchCode } from '../../../src/shared/vietqr/index.ts';
import { makeChance } from '../../support/chance.ts';

/** A match code by seeded chance. */
export function someCode(seed: number): MatchCode {
  return makeMatchCode(makeChance(seed));
}
