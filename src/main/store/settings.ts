import type { Database as Connection } from 'better-sqlite3';

/** How far a commit is pushed before it returns. Production is always `FULL` (design §3). */
export type Synchronous = 'FULL' | 'NORMAL';

/** Thrown when a setting this product depends on did not take; nothing is read or written through such a file. */
export class SettingRefused extends Error {
  override readonly name = 'SettingRefused';
  readonly setting: string;
  readonly wanted: number | string;
  readonly found: unknown;

  constructor(setting: string, wanted: number | string, found: unknown) {
    super(`setting ${setting}: wanted ${wanted}, reads back ${String(found)}`);
    this.setting = setting;
    this.wanted = wanted;
    this.found = found;
  }
}

/** One PRAGMA: what is written and what must be read back. */
export interface Setting {
  readonly name: string;
  readonly write: string;
  readonly expect: number | string;
}

/** How long a statement waits for another connection's lock before SQLITE_BUSY. */
const busyTimeoutMs = 5000;
/** 4 MiB of log at 4 KiB a page: one checkpoint stays far below the 20 ms the money thread may take. */
const walAutocheckpointPages = 1000;

const synchronousCode: Readonly<Record<Synchronous, number>> = { NORMAL: 1, FULL: 2 };

/** Settings of every connection, also one that only reads. */
const common: readonly Setting[] = [
  { name: 'busy_timeout', write: String(busyTimeoutMs), expect: busyTimeoutMs },
  { name: 'foreign_keys', write: 'ON', expect: 1 },
  // A planted view or trigger in the file may not call functions with side effects.
  { name: 'trusted_schema', write: 'OFF', expect: 0 },
  // Names and codes never land in temporary files.
  { name: 'temp_store', write: 'MEMORY', expect: 2 },
  { name: 'cell_size_check', write: 'ON', expect: 1 },
];

/** Settings of a connection that reads and writes. */
export function writerSettings(synchronous: Synchronous): readonly Setting[] {
  return [
    ...common,
    { name: 'journal_mode', write: 'WAL', expect: 'wal' },
    // better-sqlite3 is compiled to make a reopened WAL file NORMAL, so this is said on every open (facts/toolchain §8).
    { name: 'synchronous', write: synchronous, expect: synchronousCode[synchronous] },
    { name: 'wal_autocheckpoint', write: String(walAutocheckpointPages), expect: walAutocheckpointPages },
    // Erased private parts are overwritten with zeros (design §3, erasure).
    { name: 'secure_delete', write: 'ON', expect: 1 },
    // Without it INSERT OR REPLACE would delete a journal row without firing the trigger that forbids it.
    { name: 'recursive_triggers', write: 'ON', expect: 1 },
    // Apple's fsync does not reach the platter; no effect elsewhere.
    { name: 'fullfsync', write: 'ON', expect: 1 },
    { name: 'checkpoint_fullfsync', write: 'ON', expect: 1 },
  ];
}

/** Room for pages while a file is built: past it they are written as they come, so that the disk never gets all at once. */
const buildCacheKib = 16 * 1024;

/** Settings of a connection that writes a whole new file in one go, while nobody else knows of it (`build-file.ts`). */
export function buildSettings(): readonly Setting[] {
  return [
    ...common,
    { name: 'journal_mode', write: 'MEMORY', expect: 'memory' },
    // The file is brought to the disk as a whole by who builds it.
    { name: 'synchronous', write: 'OFF', expect: 0 },
    { name: 'locking_mode', write: 'EXCLUSIVE', expect: 'exclusive' },
    { name: 'cache_size', write: String(-buildCacheKib), expect: -buildCacheKib },
  ];
}

/** Settings of a connection that only reads. The file may be a backup copy, which is not in WAL mode. */
export function readerSettings(): readonly Setting[] {
  return [...common, { name: 'query_only', write: 'ON', expect: 1 }];
}

/** Writes every setting, then reads every one back. @throws {SettingRefused} naming the first that did not take. */
export function applySettings(connection: Connection, settings: readonly Setting[]): void {
  for (const setting of settings) connection.pragma(`${setting.name} = ${setting.write}`);
  assertSettings(connection, settings);
}

/** Reads every setting back. @throws {SettingRefused} naming the first that differs. */
export function assertSettings(connection: Connection, settings: readonly Setting[]): void {
  for (const setting of settings) {
    const found: unknown = connection.pragma(setting.name, { simple: true });
    if (found !== setting.expect) throw new SettingRefused(setting.name, setting.expect, found);
  }
}
