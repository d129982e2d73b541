/** How the twelve digits of an amount relate to đồng: the same guard for every protocol (facts/payments §3.2). */
import { z } from 'zod';

/**
 * `1`: the digits are đồng; `100`: they are đồng with two implied decimals. Wrong is a charge a hundred times too high or
 * too low, so the choice carries the name of whoever made it.
 */
export const amountScaling = z.strictObject({
  factor: z.union([z.literal(1), z.literal(100)]),
  chosenBy: z.string().min(1).max(80),
  /** The day it was tried on this terminal or read in the bank's paper, `YYYY-MM-DD`. */
  chosenOn: z.iso.date(),
});

interface Scaled {
  readonly amountScaling: z.infer<typeof amountScaling>;
}

/** Why a profile is refused. */
export type ProfileFault = 'amount-scaling-not-chosen' | 'malformed';

/** Which of the two it is. */
export function profileFault(error: z.ZodError): ProfileFault {
  const about = error.issues.some(({ path }) => path[0] === 'amountScaling');
  return about ? 'amount-scaling-not-chosen' : 'malformed';
}

/** Most đồng the twelve digits can say. */
export function largestAmount({ amountScaling: { factor } }: Scaled): number {
  return Math.floor(999_999_999_999 / factor);
}

/** The twelve digits for `amount` đồng, 1 to `largestAmount`. */
export function amountDigits({ amountScaling: { factor } }: Scaled, amount: number): string {
  return String(amount * factor).padStart(12, '0');
}

/** Đồng from what a terminal says; null when it is no such number or not whole đồng. */
export function amountOf({ amountScaling: { factor } }: Scaled, digits: string): number | null {
  if (!/^\d{12}$/.test(digits)) return null;
  const amount = Number(digits) / factor;
  return Number.isInteger(amount) ? amount : null;
}
