/** Files of lists that a counter finds unusable when it starts. */
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openCatalogue } from '../../../src/main/catalogue/database.ts';
import { generations, sourcesInForce } from '../../../src/main/catalogue/generations.ts';
import { listPath, listsFolder } from '../../../src/main/catalogue/list-file.ts';
import { readWatched, WatchedCatalogue } from '../../../src/main/catalogue/watched.ts';
import { lostLists } from '../../../src/main/desk/lost-lists.ts';
import { makePayers } from '../../bench/w2-people.ts';
import { makeChance } from '../../support/chance.ts';
import { fillCatalogue } from '../../support/fill-catalogue.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watched-'));
  path = join(folder, 'catalogue.db');
  const database = openCatalogue(path);
  for (const [index, source] of ['A', 'B', 'C', 'D', 'E'].entries()) {
    fillCatalogue(database, source, makePayers(makeChance(index), 40), source === 'E' ? 2 : 1);
  }
  database.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const fileOf = (generation: number, part = 1) => listPath({ catalogue: path, generation, part });
function alter(file: string, sql: string): void {
  const connection = new BetterSqlite3(file);
  connection.exec(sql);
  connection.close();
}

it('are put aside and their lists known to be lost, the others are read; one that is merely gone too', () => {
  writeFileSync(fileOf(1), 'this was a list');
  // Of a version of this program from before, and of another program.
  alter(fileOf(2), 'PRAGMA user_version = 0; DROP TABLE migrations');
  alter(fileOf(3), 'PRAGMA application_id = 7');
  rmSync(fileOf(5, 2));
  const catalogue = new WatchedCatalogue(path);
  try {
    expect(catalogue.damaged).toBe(false);
    expect(sourcesInForce(catalogue).map(({ source }) => source)).toEqual(['D']);
    expect(generations(catalogue).map(({ id }) => id)).toEqual([4]);
    expect(readWatched(catalogue).findPayers('ng', 5).count).toBeGreaterThan(5);
    expect(readdirSync(listsFolder(path)).sort()).toEqual(['4-1.db', 'list-1.db.damaged']);
    let told = 0;
    catalogue.whenDamaged(() => {
      told += 1;
    });
    catalogue.tell(4);
    expect([catalogue.damaged, told, sourcesInForce(catalogue), catalogue.file]).toEqual([false, 1, [], 0]);
    expect(existsSync(`${path}.damaged`)).toBe(false);
  } finally {
    catalogue.close();
  }
});

it('that vanish under the counter are damage of that list', () => {
  const catalogue = new WatchedCatalogue(path);
  try {
    const reads = readWatched(catalogue);
    expect(reads.findPayers('ng', 5).count).toBeGreaterThan(25);
    // Another list is put in force; its file is gone before it was ever opened.
    const database = openCatalogue(path);
    fillCatalogue(database, 'F', makePayers(makeChance(9), 40));
    database.close();
    rmSync(fileOf(6));
    expect(reads.findPayers('ng', 5).count).toBe(0);
    expect(catalogue.damaged).toBe(false);
    expect(reads.findPayers('ng', 5).count).toBeGreaterThan(25);
    expect(sourcesInForce(catalogue)).toHaveLength(5);
  } finally {
    catalogue.close();
  }
});

it('while nobody can write which lists are in force, nothing is read, and nothing else is thrown away for it', () => {
  const catalogue = new WatchedCatalogue(path);
  const other = new BetterSqlite3(path);
  try {
    const reads = readWatched(catalogue);
    catalogue.connection.pragma('busy_timeout = 10');
    other.exec('BEGIN IMMEDIATE');
    catalogue.tell(1);
    expect([catalogue.damaged, reads.findPayers('ng', 5).count]).toEqual([true, 0]);
    expect([catalogue.renew(), catalogue.renew()]).toEqual([false, false]);
    other.exec('ROLLBACK');
    expect([catalogue.renew(), catalogue.damaged, catalogue.file]).toEqual([true, false, 0]);
    expect(sourcesInForce(catalogue).map(({ source }) => source)).toEqual(['B', 'C', 'D', 'E']);
    expect(reads.findPayers('ng', 5).count).toBeGreaterThan(20);
  } finally {
    other.close();
    catalogue.close();
  }
});

it('with a register that is damaged as well do not keep the counter from starting; what damages too often is left alone', () => {
  const register = new BetterSqlite3(path);
  const page = register
    .prepare<[], number>(`SELECT rootpage FROM sqlite_schema WHERE name = 'generation_by_import'`)
    .pluck()
    .get();
  register.pragma('wal_checkpoint(TRUNCATE)');
  const size = Number(register.pragma('page_size', { simple: true }));
  register.close();
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(size, 0xa5), 0, size, ((page ?? 0) - 1) * size);
  closeSync(file);
  rmSync(fileOf(1));
  const catalogue = new WatchedCatalogue(path);
  try {
    expect(catalogue.damaged).toBe(true);
    expect([catalogue.renew(), catalogue.damaged, catalogue.file]).toEqual([true, false, 1]);
    expect(sourcesInForce(catalogue)).toEqual([]);
    for (let list = 1; list <= 12; list += 1) catalogue.tell(list);
    expect(catalogue.damaged).toBe(false);
    catalogue.tell(13);
    expect(catalogue.damaged).toBe(true);
  } finally {
    catalogue.close();
  }
});

it('an accepted list that was built and never pointed to is lost too', () => {
  const catalogue = new WatchedCatalogue(path);
  try {
    catalogue.connection.exec(`DELETE FROM source WHERE source = 'B'`);
    const inForce = ['A', 'B', 'C'].map((id) => ({ id }));
    const context = { reads: { importsIn: () => inForce } };
    expect(lostLists({ catalogue, context } as never)).toEqual(['B']);
  } finally {
    catalogue.close();
  }
});
