/**
 * What differs between acquirers, as data (design §5). No acquirer's document is public (facts/payments §3.1, §7), so
 * nothing about money has a default: a profile is a person's statement, copied from the paper of the bank.
 */
import { z } from 'zod';
import { ok, type Result, refuse } from '../../../../shared/kernel/result.ts';
import { amountScaling, type ProfileFault, profileFault } from '../scaling.ts';

const code = z.string().regex(/^[ -~]{2}$/);
const replyCodes = z.array(code).max(20);

const profileData = z.strictObject({
  name: z.string().min(1).max(40),
  amountScaling,
  codes: z.strictObject({
    sale: code,
    /** Null where the bank does not let the counter do it. */
    void: code.nullable(),
    refund: code.nullable(),
    settlement: code,
    inquiry: code,
    commTest: code,
    /** Gives up the charge under way; null where the terminal knows no such command. */
    cancel: code.nullable(),
  }),
  /** A wallet's QR on the terminal's screen; null where it shows none. */
  wallet: z
    .strictObject({
      sale: code,
      inquiry: code,
      cancel: code,
      /** Sent with each wallet sale as they are: which wallet, which kind of code. */
      extra: z.array(z.strictObject({ type: code, text: z.string().max(40) })).max(10),
    })
    .nullable(),
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
    /** Of those, the one that says that a settlement found nothing to settle. */
    emptyBatch: replyCodes,
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

/** Reads a profile as a person stored it. Without a scaling chosen on purpose there is no driver. */
export function parseStxProfile(data: unknown): Result<StxProfile, ProfileFault> {
  const parsed = brandedProfile.safeParse(data);
  return parsed.success ? ok(parsed.data) : refuse(profileFault(parsed.error));
}

/** A wallet's QR on the terminal's screen, as the one public text has it (facts/payments §3.2). */
export const usualWallet: NonNullable<StxProfileData['wallet']> = {
  sale: '70',
  inquiry: 'IQ',
  cancel: 'CQ',
  extra: [
    { type: 'A1', text: '03' },
    { type: 'J6', text: '04' },
  ],
};

/**
 * What public programs agree on (facts/payments §3.2), to begin a profile with. It lacks the scaling on purpose, and
 * what `replies.notFound` should be is established nowhere.
 */
export const usualStxProfile: Omit<StxProfileData, 'name' | 'amountScaling'> = {
  codes: {
    sale: '20',
    void: '26',
    refund: '27',
    settlement: '50',
    inquiry: '74',
    commTest: 'D0',
    cancel: 'D1',
  },
  wallet: null,
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
  replies: { approved: ['00'], declined: ['ND', 'NB'], emptyBatch: ['NB'], notFound: [] },
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
