/**
 * What is asked of a card terminal beside a charge: taking one back, and settling its batch. Each is written before it
 * leaves, and its end when it is known (design §4; facts/payments §3.5 rules 1, 3 and 6).
 */
import { z } from 'zod';
import { fields, id, open, positive, signed, word } from '../define.ts';

/** A terminal's own words: batch, receipt number, response code. */
const told = z.string().max(12).nullable();
/** Our name of it at the terminal. */
const reference = z.string().min(1).max(20);
const before = fields({ batch: told, receipt: told });
const outcome = z.enum(['approved', 'declined', 'not-sent', 'unknown']);
/** An approver's, where the terminal could not settle it. */
const decision = fields({ approval: id, evidence: word }).nullable();

export const terminalTypes = {
  /** A void may leave now; its tender stands on no paper until it is known what became of it. */
  'terminal.void-sent': open(
    fields({
      void: id,
      tender: id,
      terminal: word,
      reference,
      amount: positive,
      reason: word,
      approval: id,
      before,
    }),
  ),
  /** `approved` is followed by the tender's `card.voided` in the same act. */
  'terminal.void-ended': open(
    fields({
      void: id,
      tender: id,
      outcome,
      /** Why, as a code: the terminal's, or what the line did. */
      cause: word.nullable(),
      decision,
    }),
  ),
  /** An approved refund may leave now by the terminal of its card; until its end is known it goes no other way. */
  'terminal.refund-sent': open(
    fields({ refund: id, tender: id, terminal: word, reference, amount: positive, before }),
  ),
  /** `approved` is followed by `refund.paid` in the same act. Of one refund the newest reference counts. */
  'terminal.refund-ended': open(
    fields({ refund: id, tender: id, reference, outcome, cause: word.nullable(), decision }),
  ),
  'terminal.settling': open(fields({ settlement: id, terminal: word })),
  /** Totals as the terminal told them, and ours of the same batch. */
  'terminal.settled': open(
    fields({
      settlement: id,
      outcome: z.enum(['settled', 'declined', 'not-sent', 'unknown']),
      cause: word.nullable(),
      batch: told,
      count: z.int().min(0).nullable(),
      total: signed.nullable(),
      ourCount: z.int().min(0),
      /** Below zero when more was refunded than charged. */
      ourTotal: signed,
    }),
  ),
};
