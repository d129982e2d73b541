/** The shift and its drawer (product.md D). */
import { z } from 'zod';
import { date, dong, id, instant, open, positive, sealed, signed, text, word } from '../define.ts';

const noteLine = z.strictObject({ denomination: positive, notes: z.int().min(0) });

/** Sum of a cut: how many and how much. */
const cut = z.strictObject({ key: z.string().max(60), count: z.int(), amount: signed });

/** Everything a Z freezes; an X is the same computation without the entry. */
export const figures = z.strictObject({
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
    z.strictObject({
      shift: id,
      cashier: id,
      name: z.string().min(1).max(60),
      float: dong,
      /** What the last close said it left; null at the first shift. */
      floatLeft: dong.nullable(),
      businessDate: date,
    }),
  ),
  'shift.taken-over': open(z.strictObject({ shift: id, from: id, to: id, approval: id })),
  'drawer.opened': sealed(
    z.strictObject({
      reason: z.enum(['cash', 'change', 'pay-in', 'pay-out', 'refund', 'drop', 'count', 'open']),
      /** The act it was opened for, if any. */
      subject: id.nullable(),
    }),
    z.strictObject({ text: text.nullable() }),
  ),
  'drawer.paid-in': sealed(z.strictObject({ move: id, amount: positive }), z.strictObject({ text })),
  'drawer.paid-out': sealed(
    z.strictObject({ move: id, amount: positive, approval: id.nullable() }),
    z.strictObject({ text }),
  ),
  'drawer.dropped': sealed(z.strictObject({ move: id, amount: positive }), z.strictObject({ text })),
  'count.taken': open(
    z.strictObject({
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
    z.strictObject({
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
        .array(z.strictObject({ kind: word, ref: z.string().max(64), amount: dong, since: instant }))
        .max(5000),
      approval: id.nullable(),
    }),
    z.strictObject({ reason: text.nullable() }),
  ),
  'hand-in.made': open(z.strictObject({ handIn: id, z: id, amount: dong })),
  'hand-in.confirmed': open(z.strictObject({ handIn: id, receiver: id, counted: dong })),
};
