/** Collecting by card on a connected terminal: views and methods of the contract (design §4 "card"). */
import { z } from 'zod';
import { method } from './define.ts';
import { deviceName } from './device-profiles.ts';
import {
  amount,
  approvalInput,
  chosenLine,
  epochMs,
  id,
  nothing,
  shortText,
  signedAmount,
} from './shapes.ts';

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

/** A settlement of a terminal: its totals against ours of the same payments. */
const batchView = z.strictObject({
  settlement: id,
  terminal: z.string(),
  at: epochMs,
  /** `unknown`: nobody knows whether it was settled; `settling`: under way. */
  state: z.enum(['settling', 'settled', 'declined', 'not-sent', 'unknown']),
  cause: detail,
  batch: detail,
  /** Null where the terminal does not tell. */
  count: z.int().nullable(),
  total: signedAmount.nullable(),
  ours: z.strictObject({ count: z.int(), total: amount }),
});
export type BatchView = z.infer<typeof batchView>;

const terminalCard = z.strictObject({
  card: cardView,
  payerName: z.string().nullable(),
  paidAt: epochMs.nullable(),
  /** Why it cannot be taken back now, as the code of the refusal; null when it can. */
  noVoid: detail,
  /** It was asked to be taken back, and nobody knows what became of that. */
  taking: z.strictObject({ sentAt: epochMs, cause: detail }).nullable(),
});
export type TerminalCardView = z.infer<typeof terminalCard>;

const terminalView = z.strictObject({
  name: z.string(),
  state: z.enum(['ready', 'offline', 'unknown']),
  /** Questions it must answer before it takes a charge or settles. */
  open: z.int().min(0),
  /** What was taken since the last settlement, and what is still unknown, the newest first. */
  cards: z.array(terminalCard).max(200),
  /** What the next settlement should come to. */
  ours: z.strictObject({ count: z.int(), total: amount }),
  /** The newest first. */
  batches: z.array(batchView).max(10),
});
export type TerminalView = z.infer<typeof terminalView>;

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
  /** Asks the terminal what became of an unknown attempt, or of taking an approved one back. */
  'collect.cardQuery': method({
    request: z.strictObject({ tender: id }),
    response: cardView,
    capabilities: cashier,
    access: collecting,
  }),
  /** An approver says what the terminal cannot settle; of one that was to be taken back, `paid` is that it was not. */
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
  /** Connected terminals: what they took since the last settlement, and the settlements before. */
  'terminal.view': method({
    request: nothing,
    response: z.strictObject({ terminals: z.array(terminalView).max(20) }),
    capabilities: cashier,
    access: 'unlocked',
  }),
  /** Settles the terminal's batch and sets its totals against ours. */
  'terminal.settle': method({
    request: z.strictObject({ terminal: deviceName }),
    response: batchView,
    capabilities: cashier,
    access: ['cashier', 'treasurer', 'accountant'],
  }),
} as const;
