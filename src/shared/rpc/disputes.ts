/** The dispute register: complaints of payers, tied to receipt and bank reference, with deadline and outcome (R19). */
import { z } from 'zod';
import { method } from './define.ts';
import { amount, day, epochMs, id, shortText } from './shapes.ts';

export const disputeKinds = [
  'paid-not-received',
  'paid-twice',
  'wrong-amount',
  'wrong-person',
  'other',
] as const;
const disputeStates = ['opened', 'examining', 'waiting-bank', 'upheld', 'rejected', 'closed'] as const;

const bankReference = z.string().trim().max(60).nullable();

const disputeView = z.strictObject({
  dispute: id,
  /** As it is printed: `KN26-00A1B2`. */
  number: z.string(),
  kind: z.enum(disputeKinds),
  state: z.enum(disputeStates),
  amount,
  at: epochMs,
  deadline: day,
  /** The deadline is over and nothing is decided. */
  late: z.boolean(),
  complainant: z.string().nullable(),
  contact: z.string().nullable(),
  text: z.string().nullable(),
  /** Who took it down. */
  by: z.string(),
  receipt: z.strictObject({ receipt: id, number: z.string(), total: amount, void: z.boolean() }).nullable(),
  bankReference: z.string().nullable(),
  /** The bank's money of that reference, if it is known here. */
  credit: z
    .strictObject({
      amount,
      paidAt: epochMs,
      reference: z.string(),
      /** Whether it pays for something here. */
      matched: z.boolean(),
    })
    .nullable(),
  steps: z.array(
    z.strictObject({ to: z.enum(disputeStates), by: z.string(), at: epochMs, text: z.string().nullable() }),
  ),
  /** Where it may go from here. */
  next: z.array(z.enum(disputeStates)),
});
export type DisputeView = z.infer<typeof disputeView>;

const cashier = ['cashier'] as const;
const books = ['accountant', 'chief-accountant'] as const;

export const disputeMethods = {
  'dispute.open': method({
    request: z.strictObject({
      /** Made by the window: a repeated request opens nothing twice. */
      dispute: id,
      kind: z.enum(disputeKinds),
      receipt: id.nullable(),
      amount,
      deadline: day,
      complainant: shortText,
      contact: z.string().trim().max(100).nullable(),
      text: shortText,
      bankReference,
    }),
    response: disputeView,
    capabilities: cashier,
    access: ['cashier', 'treasurer', ...books],
  }),
  /** What it is about, as it is found. */
  'dispute.tie': method({
    request: z.strictObject({ dispute: id, receipt: id.nullable(), bankReference }),
    response: disputeView,
    capabilities: cashier,
    access: ['cashier', ...books],
  }),
  'dispute.move': method({
    request: z.strictObject({
      dispute: id,
      to: z.enum(['examining', 'waiting-bank', 'upheld', 'rejected', 'closed']),
      text: shortText,
    }),
    response: disputeView,
    capabilities: cashier,
    access: books,
  }),
  /** Those that are open and those that were taken down in the last so many days, what is late first. */
  'dispute.list': method({
    request: z.strictObject({ days: z.int().min(1).max(400) }),
    response: z.strictObject({ disputes: z.array(disputeView).max(500) }),
    capabilities: cashier,
    access: 'unlocked',
  }),
} as const;
