/** Lists over all facilities a person may see: counters, and credits that are nobody's yet. */
import type { Db } from '../backend.ts';
import { type Person, visibleFacilities } from '../data/scope.ts';

/** A page shows no more at once; the rest is behind the facility. */
const mostRows = 1_000;

/** Counters, those silent longest first. */
export async function countersSeen(db: Db, person: Person) {
  const rows = await db
    .selectFrom('counter')
    .innerJoin('facility', 'facility.id', 'counter.facility')
    .select(['counter.id', 'counter.kind', 'counter.name', 'counter.state', 'counter.facility'])
    .select(['counter.last_contact_at', 'counter.waiting', 'counter.waiting_since'])
    .select(['counter.fault', 'counter.fault_at'])
    .select(['counter.head_epoch', 'counter.head_seq', 'counter.head_hash', 'facility.name as facility_name'])
    .where('counter.facility', 'in', visibleFacilities(db, person).select('id'))
    .orderBy('counter.last_contact_at')
    .orderBy('counter.id')
    .limit(mostRows)
    .execute();
  return {
    counters: rows.map((row) => ({
      ...{ facility: row.facility, facilityName: row.facility_name, ...counterRow(row) },
    })),
  };
}

interface CounterColumns {
  readonly id: string;
  readonly kind: 'counter' | 'accountant-desk';
  readonly name: string;
  readonly state: 'active' | 'revoked';
  readonly last_contact_at: number | null;
  readonly waiting: number | null;
  readonly waiting_since: number | null;
  readonly fault: string | null;
  readonly fault_at: number | null;
  readonly head_epoch: number | null;
  readonly head_seq: number | null;
  readonly head_hash: string | null;
}

/** A counter as the page shows it. */
export function counterRow(row: CounterColumns) {
  return {
    ...{ counter: row.id, kind: row.kind, name: row.name, state: row.state },
    ...{ lastContactAt: row.last_contact_at, waiting: row.waiting, waitingSince: row.waiting_since },
    ...{ fault: row.fault, faultAt: row.fault_at },
    ...{ epoch: row.head_epoch, seq: row.head_seq, hash: row.head_hash?.slice(-8) ?? null },
  };
}

/** Credits no code and no person has matched, oldest first. What the other side wrote is not here: it is sealed. */
export async function unmatchedSeen(db: Db, person: Person) {
  const rows = await db
    .selectFrom('bank_line')
    .innerJoin('facility', 'facility.id', 'bank_line.facility')
    .select(['bank_line.id', 'bank_line.facility', 'facility.name', 'bank_line.bin', 'bank_line.number'])
    .select(['bank_line.reference', 'bank_line.amount', 'bank_line.paid_at', 'bank_line.provider'])
    .where('bank_line.state', '=', 'unmatched')
    .where('bank_line.facility', 'in', visibleFacilities(db, person).select('id'))
    .orderBy('bank_line.paid_at')
    .limit(mostRows)
    .execute();
  return {
    credits: rows.map((row) => ({
      ...{ credit: row.id, facility: row.facility, facilityName: row.name },
      ...{ account: `${row.bin}-${row.number}`, reference: row.reference, amount: row.amount },
      ...{ paidAt: row.paid_at, provider: row.provider },
    })),
  };
}
