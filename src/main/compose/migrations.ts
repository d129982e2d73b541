import { createLedger } from '../ledger/migrations/0001-ledger.ts';
import { indexFreeMoney } from '../ledger/migrations/0003-free-money.ts';
import type { LedgerTables } from '../ledger/schema.ts';
import { createSpoolTables, type SpoolTables } from '../spool/schema.ts';
import { createStaffTables, type StaffTables } from '../staff/schema.ts';
import type { Migration } from '../store/migrate.ts';
import { createKeyTables, type KeyTables } from '../upkeep/keys.ts';
import { createLocalTables, type LocalTables } from '../upkeep/local.ts';

export type MoneyTables = LedgerTables & SpoolTables;
export type OwnTables = StaffTables & KeyTables & LocalTables;

/** Migrations of `money.db`, all rooms together. */
export const moneyMigrations: readonly Migration[] = [
  createLedger,
  { number: 2, name: 'spool', up: createSpoolTables },
  indexFreeMoney,
];

/** Migrations of `local.db`, all rooms together. */
export const localMigrations: readonly Migration[] = [
  { number: 1, name: 'staff', up: createStaffTables },
  { number: 2, name: 'keys', up: createKeyTables },
  { number: 3, name: 'local', up: createLocalTables },
];
