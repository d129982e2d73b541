/**
 * Collecting besides cash and codes: Mobile Money by USSD, a card on a terminal that is not connected, money that came
 * without our code, money that is too much, listed fees. Views and methods of the contract.
 */
import { z } from 'zod';
import { listedPrice, mobileOperator, payerFields } from '../journal/types/house.ts';
import { qrView } from './codes.ts';
import { method } from './define.ts';
import { listsView } from './lists.ts';
import { amount, chosenLine, epochMs, id, nothing, payerSaid, voidReasons } from './shapes.ts';

const cashier = ['cashier'] as const;
const collecting = ['cashier'] as const;
const assigning = ['cashier', 'accountant', 'chief-accountant'] as const;

/** A listed fee that can be added now. */
export const priceView = listedPrice.omit({ from: true, until: true });
export type PriceView = z.infer<typeof priceView>;

/** A card amount that is to be keyed into a terminal that is not connected. */
export const manualCardView = z.strictObject({ collection: id, tender: id, amount });
export type ManualCardView = z.infer<typeof manualCardView>;

/** The slip of such a terminal, typed and on no receipt yet: it can still be voided there. */
export const slipView = z.strictObject({
  tender: id,
  amount,
  approvalCode: z.string(),
  lastFour: z.string(),
  terminal: z.string(),
  batch: z.string(),
});
export type SlipView = z.infer<typeof slipView>;

/** So many slips of one collection are told of. */
export const mostSlips = 20;

/** Parts of the workplace view that this file owns. */
export const collectViews = {
  /** Operators of Mobile Money in use. */
  operators: z.array(mobileOperator.omit({ from: true, until: true })),
  /** Listed fees in force today. */
  prices: z.array(priceView),
  /** An account takes payments to a merchant, so that a wallet can scan its code. */
  walletCode: z.boolean(),
  /** What is asked of a payer beyond the own name (product.md A4). */
  payerFields,
  lists: listsView,
} as const;

/** Others for whom the same person pays and who owe something: offered, never added by themselves (product.md A2). */
export const relatives = z
  .array(
    z.strictObject({
      payer: z.string().min(1).max(64),
      name: z.string(),
      className: z.string().nullable(),
      owed: amount,
      /** The list has the same address for both; else only names are the same, and the payer is asked. */
      sure: z.boolean(),
    }),
  )
  .max(6);

/** How many of the four cashless methods are in use today, which since when (product.md A3). */
export const methodsInUseView = z.strictObject({
  inUse: z.int().min(0).max(4),
  needed: z.int(),
  since: z.array(
    z.strictObject({ method: z.enum(['qr', 'website', 'mobile-money', 'card']), since: z.string() }),
  ),
});

/** Names a credit to a window: our own id once it is journalled, else where it came from. */
const creditKey = z.string().min(1).max(120);

/** A credit that nobody has been found for. */
export const creditView = z.strictObject({
  credit: creditKey,
  amount,
  /** By the bank's clock. */
  paidAt: epochMs,
  content: z.string(),
  senderName: z.string().nullable(),
  /** Short name of the bank and last four of the account; null for an account this counter does not know. */
  account: z.strictObject({ bank: z.string(), lastFour: z.string() }).nullable(),
  /** Since when this counter knows of it. */
  sinceMs: epochMs,
});
export type CreditView = z.infer<typeof creditView>;

/** Why a credit may belong somewhere. A person judges; nothing is matched by reasons (design §4). */
export const creditReason = z.enum([
  'amount-equal',
  'code-in-content',
  'code-nearly',
  'payer-code-in-content',
  'name-in-content',
  'sender-is-payer',
  'same-account',
]);
export type CreditReason = z.infer<typeof creditReason>;

/** Where a credit could go. */
export const creditCandidate = z.strictObject({
  /** A code or request that was given out; a collection that lacks money; a person who owes. */
  is: z.enum(['tender', 'collection', 'payer']),
  /** Tender, collection or payer. */
  ref: z.string(),
  name: z.string().nullable(),
  code: z.string().nullable(),
  className: z.string().nullable(),
  /** What was asked for, what is lacking, what is owed. */
  amount,
  /** State of the tender or collection; null for a person. */
  state: z.string().nullable(),
  reasons: z.array(creditReason),
});
export type CreditCandidate = z.infer<typeof creditCandidate>;

/** How money came that nobody asked for here. */
const incomingMethod = z.enum(['transfer', 'website', 'e-wallet']);

const payment = { collection: id, payer: z.string().min(1).max(64), ...payerSaid };
const chosenLines = z.array(chosenLine).min(1).max(200);

const attempt = z.strictObject({
  ...payment,
  tender: id,
  /** Null: the collection is there already and its lines stand. */
  lines: chosenLines.nullable(),
  /** Part of what is left; null is all of it. */
  amount: amount.min(1).nullable(),
});

/** The answer of an act that may end with receipts; made with the contract's own receipt. */
export function collectMethods<Collected extends z.ZodType>(collected: Collected) {
  return {
    /** Journals that the payer is asked to send from a phone without a picture to scan. Then as a code. */
    'collect.ussdBegin': method({
      request: attempt.extend({
        operator: z.string().min(1).max(40),
        /** Whose Mobile Money pays. */
        phone: z
          .string()
          .regex(/^[0-9+ ]{6,20}$/)
          .nullable(),
        /** The operator's number of the transaction, where it is known already. */
        operatorNumber: z
          .string()
          .regex(/^[A-Za-z0-9.-]{1,40}$/)
          .nullable(),
      }),
      response: qrView,
      capabilities: cashier,
      access: collecting,
    }),
    /** Journals the sum before it is keyed into a terminal that is not connected. */
    'collect.manualBegin': method({
      request: attempt,
      response: manualCardView,
      capabilities: cashier,
      access: collecting,
    }),
    /** What the terminal's slip says. Receipts follow when nothing else is to be paid. */
    'collect.manualKey': method({
      request: z.strictObject({
        tender: id,
        approvalCode: z.string().regex(/^[A-Za-z0-9]{1,12}$/),
        /** A longer part of a card number is refused (PCI DSS 3.4.1). */
        lastFour: z.string().regex(/^\d{4}$/),
        terminal: z.string().regex(/^[A-Za-z0-9-]{1,20}$/),
        batch: z.string().regex(/^[A-Za-z0-9-]{1,12}$/),
      }),
      response: collected,
      capabilities: cashier,
      access: collecting,
    }),
    /** Nothing was charged on the terminal. Ends a collection in which nothing else happened. */
    'collect.manualCancel': method({
      request: z.strictObject({ tender: id }),
      response: nothing,
      capabilities: cashier,
      access: collecting,
    }),
    /** The slip was voided on the terminal before settlement; only while it stands on no receipt. */
    'collect.manualVoid': method({
      request: z.strictObject({ tender: id, reason: z.enum(voidReasons) }),
      response: nothing,
      capabilities: cashier,
      access: collecting,
    }),
    /** Prints the code for a payer who steps aside, or a slip "chờ xác nhận" that is clearly no receipt. */
    'collect.slip': method({
      request: z.strictObject({ tender: id, slip: z.enum(['code', 'claim']) }),
      response: z.strictObject({ job: id }),
      capabilities: cashier,
      access: collecting,
    }),
    /** Credits nobody has been found for, those with most reasons for this payer and sum first. */
    'credit.list': method({
      request: z.strictObject({ payer: z.string().max(64).nullable(), amount: amount.nullable() }),
      response: z.strictObject({
        credits: z.array(creditView.extend({ reasons: z.array(creditReason) })).max(50),
      }),
      capabilities: cashier,
      access: assigning,
    }),
    /** One credit and where it could go, with reasons. */
    'credit.candidates': method({
      request: z.strictObject({ credit: creditKey }),
      response: z.strictObject({ credit: creditView, candidates: z.array(creditCandidate).max(20) }),
      capabilities: cashier,
      access: assigning,
    }),
    /** A person says whose the credit is. It issues nothing by itself. */
    'credit.assign': method({
      request: z.strictObject({
        credit: creditKey,
        to: z.discriminatedUnion('is', [
          z.strictObject({ is: z.literal('tender'), tender: id }),
          z.strictObject({ is: z.literal('collection'), collection: id, method: incomingMethod }),
          z.strictObject({ is: z.literal('bill'), ...payment, lines: chosenLines, method: incomingMethod }),
        ]),
      }),
      response: z.strictObject({ collection: id.nullable() }),
      capabilities: cashier,
      access: assigning,
    }),
    /** Money that is too much, late or twice is kept as the payer's credit balance. */
    'surplus.keep': method({
      request: z.strictObject({ tender: id }),
      response: z.strictObject({ balance: id, amount }),
      capabilities: cashier,
      access: collecting,
    }),
    /** Such money pays lines of the same payer; receipts are issued at once. */
    'surplus.use': method({
      request: z.strictObject({ tender: id, ...payment, lines: chosenLines }),
      response: collected,
      capabilities: cashier,
      access: collecting,
    }),
  } as const;
}
