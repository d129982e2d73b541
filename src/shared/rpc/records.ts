/** Paper books, outages, sets for the e-invoice system, lists of what was corrected (product.md C). */
import { z } from 'zod';
import { outageKinds } from '../journal/types/life.ts';
import { method } from './define.ts';
import { amount, approvalInput, chosenLine, day, epochMs, id, nothing, shortText } from './shapes.ts';

const cashier = ['cashier'] as const;
const drawer = ['cashier', 'treasurer'] as const;
const books = ['accountant', 'chief-accountant'] as const;
const anybody = ['cashier', 'treasurer', 'accountant', 'chief-accountant'] as const;

const outageView = z.strictObject({
  outage: id,
  kind: z.enum(outageKinds),
  from: epochMs,
  to: epochMs.nullable(),
  automatic: z.boolean(),
  text: z.string().nullable(),
  /** Who noted it; null when the counter noticed it itself. */
  by: z.string().nullable(),
  /** Leaves of paper books that were written meanwhile. */
  leaves: z.array(
    z.strictObject({
      book: z.string(),
      first: z.int(),
      last: z.int(),
      count: z.int(),
      spoiled: z.int(),
      amount: z.int(),
    }),
  ),
});
export type OutageView = z.infer<typeof outageView>;

const numbered = z.strictObject({ series: z.string(), number: z.int() });

/** Receipts with an invoice of their own, and those that a person keeps out of this set. */
const picked = { singles: z.array(id).max(5000), leaveOut: z.array(id).max(5000).optional() };

const setRow = numbered.extend({ receipt: id, total: amount, fromDeposits: amount });

export const recordMethods = {
  'paper.openBook': method({
    request: z.strictObject({ book: z.string().regex(/^[A-Z0-9/-]{1,20}$/), firstNumber: z.int().min(1) }),
    response: z.strictObject({ series: z.string() }),
    capabilities: cashier,
    access: anybody,
  }),
  'paper.enter': method({
    request: z.strictObject({
      paper: id,
      book: z.string().min(1).max(40),
      number: z.int().min(1),
      writtenAt: epochMs,
      writer: shortText,
      writerPerson: id.nullable(),
      text: shortText,
      /** Null: the leaf was spoiled. */
      taken: z
        .strictObject({
          payer: z.string().min(1).max(64),
          payerName: shortText,
          lines: z.array(chosenLine).min(1).max(200),
        })
        .nullable(),
      approval: approvalInput,
    }),
    response: z.strictObject({ receipt: id.nullable() }),
    capabilities: cashier,
    access: drawer,
  }),
  'paper.books': method({
    request: nothing,
    response: z.strictObject({
      books: z.array(
        z.strictObject({
          book: z.string(),
          firstNumber: z.int(),
          lastEntered: z.int(),
          entered: z.int(),
          spoiled: z.int(),
          missing: z.array(z.int()),
        }),
      ),
    }),
    capabilities: cashier,
    access: 'unlocked',
  }),
  'outage.note': method({
    request: z.strictObject({
      kind: z.enum(outageKinds),
      from: epochMs,
      to: epochMs.nullable(),
      text: shortText,
    }),
    response: z.strictObject({ outage: id }),
    capabilities: cashier,
    access: anybody,
  }),
  'outage.end': method({
    request: z.strictObject({ outage: id, to: epochMs }),
    response: nothing,
    capabilities: cashier,
    access: anybody,
  }),
  'outage.list': method({
    request: z.strictObject({ from: day, to: day }),
    response: z.strictObject({ outages: z.array(outageView) }),
    capabilities: cashier,
    access: 'unlocked',
  }),
  /** The day's receipts for the e-invoice system; nothing is written. */
  'invoice.preview': method({
    request: z.strictObject({ day, ...picked }),
    response: z.strictObject({
      day,
      single: z.array(setRow),
      summed: z.array(setRow),
      summedTotal: amount,
      deposits: z.array(numbered.extend({ deposit: id, amount })),
      excluded: z.array(
        numbered.extend({
          receipt: id,
          total: amount,
          why: z.enum(['void', 'on-behalf', 'already-exported', 'left-out']),
        }),
      ),
    }),
    capabilities: cashier,
    access: books,
  }),
  'invoice.export': method({
    request: z.strictObject({ day, ...picked }),
    response: z.strictObject({ set: id, single: z.int(), summed: z.int(), summedTotal: amount }),
    capabilities: cashier,
    access: books,
  }),
  /** Báo cáo chứng từ hủy and refunds of a period: who, why, printed or not; how often by whom. */
  'corrections.list': method({
    request: z.strictObject({ from: day, to: day, otherWayOnly: z.boolean() }),
    response: z.strictObject({
      voided: z.array(
        numbered.extend({
          receipt: id,
          at: epochMs,
          total: amount,
          reason: z.string(),
          text: z.string().nullable(),
          by: z.string(),
          approver: z.string(),
          printed: z.boolean(),
          copyRecalled: z.boolean(),
          afterZ: z.boolean(),
          replacedBy: numbered.nullable(),
        }),
      ),
      refunds: z.array(
        z.strictObject({
          refund: id,
          at: epochMs,
          amount,
          way: z.string(),
          otherWay: z.boolean(),
          source: z.string(),
          receipt: numbered.nullable(),
          voucher: numbered.nullable(),
          payeeName: z.string().nullable(),
          text: z.string().nullable(),
          by: z.string(),
          approver: z.string(),
        }),
      ),
    }),
    capabilities: cashier,
    access: books,
  }),
} as const;
