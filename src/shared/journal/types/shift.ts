/** The shift and its drawer (product.md D). */
import { z } from 'zod';
import { date, dong, fields, id, instant, open, positive, sealed, signed, text, word } from '../define.ts';

const noteLine = fields({ denomination: positive, notes: z.int().min(0) });

/** Sum of a cut: how many and how much. */
const cut = fields({ key: z.string().max(60), count: z.int(), amount: signed });

/** Everything a Z freezes; an X is the same computation without the entry. */
export const figures = fields({
  openingFloat: dong,
  cashIn: dong,
  cashReturned: dong,
  cashRefunded: dong,
  payIn: dong,
  payOut: dong,
  safeDrops: dong,
  expectedCash: signed,
  moneyIn: dong,
  moneyBack: dong,
  receiptsIssued: dong,
  receiptsVoided: dong,
  refundsOnStanding: dong,
  depositsTaken: dong,
  depositsApplied: signed,
  depositsRefunded: dong,
  balancesCreated: dong,
  balancesUsed: signed,
  balancesRefunded: dong,
  rounding: signed,
  heldChange: signed,
  claimsChange: signed,
  inByMethod: z.array(cut),
  backByMethod: z.array(cut),
  receiptsByGroup: z.array(cut),
  receiptsBySeries: z.array(cut),
  voidsBySeries: z.array(cut),
});

export const shiftTypes = {
  'shift.opened': open(
    fields({
      shift: id,
      cashier: id,
      name: z.string().min(1).max(60),
      float: dong,
      /** What the last close said it left; null at the first shift. */
      floatLeft: dong.nullable(),
      businessDate: date,
    }),
  ),
  'shift.taken-over': open(fields({ shift: id, from: id, to: id, approval: id })),
  'drawer.opened': sealed(
    fields({
      reason: z.enum(['cash', 'change', 'pay-in', 'pay-out', 'refund', 'drop', 'count', 'open']),
      /** The act it was opened for, if any. */
      subject: id.nullable(),
    }),
    fields({ text: text.nullable() }),
  ),
  'drawer.paid-in': sealed(fields({ move: id, amount: positive }), fields({ text })),
  'drawer.paid-out': sealed(
    fields({ move: id, amount: positive, approval: id.nullable() }),
    fields({ text }),
  ),
  'drawer.dropped': sealed(fields({ move: id, amount: positive }), fields({ text })),
  'count.taken': open(
    fields({
      count: id,
      shift: id,
      purpose: z.enum(['open', 'close', 'surprise', 'hand-over']),
      attempt: z.int().min(1),
      lines: z.array(noteLine).max(40),
      torn: dong,
      total: dong,
    }),
  ),
  /** The Z: numbered, immutable; every receipt stands in exactly one (design §4). */
  'shift.closed': sealed(
    fields({
      z: id,
      zNumber: z.int().min(1),
      shift: id,
      count: id,
      counted: dong,
      expected: signed,
      /** counted − expected: positive Thừa, negative Thiếu. */
      difference: signed,
      nextFloat: dong,
      handedIn: dong,
      figures,
      carriedOver: z
        .array(fields({ kind: word, ref: z.string().max(64), amount: dong, since: instant }))
        .max(5000),
      approval: id.nullable(),
    }),
    fields({ reason: text.nullable() }),
  ),
  'hand-in.made': open(fields({ handIn: id, z: id, amount: dong })),
  /** What the receiver counted, each time: the first count that differs stays beside the one that is confirmed. */
  'hand-in.counted': open(
    fields({
      handIn: id,
      receiver: id,
      attempt: z.int().min(1),
      lines: z.array(noteLine).max(40),
      torn: dong,
      total: dong,
    }),
  ),
  'hand-in.confirmed': open(fields({ handIn: id, receiver: id, counted: dong })),
};
