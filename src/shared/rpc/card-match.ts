/** Cards keyed by hand, matched by a person to the settlement paper of their terminal (product.md E). */
import { z } from 'zod';
import { method } from './define.ts';
import { amount, approvalInput, epochMs, id, nothing, signedAmount } from './shapes.ts';

const terminal = z.string().min(1).max(20);
const batch = z.string().min(1).max(12);

/** A slip that waits for its settlement, or that its settlement did not have. */
const cardSlip = z.strictObject({
  tender: id,
  approvalCode: z.string(),
  lastFour: z.string(),
  amount,
  at: epochMs,
  missing: z.boolean(),
  name: z.string().nullable(),
  receipt: z.string().nullable(),
  /** The cashier of its shift. */
  owner: z.string().nullable(),
});
export type CardSlip = z.infer<typeof cardSlip>;

/** Slips of one batch of one terminal, as the cashier typed both. */
const cardGroup = z.strictObject({
  terminal: z.string(),
  batch: z.string(),
  slips: z.array(cardSlip),
  /** The settlement whose paper says something else, as it stands in the list of differences; null where none does. */
  uneven: id.nullable(),
  /** What was matched to this batch before. */
  matchedBefore: z.strictObject({ count: z.int(), total: z.int() }),
});
export type CardGroup = z.infer<typeof cardGroup>;

/** A connected terminal whose batch was not settled: so many charges less refunds, and those of unknown outcome. */
export const unsettledTerminal = z.strictObject({
  terminal: z.string(),
  count: z.int(),
  total: signedAmount,
  unknown: z.int(),
});
export type UnsettledTerminal = z.infer<typeof unsettledTerminal>;

const books = ['accountant', 'chief-accountant'] as const;

export const cardMatchMethods = {
  'cards.waiting': method({
    request: nothing,
    response: z.strictObject({ groups: z.array(cardGroup) }),
    capabilities: ['cashier'],
    access: ['cashier', 'treasurer', ...books],
  }),
  /** `count` and `total` as the settlement paper says them; `difference` is the paper's less ours. */
  'cards.match': method({
    request: z.strictObject({
      terminal,
      batch,
      tenders: z.array(id).max(500),
      count: z.int().min(0).max(100_000),
      total: amount,
    }),
    response: z.strictObject({
      matched: z.int(),
      ourCount: z.int(),
      ourTotal: signedAmount,
      difference: signedAmount,
    }),
    capabilities: ['cashier'],
    access: books,
  }),
  /** The settlement does not have this slip: its money is not there. With the chief accountant's PIN. */
  'cards.missing': method({
    request: z.strictObject({ tender: id, approval: approvalInput }),
    response: nothing,
    capabilities: ['cashier'],
    access: books,
  }),
} as const;
