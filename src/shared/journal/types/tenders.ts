/**
 * Every attempt to take money, and its moves (design §4). The type of an entry is `<machine>.<state reached>`.
 *
 * `moved` is the signed change of the money this tender keeps; `claim` the signed change of claims on payers that
 * comes with it. So the totals of a period can be taken from its entries alone.
 */
import { z } from 'zod';
import { dong, fields, id, instant, open, positive, sealed, signed, word } from '../define.ts';

const start = { tender: id, collection: id, amount: positive };
const method = z.enum(['cash', 'qr', 'website', 'mobile-money', 'card', 'transfer', 'e-wallet']);
const move = { tender: id, method, from: word, moved: signed, claim: signed };
const move_ = fields(move);
const decided = fields({ ...move, approval: id, evidence: word });

const cardResult = {
  approvalCode: z.string().max(12).nullable(),
  rrn: z.string().max(16).nullable(),
  stan: z.string().max(12).nullable(),
  terminal: z.string().max(20).nullable(),
  merchant: z.string().max(20).nullable(),
  batch: z.string().max(12).nullable(),
  scheme: z.string().max(20).nullable(),
  /** Last four digits; a longer part of a card number is never stored (PCI DSS 3.4.1). */
  lastFour: z
    .string()
    .regex(/^\d{4}$/)
    .nullable(),
};

/** A bank event or statement line that proves the money (never typed by a cashier). */
const credited = fields({ ...move, credit: id, paidAt: instant });

const acceptedMove = fields({ ...move, acceptance: id });

function vietQrMoves<Machine extends string>(machine: Machine) {
  const moves = {
    claimed: open(fields({ ...move, by: z.enum(['payer', 'cashier']) })),
    credited: open(credited),
    accepted: open(acceptedMove),
    expired: open(move_),
    cancelled: open(move_),
    'never-came': open(fields({ ...move, ground: word })),
  };
  return Object.fromEntries(Object.entries(moves).map(([state, type]) => [`${machine}.${state}`, type])) as {
    [State in keyof typeof moves as `${Machine}.${State & string}`]: (typeof moves)[State];
  };
}

export const tenderTypes = {
  /** Cash, counted out in front of the cashier. `due` is the rounded sum asked for; `amount` what it settles. */
  'cash.intended': open(fields({ ...start, due: dong, rounding: signed })),
  'cash.received': open(fields({ ...move, given: positive, change: dong })),
  'cash.cancelled': open(move_),
  'cash.returned': open(fields({ ...move, reason: word })),

  /** Card on a connected terminal. */
  'card.intended': open(
    fields({
      ...start,
      terminal: word,
      reference: z.string().min(1).max(20),
      /** The terminal shows a code for an e-wallet instead of taking a card. */
      by: z.literal('wallet').optional(),
    }),
  ),
  /** `before`: what the terminal had last named, to know the charge again by. */
  'card.sent': open(
    fields({
      ...move,
      before: z
        .strictObject({ batch: z.string().max(12).nullable(), receipt: z.string().max(12).nullable() })
        .optional(),
    }),
  ),
  'card.cancelled': open(move_),
  'card.approved': open(fields({ ...move, ...cardResult })),
  'card.declined': open(fields({ ...move, responseCode: z.string().max(8) })),
  /** `heard`: the result it told, before it is known to stand. */
  'card.unknown': open(
    fields({
      ...move,
      cause: word,
      heard: fields({ result: z.enum(['approved', 'declined']), ...cardResult }).optional(),
    }),
  ),
  'card.decided-paid': open(decided),
  'card.decided-unpaid': open(decided),
  'card.voided': open(fields({ ...move, reason: word })),

  /** Card on a terminal that is not connected; the cashier types what its slip says. */
  'manual.intended': open(fields(start)),
  'manual.keyed': open(fields({ ...move, ...cardResult })),
  'manual.cancelled': open(move_),
  'manual.matched': open(fields({ ...move, credit: id.nullable(), batch: z.string().max(12).nullable() })),
  'manual.not-found': open(fields({ ...move, ground: word })),
  'manual.voided': open(fields({ ...move, reason: word })),

  /** A code shown to the payer; `wallet` says that it was asked for as Mobile Money. */
  'vietqr.shown': open(
    fields({
      ...start,
      account: word,
      matchKey: z.enum(['code', 'virtual-account']),
      matchCode: z.string().min(4).max(19),
      serviceCode: z.enum(['QRIBFTTA', 'QRPUSH']),
      wallet: z.boolean(),
      expiresAt: instant,
      /** The text of the code and what stands beside it, exactly as it is about to be shown. */
      payload: z.string().min(20).max(512),
      holder: z.string().min(1).max(60),
      bank: z.string().min(1).max(40),
      accountNumber: z.string().min(1).max(19),
    }),
  ),
  ...vietQrMoves('vietqr'),

  /** Mobile Money over USSD: to a number or merchant code, no picture to scan. */
  'ussd.asked': sealed(
    fields({
      ...start,
      operator: word,
      operatorNumber: z.string().max(40).nullable(),
      expiresAt: instant,
    }),
    fields({ phone: z.string().max(20).nullable() }),
  ),
  ...vietQrMoves('ussd'),

  /** Money that came without being asked for here: website, plain transfer, e-wallet. Born from a matched credit. */
  'incoming.credited': open(
    fields({
      tender: id,
      collection: id.nullable(),
      method: z.enum(['website', 'transfer', 'e-wallet']),
      kind: z.enum(['transfer', 'merchant']),
      amount: positive,
      moved: positive,
      claim: z.literal(0),
      credit: id,
      paidAt: instant,
    }),
  ),
};
