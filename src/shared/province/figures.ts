/** What a yearly report says (R9–R12); the backend freezes it, the page shows it. */
import { z } from 'zod';

const share = { count: z.int(), cashlessCount: z.int(), amount: z.int(), cashlessAmount: z.int() };
const band = z.strictObject({ from: z.string(), low: z.int(), high: z.int(), source: z.string() });

/** A group of facilities whose figures the plans ask for apart. */
const groupRow = z.strictObject({
  group: z.enum(['all', 'hospital', 'school', 'hospital-urban', 'school-urban', 'hospital-province']),
  facilities: z.int(),
  /** With a counter that has sent its journal. */
  working: z.int(),
  /** With at least three of the four methods in use. */
  ready: z.int(),
  ...share,
});

export const yearlyFigures = z.strictObject({
  province: z.string(),
  area: z.enum(['hospital', 'school']).nullable(),
  year: z.int(),
  from: z.string(),
  to: z.string(),
  rule: z.string(),
  asOf: z.int(),
  madeBy: z.string(),
  /** The report this one adds to: then every figure is what came since. */
  supplements: z.uuid().nullable(),
  groups: z.array(groupRow),
  facilities: z.array(
    z.strictObject({
      ...{ facility: z.uuid(), name: z.string(), kind: z.enum(['hospital', 'school']) },
      ...{ tier: z.string().nullable(), urban: z.boolean().nullable(), methods: z.array(z.string()) },
      ...{ target: band.nullable(), working: z.boolean() },
      /** The counter silent longest; null while one was never heard of. */
      lastContactAt: z.int().nullable(),
      ...share,
    }),
  ),
  months: z.array(z.strictObject({ month: z.string(), ...share })),
  byMethod: z.array(z.strictObject({ method: z.string(), count: z.int(), amount: z.int() })),
  byCut: z.array(z.strictObject({ cut: z.string(), count: z.int(), amount: z.int() })),
  /** Given back on a later day than paid: stands apart. */
  later: z.strictObject({ count: z.int(), amount: z.int() }),
});
export type YearlyFigures = z.output<typeof yearlyFigures>;
