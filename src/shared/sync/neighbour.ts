/**
 * What neighbour systems of a facility (its hospital or school system) send and read: payers, bills, payments
 * (docs/protocol/neighbours.md). Whatever names a person or a service comes sealed for the facility; the rest is public.
 */
import { z } from 'zod';
import { date, instant, positive, signed, word } from '../journal/define.ts';
import { syncLimits } from './limits.ts';
import { sealedPart } from './push.ts';

/** How a counter names payers and bills of its own lists; ids of neighbours must look different. */
const ownReference = /^[0-9a-hjkmnp-tv-z]{26}$/;

/** Whether a bill named in a journal is of a list read at a counter. Any other may be a neighbour's. */
export function isListReference(bill: string): boolean {
  return ownReference.test(bill);
}

/** The neighbour's own id, the same for ever. It stands in the clear: no name, no number a person is known by. */
const ownId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$/)
  .refine((id) => !isListReference(id), 'looks like a reference of a counter');

/** Grows with every change; a count or the time of the change. */
const version = z.int().min(1);

export const neighbourPayer = z.strictObject({
  payer: ownId,
  version,
  state: z.enum(['active', 'gone']),
  /** {@link payerPrivate} under `sub` = {@link sealSubject}. */
  sealed: sealedPart.nullable(),
});
export type NeighbourPayer = z.output<typeof neighbourPayer>;

export const neighbourBill = z.strictObject({
  bill: ownId,
  payer: ownId,
  version,
  state: z.enum(['owed', 'cancelled']),
  /** Fee group, as reports add up: never the name of a service. */
  group: word,
  amount: positive,
  dueDate: date.nullable(),
  /** Collected for somebody else (thu hộ). */
  onBehalf: z.boolean(),
  /** {@link billPrivate} under `sub` = {@link sealSubject}. */
  sealed: sealedPart.nullable(),
});
export type NeighbourBill = z.output<typeof neighbourBill>;

/** Body of `POST /v1/neighbour/payers`. */
export const neighbourPayers = z.strictObject({
  payers: z.array(neighbourPayer).min(1).max(syncLimits.neighbourItems),
});

/** Body of `POST /v1/neighbour/bills`. */
export const neighbourBills = z.strictObject({
  bills: z.array(neighbourBill).min(1).max(syncLimits.neighbourItems),
});

/** What the protected header of a seal names as `sub`. */
export function sealSubject(id: string, itsVersion: number): string {
  return `${id}:${itsVersion}`;
}

const name = z.string().min(1).max(200);
const short = z.string().min(1).max(60);

/** Plain text under the seal of a payer. */
export const payerPrivate = z.strictObject({
  name,
  /** By which the cashier finds them: patient or pupil code. */
  code: short,
  unit: short.nullable().default(null),
  birthDate: date.nullable().default(null),
  gender: short.nullable().default(null),
  address: z.string().min(1).max(300).nullable().default(null),
  /** Whoever usually pays for them. */
  payerName: name.nullable().default(null),
  /** Further numbers they are found by. */
  identities: z.array(short).max(10).default([]),
});

/** Plain text under the seal of a bill. */
export const billPrivate = z.strictObject({
  /** What it is for, as the receipt says it. */
  service: name,
  visit: short.nullable().default(null),
  period: short.nullable().default(null),
  note: z.string().min(1).max(300).nullable().default(null),
});

/**
 * What became of one: `stored`; `same`, known with this version; `older`, a newer version is known; `differs`, known with
 * this version and other content, so raise the version; `seal-wrong`, sealed to another key or for another id or version.
 * Only `stored` has written anything.
 */
const outcome = z.enum(['stored', 'same', 'older', 'differs', 'seal-wrong']);
export type NeighbourOutcome = z.output<typeof outcome>;

/** Answer to payers, in their order. */
export const payersAnswer = z.strictObject({
  results: z.array(z.strictObject({ payer: z.string(), outcome, version: z.int() })),
});

/**
 * Answer to bills, in their order. `paid` is what counters took for it as far as they have told; a cancellation does not
 * change it.
 */
export const billsAnswer = z.strictObject({
  results: z.array(z.strictObject({ bill: z.string(), outcome, version: z.int(), paid: signed })),
});

/** One line of a receipt, taken back with a minus. By `id` once, also after a restore. */
const payment = z.strictObject({
  position: z.int().min(1),
  id: z.string().max(80),
  kind: z.enum(['paid', 'voided', 'refunded']),
  /** Null for a refund, which is of the whole receipt. */
  bill: z.string().max(64).nullable(),
  amount: signed,
  receipt: z.string(),
  series: z.string().max(40).nullable(),
  number: z.int().nullable(),
  /** Day on the paper; of a void or refund the day it was done. */
  day: date,
  /** When the money came, or went back. */
  at: instant,
  /** How the receipt as a whole was paid. */
  methods: z.array(z.strictObject({ method: z.string().max(40), amount: positive })).max(100),
  /** Of a void: the receipt issued in its place. */
  replacedBy: z.string().nullable(),
});
export type NeighbourPayment = z.output<typeof payment>;

/** Answer of `GET /v1/neighbour/payments?epoch=…&after=…&limit=…`. */
export const paymentsPage = z.strictObject({
  /** Changes when the backend was restored: read again from the beginning then. */
  epoch: z.string(),
  payments: z.array(payment),
  last: z.int().min(0),
  more: z.boolean(),
});

/** Answer of `GET /v1/neighbour/key`: a public JWK, and the print to compare with the facility's recovery sheet. */
export const keyAnswer = z.strictObject({
  facility: z.string(),
  key: z.strictObject({
    ...{ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string(), kid: z.string() },
  }),
});
