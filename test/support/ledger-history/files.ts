import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import BetterSqlite3, { type Database as Connection } from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { type VerifyReport, verifyLedger } from '../../../src/main/ledger/verify.ts';
import { signatureCheckOf } from '../../../src/main/ports/keys.ts';
import { moneyMigrations } from './book.ts';

/** A copy of a closed ledger's folder for one test; the path of its `money.db`. */
export function copyOf(path: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'quay-thu-ledger-copy-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(dirname(path), folder, { recursive: true });
  return join(folder, 'money.db');
}

/** Changes the file behind the program's back, as a person with a database tool could: without triggers or keys. */
export function tamper(path: string, change: (connection: Connection) => void): void {
  const connection = new BetterSqlite3(path);
  try {
    connection.pragma('foreign_keys = OFF');
    const triggers = connection
      .prepare(`SELECT name, sql FROM sqlite_master WHERE type = 'trigger'`)
      .all() as {
      name: string;
      sql: string;
    }[];
    for (const { name } of triggers) connection.exec(`DROP TRIGGER "${name}"`);
    change(connection);
    for (const { sql } of triggers) connection.exec(sql);
  } finally {
    connection.close();
  }
}

/** The whole verification of a file. */
export function verify(path: string): VerifyReport {
  return verifyLedger({ path, migrations: moneyMigrations, signatureCheckOf });
}

/** Names of the checks that failed. */
export function failed(report: VerifyReport): string[] {
  return report.checks.filter(({ state }) => state === 'failed').map(({ name }) => name);
}
