/** Receipts of the past: finding one among all, and everything that is known of it. */
import { z } from 'zod';
import { method } from './define.ts';
import { amount, epochMs, id, paperPrinter, signedAmount } from './shapes.ts';

export const historyPeriods = ['today', 'shift', 'all'] as const;

/** Receipts of this counter, or of every counter whose journal is here (design §6). */
export const historyScopes = ['counter', 'facility'] as const;

/** One row of the list. */
const historyRow = z.strictObject({
  receipt: id,
  /** Of a sister, which is shown and never changed here; null of an own one. */
  sister: z.strictObject({ counter: id, name: z.string() }).nullable(),
  series: z.string(),
  number: z.string(),
  issuedAt: epochMs,
  payerName: z.string().nullable(),
  beneficiaryName: z.string().nullable(),
  code: z.string().nullable(),
  total: amount,
  /** What the payer paid for it: the total with rounded cash. */
  paid: amount,
  /** Ways it was paid, in order, each once. */
  methods: z.array(z.string()),
  state: z.enum(['issued', 'void']),
});
export type HistoryRow = z.output<typeof historyRow>;

const moneyRow = z.strictObject({
  method: z.string(),
  amount: signedAmount,
  at: epochMs.nullable(),
  state: z.string(),
  /** Match code or our reference. */
  reference: z.string().nullable(),
  /** Last four of the account it came to. */
  lastFour: z.string().nullable(),
  /** What rounding of cash was added. */
  rounding: signedAmount,
});

const paperRow = z.strictObject({
  job: id,
  mark: z.enum(['original', 'copy', 'replaces-faulty']),
  copy: z.int().min(0),
  state: z.enum(['queued', 'sending', 'printed', 'sent', 'failed', 'unknown', 'file']),
  /** The answer to "Giấy có ra không?". */
  paperCame: z.boolean().nullable(),
  printer: paperPrinter,
  at: epochMs,
});

/** Receipt and history methods; `receiptView` is the contract's. */
export function historyMethods<View extends z.ZodType>(receiptView: View) {
  return {
    /** Receipts by number (also with series), payer, code, amount, day; the newest first. */
    'history.find': method({
      request: z.strictObject({
        text: z.string().max(100),
        period: z.enum(historyPeriods),
        method: z.string().max(40).nullable(),
        scope: z.enum(historyScopes).default('counter'),
        /** Go on after this place of the answer before. */
        before: z.int().min(1).nullable(),
        limit: z.int().min(1).max(100),
      }),
      response: z.strictObject({
        rows: z.array(historyRow),
        next: z.int().min(1).nullable(),
        /** False while old receipts are still being taken into the index. */
        complete: z.boolean(),
      }),
      capabilities: ['cashier'],
      access: 'unlocked',
    }),
    'history.open': method({
      /** `counter`: the sister whose receipt it is. */
      request: z.strictObject({ receipt: id, counter: id.nullable().default(null) }),
      response: z.strictObject({
        receipt: receiptView,
        /** The sister whose receipt it is, and until when its journal is here; null of an own one. */
        sister: z.strictObject({ name: z.string(), untilMs: epochMs.nullable() }).nullable(),
        reason: z.string().nullable(),
        paid: amount,
        shiftName: z.string(),
        money: z.array(moneyRow),
        papers: z.array(paperRow),
        /** Numbers of the receipts it replaces and is replaced by. */
        replaces: z.string().nullable(),
        replacedBy: z.string().nullable(),
        voidedAt: epochMs.nullable(),
        /** Why it was voided, by whom, and who approved. */
        voided: z
          .strictObject({
            reason: z.string(),
            text: z.string().nullable(),
            by: z.string(),
            approver: z.string(),
          })
          .nullable(),
        refunded: amount,
        /** What Enter prints: the original that never came out, or the copy of this number; null: nothing now. */
        nextPaper: z
          .strictObject({ mark: z.enum(['original', 'copy', 'replaces-faulty']), copy: z.int().min(0) })
          .nullable(),
      }),
      capabilities: ['cashier'],
      access: 'unlocked',
    }),
  } as const;
}
