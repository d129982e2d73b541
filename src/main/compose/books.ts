import type { LedgerFault } from '../ledger/faults.ts';
import { Ledger } from '../ledger/ledger.ts';
import { createOwn, openLedger } from '../ledger/open.ts';
import { type LedgerReads, ledgerReads } from '../ledger/read.ts';
import { type Database, tryOpenDatabase } from '../store/database.ts';
import { readLedgerCheck } from '../upkeep/ledger-check.ts';
import { CounterCannotStart, type House } from './house.ts';
import { type MoneyTables, moneyMigrations } from './migrations.ts';

export interface Books {
  readonly money: Database<MoneyTables>;
  readonly ledger: Ledger;
  readonly reads: LedgerReads;
  /** Claims a new file for this counter; inside the act of the first entry. */
  readonly claim: () => void;
}

/** Opens `money.db`: the ledger in it, or what is wrong with it; then the file is closed again. */
export function openBooks(house: House): Books | LedgerFault {
  const { clock, ids, moneyPath: path } = house;
  const opened = tryOpenDatabase<MoneyTables>({
    path,
    migrations: moneyMigrations,
    kind: 'money',
    now: clock.now(),
  });
  if (!opened.ok) {
    const { code } = opened.reason;
    if (code === 'busy' || code === 'cannot-open' || code === 'newer-than-known' || code === 'missing') {
      throw new CounterCannotStart(`Không mở được ${path}: ${code}.`);
    }
    return { code: 'unreadable', message: JSON.stringify(opened.reason) };
  }
  const money = opened.value;
  const found = openLedger(money, house, { heads: house.signer });
  switch (found.state) {
    case 'ready': {
      const check = readLedgerCheck(path);
      if (check?.fault && check.epoch === found.ledger.head.epoch) {
        money.close();
        return check.fault;
      }
      return { money, ledger: found.ledger, reads: found.reads, claim: () => undefined };
    }
    case 'empty': {
      const counter = ids.next();
      const ledger = new Ledger(money, house, counter, 1);
      return { money, ledger, reads: ledgerReads(money, ledger), claim: () => createOwn(money, counter, 1) };
    }
    case 'quarantined':
      money.close();
      return found.fault;
  }
}
