/** Voids, replacements, refunds, credit balances (product.md C); paper books and lists are in `records.ts`. */
import { z } from 'zod';
import { method } from './define.ts';
import { recordMethods } from './records.ts';
import {
  amount,
  approvalInput,
  chosenLine,
  epochMs,
  id,
  nothing,
  paperPrinter,
  paperState,
  payerSaid,
  shortText,
} from './shapes.ts';

/** Why a receipt is voided, in the order in which the reasons are offered. */
export const voidReasons = [
  'wrong-payer',
  'wrong-amount',
  'wrong-method',
  'not-provided',
  'printed-wrong',
  'other',
] as const;

const cashier = ['cashier'] as const;
const drawer = ['cashier', 'treasurer'] as const;
const anybody = ['cashier', 'treasurer', 'accountant', 'chief-accountant'] as const;

const fund = z.strictObject({ source: z.enum(['deposit', 'balance']), id, amount: amount.min(1) });
const fate = z.enum(['returned', 'refund', 'balance']);
const payee = z.strictObject({ name: shortText, identity: z.string().trim().max(40).nullable() });

/** What a receipt can be voided with: each amount on it and what may become of it. */
export const voidChoices = z.strictObject({
  receipt: id,
  /** Why it cannot be voided, as a failure code; null when it can. */
  refused: z.string().nullable(),
  total: amount,
  /** Whose lines it has: one receipt has those of one person. */
  payer: z.string(),
  onBehalf: z.boolean(),
  lines: z.array(z.strictObject({ bill: z.string(), amount })),
  /** In a Z that is closed: an act of the shift open now. */
  afterZ: z.boolean(),
  tenders: z.array(
    z.strictObject({
      tender: id,
      method: z.string(),
      state: z.string(),
      amount,
      /** Paid beside it because cash was rounded up; goes the same way. */
      rounded: amount,
      /** Of it never came: dropped, nobody is owed anything. */
      claim: amount,
      /** Empty: it can only be re-allocated to a replacing receipt. */
      fates: z.array(fate),
    }),
  ),
  /** What goes back to deposits and credit balances by itself. */
  restored: z.array(z.strictObject({ source: z.enum(['deposit', 'balance']), id, amount })),
});
export type VoidChoices = z.infer<typeof voidChoices>;

export const refundView = z.strictObject({
  refund: id,
  source: z.enum(['tender', 'deposit', 'balance']),
  sourceId: id,
  receipt: id.nullable(),
  receiptNumber: z.string().nullable(),
  amount,
  way: z.enum(['cash', 'card', 'transfer']),
  /** Another way than it came: its own approval, listed monthly. */
  otherWay: z.boolean(),
  state: z.enum(['requested', 'approved', 'paid', 'refused']),
  askedAt: epochMs,
  askedBy: z.string(),
  payeeName: z.string().nullable(),
  text: z.string().nullable(),
  reference: z.string().nullable(),
  /** Whose money it is, as the lists name them; null where that is not known any more. */
  payer: z.string().nullable(),
  /** Number of the phiếu chi, once it is paid. */
  voucher: z.string().nullable(),
});
export type RefundView = z.infer<typeof refundView>;

export const balanceView = z.strictObject({
  balance: id,
  payer: z.string(),
  payerName: z.string().nullable(),
  amount,
  left: amount,
  at: epochMs,
  /** The way back that is the way it came. */
  way: z.enum(['cash', 'card', 'transfer']),
});
export type BalanceView = z.infer<typeof balanceView>;

/** A phiếu thu tạm ứng, phiếu chi or Z, and how its paper stands; of a Z no sum. */
export const voucherView = z.strictObject({
  document: id,
  kind: z.enum(['deposit', 'refund', 'z']),
  series: z.string(),
  number: z.string(),
  name: z.string().nullable(),
  amount: amount.nullable(),
  at: epochMs,
  print: paperState,
  printer: paperPrinter,
  printJob: id.nullable(),
  copies: z.int(),
});
export type VoucherView = z.infer<typeof voucherView>;

/** What can be asked back of a receipt that stays issued: each source that paid it, and how much of it is left. */
export const refundChoices = z.strictObject({
  receipt: id,
  payerName: z.string().nullable(),
  sources: z.array(
    z.strictObject({
      source: z.enum(['tender', 'deposit', 'balance']),
      id,
      method: z.string(),
      /** The way back that is the way it came; another needs its own approval and stands in the monthly list. */
      way: z.enum(['cash', 'card', 'transfer']),
      paid: amount,
      /** 0 also while its money is not proven. */
      left: amount,
    }),
  ),
});
export type RefundChoices = z.infer<typeof refundChoices>;

export const correctionMethods = {
  'void.choices': method({
    request: z.strictObject({ receipt: id }),
    response: voidChoices,
    capabilities: cashier,
    access: 'unlocked',
  }),
  /** One act: the paper void, every amount's fate, and the replacing receipt. The same receipt again answers the same. */
  'void.make': method({
    request: z.strictObject({
      receipt: id,
      reason: z.enum(voidReasons),
      text: shortText,
      copyRecalled: z.boolean(),
      fates: z.array(z.strictObject({ tender: id, fate })).max(100),
      replacement: z
        .strictObject({
          payerName: shortText,
          payerAddress: z.string().trim().max(300).nullable(),
          /** Null: the same lines and sums under other names. */
          lines: z.array(chosenLine).min(1).max(200).nullable(),
          payer: z.string().min(1).max(64).nullable(),
        })
        .nullable(),
      payee: payee.optional(),
      approval: approvalInput,
    }),
    response: z.strictObject({ receipt: id, replacedBy: id.nullable() }),
    capabilities: cashier,
    access: drawer,
  }),
  'refund.choices': method({
    request: z.strictObject({ receipt: id }),
    response: refundChoices,
    capabilities: cashier,
    access: 'unlocked',
  }),
  'refund.request': method({
    request: z.strictObject({
      refund: id,
      source: z.enum(['tender', 'deposit', 'balance']),
      id,
      receipt: id.nullable(),
      amount: amount.min(1),
      way: z.enum(['cash', 'card', 'transfer']),
      payeeName: shortText,
      payeeIdentity: z.string().trim().min(1).max(40).nullable(),
      text: shortText,
    }),
    response: refundView,
    capabilities: cashier,
    access: anybody,
  }),
  /** `lostSlip`: against a statement of loss and ID instead of the deposit slip. */
  'refund.approve': method({
    request: z.strictObject({ refund: id, approval: approvalInput, lostSlip: z.boolean().default(false) }),
    response: refundView,
    capabilities: cashier,
    access: anybody,
  }),
  'refund.refuse': method({
    request: z.strictObject({ refund: id, text: shortText, approval: approvalInput }),
    response: refundView,
    capabilities: cashier,
    access: anybody,
  }),
  /** Cash needs the own open shift; another way the reference of the bank or terminal. */
  'refund.pay': method({
    request: z.strictObject({ refund: id, reference: z.string().trim().min(1).max(40).nullable() }),
    response: refundView,
    capabilities: cashier,
    access: anybody,
  }),
  /** Asked for or approved, and not paid. */
  'refund.pending': method({
    request: nothing,
    response: z.strictObject({ refunds: z.array(refundView) }),
    capabilities: cashier,
    access: 'unlocked',
  }),
  /** How the paper of a deposit or of a refund that was paid stands. */
  'voucher.paper': method({
    request: z.strictObject({ document: id }),
    response: voucherView,
    capabilities: cashier,
    access: 'unlocked',
  }),
  /** The paper of a deposit or of a refund that was paid, by the same rules as a receipt's. */
  'voucher.print': method({
    request: z.strictObject({ document: id }),
    response: z.strictObject({ job: id }),
    capabilities: cashier,
    access: 'unlocked',
  }),
  'balance.open': method({
    request: nothing,
    response: z.strictObject({ balances: z.array(balanceView) }),
    capabilities: cashier,
    access: 'unlocked',
  }),
  /** Deposits and balances that are to pay the collection in front; `left` is what other money has to bring. */
  'collect.fund': method({
    request: z.strictObject({ collection: id, funds: z.array(fund).max(100) }),
    response: z.strictObject({ left: amount }),
    capabilities: cashier,
    access: ['cashier'],
  }),
  /** Opens a collection of bill lines that deposits and balances pay, wholly or in part; `collect.issue` ends a whole one. */
  'collect.fundBill': method({
    request: z.strictObject({
      collection: id,
      payer: z.string().min(1).max(64),
      ...payerSaid,
      lines: z.array(chosenLine).min(1).max(200),
      funds: z.array(fund).min(1).max(100),
    }),
    response: z.strictObject({ left: amount }),
    capabilities: cashier,
    access: ['cashier'],
  }),
  ...recordMethods,
} as const;
