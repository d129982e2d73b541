import { invariant } from '../kernel/assert.ts';
import type { Brand } from '../kernel/brand.ts';

/**
 * An amount in whole đồng; there is no smaller unit (facts/domain §3.1). Negative only where a sign has a meaning:
 * rounding, differences, money back.
 */
export type Vnd = Brand<number, 'Vnd'>;

/** Largest amount a person can enter (design §1). */
export const maxEntered = 999_999_999_999;

/** Makes an amount of a number already known to be whole. @throws {InvariantBroken} on fractions and beyond 2^53. */
export function vnd(amount: number): Vnd {
  invariant(Number.isSafeInteger(amount), `not an amount in đồng: ${amount}`);
  // Not -0, which prints and compares apart from 0 in some places.
  return (amount === 0 ? 0 : amount) as Vnd;
}
