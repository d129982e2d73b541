/** Deposits, settlement of a stay, lowered fees, hand-in and the treasurer's fund (product.md B, D). */
import { z } from 'zod';
import { method } from './define.ts';
import {
  amount,
  approvalInput,
  day,
  epochMs,
  id,
  nothing,
  payerSaid,
  shortText,
  signedAmount,
} from './shapes.ts';

const cashier = ['cashier'] as const;
const collecting = ['cashier'] as const;
const lowering = ['cashier', 'accountant', 'chief-accountant'] as const;
const funds = ['treasurer', 'accountant', 'chief-accountant'] as const;
const payer = z.string().min(1).max(64);
const visit = z.string().trim().min(1).max(60).nullable();

const counted = {
  lines: z
    .array(
      z.strictObject({
        denomination: z.int().positive().max(1_000_000),
        notes: z.int().min(0).max(1_000_000),
      }),
    )
    .max(40),
  torn: amount,
};

/** Fee group of a deposit's line: which account takes it, nothing else. */
export const depositGroup = 'deposit';

export const depositView = z.strictObject({
  deposit: id,
  series: z.string(),
  number: z.int(),
  amount,
  used: amount,
  refunding: amount,
  refunded: amount,
  left: amount,
  at: epochMs,
  payerName: z.string().nullable(),
  /** Taken at another counter and brought here: its slip is printed there. */
  brought: z.boolean(),
  /** Its money is not proven yet: it may pay a bill and is not paid out. */
  unproven: z.boolean(),
  /** The way back that is the way it came. */
  way: z.enum(['cash', 'card', 'transfer']),
});
export type DepositView = z.infer<typeof depositView>;

const reductionView = z.strictObject({
  reduction: id,
  bill: z.string(),
  amount,
  ground: z.enum(['exempt', 'discount', 'meal-days']),
  decision: z.string().nullable(),
});
export type ReductionView = z.infer<typeof reductionView>;

const handInView = z.strictObject({
  handIn: id,
  z: id,
  zNumber: z.int(),
  cashierName: z.string(),
  closedAt: epochMs,
});

/** Whether a deposit is a guarantee, or a prepayment that is invoiced when taken. */
export const depositModes = ['guarantee', 'prepayment'] as const;

export const depositMethods = {
  /** Opens the collection of a deposit, which is then paid by `collect.*`; its slip comes instead of a receipt. */
  'deposit.begin': method({
    request: z.strictObject({ collection: id, payer, ...payerSaid, visit, amount: amount.min(1) }),
    response: z.strictObject({ collection: id }),
    capabilities: cashier,
    access: collecting,
  }),
  /** Deposits of a stay, what it has cost so far and is not paid, and whether the deposits are less (warn). */
  'deposit.list': method({
    request: z.strictObject({ payer, visit }),
    response: z.strictObject({
      deposits: z.array(depositView),
      left: amount,
      accrued: amount,
      low: z.boolean(),
      settlements: z.array(z.strictObject({ settlement: id, at: epochMs, due: amount, back: amount })),
      /** Bill lines of the stay, and what stands against them. */
      bills: z.array(z.string()),
      reductions: z.array(reductionView),
    }),
    capabilities: cashier,
    access: 'unlocked',
  }),
  /** The slip that a finished collection of a deposit came to; null while some of its money is missing. */
  'deposit.of': method({
    request: z.strictObject({ collection: id }),
    response: z.strictObject({
      deposit: depositView.nullable(),
      /** Handed over in cash, and given back of it. */
      given: amount,
      change: amount,
    }),
    capabilities: cashier,
    access: 'unlocked',
  }),
  /** Thanh toán ra viện. With `due` 0 the receipt is issued at once; else the collection stays in front for the rest. */
  'stay.settle': method({
    request: z.strictObject({
      settlement: id,
      payer,
      visit,
      ...payerSaid,
      insurance: amount,
      lines: z
        .array(
          z.strictObject({
            bill: z.string().min(1).max(64),
            amount: amount.min(1),
            part: z.enum(['own', 'out-of-list', 'surcharge']),
          }),
        )
        .max(200),
      refundTo: z
        .strictObject({ name: shortText, identity: z.string().trim().max(40).nullable() })
        .nullable(),
    }),
    response: z.strictObject({
      settlement: id,
      collection: id.nullable(),
      due: amount,
      back: amount,
      refunds: z.array(id),
    }),
    capabilities: cashier,
    access: collecting,
  }),
  /** How deposits stand towards the e-invoice system today, and what was said for a later day. */
  'deposit.mode': method({
    request: nothing,
    response: z.strictObject({
      today: day,
      mode: z.enum(depositModes),
      coming: z.strictObject({ mode: z.enum(depositModes), from: day }).nullable(),
    }),
    capabilities: cashier,
    access: 'unlocked',
  }),
  /** From that day on; never a day that is over. With the chief accountant's PIN. */
  'deposit.setMode': method({
    request: z.strictObject({ mode: z.enum(depositModes), from: day, approval: approvalInput }),
    response: nothing,
    capabilities: cashier,
    access: ['administrator', 'accountant'],
  }),
  'fee.reduce': method({
    request: z.strictObject({
      reduction: id,
      bill: z.string().min(1).max(64),
      amount: amount.min(1),
      ground: z.enum(['exempt', 'discount']),
      decision: z.string().trim().min(1).max(80).nullable(),
      text: shortText,
      approval: approvalInput,
    }),
    response: z.strictObject({ reduction: id, owed: amount }),
    capabilities: cashier,
    access: lowering,
  }),
  'fee.restore': method({
    request: z.strictObject({ reduction: id, text: shortText, approval: approvalInput }),
    response: nothing,
    capabilities: cashier,
    access: lowering,
  }),
  'fee.mealDays': method({
    request: z.strictObject({
      payer,
      days: z.int().min(1).max(31),
      dayPrice: amount.min(1),
      period: z.string().trim().min(1).max(60),
      text: shortText,
      approval: approvalInput,
    }),
    response: z.strictObject({ carry: id, amount }),
    capabilities: cashier,
    access: lowering,
  }),
  /** Days not eaten of a pupil that are still to be taken off. */
  'fee.carried': method({
    request: z.strictObject({ payer }),
    response: z.strictObject({
      left: amount,
      carries: z.array(
        z.strictObject({ carry: id, days: z.int(), amount, left: amount, period: z.string().nullable() }),
      ),
    }),
    capabilities: cashier,
    access: 'unlocked',
  }),
  'fee.applyMealDays': method({
    request: z.strictObject({ bill: z.string().min(1).max(64) }),
    response: z.strictObject({ taken: amount, left: amount }),
    capabilities: cashier,
    access: lowering,
  }),
  /** Hand-ins that nobody has received. */
  'handIn.open': method({
    request: nothing,
    response: z.strictObject({ handIns: z.array(handInView) }),
    capabilities: cashier,
    access: 'unlocked',
  }),
  /**
   * The receiver counts blind and confirms by PIN; `difference` is counted − handed in. A first count that differs is
   * refused without saying by how much (`hand-in-differs`); `recounted` takes it as it is.
   */
  'handIn.confirm': method({
    request: z.strictObject({
      handIn: id,
      ...counted,
      recounted: z.boolean().default(false),
      receiver: approvalInput,
    }),
    response: z.strictObject({ counted: amount, difference: signedAmount }),
    capabilities: cashier,
    access: ['cashier', 'treasurer'],
  }),
  /** Kiểm kê quỹ; `formDifference` is what the official form prints: book − counted, a shortage positive. */
  'fund.count': method({
    request: z.strictObject({ ...counted, reason: z.string().trim().max(500).nullable() }),
    response: z.strictObject({
      count: id,
      book: signedAmount,
      counted: amount,
      difference: signedAmount,
      formDifference: signedAmount,
    }),
    capabilities: cashier,
    access: ['treasurer'],
  }),
  'fund.bank': method({
    request: z.strictObject({
      amount: amount.min(1),
      reference: z.string().trim().min(1).max(40),
      text: shortText,
    }),
    response: z.strictObject({ balance: signedAmount }),
    capabilities: cashier,
    access: ['treasurer'],
  }),
  /** Sổ quỹ. */
  'fund.book': method({
    request: z.strictObject({ from: day, to: day }),
    response: z.strictObject({
      opening: signedAmount,
      lines: z.array(
        z.strictObject({
          at: epochMs,
          kind: z.string(),
          reference: z.string().nullable(),
          text: z.string().nullable(),
          received: amount,
          paid: amount,
          balance: signedAmount,
        }),
      ),
      received: amount,
      paid: amount,
      closing: signedAmount,
    }),
    capabilities: cashier,
    access: funds,
  }),
} as const;
