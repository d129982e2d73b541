/** The rows that a counter keeps in memory against a plain map: random acts, some rolled back, some read by SQL. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type MoneyTables, moneyMigrations } from '../../../src/main/compose/migrations.ts';
import { onFile } from '../../../src/main/ledger/on-file.ts';
import { type RowStore, rowStore } from '../../../src/main/ledger/rows.ts';
import { type Database, openDatabase } from '../../../src/main/store/database.ts';
import { transact } from '../../../src/main/store/transact.ts';
import { type Change, tables } from '../../../src/shared/payment/index.ts';
import { type Chance, makeChance } from '../../support/chance.ts';
import { seed } from '../../support/check.ts';
import { folderForTest } from '../../unit/store/folder-for-test.ts';

const acts = 300;
/** Two kinds with rows looked up together by a column whose value changes. */
const kindsTried = ['tender', 'collection'] as const;
type Tried = (typeof kindsTried)[number];
const column = { tender: 'collection', collection: 'state' } as const;
type Plain = Map<string, Record<string, unknown>>;

class RolledBack extends Error {}

test(`what is kept in memory is what a file alone would say (seed ${seed})`, () => {
  const database = openDatabase<MoneyTables>({
    path: join(folderForTest(), 'money.db'),
    migrations: moneyMigrations,
    kind: 'money',
  });
  onTestFinished(() => database.close());
  const chance = makeChance(seed);
  const open = () => rowStore(database, 'c', 25);
  let store = open();
  let oracle: Plain = new Map();
  let rolledBack = 0;
  for (let act = 0; act < acts; act += 1) {
    // As after a start: nothing is known but the file.
    if (chance.maybe(0.1)) store = open();
    const before = new Map(oracle);
    try {
      transact(database, () => {
        runAct(chance, database, store, oracle);
        if (chance.maybe(0.2)) throw new RolledBack();
        store.flush();
      });
    } catch (cause) {
      if (!(cause instanceof RolledBack)) throw cause;
      rolledBack += 1;
      store.forget();
      oracle = before;
    }
  }
  expect(rolledBack).toBeGreaterThan(acts / 10);
  const fresh = rowStore(database, 'c');
  for (const kind of kindsTried) for (const value of values) compareList(fresh, oracle, kind, value);
  expect(oracle.size).toBeGreaterThan(10);
});

/** As the product makes them, so that later ones sort higher; what is above all others is not looked for in the file. */
const uuid = (made: number) => `0193${String(made).padStart(4, '0')}-0000-7000-8000-000000000000`;
const values = ['a', 'b', 'open', ...[1, 2, 5, 8].map(uuid)];

function runAct(chance: Chance, database: Database<MoneyTables>, store: RowStore, oracle: Plain): void {
  const file = onFile(database, store);
  const count = file.connection.prepare<[string, string], number>(
    `SELECT count(*) FROM tender WHERE counter = ? AND "collection" = ?`,
  );
  for (let step = chance.below(12); step >= 0; step -= 1) {
    const kind = chance.pick(kindsTried);
    const part = chance.maybe(0.3) ? `/${chance.below(3)}` : '';
    const id = chance.maybe(0.5) ? `r${chance.below(20)}` : uuid(chance.below(40)) + part;
    switch (chance.below(5)) {
      case 0:
      case 1: {
        const row = chance.maybe(0.15) ? null : someRow(chance, kind, id);
        store.keep([{ kind, id, row } as unknown as Change]);
        if (row === null) oracle.delete(`${kind}:${id}`);
        else oracle.set(`${kind}:${id}`, row);
        break;
      }
      case 2:
        expect(store.get(kind, id)).toEqual(oracle.get(`${kind}:${id}`));
        break;
      case 3:
        compareList(store, oracle, kind, chance.pick(values));
        break;
      default: {
        const value = chance.pick(values);
        expect(count.pluck().get('c', value)).toBe(listOf(oracle, 'tender', value).length);
      }
    }
  }
}

function listOf(oracle: Plain, kind: Tried, value: string) {
  return [...oracle]
    .filter(([key, row]) => key.startsWith(`${kind}:`) && row[column[kind]] === value)
    .map(([, row]) => row)
    .sort((one, other) => (String(one.id) < String(other.id) ? -1 : 1));
}

function compareList(store: RowStore, oracle: Plain, kind: Tried, value: string): void {
  const found = kind === 'tender' ? store.list(kind, 'collection', value) : store.list(kind, 'state', value);
  expect(found).toEqual(listOf(oracle, kind, value));
}

function someRow(chance: Chance, kind: Tried, id: string): Record<string, unknown> {
  const columns = Object.entries(tables[kind].columns).map(([name, { sql, nullable }]) => {
    if (nullable && chance.maybe(0.3)) return [name, null];
    return [name, sql === 'TEXT' ? chance.pick(values) : chance.below(1_000)];
  });
  return { ...Object.fromEntries(columns), id, [column[kind]]: chance.pick(values) };
}
