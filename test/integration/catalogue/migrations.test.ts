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
      INSERT INTO generation VALUES (1, 'feed', 's', 'f', 'h', '{}', 'ready', 1, 1, 5, 1, 1);
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
      INSERT INTO generation VALUES (1, 'feed', 's', 'f', 'h', '{}', 'ready', 2, 2, 5, 1, 2, '[]');
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
      INSERT INTO generation VALUES (1, 'feed', 's', 'f', 'h', '${JSON.stringify(whole)}', 'ready', 1, 1, 5, 1, 1, '["a","b"]');
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

test('0006: what the feed brought stays and is found, lists of files are gone until they are read again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'catalogue-migration-'));
  try {
    const path = join(folder, 'catalogue.db');
    const before = openDatabase({ path, migrations: catalogueMigrations.slice(0, 5), kind: 'catalogue' });
    before.connection.exec(`
      INSERT INTO generation VALUES
        (1, 'one', 'HIS', 'f', 'h', '{}', 'ready', 1, 1, 5, 1, 1, '[]'),
        (2, 'feed', 'feed', '', '', '{}', 'ready', 1, 1, 7, 2, 1000001, '[]'),
        (3, 'two', 'HIS', 'f', 'h', '{}', 'ready', 1, 1, 5, 1000002, 1000002, '[]');
      INSERT INTO source VALUES ('HIS', 3), ('feed', 2)`);
    for (const id of [1, 2, 1_000_002]) {
      before.connection.exec(`
        INSERT INTO payer VALUES (${id}, 'P${id}', 'Lê Lan', 'k', 'A${id}', NULL, NULL, NULL, NULL, NULL, NULL, '[]', NULL);
        INSERT INTO bill VALUES (${id}, ${id}, 'B${id}', '', 'Khám', NULL, NULL, 7, 0, NULL, 0);
        INSERT INTO payer_ref VALUES ('P${id}', ${id});
        INSERT INTO bill_ref VALUES ('B${id}', ${id});
        INSERT INTO payer_code VALUES ('a${id}', ${id});
        INSERT INTO payer_family VALUES ('lecha', ${id});
        INSERT INTO payer_words (rowid, folded, marked) VALUES (${id}, 'le lan', 'lê lan')`);
    }
    before.close();
    const database = openCatalogue(path);
    const reads = readCatalogue(database);
    expect(reads.findPayers('lê la', 5).rows).toMatchObject([{ payer: 'P2', bills: [{ bill: 'B2' }] }]);
    expect(reads.findPayers('a1', 5).count).toBe(0);
    expect([reads.openPayer('P1'), reads.billByRef('B1000002')]).toEqual([null, null]);
    expect(sourcesInForce(database).map(({ source }) => source)).toEqual(['feed']);
    for (const table of ['payer', 'bill', 'payer_ref', 'bill_ref', 'payer_code', 'payer_family']) {
      expect(database.connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBe(1);
    }
    database.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
