/** Files of lists that a counter finds unusable when it starts. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openCatalogue } from '../../../src/main/catalogue/database.ts';
import { generations, sourcesInForce } from '../../../src/main/catalogue/generations.ts';
import { listPath, listsFolder } from '../../../src/main/catalogue/list-file.ts';
import { readWatched, WatchedCatalogue } from '../../../src/main/catalogue/watched.ts';
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
    // That all costs none of the tries that damage in a run has.
    catalogue.tell(4);
    expect([catalogue.damaged, catalogue.renew(), catalogue.damaged]).toEqual([true, true, false]);
    expect([sourcesInForce(catalogue), catalogue.file]).toEqual([[], 0]);
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
    expect(catalogue.damaged).toBe(true);
    expect(catalogue.renew()).toBe(true);
    expect(reads.findPayers('ng', 5).count).toBeGreaterThan(25);
    expect(sourcesInForce(catalogue)).toHaveLength(5);
  } finally {
    catalogue.close();
  }
});
