/** What is written in a data folder, read from the file itself and not from what a window says. */
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { localMigrations } from '../../../src/main/compose/migrations.ts';
import { openDatabase } from '../../../src/main/store/database.ts';
import { deviceProfiles, type LocalTables } from '../../../src/main/upkeep/local.ts';
import type { EpochMs } from '../../../src/shared/kernel/clock.ts';
import { lanPrinter } from '../../../src/shared/rpc/device-profiles.ts';

/** Puts a printer into a new data folder as a person would have set it up: a real ledger takes no other. */
export function savePrinter(
  folder: string,
  { host, port }: { readonly host: string; readonly port: number },
): void {
  const local = openDatabase<LocalTables>({
    path: join(folder, 'local.db'),
    migrations: localMigrations,
    kind: 'local',
    now: Date.now() as EpochMs,
  });
  deviceProfiles(local).save({
    name: 'K80',
    origin: 'person',
    connection: lanPrinter({ host, port }),
  });
  local.close();
}

export interface Books {
  /** Receipt numbers in order of issue, with their totals. */
  readonly receipts: readonly { readonly number: number; readonly total: number }[];
  /** States of the cash tenders, oldest first. */
  readonly cash: readonly string[];
  /** How often each entry type stands in the journal. */
  readonly entries: Readonly<Record<string, number>>;
}

/** Reads the books of a folder, also while the counter runs. */
export function readBooks(folder: string): Books {
  const money = new BetterSqlite3(join(folder, 'money.db'), { readonly: true, fileMustExist: true });
  try {
    const entries = money
      .prepare<[], { type: string; count: number }>(
        'select type, count(*) as count from journal group by type',
      )
      .all();
    return {
      receipts: money
        .prepare<[], { number: number; total: number }>('select number, total from receipt order by number')
        .all(),
      cash: money
        .prepare<[], { state: string }>("select state from tender where machine = 'cash' order by id")
        .all()
        .map(({ state }) => state),
      entries: Object.fromEntries(entries.map(({ type, count }) => [type, count])),
    };
  } finally {
    money.close();
  }
}
