/** The core path in this process: desk, ledger, spool and staff of the counter on a data folder, without lines. */

import { join } from 'node:path';
import { openCatalogue } from '../../src/main/catalogue/database.ts';
import { type CatalogueReads, readCatalogue } from '../../src/main/catalogue/read.ts';
import {
  localMigrations,
  type MoneyTables,
  moneyMigrations,
  type OwnTables,
} from '../../src/main/compose/migrations.ts';
import type { DeskContext } from '../../src/main/desk/context.ts';
import { receiptPaper } from '../../src/main/desk/receipt-paper.ts';
import type { PrinterPort } from '../../src/main/devices/ports.ts';
import { loadForms } from '../../src/main/documents/forms.ts';
import { openLedger } from '../../src/main/ledger/open.ts';
import { realRandom } from '../../src/main/ports/real.ts';
import { Spool } from '../../src/main/spool/spool.ts';
import { journalPeople } from '../../src/main/staff/journal-people.ts';
import { createStaff } from '../../src/main/staff/staff.ts';
import { type Database, openDatabase } from '../../src/main/store/database.ts';
import { type IdleCheckpoints, idleCheckpoints } from '../../src/main/store/idle-checkpoint.ts';
import type { Clock } from '../../src/shared/kernel/clock.ts';
import { makeIds } from '../../src/shared/kernel/ids.ts';

export interface Desk {
  readonly context: DeskContext;
  readonly money: Database<MoneyTables>;
  /** Until every paper asked for has its outcome. */
  settle(): Promise<void>;
  /** What a counter does while the cashier looks at the next payer. */
  readonly checkpoints: IdleCheckpoints;
  close(): void;
}

export interface DeskOptions {
  readonly folder: string;
  readonly person: string;
  readonly pin: string;
  readonly clock: Clock;
  /** Called with `money.db` before anything is prepared on it. */
  readonly opened?: (money: Database<MoneyTables>) => void;
  /** Instead of the folder's own lists. */
  readonly catalogue?: CatalogueReads;
}

/** Takes every sheet at once. */
const printer: PrinterPort = {
  name: 'K80',
  widthDots: 576,
  state: 'ready',
  print: async () => ({ kind: 'printed' }),
  status: async () => 'ready',
  onState: () => () => undefined,
};

const sheet = { widthDots: 576, rows: 1, bits: new Uint8Array(72) };

/** Opens the folder as the counter does and signs the person in. */
export async function openDesk(options: DeskOptions): Promise<Desk> {
  const { folder, clock } = options;
  const random = realRandom();
  const ids = makeIds(clock, random);
  const money = openDatabase<MoneyTables>({
    path: join(folder, 'money.db'),
    migrations: moneyMigrations,
    kind: 'money',
  });
  options.opened?.(money);
  const local = openDatabase<OwnTables>({
    path: join(folder, 'local.db'),
    migrations: localMigrations,
    kind: 'local',
  });
  const lists = openCatalogue(join(folder, 'catalogue.db'));
  const found = openLedger(money, { clock, random, ids });
  if (found.state !== 'ready') throw new Error(`the ledger is ${JSON.stringify(found)}`);
  const { ledger, reads } = found;
  const broken = (cause: unknown) => {
    throw cause;
  };
  const people = () => journalPeople(reads);
  const nothing = () => undefined;
  const staff = createStaff({
    clock,
    random,
    ids,
    local,
    people,
    ledger,
    autoLockMs: () => 0,
    changed: nothing,
  });
  const spool = new Spool({
    database: money,
    transact: (run) => {
      const done = ledger.act(run);
      if (!done.ok) throw new Error(`spool: ${done.reason}`);
      return done.value;
    },
    journal: (entry, actor) => ledger.append({ ...entry, actor }),
    broken,
    clock,
    ids,
    printer: () => printer,
    usualPrinter: () => printer.name,
    spareFor: () => undefined,
    compose: (document) => receiptPaper(reads, document),
    plain: () => [],
    render: () => sheet,
  });
  const catalogue = options.catalogue ?? readCatalogue(lists);
  const rebuild = () => false;
  const context: DeskContext = {
    clock,
    ids,
    random,
    ledger,
    reads,
    staff,
    spool,
    catalogue,
    rebuild,
    forms: () => loadForms('resources/forms'),
    isCurrent: () => false,
    drawer: nothing,
  };
  const signedIn = await staff.signIn(options.person, options.pin);
  if (!signedIn.ok) throw new Error(`not signed in: ${JSON.stringify(signedIn.reason)}`);
  const checkpoints = idleCheckpoints(money, clock);
  ledger.subscribe(checkpoints.committed);
  return {
    context,
    money,
    checkpoints,
    settle: () => settled(money),
    close: () => {
      checkpoints.stop();
      staff.close();
      for (const file of [lists, local, money]) file.close();
    },
  };
}

const mostTurns = 1_000;

async function settled(money: Database<MoneyTables>): Promise<void> {
  const open = money.connection
    .prepare(`SELECT count(*) FROM print_jobs WHERE state IN ('queued', 'sending')`)
    .pluck();
  for (let left = mostTurns; left > 0; left -= 1) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (open.get() === 0) return;
  }
  throw new Error('a paper never came to an outcome');
}
