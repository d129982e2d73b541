import { join } from 'node:path';
import { type Generated, sql } from 'kysely';
import { expect, expectTypeOf, onTestFinished, test } from 'vitest';
import { type Database, openDatabase } from '../../../src/main/store/database.ts';
import { type Placeholders, statement } from '../../../src/main/store/statement.ts';
import { transact } from '../../../src/main/store/transact.ts';
import { InvariantBroken } from '../../../src/shared/kernel/assert.ts';
import { folderForTest } from './folder-for-test.ts';

interface Tables {
  lines: {
    id: Generated<number>;
    bill: string;
    amount: number;
    note: string | null;
    salt: Uint8Array | null;
  };
}

function open(): Database<Tables> {
  const database = openDatabase<Tables>({
    path: join(folderForTest(), 'a.db'),
    migrations: [
      {
        number: 1,
        name: 'lines',
        up(connection) {
          connection.exec(
            'create table lines (id integer primary key, bill text not null unique, amount integer not null, note text, salt blob) strict',
          );
        },
      },
    ],
  });
  onTestFinished(() => database.close());
  return database;
}

type NewLine = { bill: string; amount: number; note: string | null };

const insertLine = (database: Database<Tables>) =>
  statement(database, (query, p: Placeholders<NewLine>) =>
    query
      .insertInto('lines')
      .values({ bill: p.bill, amount: p.amount, note: p.note })
      .returning(['id', 'amount']),
  );

test('insert with returning: the row type is inferred from the query', () => {
  const insert = insertLine(open());
  const row = insert.get({ bill: 'HD1', amount: 5_000_000_000, note: null });
  expectTypeOf(row).toEqualTypeOf<{ id: number; amount: number } | undefined>();
  expect(row).toEqual({ id: 1, amount: 5_000_000_000 });
});

test('select: fixed values and repeated parameters keep their order', () => {
  const database = open();
  const insert = insertLine(database);
  for (const [index, note] of ['a', null, 'b', 'a'].entries()) {
    insert.get({ bill: `HD${index}`, amount: index * 1000, note });
  }
  const find = statement(database, (query, p: Placeholders<{ note: string; least: number; limit: number }>) =>
    query
      .selectFrom('lines')
      .select(['bill', 'note'])
      .where((is) => is.or([is('note', '=', p.note), is('note', 'is', null)]))
      .where('amount', '>=', p.least)
      .where('amount', '<', 1_000_000)
      .where((is) => is.or([is('note', '=', p.note), is('amount', '>', 0)]))
      .orderBy('bill')
      .limit(p.limit),
  );
  const rows = find.all({ note: 'a', least: 500, limit: 10 });
  expectTypeOf(rows).toEqualTypeOf<{ bill: string; note: string | null }[]>();
  expect(rows).toEqual([
    { bill: 'HD1', note: null },
    { bill: 'HD3', note: 'a' },
  ]);
  expect(find.all({ note: 'a', least: 500, limit: 1 })).toHaveLength(1);
  expect([...find.iterate({ note: 'a', least: 0, limit: 10 })]).toHaveLength(3);
  expect(find.get({ note: 'z', least: 999_999, limit: 1 })).toBeUndefined();
});

test('upsert, update, delete say how many rows they changed', () => {
  const database = open();
  const upsert = statement(database, (query, p: Placeholders<NewLine>) =>
    query
      .insertInto('lines')
      .values({ bill: p.bill, amount: p.amount, note: p.note })
      .onConflict((on) => on.column('bill').doUpdateSet({ amount: p.amount })),
  );
  expect(upsert.run({ bill: 'HD1', amount: 1, note: null })).toEqual({ changes: 1 });
  expect(upsert.run({ bill: 'HD1', amount: 2, note: null })).toEqual({ changes: 1 });
  const update = statement(database, (query, p: Placeholders<{ plus: number }>) =>
    query.updateTable('lines').set((is) => ({ amount: is('amount', '+', p.plus) })),
  );
  expect(update.run({ plus: 40 })).toEqual({ changes: 1 });
  const all = statement(database, (query) => query.selectFrom('lines').select('amount'));
  expect(all.all()).toEqual([{ amount: 42 }]);
  const remove = statement(database, (query, p: Placeholders<{ bill: string }>) =>
    query.deleteFrom('lines').where('bill', '=', p.bill),
  );
  expect(remove.run({ bill: 'none' })).toEqual({ changes: 0 });
  expect(remove.run({ bill: 'HD1' })).toEqual({ changes: 1 });
});

test('raw SQL takes the same parameters; whole numbers are INTEGER in SQL, not REAL', () => {
  const database = open();
  const divide = statement(database, (query, p: Placeholders<{ a: number; b: number }>) =>
    sql<{ kind: string; half: number }>`select typeof(${p.a}) as kind, ${p.a} / ${p.b} as half`.compile(
      query,
    ),
  );
  expect(divide.get({ a: 7, b: 2 })).toEqual({ kind: 'integer', half: 3 });
});

test('bytes come back as bytes', () => {
  const database = open();
  const insert = statement(database, (query, p: Placeholders<{ bill: string; salt: Uint8Array }>) =>
    query.insertInto('lines').values({ bill: p.bill, amount: 0, salt: p.salt }).returning('salt'),
  );
  const salt = new Uint8Array([0, 255, 7]);
  expect(Buffer.from(insert.get({ bill: 'HD1', salt })?.salt ?? []).equals(salt)).toBe(true);
});

test('what SQLite would store as something else is refused', () => {
  const database = open();
  const insert = insertLine(database);
  for (const amount of [undefined, Number.NaN, 0.5, Number.POSITIVE_INFINITY, 2 ** 53, true]) {
    expect(() => insert.get({ bill: 'HD1', amount: amount as number, note: null })).toThrow(InvariantBroken);
  }
  const rows = statement(database, (query) => query.selectFrom('lines').selectAll());
  expect(rows.all()).toEqual([]);
});

test('parameters are named one by one; a wrong column is an error at once', () => {
  const database = open();
  expect(() =>
    statement(database, (query, p: Placeholders<NewLine>) => query.insertInto('lines').values(p)),
  ).toThrow('name every parameter');
  expect(() => statement(database, (query) => sql`select nowhere from lines`.compile(query))).toThrow(
    'no such column',
  );
});

test('types: wrong parameters and columns do not compile', () => {
  const database = open();
  const insert = insertLine(database);
  // @ts-expect-error a parameter is missing
  expect(() => insert.get({ bill: 'HD1', amount: 1 })).toThrow(InvariantBroken);
  // @ts-expect-error parameters are not optional
  expect(() => insert.get()).toThrow(InvariantBroken);
  statement(database, (query, p: Placeholders<{ bill: string }>) =>
    // @ts-expect-error the column takes a number
    query.selectFrom('lines').selectAll().where('amount', '=', p.bill),
  );
});

test('a write put off is there for the next read, is committed, and goes with its transaction', () => {
  const database = open();
  const add = statement(database, (query, p: Placeholders<NewLine>) =>
    query.insertInto('lines').values({ bill: p.bill, amount: p.amount, note: p.note }),
  );
  const bills = statement(database, (query) => query.selectFrom('lines').select('bill').orderBy('id'));
  const raw = database.connection.prepare('select count(*) from lines').pluck();
  transact(database, () => {
    add.later({ bill: 'HD1', amount: 1, note: null });
    add.later({ bill: 'HD2', amount: 2, note: null });
    expect(raw.get()).toBe(0);
    expect(bills.all()).toEqual([{ bill: 'HD1' }, { bill: 'HD2' }]);
    add.later({ bill: 'HD3', amount: 3, note: null });
    // A write at once comes after what was put off before it.
    add.run({ bill: 'HD4', amount: 4, note: null });
    add.later({ bill: 'HD5', amount: 5, note: null });
  });
  expect(bills.all().map(({ bill }) => bill)).toEqual(['HD1', 'HD2', 'HD3', 'HD4', 'HD5']);
  const undone = () =>
    transact(database, () => {
      add.later({ bill: 'HD6', amount: 6, note: null });
      throw new Error('no');
    });
  expect(undone).toThrow('no');
  transact(database, () => undefined);
  expect(raw.get()).toBe(5);
  // What the file refuses undoes the whole transaction, as it would have at once.
  const twice = () =>
    transact(database, () => {
      add.later({ bill: 'HD7', amount: 7, note: null });
      add.later({ bill: 'HD1', amount: 8, note: null });
    });
  expect(twice).toThrow(/UNIQUE/);
  expect(raw.get()).toBe(5);
});
