import { createLedger } from '../ledger/migrations/0001-ledger.ts';
import { indexFreeMoney } from '../ledger/migrations/0003-free-money.ts';
import { indexReceipts } from '../ledger/migrations/0004-receipt-search.ts';
import { lifeOfMoney } from '../ledger/migrations/0005-life-of-money.ts';
import { indexPaymentDay } from '../ledger/migrations/0007-payment-day.ts';
import { terminalTables } from '../ledger/migrations/0010-terminals.ts';
import { batchTables } from '../ledger/migrations/0011-batches.ts';
import { broughtFunds } from '../ledger/migrations/0012-brought-funds.ts';
import type { LedgerTables } from '../ledger/schema.ts';
import { reportTables } from '../reports/schema.ts';
import { allowSlips } from '../spool/migrations/0006-slips.ts';
import { createSpoolTables, type SpoolTables } from '../spool/schema.ts';
import { createStaffTables, type StaffTables } from '../staff/schema.ts';
import type { Migration } from '../store/migrate.ts';
import { createSyncTables, type SyncTables } from '../sync/schema.ts';
import { createKeyTables, type KeyTables } from '../upkeep/keys.ts';
import { createLocalTables, type LocalTables } from '../upkeep/local.ts';

export type MoneyTables = LedgerTables & SpoolTables & SyncTables;
export type OwnTables = StaffTables & KeyTables & LocalTables;

/** Migrations of `money.db`, all rooms together. */
export const moneyMigrations: readonly Migration[] = [
  createLedger,
  { number: 2, name: 'spool', up: createSpoolTables },
  indexFreeMoney,
  indexReceipts,
  lifeOfMoney,
  allowSlips,
  indexPaymentDay,
  reportTables,
  { number: 9, name: 'sync', up: createSyncTables },
  terminalTables,
  batchTables,
  broughtFunds,
];

/** Migrations of `local.db`, all rooms together. */
export const localMigrations: readonly Migration[] = [
  { number: 1, name: 'staff', up: createStaffTables },
  { number: 2, name: 'keys', up: createKeyTables },
  { number: 3, name: 'local', up: createLocalTables },
];
