/** Collecting by card on a connected terminal: views and methods of the contract (design §4 "card"). */
import { z } from 'zod';
import { refundView } from './corrections.ts';
import { method } from './define.ts';
import { deviceName } from './device-profiles.ts';
import {
  amount,
  approvalInput,
  chosenLine,
  epochMs,
  id,
  nothing,
  payerSaid,
  signedAmount,
  voidReasons,
} from './shapes.ts';

const detail = z.string().nullable();
/** What the payer holds against the terminal: a card, or a wallet that scans the code it shows. */
const chargeBy = z.enum(['card', 'wallet']);

/** One attempt on a connected terminal. Nothing here says more than the ledger does, but for `step` and `asked`. */
export const cardView = z.strictObject({
  collection: id,
  tender: id,
  amount,
  /** The terminal's name and our reference of the attempt. */
  terminal: z.string(),
  reference: z.string(),
  by: chargeBy,
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
  step: z.enum(['connecting', 'waiting', 'card', 'pin', 'asking', 'voiding', 'refunding']).nullable(),
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
  ours: z.strictObject({ count: z.int(), total: signedAmount }),
});
export type BatchView = z.infer<typeof batchView>;

/** Before settlement a charge is voided, after it money is refunded. */
const backKind = z.enum(['void', 'refund']);

const terminalCard = z.strictObject({
  card: cardView,
  payerName: z.string().nullable(),
  paidAt: epochMs.nullable(),
  /** Why it cannot be taken back now, as the code of the refusal; null when it can. */
  noVoid: detail,
  /** The terminal was asked to give it back, and nobody knows what became of that. */
  taking: z
    .strictObject({ what: backKind, amount, reference: z.string(), sentAt: epochMs, cause: detail })
    .nullable(),
});
export type TerminalCardView = z.infer<typeof terminalCard>;

const terminalView = z.strictObject({
  name: z.string(),
  state: z.enum(['ready', 'offline', 'unknown']),
  /** Whether it shows codes for e-wallets. */
  wallet: z.boolean(),
  /** Questions it must answer before it takes a charge or settles. */
  open: z.int().min(0),
  /** What was taken since the last settlement, and what is still unknown, the newest first. */
  cards: z.array(terminalCard).max(200),
  /** What the next settlement should come to. */
  ours: z.strictObject({ count: z.int(), total: signedAmount }),
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
      ...payerSaid,
      /** Null: the collection is there already and its lines stand. */
      lines: z.array(chosenLine).min(1).max(200).nullable(),
      /** Part of what is left; null is all of it. */
      amount: amount.min(1).nullable(),
      by: chargeBy.default('card'),
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
      reason: z.enum(voidReasons),
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
  /** Whether an approved refund can go back on the terminal that took the money, and what became of a try. */
  'terminal.refundWay': method({
    request: z.strictObject({ refund: id }),
    response: z.strictObject({
      /** The card it would go back to; null when it did not come by a card of a connected terminal. */
      card: cardView.nullable(),
      /** Why it cannot be sent now, as the code of the refusal; null when it can. */
      why: detail,
      /** The newest try: `sent` and `unknown` hold the refund until the terminal or an approver says what became of it. */
      tried: z
        .strictObject({
          state: z.enum(['sent', 'approved', 'declined', 'not-sent', 'unknown']),
          reference: z.string(),
          cause: detail,
          sentAt: epochMs,
        })
        .nullable(),
    }),
    capabilities: cashier,
    access: 'unlocked',
  }),
  /** Gives an approved refund back on the terminal that took the money, after its batch was settled; then it is paid. */
  'terminal.refund': method({
    request: z.strictObject({ refund: id }),
    response: refundView,
    capabilities: cashier,
    access: ['cashier', 'treasurer', 'chief-accountant', 'accountant'],
  }),
  /** Settles the terminal's batch and sets its totals against ours. */
  'terminal.settle': method({
    request: z.strictObject({ terminal: deviceName }),
    response: batchView,
    capabilities: cashier,
    access: ['cashier', 'treasurer', 'accountant'],
  }),
} as const;
