/** Collecting by card on a connected terminal: views and methods of the contract (design §4 "card"). */
import { z } from 'zod';
import { method } from './define.ts';
import { amount, approvalInput, chosenLine, epochMs, id, nothing, shortText } from './shapes.ts';

const detail = z.string().nullable();

/** One attempt on a connected terminal. Nothing here says more than the ledger does, but for `step` and `asked`. */
export const cardView = z.strictObject({
  collection: id,
  tender: id,
  amount,
  /** The terminal's name and our reference of the attempt. */
  terminal: z.string(),
  reference: z.string(),
  /**
   * `intended`: nothing has left; `sent`: the terminal has it, or may have; `unknown`: nobody knows, so the bill takes no
   * second charge; `decided-*`: an approver said so; the rest is final.
   */
  state: z.enum([
    'intended',
    'sent',
    'approved',
    'declined',
    'unknown',
    'decided-paid',
    'decided-unpaid',
    'cancelled',
    'voided',
  ]),
  /** What goes on at this moment; null when nothing does. */
  step: z.enum(['connecting', 'waiting', 'card', 'pin', 'asking', 'voiding']).nullable(),
  /** Why it is unknown, or why nothing was sent. */
  cause: detail,
  responseCode: detail,
  approvalCode: detail,
  lastFour: detail,
  scheme: detail,
  /** The terminal's numbers of it, for the phone call with the bank. */
  stan: detail,
  tid: detail,
  batch: detail,
  startedAt: epochMs,
  changedAt: epochMs,
  /** The last time the terminal was asked about it and could not settle it. */
  asked: z
    .strictObject({
      at: epochMs,
      /** `no-answer`, `not-found` that is not final, or `found` something that does not agree. */
      answer: z.enum(['no-answer', 'not-found', 'found-other']),
      cause: detail,
    })
    .nullable(),
});
export type CardView = z.infer<typeof cardView>;

const collecting = ['cashier'] as const;
const cashier = ['cashier'] as const;

export const cardMethods = {
  /**
   * Journals the collection and the attempt, then the terminal is given it; what becomes of it is told by the topic and
   * by `collect.cardState`. The same ids again give the same answer and send nothing.
   */
  'collect.cardBegin': method({
    request: z.strictObject({
      collection: id,
      tender: id,
      payer: z.string().min(1).max(64),
      payerName: shortText,
      /** Null: the collection is there already and its lines stand. */
      lines: z.array(chosenLine).min(1).max(200).nullable(),
      /** Part of what is left; null is all of it. */
      amount: amount.min(1).nullable(),
    }),
    response: cardView,
    capabilities: cashier,
    access: collecting,
  }),
  'collect.cardState': method({
    request: z.strictObject({ tender: id }),
    response: cardView,
    capabilities: cashier,
    access: 'unlocked',
  }),
  /** Asks the terminal to give up. What became of it is still for the terminal to say. */
  'collect.cardAbort': method({
    request: z.strictObject({ tender: id }),
    response: cardView,
    capabilities: cashier,
    access: collecting,
  }),
  /** Asks the terminal what became of an unknown attempt. */
  'collect.cardQuery': method({
    request: z.strictObject({ tender: id }),
    response: cardView,
    capabilities: cashier,
    access: collecting,
  }),
  /** An approver says what became of an unknown attempt that the terminal cannot settle. */
  'collect.cardDecide': method({
    request: z.strictObject({
      tender: id,
      paid: z.boolean(),
      evidence: z.enum(['terminal-slip', 'terminal-journal', 'bank-by-phone', 'payer-statement']),
      approval: approvalInput,
    }),
    response: cardView,
    capabilities: cashier,
    access: collecting,
  }),
  /** Takes an approved charge back on the terminal, before its settlement, while it stands on no receipt. */
  'collect.cardVoid': method({
    request: z.strictObject({
      tender: id,
      reason: z.enum(['wrong-amount', 'wrong-card', 'payer-asks']),
      approval: approvalInput,
    }),
    response: cardView,
    capabilities: cashier,
    access: collecting,
  }),
  /** Settles the terminal's batch and sets its totals against ours. */
  'terminal.settle': method({
    request: nothing,
    response: z.strictObject({
      terminal: z.string(),
      batch: detail,
      count: z.int().nullable(),
      total: z.int().nullable(),
      /** Of the same batch in our ledger; null where the terminal names no batch. */
      ours: z.strictObject({ count: z.int(), total: z.int() }).nullable(),
    }),
    capabilities: cashier,
    access: ['cashier', 'treasurer', 'accountant'],
  }),
} as const;
