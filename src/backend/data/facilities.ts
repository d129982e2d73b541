/** Facilities, and what people of the province see of them. */
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { FeedBody, FeedKind } from '../../shared/sync/index.ts';
import { type Backend, type Db, type Refused, transact } from '../backend.ts';
import { appendFeed } from './feed.ts';
import { type FacilityScope, type Person, visibleFacilities } from './scope.ts';

const mostRows = 500;

/** Makes a facility; its keys come with its first counter. */
export async function makeFacility(
  { db, ids, clock }: Pick<Backend, 'db' | 'ids' | 'clock'>,
  { name, kind }: { readonly name: string; readonly kind: 'hospital' | 'school' },
): Promise<{ facility: string }> {
  const facility = ids.next();
  await db
    .insertInto('facility')
    .values({ id: facility, name, kind, created_at: clock.now(), feed_epoch: ids.next() })
    .execute();
  return { facility };
}

/** Name and public keys. */
export async function facilityOf(db: Db, { facility }: FacilityScope) {
  const row = await db
    .selectFrom('facility')
    .selectAll()
    .where('id', '=', facility)
    .executeTakeFirstOrThrow();
  const { name, facility_key, sealing_key, sealing_kid } = row;
  return { facility, name, facilityKey: facility_key, sealingKey: sealing_key, sealingKid: sealing_kid };
}

/** Facilities a person may see, by name. */
export async function listFacilities(db: Db, person: Person) {
  const rows = await visibleFacilities(db, person)
    .select(['id', 'name', 'kind'])
    .orderBy('name')
    .limit(2_000)
    .execute();
  return { facilities: rows.map(({ id, name, kind }) => ({ facility: id, name, kind })) };
}

/** Counters of a facility: last contact, and how far their journal is here. */
export async function listCounters(db: Db, { facility }: FacilityScope) {
  const rows = await db
    .selectFrom('counter')
    .selectAll()
    .where('facility', '=', facility)
    .orderBy('name')
    .limit(mostRows)
    .execute();
  return {
    counters: rows.map((row) => ({
      ...{ counter: row.id, kind: row.kind, name: row.name, state: row.state },
      ...{ lastContactAt: row.last_contact_at, epoch: row.head_epoch, seq: row.head_seq },
    })),
  };
}

/** Credits in one state, oldest first. */
export async function listCredits(
  db: Db,
  { facility }: FacilityScope,
  state: 'expected' | 'taken' | 'unmatched' | 'debit',
) {
  const rows = await db
    .selectFrom('bank_line')
    .selectAll()
    .where('facility', '=', facility)
    .where('state', '=', state)
    .orderBy('paid_at')
    .limit(mostRows)
    .execute();
  return {
    credits: rows.map((row) => ({
      ...{
        credit: row.id,
        account: `${row.bin}-${row.number}`,
        reference: row.reference,
        amount: row.amount,
      },
      ...{ paidAt: row.paid_at, state: row.state, contradictedBy: row.case_amount, tender: row.tender },
    })),
  };
}

/** Puts a list or a proposal of the province into a facility's feed. */
export async function publish<Kind extends FeedKind>(
  { db, ids, clock }: Backend,
  scope: FacilityScope,
  kind: Kind,
  body: FeedBody<Kind>,
): Promise<Result<{ item: string }, Refused>> {
  const item = ids.next();
  return await transact(db, async (tx) => {
    await appendFeed(tx, scope, { id: item, at: clock.now(), kind, body });
    return ok({ item });
  });
}
