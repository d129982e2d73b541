import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openCatalogue } from '../../../src/main/catalogue/database.ts';
import { loosely } from '../../../src/main/store/loosely.ts';

let folder: string;
let database: ReturnType<typeof openCatalogue>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quay-thu-loosely-'));
  database = openCatalogue(join(folder, 'catalogue.db'));
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const synchronous = () => database.connection.pragma('synchronous', { simple: true });

it('commits wait for the disk again after loose work, also when it was broken off', () => {
  expect(synchronous()).toBe(2);
  expect(loosely(database, synchronous)).toBe(1);
  expect(synchronous()).toBe(2);
  const stopped = () =>
    loosely(database, () => {
      throw new Error('cancelled');
    });
  expect(stopped).toThrow('cancelled');
  expect(synchronous()).toBe(2);
});
