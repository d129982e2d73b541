import type { Database as Connection } from 'better-sqlite3';

/** Table of this room in `local.db`. */
export interface StaffTables {
  pin_verifiers: {
    person: string;
    cost: number;
    block_size: number;
    parallelization: number;
    salt: Uint8Array;
    key: Uint8Array;
    /** Attempts since the last right PIN. */
    failed: number;
    /** Wall clock of the last of them, milliseconds since 1970. */
    since: number;
  };
}

/** Makes the table of PIN verifiers; one step of the migrations of `local.db`. */
export function createStaffTables(connection: Connection): void {
  connection.exec(`
    create table pin_verifiers (
      person text primary key,
      cost integer not null check (cost > 1),
      block_size integer not null check (block_size > 0),
      parallelization integer not null check (parallelization > 0),
      salt blob not null check (length(salt) >= 16),
      key blob not null check (length(key) = 32),
      failed integer not null check (failed between 0 and 5),
      since integer not null check (since >= 0)
    ) strict, without rowid
  `);
}
