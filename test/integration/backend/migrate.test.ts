/** Steps of the schema on a real PostgreSQL. */
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isCurrent, migrate, migrations } from '../../../src/backend/database/migrate.ts';
import type { BackendTables } from '../../../src/backend/database/schema.ts';
import { realClock } from '../../../src/main/ports/real.ts';
import { startInstance } from '../../support/backend/instances.ts';
import { startPostgres, type TestPostgres } from '../../support/backend/postgres.ts';

let server: TestPostgres;
const opened: Kysely<BackendTables>[] = [];

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(async () => {
  for (const db of opened) await db.destroy();
  server?.stop();
});

async function empty(): Promise<{ db: Kysely<BackendTables>; url: string }> {
  const url = await server.makeDatabase();
  const db = new Kysely<BackendTables>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url }) }),
  });
  opened.push(db);
  return { db, url };
}

const clock = realClock();

describe('migrate', () => {
  it('takes every step once, also when several start at the same time', async () => {
    const { db } = await empty();
    const taken = await Promise.all([migrate(db, clock), migrate(db, clock), migrate(db, clock)]);
    const numbers = taken.flatMap((one) => (one.ok ? one.value : [-1]));
    expect(numbers).toEqual(migrations.map(({ number }) => number));
    expect(await isCurrent(db)).toBe(true);
  });

  it('keeps the people and counters of the first version', async () => {
    const { db } = await empty();
    await migrate(db, clock, migrations.slice(0, 1));
    const id = '019a0000-0000-7000-8000-000000000001';
    await sql`insert into person (id, login, password, role, created_at)
      values (${id}, 'quan-tri', 'x', 'operator', 0)`.execute(db);
    await sql`insert into facility (id, name, kind, created_at, feed_epoch)
      values (${id}, 'Trường Mẫu', 'school', 0, ${id})`.execute(db);
    await sql`insert into counter (id, facility, kind, name, counter_key, vouch, state, head_epoch, head_seq,
        head_hash, enrolled_at)
      values (${id}, ${id}, 'counter', 'Quầy 1', 'k', 'v', 'active', 1, 9, 'h', 0)`.execute(db);
    expect(await migrate(db, clock)).toEqual({
      ok: true,
      value: migrations.slice(1).map(({ number }) => number),
    });
    expect(await db.selectFrom('person').select(['login', 'name']).execute()).toEqual([
      { login: 'quan-tri', name: '' },
    ]);
    // Its journal is still to be added up.
    const counter = await db
      .selectFrom('counter')
      .select(['head_seq', 'summed_seq'])
      .executeTakeFirstOrThrow();
    expect([Number(counter.head_seq), counter.summed_seq]).toEqual([9, null]);
  });

  it('takes all back when one step fails', async () => {
    const { db } = await empty();
    const broken = {
      number: 2,
      name: 'broken',
      statements: ['create table half (a integer)', 'no sql at all'],
    };
    await expect(migrate(db, clock, [...migrations, broken])).rejects.toThrow('syntax');
    const { rows } = await sql`select 1 from information_schema.tables where table_schema = 'public'`.execute(
      db,
    );
    expect(rows).toEqual([]);
  });

  it('leaves a database alone that a newer version or another program has changed', async () => {
    const { db, url } = await empty();
    const next = {
      number: migrations.length + 1,
      name: 'next',
      statements: ['create table newer (a integer)'],
    };
    await migrate(db, clock, [...migrations, next]);
    expect(await migrate(db, clock)).toMatchObject({ ok: false, reason: { code: 'newer-than-known' } });
    expect(await isCurrent(db)).toBe(false);
    await expect(startInstance({ url })).rejects.toThrow('database-newer');
    const other = migrations.map((one) => ({ ...one, name: 'other' }));
    expect(await migrate(db, clock, other)).toMatchObject({ ok: false, reason: { code: 'other-history' } });
  });

  it('refuses a server that acknowledges before it has written', async () => {
    const { db, url } = await empty();
    await sql
      .raw(`alter database ${new URL(url).pathname.slice(1)} set synchronous_commit = off`)
      .execute(db);
    await expect(startInstance({ url })).rejects.toThrow('database-unreachable');
  });

  it('refuses another deployment’s secret', async () => {
    const { url } = await empty();
    const first = await startInstance({ url });
    await first.stop();
    const { openBackend } = await import('../../../src/backend/start.ts');
    const config = {
      ...{ host: '127.0.0.1', port: 0, trustProxy: [], rateFactor: 1, province: 'Tỉnh Mẫu', pages: '/' },
      upstreamUrl: null,
      database: { is: 'postgresql', url, secret: 'another secret that is long enough, too' },
    } as const;
    const random = { bytes: (length: number) => new Uint8Array(length) };
    const refused = await openBackend({ clock, random, write: () => undefined }, config);
    expect(refused).toEqual({ ok: false, reason: 'wrong-secret' });
  });
});
