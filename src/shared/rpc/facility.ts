/** The whole facility from the journals that are here: figures of all counters, and cases for a person to judge. */
import { z } from 'zod';
import { method } from './define.ts';
import { amount, approvalInput, day, epochMs, id, nothing, shortText, signedAmount } from './shapes.ts';

const cashier = ['cashier'] as const;
const books = ['treasurer', 'accountant', 'chief-accountant', 'administrator'] as const;
/** Who says what becomes of a case; money cases of a counter are seen by everybody there. */
const judges = ['accountant', 'chief-accountant', 'administrator'] as const;

const sum = z.int();
const share = z.strictObject({ count: sum, cashlessCount: sum, amount: sum, cashlessAmount: sum });
const collected = z.strictObject({
  issued: sum,
  issuedCount: sum,
  voided: sum,
  voidedCount: sum,
  refunded: sum,
  net: sum,
});

export const facilityView = z.strictObject({
  from: day,
  to: day,
  /** Version of the rule that says what counts. */
  rule: z.string(),
  counters: z.array(
    z.strictObject({
      counter: id,
      name: z.string(),
      machine: z.enum(['counter', 'accountant-desk']),
      own: z.boolean(),
      /** Số liệu đến. */
      untilMs: epochMs.nullable(),
      /** Its journal is not taken further here: this program is too old for it. */
      stalled: z.boolean(),
      revoked: z.boolean(),
      collected,
      share,
    }),
  ),
  total: z.strictObject({ collected, share }),
  byMethod: z.array(z.strictObject({ method: z.string(), count: sum, amount: sum })),
  target: z.strictObject({ from: day, low: z.int(), high: z.int() }).nullable(),
});
export type FacilityView = z.output<typeof facilityView>;

const caseReceipt = z.strictObject({
  /** A phiếu chi, or money that was asked back and has no paper yet, only of `refund-twice`. */
  kind: z.enum(['receipt', 'voucher', 'asked']),
  counterName: z.string(),
  own: z.boolean(),
  number: z.string(),
  issueDate: day,
  amount,
});

export const caseView = z.strictObject({
  case: id,
  /** Of the feed item, or `bill-twice`, `credit-twice`, `refund-twice`. */
  kind: z.string(),
  reason: z.string(),
  at: epochMs,
  /** The bill, and whose it is in the lists. */
  about: z.string().nullable(),
  /** Money it is about, where it is about money. */
  amount: signedAmount.nullable(),
  /** Of `bill-twice`: what was owed, and both receipts; of `refund-twice` what had come, and both vouchers. */
  owed: amount.nullable(),
  receipts: z.array(caseReceipt),
  /** Of a proposal: which setting, what is in force and what would be, as the journal has them; null when it cannot be read here. */
  proposal: z.strictObject({ key: z.string(), value: z.unknown(), before: z.unknown() }).nullable(),
});
export type CaseView = z.output<typeof caseView>;

export const facilityMethods = {
  /** Figures of all counters whose journals are here. */
  'facility.view': method({
    request: z.strictObject({ from: day, to: day }),
    response: facilityView,
    capabilities: cashier,
    access: books,
  }),
  'case.list': method({
    request: nothing,
    response: z.strictObject({ cases: z.array(caseView).max(500) }),
    capabilities: cashier,
    access: 'unlocked',
  }),
  /** Judged, with a reason; it is shown no more. Proposals have their own two methods. */
  'case.settle': method({
    request: z.strictObject({ case: id, text: shortText }),
    response: nothing,
    capabilities: cashier,
    access: judges,
  }),
  /** The administrator signed in accepts, the chief accountant by PIN: two people, or nothing happens. */
  'proposal.accept': method({
    request: z.strictObject({ case: id, approval: approvalInput }),
    response: nothing,
    capabilities: cashier,
    access: ['administrator'],
  }),
  'proposal.refuse': method({
    request: z.strictObject({ case: id, text: shortText }),
    response: nothing,
    capabilities: cashier,
    access: ['administrator', 'chief-accountant'],
  }),
} as const;
