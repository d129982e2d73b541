/** Reports of this counter, at an accountant's desk of the facility (product.md D, F): share, báo cáo thu, bảng kê nộp tiền, lists, frozen figures. */
import { z } from 'zod';
import { method } from './define.ts';
import { day, epochMs, id, nothing, signedAmount } from './shapes.ts';

const cashier = ['cashier'] as const;
const books = ['treasurer', 'accountant', 'chief-accountant'] as const;

const period = { from: day, to: day };
export const periodKinds = ['day', 'month', 'quarter', 'year', 'school-year'] as const;

/** Ways of paying in the order in which a report has them; older money may have been paid in others. */
export const reportWays = [
  'cash',
  'qr',
  'card',
  'mobile-money',
  'transfer',
  'website',
  'e-wallet',
  'deposit',
  'balance',
  'rounding',
] as const;

/** Sums of many payments: more than one person can enter. */
const sum = z.int();
const share = { count: z.int(), cashlessCount: z.int(), amount: sum, cashlessAmount: sum };
const counted = { count: z.int(), amount: sum };

const collected = {
  issued: sum,
  issuedCount: z.int(),
  voided: sum,
  voidedCount: z.int(),
  refunded: sum,
  net: sum,
};
/** `label` is what a person reads: name of the cashier, of the shift with its day; else the key itself. */
const cut = z.array(z.strictObject({ key: z.string(), label: z.string(), ...collected }));

/** Which journals a report is made from, and until when. */
const scope = {
  scope: z.enum(['counter', 'facility']),
  /** The counter, or all of the facility's by name. */
  counterName: z.string(),
  /** Of several counters the one that is furthest behind. */
  dataUntil: epochMs,
};

const numbered = z.strictObject({ series: z.string(), number: z.int() });
const frozenRow = z.strictObject({
  report: id,
  from: day,
  to: day,
  rule: z.string(),
  asOf: epochMs,
  hash: z.string(),
  supplements: id.nullable(),
  /** What came since, on a line of its own; null when the stored bytes cannot be read. */
  since: z.strictObject(share).nullable(),
});

const voidedOfShift = numbered.extend({ total: sum, reason: z.string(), replacedBy: numbered.nullable() });

export const cashlessView = z.strictObject({
  ...scope,
  ...period,
  /** Version of the rule that says what counts; printed on every report. */
  rule: z.string(),
  ...share,
  byMethod: z.array(z.strictObject({ method: z.string(), ...counted })),
  byKind: z.array(z.strictObject({ method: z.string(), kind: z.string(), ...counted })),
  byCut: z.array(z.strictObject({ cut: z.string(), ...counted })),
  later: z.strictObject(counted),
  days: z.array(z.strictObject({ day, ...share })),
  target: z.strictObject({ from: day, low: z.int(), high: z.int() }).nullable(),
});

export const collectedView = z.strictObject({
  ...scope,
  ...period,
  total: z.strictObject(collected),
  byMethod: cut,
  byCashier: cut,
  byShift: cut,
  byGroup: cut,
  byUnit: cut,
  byOnBehalf: cut,
  byDay: cut,
  byMethodAndGroup: cut,
});

export const reportMethods = {
  /** First and last day of the period of this kind in which a day lies. */
  'report.period': method({
    request: z.strictObject({ kind: z.enum(periodKinds), day }),
    response: z.strictObject(period),
    capabilities: cashier,
    access: 'unlocked',
  }),
  /** Dated by payment. */
  'report.cashless': method({
    request: z.strictObject(period),
    response: cashlessView,
    capabilities: cashier,
    access: books,
  }),
  /** Báo cáo thu, dated by issue. */
  'report.collected': method({
    request: z.strictObject({
      ...period,
      onBehalf: z.boolean().optional(),
      cashier: id.optional(),
      shift: id.optional(),
      unit: z.string().max(60).optional(),
    }),
    response: collectedView,
    capabilities: cashier,
    access: books,
  }),
  /** Closed and open shifts that touch the period, to choose from. */
  'report.shifts': method({
    request: z.strictObject(period),
    response: z.strictObject({
      shifts: z.array(
        z.strictObject({
          shift: id,
          name: z.string(),
          cashierName: z.string(),
          openedAt: epochMs,
          closedAt: epochMs.nullable(),
          /** Opened on a day before the one on which it was closed, and not through one night. */
          forgotten: z.boolean(),
          z: id.nullable(),
          zNumber: z.int().nullable(),
          difference: signedAmount.nullable(),
          handedIn: sum.nullable(),
        }),
      ),
    }),
    capabilities: cashier,
    access: books,
  }),
  /** Voided, replaced and reprinted papers of a shift, those of earlier shifts apart, and what it carried over. */
  'report.shiftLists': method({
    request: z.strictObject({ shift: id }),
    response: z.strictObject({
      voided: z.array(voidedOfShift),
      earlier: z.array(voidedOfShift),
      reprinted: z.array(numbered.extend({ copies: z.int() })),
      carriedOver: z.array(
        z.strictObject({ kind: z.string(), ref: z.string(), amount: sum, since: epochMs }),
      ),
    }),
    capabilities: cashier,
    access: books,
  }),
  /** Bảng kê nộp tiền; `gap` is 0 when equation (c) of the design holds. */
  'report.handIn': method({
    request: z.strictObject({ z: id }),
    response: z.strictObject({
      z: id,
      papers: z.array(
        numbered.extend({
          document: id,
          kind: z.enum(['receipt', 'deposit']),
          amount: sum,
          replaces: numbered.nullable(),
          void: z.boolean(),
        }),
      ),
      papersTotal: sum,
      unlisted: sum,
      cashRefunds: sum,
      payIn: sum,
      payOut: sum,
      difference: sum,
      openingFloat: sum,
      nextFloat: sum,
      safeDrops: sum,
      handedIn: sum,
      gap: sum,
    }),
    capabilities: cashier,
    access: ['cashier', ...books],
  }),
  /** What each class owes; with a class, its pupils in the order of the list. */
  'report.arrears': method({
    request: z.strictObject({ unit: z.string().max(60).nullable() }),
    response: z.strictObject({
      classes: z.array(z.strictObject({ unit: z.string(), payers: z.int(), owing: z.int(), owed: sum })),
      payers: z.array(z.strictObject({ payer: z.string(), name: z.string(), code: z.string(), owed: sum })),
    }),
    capabilities: cashier,
    access: 'unlocked',
  }),
  /** Receipts with a line for one pupil or patient, the newest first. */
  'report.receiptsOf': method({
    request: z.strictObject({ payer: z.string().min(1).max(64) }),
    response: z.strictObject({
      receipts: z.array(
        numbered.extend({
          receipt: id,
          issueDate: day,
          total: sum,
          state: z.enum(['issued', 'void']),
          refunded: sum,
        }),
      ),
    }),
    capabilities: cashier,
    access: 'unlocked',
  }),
  /** Freezes the figures of a period, or what came since to one frozen before. */
  'report.freeze': method({
    request: z.strictObject({
      ...period,
      supplements: id.nullable(),
      /** The period is not over, and that is known. */
      early: z.boolean().optional(),
    }),
    response: z.strictObject({ report: id, hash: z.string(), asOf: epochMs }),
    capabilities: cashier,
    access: ['chief-accountant'],
  }),
  'report.frozen': method({
    request: nothing,
    response: z.strictObject({ reports: z.array(frozenRow) }),
    capabilities: cashier,
    access: books,
  }),
  /** The stored bytes, base64: always the same ones. */
  'report.frozenBytes': method({
    request: z.strictObject({ report: id }),
    response: z.strictObject({ hash: z.string(), content: z.string() }),
    capabilities: cashier,
    access: books,
  }),
} as const;
