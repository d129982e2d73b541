import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { catalogueMigrations, openCatalogue } from '../../../src/main/catalogue/database.ts';

test('0001: a new file has the tables, and opening it again applies nothing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'catalogue-migration-'));
  try {
    const path = join(folder, 'catalogue.db');
    const database = openCatalogue(path);
    expect(database.applied.map(({ number }) => number)).toEqual(
      catalogueMigrations.map(({ number }) => number),
    );
    const tables = database.connection
      .prepare<[], { name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`)
      .all()
      .map(({ name }) => name);
    expect(tables).toEqual(
      expect.arrayContaining(['bill', 'generation', 'payer', 'payer_code', 'payer_words', 'source']),
    );
    expect(() =>
      database.connection.exec(`INSERT INTO bill VALUES (1, 1, 'r', '', 'f', NULL, NULL, -1, 0, NULL, 0)`),
    ).toThrow(/CHECK/);
    database.close();
    const again = openCatalogue(path);
    expect(again.applied).toEqual([]);
    again.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
