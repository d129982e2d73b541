/**
 * What differs between acquirers, as data (design §5). No acquirer's document is public (facts/payments §3.1, §7), so
 * nothing about money has a default: a profile is a person's statement, copied from the paper of the bank.
 */
import { z } from 'zod';
import { ok, type Result, refuse } from '../../../../shared/kernel/result.ts';

const code = z.string().regex(/^[ -~]{2}$/);
const replyCodes = z.array(code).max(20);

/**
 * How the twelve digits relate to đồng. `x1`: they are đồng; `x100`: they are đồng with two implied decimals. Wrong is
 * a charge a hundred times too high or too low, so the choice carries the name of whoever made it.
 */
const amountScaling = z.strictObject({
  factor: z.union([z.literal(1), z.literal(100)]),
  chosenBy: z.string().min(1).max(80),
  /** The day it was tried on this terminal or read in the bank's paper, `YYYY-MM-DD`. */
  chosenOn: z.iso.date(),
});

const profileData = z.strictObject({
  name: z.string().min(1).max(40),
  amountScaling,
  codes: z.strictObject({
    sale: code,
    void: code,
    refund: code,
    settlement: code,
    inquiry: code,
    commTest: code,
  }),
  /** Notices about what the person with the card does. */
  steps: z.record(code, z.enum(['card', 'pin'])),
  fields: z.strictObject({
    amount: code,
    reference: code,
    approvalCode: code,
    text: code,
    date: code,
    time: code,
    stan: code,
    batch: code,
    tid: code,
    mid: code,
    rrn: code,
    scheme: code,
    pan: code,
    expiry: code,
    /** In the answer to a settlement; null where the terminal does not tell. */
    settledCount: code.nullable(),
    settledTotal: code.nullable(),
  }),
  /** A code in none of these leaves the outcome unknown. */
  replies: z.strictObject({
    approved: replyCodes.min(1),
    declined: replyCodes.min(1),
    /** Answers to an inquiry only. */
    notFound: replyCodes,
  }),
  /** Whether answers repeat our reference and the amount. What should be repeated and is not is not believed. */
  repeatsReference: z.boolean(),
  repeatsAmount: z.boolean(),
  /** Whether an inquiry is answered only when no transaction is under way (facts/payments §3.5 rule 4). */
  answersOnlyWhenIdle: z.boolean(),
  /** Whether notices are acknowledged on the line like other frames. */
  acknowledgesSteps: z.boolean(),
  moreInRequests: z.boolean(),
  openTimeoutMs: z.int().min(1).max(60_000),
  writeTimeoutMs: z.int().min(1).max(60_000),
  ackTimeoutMs: z.int().min(1).max(60_000),
  /** For the answer to a charge; each notice starts it anew. */
  replyTimeoutMs: z.int().min(1).max(600_000),
  /** For the answer to a question, which needs no card. */
  questionTimeoutMs: z.int().min(1).max(600_000),
  /** The longest silence within a frame. */
  gapTimeoutMs: z.int().min(1).max(10_000),
});

/** A profile that was checked; only `parseStxProfile` makes one. */
export type StxProfile = z.infer<typeof profileData> & z.$brand<'StxProfile'>;
export type StxProfileData = z.input<typeof profileData>;

const brandedProfile = profileData.brand<'StxProfile'>();

/** Why a profile is refused. */
export type ProfileFault = 'amount-scaling-not-chosen' | 'malformed';

/** Reads a profile as a person stored it. Without a scaling chosen on purpose there is no driver. */
export function parseStxProfile(data: unknown): Result<StxProfile, ProfileFault> {
  const parsed = brandedProfile.safeParse(data);
  if (parsed.success) return ok(parsed.data);
  const about = parsed.error.issues.some(({ path }) => path[0] === 'amountScaling');
  return refuse(about ? 'amount-scaling-not-chosen' : 'malformed');
}

/**
 * What public programs agree on (facts/payments §3.2), to begin a profile with. It lacks the scaling on purpose, and
 * what `replies.notFound` should be is established nowhere.
 */
export const usualStxProfile: Omit<StxProfileData, 'name' | 'amountScaling'> = {
  codes: { sale: '20', void: '26', refund: '27', settlement: '50', inquiry: '74', commTest: 'D0' },
  steps: { C0: 'card', C1: 'card', C2: 'card', C3: 'card', P1: 'pin', P2: 'pin', P3: 'pin', P4: 'pin' },
  fields: {
    amount: '40',
    reference: 'R1',
    approvalCode: '01',
    text: '02',
    date: '03',
    time: '04',
    stan: '65',
    batch: '50',
    tid: '16',
    mid: 'D1',
    rrn: 'D3',
    scheme: 'D2',
    pan: '30',
    expiry: '31',
    settledCount: null,
    settledTotal: null,
  },
  replies: { approved: ['00'], declined: ['ND', 'NB'], notFound: [] },
  repeatsReference: true,
  repeatsAmount: true,
  answersOnlyWhenIdle: false,
  acknowledgesSteps: true,
  moreInRequests: false,
  openTimeoutMs: 3_000,
  writeTimeoutMs: 3_000,
  ackTimeoutMs: 2_000,
  replyTimeoutMs: 150_000,
  questionTimeoutMs: 15_000,
  gapTimeoutMs: 500,
};

/** Most đồng the twelve digits can say. */
export function largestAmount({ amountScaling: { factor } }: StxProfile): number {
  return Math.floor(999_999_999_999 / factor);
}

/** The twelve digits for `amount` đồng, 1 to `largestAmount`. */
export function amountDigits({ amountScaling: { factor } }: StxProfile, amount: number): string {
  return String(amount * factor).padStart(12, '0');
}

/** Đồng from what a terminal says; null when it is no such number or not whole đồng. */
export function amountOf({ amountScaling: { factor } }: StxProfile, digits: string): number | null {
  if (!/^\d{12}$/.test(digits)) return null;
  const amount = Number(digits) / factor;
  return Number.isInteger(amount) ? amount : null;
}
