/** Settled batches of card terminals against credits of the bank, which come net of its fee (product.md E). */
import { z } from 'zod';
import { method } from './define.ts';
import { amount, approvalInput, epochMs, id, nothing, shortText, signedAmount } from './shapes.ts';

/** Basis points: 110 is 1,1 %. */
const basisPoints = z.int();
const usual = z.strictObject({ low: basisPoints, high: basisPoints });

const paidBatchView = z.strictObject({
  settlement: id,
  /** The sister counter whose it is; null for an own one. */
  counterName: z.string().nullable(),
  terminal: z.string(),
  batch: z.string().nullable(),
  at: epochMs,
  /** False: the terminal's answer to the settlement was lost. */
  sure: z.boolean(),
  /** What the terminal settled; below zero when it gave back more than it charged. */
  gross: signedAmount,
  credited: amount,
  /** What the bank has not paid of it. */
  rest: signedAmount,
  fee: basisPoints,
  usual,
  state: z.enum(['waiting', 'paid', 'differs', 'accepted']),
  /** Who settled it. */
  owner: z.string().nullable(),
  credits: z.array(
    z.strictObject({
      credit: id,
      /** What of the credit pays this batch, and the whole credit. */
      amount,
      whole: amount,
      paidAt: epochMs,
      reference: z.string(),
      /** Who said so, and when. */
      by: z.string(),
      at: epochMs,
      /** Said at this machine, where alone it can be taken back. */
      here: z.boolean(),
    }),
  ),
  /** Why the rest was taken as it is. */
  accepted: z.string().nullable(),
});
export type PaidBatchView = z.infer<typeof paidBatchView>;

const batchReason = z.enum([
  'sum-less-fee',
  'sum-equal',
  'terminal-in-content',
  'batch-in-content',
  'next-day',
]);
export type BatchReason = z.infer<typeof batchReason>;

const batchSuggestion = z.strictObject({
  settlements: z.array(id).min(1).max(20),
  batches: z.array(
    z.strictObject({ terminal: z.string(), batch: z.string().nullable(), at: epochMs, amount: signedAmount }),
  ),
  /** What the terminals settled, and what other credits have paid of it. */
  gross: amount,
  credited: amount,
  /** What the bank then keeps of them, and how much of the whole that is. */
  left: signedAmount,
  fee: basisPoints,
  usual,
  inRange: z.boolean(),
  reasons: z.array(batchReason),
});
export type BatchSuggestion = z.infer<typeof batchSuggestion>;

/** Batches in one answer, the newest. */
export const mostPaidBatches = 500;

const creditKey = z.string().min(1).max(120);
const books = ['accountant', 'chief-accountant'] as const;

export const cardBatchMethods = {
  /** Settlements of the last so many days, the newest first and no more than {@link mostPaidBatches}. */
  'batches.list': method({
    request: z.strictObject({ days: z.int().min(1).max(400) }),
    response: z.strictObject({ batches: z.array(paidBatchView).max(mostPaidBatches) }),
    capabilities: ['cashier'],
    access: books,
  }),
  /** Batches whose money a credit may be, with the reasons. */
  'batches.forCredit': method({
    request: z.strictObject({ credit: creditKey }),
    response: z.strictObject({ suggestions: z.array(batchSuggestion) }),
    capabilities: ['cashier'],
    access: books,
  }),
  /** A person says that the credit is the money of these settlements. */
  'batches.credit': method({
    request: z.strictObject({ credit: creditKey, settlements: z.array(id).min(1).max(20) }),
    response: z.strictObject({ left: signedAmount }),
    capabilities: ['cashier'],
    access: books,
  }),
  /** It was not; with the chief accountant's PIN. */
  'batches.uncredit': method({
    request: z.strictObject({ credit: id, text: shortText, approval: approvalInput }),
    response: nothing,
    capabilities: ['cashier'],
    access: books,
  }),
  /** The rest is taken as it is, with the reason; with the chief accountant's PIN. */
  'batches.acceptRest': method({
    request: z.strictObject({ settlement: id, rest: signedAmount, text: shortText, approval: approvalInput }),
    response: nothing,
    capabilities: ['cashier'],
    access: books,
  }),
} as const;
