/** Collecting by a code on the screen (VietQR), and the accounts it goes to: views and methods of the contract. */
import { z } from 'zod';
import { receivingAccount } from '../journal/types/house.ts';
import { method } from './define.ts';
import { amount, approvalInput, chosenLine, epochMs, id, nothing, payerSaid, shortText } from './shapes.ts';

/** One attempt to be paid by code, as the cashier's window shows it. Nothing here says more than the ledger does. */
export const qrView = z.strictObject({
  collection: id,
  tender: id,
  /**
   * `shown` waits; `claimed`: the payer says it is sent, which is not money; `accepted`: an approver took the risk;
   * `credited`: the bank said so; `expired`, `cancelled`, `never-came`.
   */
  state: z.enum(['shown', 'claimed', 'accepted', 'credited', 'expired', 'cancelled', 'never-came']),
  /** Text of the code, to be painted as it is (error correction M, quiet zone of 4 modules). */
  payload: z.string(),
  /** What the code asks for. */
  amount,
  /** What came or was accepted: less than `amount` is short, more is over. */
  received: amount,
  holder: z.string(),
  bank: z.string(),
  accountNumber: z.string(),
  /** Last four of the account's number. */
  lastFour: z.string(),
  /** First in the content of the transfer. */
  matchCode: z.string(),
  shownAt: epochMs,
  /** A `shown` code expires then by itself; for a `claimed` one the display then says "chưa xác nhận". */
  expiresAt: epochMs,
  /** Asked for as Mobile Money. */
  wallet: z.boolean(),
  /** Mobile Money over USSD: nothing to scan, `payload` is empty; what the payer types and who pays. */
  ussd: z
    .strictObject({
      operatorName: z.string(),
      dial: z.string(),
      payTo: z.string(),
      phone: z.string().nullable(),
      operatorNumber: z.string().nullable(),
    })
    .nullable(),
});
export type QrView = z.infer<typeof qrView>;

/** What stands in the way of a row of unfinished business, or made it one; null where the kind says it all. */
export const unfinishedCause = z.enum([
  'waiting',
  'claimed',
  'accepted',
  'expired',
  'short',
  'over',
  'late',
  'duplicate',
  'never-came',
  /** Which paper of `voucher-not-printed` it is. */
  'deposit-slip',
  'pay-voucher',
  'z-slip',
  /** What of `card-unknown` is unknown besides a charge: what its terminal was asked to give back. */
  'terminal-void',
  'terminal-refund',
]);

const step = z.enum(['open-bank-app', 'open-wallet-app', 'check-name-and-amount', 'send-and-wait']);

const facilityName = z.string();
const maskedName = z.string();

/** States of the customer display while a code is being paid. */
export const qrDisplayStates = [
  /** The code itself with what the payer must compare. */
  z.strictObject({
    state: z.literal('qr'),
    facilityName,
    maskedName,
    payload: z.string(),
    amount,
    holder: z.string(),
    bank: z.string(),
    lastFour: z.string(),
    steps: z.array(step).length(3),
    expiresAt: epochMs,
  }),
  /** Mobile Money over USSD: what to type on the phone. */
  z.strictObject({
    state: z.literal('ussd'),
    facilityName,
    maskedName,
    amount,
    operatorName: z.string(),
    dial: z.string(),
    payTo: z.string(),
    expiresAt: epochMs,
  }),
  /** The amount is being keyed into the card terminal beside the counter, or the terminal shows a wallet's code. */
  z.strictObject({
    state: z.literal('card'),
    by: z.enum(['card', 'wallet']),
    facilityName,
    maskedName,
    amount,
  }),
  /** The payer says it is sent, or an approver accepted it; the bank has not spoken. */
  z.strictObject({ state: z.literal('waiting'), facilityName, maskedName, amount, expiresAt: epochMs }),
  /** Time is over and the bank has not spoken, or less came than was asked for (`received` is what came). */
  z.strictObject({ state: z.literal('not-confirmed'), facilityName, maskedName, amount, received: amount }),
] as const;

const collecting = ['cashier'] as const;
const cashier = ['cashier'] as const;

/** Evidence for an acceptance; the payer's screen alone is none (design §4). */
const acceptanceEvidence = z.enum(['facility-phone', 'bank-sms', 'soundbox']);

export const accountsInput = z.array(receivingAccount).max(20);

export const codeMethods = {
  /** Receiving accounts in force and what may be accepted without the bank's word in one shift. */
  'accounts.list': method({
    request: nothing,
    response: z.strictObject({ accounts: accountsInput, acceptanceLimit: amount }),
    capabilities: cashier,
    access: 'unlocked',
  }),
  /** The whole list from now on, with the chief accountant's PIN. Codes already shown keep what they were shown with. */
  'accounts.set': method({
    request: z.strictObject({
      accounts: accountsInput,
      /** Null leaves it as it is. */
      acceptanceLimit: amount.nullable(),
      approval: approvalInput,
    }),
    response: nothing,
    capabilities: cashier,
    access: ['administrator'],
  }),
  /**
   * Journals the collection and the code that is about to be shown. Of lines with different receiving accounts the
   * first account that is not covered is asked for; ask again for the next. The same ids again give the same answer.
   */
  'collect.qrBegin': method({
    request: z.strictObject({
      collection: id,
      tender: id,
      payer: z.string().min(1).max(64),
      ...payerSaid,
      /** Null: the collection is there already and its lines stand. */
      lines: z.array(chosenLine).min(1).max(200).nullable(),
      /** Part of what is left; null asks for all that this account has to get. */
      amount: amount.min(1).nullable(),
      /** Asked for as Mobile Money. */
      wallet: z.boolean(),
    }),
    response: qrView,
    capabilities: cashier,
    access: collecting,
  }),
  /** Takes the code off. Money that comes all the same is kept and shown. `undo` also ends an empty collection. */
  'collect.qrCancel': method({
    request: z.strictObject({ tender: id, undo: z.boolean() }),
    response: nothing,
    capabilities: cashier,
    access: collecting,
  }),
  /** The payer says that it is sent. It is not money. */
  'collect.qrClaim': method({
    request: z.strictObject({ tender: id, by: z.enum(['payer', 'cashier']) }),
    response: qrView,
    capabilities: cashier,
    access: collecting,
  }),
  /** A named approver takes the risk, within the limit of the shift; it allows the receipt, which is issued apart. */
  'collect.qrAccept': method({
    request: z.strictObject({
      tender: id,
      evidence: acceptanceEvidence,
      text: shortText,
      approval: approvalInput,
    }),
    response: qrView,
    capabilities: cashier,
    access: collecting,
  }),
  /** What was accepted has not come. A receipt that stands on it becomes a claim on the payer. */
  'collect.qrNeverCame': method({
    request: z.strictObject({
      tender: id,
      ground: z.enum(['not-in-statement', 'bank-says-no']),
      approval: approvalInput,
    }),
    response: qrView,
    capabilities: cashier,
    access: ['cashier', 'accountant'],
  }),
} as const;
