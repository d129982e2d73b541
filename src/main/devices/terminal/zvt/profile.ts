/** What differs between ZVT terminals and acquirers, as data. Nothing about money has a default (see stx/profile.ts). */
import { z } from 'zod';
import { ok, type Result, refuse } from '../../../../shared/kernel/result.ts';
import { amountScaling, type ProfileFault, profileFault } from '../scaling.ts';

const code = z.string().regex(/^[0-9A-F]{2}$/);

const profileData = z.strictObject({
  name: z.string().min(1).max(40),
  amountScaling,
  link: z.enum(['serial', 'tcp']),
  /** Six digits, as set at the terminal; they guard against mistakes, not against thieves. */
  password: z.string().regex(/^\d{6}$/),
  /** ISO 4217, four digits with the leading zero: 0704 is đồng. */
  currency: z.string().regex(/^\d{4}$/),
  /** Configuration byte of the registration. */
  registration: code,
  /** Intermediate states that say what the person does. */
  steps: z.record(code, z.enum(['card', 'pin'])),
  /** Results that are approvals; every other is a refusal. */
  approved: z.array(code).min(1).max(5),
  /** What ends a repetition of the last receipt when there is none. */
  nothingToRepeat: z.array(code).max(5),
  /** What ends a settlement of a batch with nothing in it. */
  nothingToSettle: z.array(code).max(5),
  /** Whether the bank lets the counter reverse and refund. */
  reverses: z.boolean(),
  refunds: z.boolean(),
  /** Whether the end of a repeated receipt tells the terminal's own clock (fields AA and 0C). */
  tellsClock: z.boolean(),
  /** Whether a command is answered only when no transaction is under way (facts/payments §3.5 rule 4). */
  answersOnlyWhenIdle: z.boolean(),
  openTimeoutMs: z.int().min(1).max(60_000),
  writeTimeoutMs: z.int().min(1).max(60_000),
  /** T2: an acknowledgement on the serial line. */
  ackTimeoutMs: z.int().min(1).max(60_000),
  /** T3: from a command to its acceptance. */
  acceptanceTimeoutMs: z.int().min(1).max(60_000),
  /** T4: from the acceptance to the end; each sign of life starts it anew. */
  completionTimeoutMs: z.int().min(1).max(600_000),
  /** The same for what needs no card. */
  questionTimeoutMs: z.int().min(1).max(600_000),
  /** T1: the longest silence within a frame on the serial line. */
  gapTimeoutMs: z.int().min(1).max(10_000),
});

/** A profile that was checked; only `parseZvtProfile` makes one. */
export type ZvtProfile = z.infer<typeof profileData> & z.$brand<'ZvtProfile'>;
export type ZvtProfileData = z.input<typeof profileData>;

const brandedProfile = profileData.brand<'ZvtProfile'>();

/** Reads a profile as a person stored it. Without a scaling chosen on purpose there is no driver. */
export function parseZvtProfile(data: unknown): Result<ZvtProfile, ProfileFault> {
  const parsed = brandedProfile.safeParse(data);
  return parsed.success ? ok(parsed.data) : refuse(profileFault(parsed.error));
}

/** The deadlines of the protocol text and what is usual, to begin a profile with. It lacks the scaling on purpose. */
export const usualZvtProfile: Omit<ZvtProfileData, 'name' | 'amountScaling' | 'link'> = {
  password: '000000',
  currency: '0704',
  registration: '9E',
  steps: { '0A': 'card', '01': 'pin' },
  approved: ['00'],
  nothingToRepeat: [],
  nothingToSettle: [],
  reverses: true,
  refunds: true,
  tellsClock: false,
  answersOnlyWhenIdle: false,
  openTimeoutMs: 3_000,
  writeTimeoutMs: 3_000,
  ackTimeoutMs: 5_000,
  acceptanceTimeoutMs: 5_000,
  completionTimeoutMs: 180_000,
  questionTimeoutMs: 30_000,
  gapTimeoutMs: 200,
};
