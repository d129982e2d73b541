/** Documents of a day, a shift or a period as files; báo cáo thu by method; hand-ins; differences to reconcile (product.md D–F). */
import { z } from 'zod';
import { method } from './define.ts';
import { importPartBytes } from './import.ts';
import { amount, day, epochMs, id, signedAmount } from './shapes.ts';

const cashier = ['cashier'] as const;
const books = ['treasurer', 'accountant', 'chief-accountant'] as const;
const desk = ['cashier', ...books] as const;

const period = { from: day, to: day };
/** Sums of many payments: more than one person can enter. */
const sum = z.int();
const partChars = Math.ceil(importPartBytes / 3) * 4;

const crossed = { count: z.int(), amounts: z.array(sum), total: sum };

/**
 * How báo cáo thu is cut; `unit` is the class of a school, the ward of a hospital, `source` sets thu hộ apart from what the
 * facility earns.
 */
export const crossedCuts = ['cashier', 'shift', 'group', 'unit', 'day', 'source'] as const;
export type CrossedCut = (typeof crossedCuts)[number];

/** Báo cáo thu with a column for each way of paying; every cut adds up to the same total. */
export const crossedView = z.strictObject({
  ...period,
  shift: id.nullable(),
  /** Ways of paying and funds that occur, in a fixed order; `amounts` follow it. */
  methods: z.array(z.strictObject({ key: z.string(), label: z.string() })),
  cuts: z.array(
    z.strictObject({
      cut: z.enum(crossedCuts),
      rows: z.array(z.strictObject({ key: z.string(), label: z.string(), ...crossed })),
    }),
  ),
  total: z.strictObject(crossed),
  counterName: z.string(),
  dataUntil: epochMs,
});
export type CrossedView = z.infer<typeof crossedView>;

/** What can be made as a file. Those of a shift a cashier may have too. */
export const paperRequest = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('collection'), ...period, shift: id.nullable() }),
  z.strictObject({ is: z.literal('share'), ...period }),
  /** From the stored bytes of a frozen report, with what came since on lines of its own. */
  z.strictObject({ is: z.literal('frozen'), report: id }),
  z.strictObject({ is: z.literal('register'), ...period, shift: id.nullable() }),
  z.strictObject({ is: z.literal('voids'), ...period }),
  z.strictObject({ is: z.literal('cash-book'), ...period }),
  z.strictObject({ is: z.literal('outages'), ...period }),
  z.strictObject({ is: z.literal('invoices'), day }),
  /** Of the shift that is open now; has no number and no effect. */
  z.strictObject({ is: z.literal('x') }),
  z.strictObject({ is: z.literal('z'), z: id }),
  z.strictObject({ is: z.literal('cash-count'), z: id }),
  z.strictObject({ is: z.literal('hand-in'), z: id }),
  z.strictObject({ is: z.literal('fund-count'), count: id }),
  z.strictObject({ is: z.literal('bank-deposit'), banking: id }),
  /** A receipt, deposit or paid refund on pages of two liên; counts as a paper and is marked like one. */
  z.strictObject({ is: z.literal('receipt'), document: id }),
  /** What a payer who complains takes along. */
  z.strictObject({ is: z.literal('dispute'), dispute: id }),
]);
export type PaperRequest = z.infer<typeof paperRequest>;
export type PaperKind = PaperRequest['is'];

export const handInRow = z.strictObject({
  handIn: id,
  z: id,
  zNumber: z.int(),
  cashier: id,
  cashierName: z.string(),
  shiftName: z.string(),
  closedAt: epochMs,
  /** What the cashier says is handed in at the end of the shift; null until it is received: who counts, counts blind. */
  amount: amount.nullable(),
  /** Went into the safe during the shift; reaches the fund with the hand-in. */
  safeDrops: amount,
  state: z.enum(['made', 'confirmed']),
  receiverName: z.string().nullable(),
  counted: amount.nullable(),
  /** Every count of the receiver in order, once it is received. */
  counts: z.array(z.strictObject({ total: amount, at: epochMs })),
});
export type HandInRow = z.infer<typeof handInRow>;

export const differenceKinds = [
  'credit',
  'unknown',
  'never-came',
  'accepted',
  'keyed',
  /** A slip that its settlement did not have. */
  'missing',
  /** A settlement paper that says something else than the slips; `amount` is by how much. */
  'batch',
  /** A settled batch that the bank has not paid by the next day. */
  'unpaid',
  /** A batch that the bank paid with another fee than is usual. */
  'fee',
  'surplus',
] as const;

/** One difference between what the counter says and what a bank or terminal says, with who answers for it. */
export const differenceRow = z.strictObject({
  kind: z.enum(differenceKinds),
  /** Names a credit to `credit.candidates`, else the tender. */
  ref: z.string(),
  amount,
  sinceMs: epochMs,
  method: z.string().nullable(),
  /** Whose payment it is, where that is known. */
  name: z.string().nullable(),
  /** Content of the credit, match code, or approval code of the slip. */
  detail: z.string(),
  receipt: z.string().nullable(),
  /** The cashier of its shift; null: whoever keeps the books. */
  owner: z.string().nullable(),
  /** The sister counter in whose journal it stands, and where alone it can be written on; null for this one. */
  counterName: z.string().nullable(),
});
export type DifferenceRow = z.infer<typeof differenceRow>;

export const documentMethods = {
  'report.crossed': method({
    request: z.strictObject({ ...period, shift: id.nullable() }),
    response: crossedView,
    capabilities: cashier,
    access: books,
  }),
  /** Cash in the drawer over a closed shift; of an open one it would tell what a blind count must not know. */
  'report.curve': method({
    request: z.strictObject({ shift: id }),
    response: z.strictObject({
      openedAt: epochMs,
      closedAt: epochMs,
      openingFloat: sum,
      expected: sum,
      counted: sum,
      /** What the drawer held after each move, at most 240 of them. */
      points: z.array(z.strictObject({ at: epochMs, amount: sum })).max(240),
    }),
    capabilities: cashier,
    access: books,
  }),
  /** Makes a document off the money thread; the window then fetches it part by part. */
  'document.make': method({
    request: z.strictObject({ paper: paperRequest, format: z.enum(['pdf', 'xlsx']) }),
    response: z.strictObject({ file: id, fileName: z.string(), bytes: z.int(), parts: z.int() }),
    capabilities: cashier,
    access: desk,
  }),
  'document.part': method({
    request: z.strictObject({ file: id, index: z.int().min(0) }),
    response: z.strictObject({ content: z.string().max(partChars) }),
    capabilities: cashier,
    access: desk,
  }),
  /** Hand-ins of a period, received or not, and all that still wait. */
  'handIn.list': method({
    request: z.strictObject(period),
    response: z.strictObject({ handIns: z.array(handInRow) }),
    capabilities: cashier,
    access: 'unlocked',
  }),
  /** Money brought to the bank and counts of the fund in a period, each with a paper. */
  'fund.papers': method({
    request: z.strictObject(period),
    response: z.strictObject({
      balance: signedAmount,
      papers: z.array(
        z.strictObject({
          id,
          kind: z.enum(['banked', 'counted']),
          at: epochMs,
          amount: signedAmount,
          reference: z.string().nullable(),
        }),
      ),
    }),
    capabilities: cashier,
    access: books,
  }),
  /** Every difference that waits for somebody, the oldest first. */
  'reconcile.list': method({
    request: z.strictObject({}),
    response: z.strictObject({ rows: z.array(differenceRow).max(500), more: z.boolean() }),
    capabilities: cashier,
    access: desk,
  }),
} as const;
