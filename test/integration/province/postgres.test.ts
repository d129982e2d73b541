/** The same on PostgreSQL: the share to the đồng, and what a province of 2,000 facilities costs to look at (docs/size.md). */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Instance, startInstance } from '../../support/backend/instances.ts';
import { get } from '../../support/backend/paper-counter.ts';
import { PaperDays } from '../../support/backend/paper-days.ts';
import { startPostgres, type TestPostgres } from '../../support/backend/postgres.ts';
import { newCounter, newFacility, newPerson } from '../../support/backend/province.ts';
import { recountShare } from '../../support/backend/recount-share.ts';
import { seed } from '../../support/check.ts';

const facilities = 2_000;
let server: TestPostgres;
let one: Instance;
let token: string;

beforeAll(async () => {
  console.log(`seed ${seed}`);
  server = await startPostgres();
  one = await startInstance({ url: await server.makeDatabase() });
  token = await newPerson(one, 'tinh', 'province');
});
afterAll(async () => {
  await one?.stop();
  server?.stop();
});

async function timed<T>(run: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const from = performance.now();
  const value = await run();
  return { value, ms: Math.round(performance.now() - from) };
}

const overviewOf = async (from: string, to: string) =>
  (await get(`${one.url}/v1/overview?from=${from}&to=${to}`, token)).json as unknown as {
    facilities: object[];
    byMethod: { method: string; count: number; amount: number }[];
  };

describe('on PostgreSQL', () => {
  it('the share is what the journal says, to the đồng', async () => {
    const counter = await newCounter(one, await newFacility(one, 'hospital'), 1);
    const days = new PaperDays(counter, seed, Date.UTC(2026, 3, 1));
    for (let act = 0; act < 300; act += 1) days.anything();
    const { length } = counter.journal;
    const { ms } = await timed(async () => {
      for (let at = 0; at < length; at += 500) await counter.pushed(one.url, at, Math.min(at + 500, length));
    });
    const size = await sql<{ bytes: number }>`
      select pg_total_relation_size('entry') + pg_total_relation_size('pay_tender')
        + pg_total_relation_size('pay_collection') as bytes`.execute(one.opened.backend.db);
    console.log(
      `${length} entries pushed in ${ms} ms, ${Math.round((size.rows[0]?.bytes ?? 0) / length)} bytes each`,
    );
    const methods = new Map<string, { count: number; amount: number }>();
    for (const [key, { count, amount }] of recountShare(counter.journal.map(({ entry }) => entry))) {
      const method = key.slice(8);
      const before = methods.get(method) ?? { count: 0, amount: 0 };
      methods.set(method, { count: before.count + count, amount: before.amount + amount });
    }
    const { byMethod } = await overviewOf('2026-01', '2026-12');
    expect(byMethod).toEqual(
      [...methods].sort(([a], [b]) => (a < b ? -1 : 1)).map(([method, cell]) => ({ method, ...cell })),
    );
  });

  it('2,000 facilities are looked at in well under the time a person waits', async () => {
    const { db } = one.opened.backend;
    await sql`
      insert into facility (id, name, kind, created_at, feed_epoch)
      select gen_random_uuid(), 'Trường Mẫu ' || n, case when n % 3 = 0 then 'hospital' else 'school' end, 0,
        gen_random_uuid()
      from generate_series(1, ${facilities}::integer) n`.execute(db);
    await sql`
      insert into pay_month (facility, counter, month, method, kind, cut, count, amount, later_count, later_amount)
      select facility.id, facility.id, '2026-' || lpad(m::text, 2, '0'), method, 'transfer', cut, 100, 5000000, 0, 0
      from facility, generate_series(1, 12) m, unnest(array['cash', 'qr', 'card', 'website']) method,
        unnest(array['own', 'on-behalf']) cut`.execute(db);
    await sql`analyze`.execute(db);
    const month = await timed(() => overviewOf('2026-11', '2026-11'));
    const year = await timed(() => overviewOf('2026-01', '2026-12'));
    console.log(`${facilities} facilities: a month in ${month.ms} ms, a year in ${year.ms} ms`);
    expect(month.value.facilities).toHaveLength(facilities + 1);
    // Wide of what is measured, for a machine that does much else.
    expect(year.ms).toBeLessThan(10_000);
  });
});
