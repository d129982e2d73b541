/** Answers of the province's routes: the backend documents them, its page reads them. */
import { z } from 'zod';
import { yearlyFigures } from './figures.ts';

const uuid = z.uuid();
const moment = z.int().nullable();
const share = { count: z.int(), cashlessCount: z.int(), amount: z.int(), cashlessAmount: z.int() };
const counted = { count: z.int(), amount: z.int() };
const band = z.object({ from: z.string(), low: z.int(), high: z.int(), source: z.string() }).nullable();
const kind = z.enum(['hospital', 'school']);
const standing = { name: z.string(), kind, tier: z.string().nullable(), urban: z.boolean().nullable() };
const paid = z.object({ method: z.string(), ...counted });

export const role = z.enum(['operator', 'province', 'department', 'facility']);

export const greeting = z.object({
  ...{ login: z.string(), name: z.string(), role, area: kind.nullable(), facility: uuid.nullable() },
  ...{ province: z.string(), rule: z.string(), now: z.int() },
});

const unmatchedSum = z.object({ ...counted, oldestAt: moment });

export const overview = z.object({
  ...{ from: z.string(), to: z.string(), rule: z.string(), now: z.int() },
  facilities: z.array(
    z.object({
      ...{ facility: uuid, ...standing, ...share, methods: z.array(z.string()), target: band },
      ...{ counters: z.int(), lastContactAt: moment, waiting: moment, chain: z.boolean().nullable() },
      unmatched: unmatchedSum,
    }),
  ),
  byMethod: z.array(paid),
  total: z.object(share),
});

const counter = {
  ...{ counter: uuid, kind: z.string(), name: z.string(), state: z.string(), lastContactAt: moment },
  ...{ waiting: moment, waitingSince: moment, fault: z.string().nullable(), faultAt: moment },
  ...{ epoch: moment, seq: moment, hash: z.string().nullable() },
};

export const counters = z.object({
  counters: z.array(z.object({ facility: uuid, facilityName: z.string(), ...counter })),
});

export const unmatched = z.object({
  credits: z.array(
    z.object({
      ...{ credit: uuid, facility: uuid, facilityName: z.string(), account: z.string() },
      ...{ reference: z.string(), amount: z.int(), paidAt: z.int(), provider: z.string() },
    }),
  ),
});

export const facility = z.object({
  ...{ facility: uuid, ...standing, month: z.string() },
  months: z.array(z.object({ month: z.string(), ...share, target: band })),
  byMethod: z.array(paid),
  ...{ onBehalf: z.object(counted), deposits: z.object(counted), later: z.object(counted) },
  methods: z.array(
    z.object({ method: z.string(), since: z.string().nullable(), ...counted, lastAt: moment }),
  ),
  counters: z.array(z.object(counter)),
  unmatched: unmatchedSum,
  disputes: z.object({ count: z.int(), deadline: z.string().nullable() }),
  receipts: z.object({ issued: z.int(), voided: z.int() }),
});

export const receipts = z.object({
  receipts: z.array(
    z.object({
      ...{ receipt: uuid, series: z.string(), number: z.string(), at: z.int(), counter: z.string() },
      ...{ groups: z.array(z.string()), methods: z.array(z.string()), total: z.int() },
      voidedOn: z.string().nullable(),
    }),
  ),
  more: z.boolean(),
});

export const reports = z.object({
  reports: z.array(
    z.object({
      ...{ report: uuid, area: kind.nullable(), year: z.int(), from: z.string(), to: z.string() },
      ...{ rule: z.string(), asOf: z.int(), supplements: uuid.nullable(), hash: z.string() },
      ...{ madeBy: z.string(), total: z.object(share), facilities: z.int() },
    }),
  ),
});

export const report = z.object({
  ...{ report: uuid, hash: z.string(), figures: yearlyFigures },
  since: z.object(share).nullable(),
  supplements: z.array(z.object({ asOf: z.int(), ...share })),
});

/** The book of acts, the newest first. */
export const acts = z.object({
  acts: z.array(
    z.object({
      ...{ id: uuid, at: z.int(), login: z.string().nullable(), act: z.string() },
      ...{ facility: uuid.nullable(), facilityName: z.string().nullable(), subject: z.string().nullable() },
    }),
  ),
});
