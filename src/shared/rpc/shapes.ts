/** Small schemas that the methods and topics are made of. */
import { z } from 'zod';
import { uuidV7Pattern } from '../kernel/ids.ts';

export const id = z.string().regex(uuidV7Pattern);
/** Đồng. A person can enter at most 999.999.999.999 (design §1). */
export const amount = z.int().min(0).max(999_999_999_999);
export const signedAmount = z.int().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);
/** A calendar day, `YYYY-MM-DD`. */
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const epochMs = z.int().min(0);
export const pin = z.string().regex(/^\d{4,8}$/);
export const shortText = z.string().trim().min(1).max(200);
/** Who hands over the money (R5–R6), where a collection is opened. */
export const payerSaid = {
  payerName: shortText,
  /** Left out: the address that the list has. */
  payerAddress: z.string().trim().max(300).optional(),
};
/**
 * How the paper of a document stands. `came`: the printer could not prove it, but the cashier was asked and says that
 * paper came. `file`: it was made as a file of pages, and nobody sees what becomes of that.
 */
export const paperState = z.enum([
  'none',
  'queued',
  'sending',
  'sent',
  'printed',
  'failed',
  'unknown',
  'came',
  'file',
]);
/** The printer that has the newest paper or was to have it, which need not be the usual one; null where none was asked. */
export const paperPrinter = z.string().nullable();
export const nothing = z.strictObject({});

/** A second person's PIN given at this counter for one act. */
export const approvalInput = z.strictObject({ person: id, pin });

/** A bill line and how much of it is collected now. */
export const chosenLine = z.strictObject({
  bill: z.string().min(1).max(64),
  amount: amount.min(1),
  /** Whose bill it is, where that is not the payer: several pupils of one parent (product.md A2). */
  payer: z.string().min(1).max(64).optional(),
  /** A listed fee that is added; `bill` is then a new id of the window, `fee-…` (product.md A2). */
  price: z.string().min(1).max(40).optional(),
});
export type ChosenLine = z.infer<typeof chosenLine>;

/** Why a charge of a card is taken back before its terminal is settled. */
export const voidReasons = ['wrong-amount', 'wrong-card', 'payer-asks'] as const;
export type VoidReason = (typeof voidReasons)[number];
