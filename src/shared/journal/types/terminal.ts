/**
 * What is asked of a card terminal beside a charge: taking one back, and settling its batch. Each is written before it
 * leaves, and its end when it is known (design §4; facts/payments §3.5 rules 1, 3 and 6).
 */
import { z } from 'zod';
import { dong, id, open, positive, signed, word } from '../define.ts';

/** A terminal's own words: batch, receipt number, response code. */
const told = z.string().max(12).nullable();

export const terminalTypes = {
  /** A void may leave now; its tender stands on no paper until it is known what became of it. */
  'terminal.void-sent': open(
    z.strictObject({
      void: id,
      tender: id,
      terminal: word,
      /** Our name of it at the terminal. */
      reference: z.string().min(1).max(20),
      amount: positive,
      reason: word,
      approval: id,
      before: z.strictObject({ batch: told, receipt: told }),
    }),
  ),
  /** `approved` is followed by the tender's `card.voided` in the same act. */
  'terminal.void-ended': open(
    z.strictObject({
      void: id,
      tender: id,
      outcome: z.enum(['approved', 'declined', 'not-sent', 'unknown']),
      /** Why, as a code: the terminal's, or what the line did. */
      cause: word.nullable(),
      /** An approver's, where the terminal could not settle it. */
      decision: z.strictObject({ approval: id, evidence: word }).nullable(),
    }),
  ),
  'terminal.settling': open(z.strictObject({ settlement: id, terminal: word })),
  /** Totals as the terminal told them, and ours of the same batch. */
  'terminal.settled': open(
    z.strictObject({
      settlement: id,
      outcome: z.enum(['settled', 'declined', 'not-sent', 'unknown']),
      cause: word.nullable(),
      batch: told,
      count: z.int().min(0).nullable(),
      total: signed.nullable(),
      ourCount: z.int().min(0),
      ourTotal: dong,
    }),
  ),
};
