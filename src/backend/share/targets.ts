/** Bands of the cashless share to reach, each from its day on, for some or all facilities (R9–R11). */
import type { Selectable } from 'kysely';
import { z } from 'zod';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { type Backend, type Db, type Refused, refused } from '../backend.ts';
import { publish } from '../data/facilities.ts';
import { scopeOfTarget } from '../data/scope.ts';
import type { TargetTable } from '../database/schema-province.ts';

export interface Band {
  readonly from: string;
  /** Per cent. */
  readonly low: number;
  readonly high: number;
  readonly source: string;
}

type Target = Selectable<TargetTable>;

/** What of a facility decides which band holds for it. */
export interface TargetOf {
  readonly facility: string;
  readonly kind: 'hospital' | 'school';
  readonly urban: boolean | null;
}

/** All bands; there are few. */
export async function allTargets(db: Db): Promise<readonly Target[]> {
  return await db.selectFrom('target').selectAll().orderBy('from_day').orderBy('made_at').execute();
}

/** How closely a band speaks of a facility; null when it does not. */
function closeness(target: Target, { facility, kind, urban }: TargetOf): number | null {
  if (target.facility !== null) return target.facility === facility ? 4 : null;
  if (target.area !== null && target.area !== kind) return null;
  if (target.urban !== null && target.urban !== urban) return null;
  return (target.area === null ? 0 : 1) + (target.urban === null ? 0 : 2);
}

/** The band in force on a day: the newest that speaks of the facility; of one day's, the closest. */
export function bandAt(targets: readonly Target[], of: TargetOf, day: string): Band | null {
  let best: { target: Target; close: number } | null = null;
  for (const target of targets) {
    const close = closeness(target, of);
    if (close === null || target.from_day > day) continue;
    if (best === null || target.from_day > best.target.from_day || close >= best.close) {
      best = { target, close };
    }
  }
  if (best === null) return null;
  const { from_day, low, high, source } = best.target;
  return { from: from_day, low, high, source };
}

const percent = z.int().min(0).max(100);

/** A band to set: for one facility, or by area and by urban or other ones; null means whichever. */
export const newTarget = z.strictObject({
  facility: z.uuid().nullable().default(null),
  area: z.enum(['hospital', 'school']).nullable().default(null),
  urban: z.boolean().nullable().default(null),
  from: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  low: percent,
  high: percent,
  /** The decision it stands in. */
  source: z.string().max(200).default(''),
});
export type NewTarget = z.output<typeof newTarget>;

/** Sets a band and tells every facility it speaks of, by its feed. `malformed` when it is no band. */
export async function setTarget(
  backend: Backend,
  target: NewTarget,
): Promise<Result<{ told: number }, Refused>> {
  const { facility, area, urban, from, low, high, source } = target;
  if (low > high || (facility !== null && (area !== null || urban !== null))) return refused('malformed');
  const row = { id: backend.ids.next(), facility, area, urban, low, high, source };
  await backend.db
    .insertInto('target')
    .values({ ...row, from_day: from, made_at: backend.clock.now() })
    .execute();
  let query = backend.db.selectFrom('facility').select('id');
  if (facility !== null) query = query.where('id', '=', facility);
  if (area !== null) query = query.where('kind', '=', area);
  if (urban !== null) query = query.where('urban', '=', urban);
  const spoken = await query.execute();
  for (const { id } of spoken) {
    const done = await publish(backend, scopeOfTarget({ facility: id }), 'target', { from, low, high });
    if (!done.ok) return done;
  }
  return ok({ told: spoken.length });
}
