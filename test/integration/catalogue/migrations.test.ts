import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { catalogueMigrations, openCatalogue } from '../../../src/main/catalogue/database.ts';
import { sourcesInForce } from '../../../src/main/catalogue/generations.ts';
import { readCatalogue } from '../../../src/main/catalogue/read.ts';
import { openDatabase } from '../../../src/main/store/database.ts';
import { importRoles } from '../../../src/shared/rpc/import.ts';

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

test('0002: references of what was there are found by their new tables', () => {
  const folder = mkdtempSync(join(tmpdir(), 'catalogue-migration-'));
  try {
    const path = join(folder, 'catalogue.db');
    const before = openDatabase({ path, migrations: catalogueMigrations.slice(0, 1), kind: 'catalogue' });
    before.connection.exec(`
      INSERT INTO generation VALUES (1, 'i', 's', 'f', 'h', '{}', 'ready', 1, 1, 5, 1, 1);
      INSERT INTO source VALUES ('s', 1);
      INSERT INTO payer VALUES (1, 'payer-ref', 'Lê Lan', 'k', 'BN9', NULL, NULL, NULL, NULL, NULL, NULL, '[]');
      INSERT INTO bill VALUES (7, 1, 'bill-ref', '', 'Khám', NULL, NULL, 5, 0, NULL, 0)`);
    before.close();
    const database = openCatalogue(path);
    const reads = readCatalogue(database);
    expect(reads.openPayer('payer-ref')).toMatchObject({ name: 'Lê Lan', bills: [{ bill: 'bill-ref' }] });
    expect(reads.billByRef('bill-ref')).toMatchObject({ payer: 'payer-ref', amount: 5 });
    expect(reads.findPayers('la', 5).rows).toMatchObject([{ name: 'Lê Lan' }]);
    // What was kept by then names no columns as they are named now, and is guessed anew.
    expect(sourcesInForce(database)).toMatchObject([{ source: 's', saved: null }]);
    database.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('0003: families of what was there are found', () => {
  const folder = mkdtempSync(join(tmpdir(), 'catalogue-migration-'));
  try {
    const path = join(folder, 'catalogue.db');
    const before = openDatabase({ path, migrations: catalogueMigrations.slice(0, 2), kind: 'catalogue' });
    before.connection.exec(`
      INSERT INTO generation VALUES (1, 'i', 's', 'f', 'h', '{}', 'ready', 2, 2, 5, 1, 2, '[]');
      INSERT INTO source VALUES ('s', 1);
      INSERT INTO payer VALUES (1, 'one', 'Lê Lan', 'k', 'A', NULL, NULL, NULL, NULL, NULL, 'Lê Cha', '[]');
      INSERT INTO payer VALUES (2, 'two', 'Lê Hoa', 'k', 'B', NULL, NULL, NULL, NULL, NULL, 'Lê Cha', '[]');
      INSERT INTO payer_ref VALUES ('one', 1), ('two', 2)`);
    before.close();
    const database = openCatalogue(path);
    const reads = readCatalogue(database);
    const one = reads.openPayer('one');
    expect(one === null ? [] : reads.relatives(one)).toMatchObject([
      { payer: { payer: 'two' }, sure: false },
    ]);
    database.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('0005: payers of before have no phone, and what their list was read with is still known', () => {
  const folder = mkdtempSync(join(tmpdir(), 'catalogue-migration-'));
  try {
    const path = join(folder, 'catalogue.db');
    const columns = Object.fromEntries(
      importRoles.filter((role) => role !== 'phone').map((role) => [role, null]),
    );
    const mapping = { sheet: null, headerRow: 0, headerRows: 1, columns: { ...columns, code: 0, name: 1 } };
    const whole = { ...mapping, fees: [], fixed: { className: null, period: null } };
    const before = openDatabase({ path, migrations: catalogueMigrations.slice(0, 4), kind: 'catalogue' });
    before.connection.exec(`
      INSERT INTO generation VALUES (1, 'i', 's', 'f', 'h', '${JSON.stringify(whole)}', 'ready', 1, 1, 5, 1, 1, '["a","b"]');
      INSERT INTO source VALUES ('s', 1);
      INSERT INTO payer VALUES (1, 'one', 'Lê Lan', 'k', 'A', NULL, NULL, NULL, NULL, NULL, NULL, '[]');
      INSERT INTO payer_ref VALUES ('one', 1)`);
    before.close();
    const database = openCatalogue(path);
    expect(readCatalogue(database).openPayer('one')).toMatchObject({ name: 'Lê Lan', phone: null });
    expect(sourcesInForce(database)).toMatchObject([
      { saved: { mapping: { columns: { code: 0, name: 1, phone: null } } } },
    ]);
    database.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
