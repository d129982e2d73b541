/** A desk that takes real cash on a real folder and prints over a line in memory, all in virtual time. */

import { join } from 'node:path';
import { openCatalogue } from '../../../src/main/catalogue/database.ts';
import { readCatalogue } from '../../../src/main/catalogue/read.ts';
import {
  localMigrations,
  type MoneyTables,
  moneyMigrations,
  type OwnTables,
} from '../../../src/main/compose/migrations.ts';
import type { DeskContext } from '../../../src/main/desk/context.ts';
import { receiptPaper } from '../../../src/main/desk/receipt-paper.ts';
import type { PrinterPort } from '../../../src/main/devices/ports.ts';
import { loadForms } from '../../../src/main/documents/forms.ts';
import type { PaperDocument, PaperMark } from '../../../src/main/documents/model.ts';
import type { Renderer } from '../../../src/main/documents/render.ts';
import { openLedger } from '../../../src/main/ledger/open.ts';
import { realRandom } from '../../../src/main/ports/real.ts';
import { Spool } from '../../../src/main/spool/spool.ts';
import { journalPeople } from '../../../src/main/staff/journal-people.ts';
import { createStaff } from '../../../src/main/staff/staff.ts';
import { type Database, openDatabase } from '../../../src/main/store/database.ts';
import type { Clock } from '../../../src/shared/kernel/clock.ts';
import { makeIds } from '../../../src/shared/kernel/ids.ts';
import type { BaseFolder } from '../faults/base-folder.ts';

export interface PrintingDesk {
  /** Changes when the counter was killed and started again. */
  readonly context: DeskContext;
  readonly money: Database<MoneyTables>;
  /** Ends the process in mid-sheet and starts the next one: a new spool on the same file, with another driver. */
  kill(): void;
  close(): void;
}

export interface PrintingDeskOptions {
  readonly base: BaseFolder;
  readonly clock: Clock;
  /** A driver for each life of the counter. */
  readonly makePrinter: () => PrinterPort;
  readonly render: (document: PaperDocument, mark: PaperMark) => ReturnType<Renderer['render']>;
}

/** Opens the folder as the counter does and signs the cashier in. */
export async function openPrintingDesk(options: PrintingDeskOptions): Promise<PrintingDesk> {
  const { base, clock, makePrinter } = options;
  const random = realRandom();
  const ids = makeIds(clock, random);
  const open = <T>(name: string, kind: 'money' | 'local', migrations: typeof moneyMigrations): Database<T> =>
    openDatabase<T>({ path: join(base.folder, name), migrations, kind });
  const money = open<MoneyTables>('money.db', 'money', moneyMigrations);
  // What a disk keeps through a power cut is another run's subject; here the machine stays on.
  money.connection.pragma('synchronous = OFF');
  const local = open<OwnTables>('local.db', 'local', localMigrations);
  const lists = openCatalogue(join(base.folder, 'catalogue.db'));
  const found = openLedger(money, { clock, random, ids });
  if (found.state !== 'ready') throw new Error(`the ledger is ${JSON.stringify(found)}`);
  const { ledger, reads } = found;
  const changed = () => undefined;
  const people = () => journalPeople(reads);
  const staff = createStaff({ clock, random, ids, local, people, ledger, autoLockMs: () => 0, changed });
  const makeSpool = (printer: PrinterPort, alive: () => boolean): Spool =>
    new Spool({
      database: money,
      transact: (run) => {
        const done = ledger.act(run);
        if (!done.ok) throw new Error(`spool: ${done.reason}`);
        return done.value;
      },
      journal: (entry, actor) => ledger.append({ ...entry, actor }),
      broken: (cause) => {
        throw cause;
      },
      clock,
      ids,
      // A dead process hears of no outcome.
      printer: () => mortal(printer, alive),
      usualPrinter: () => printer.name,
      spareFor: () => undefined,
      compose: (document) => receiptPaper(reads, document),
      plain: () => [],
      render: options.render,
    });
  let life = 0;
  const begin = (): Spool => {
    life += 1;
    const own = life;
    return makeSpool(makePrinter(), () => life === own);
  };
  const rest = {
    ...{ clock, ids, random, ledger, reads, staff },
    catalogue: readCatalogue(lists),
    rebuild: () => false,
    forms: () => loadForms('resources/forms'),
    drawer: () => undefined,
    isCurrent: () => false,
  };
  let context: DeskContext = { ...rest, spool: begin() };
  const signedIn = await staff.signIn(base.person, base.pin);
  if (!signedIn.ok) throw new Error(`not signed in: ${JSON.stringify(signedIn.reason)}`);
  return {
    get context() {
      return context;
    },
    money,
    kill() {
      void context.spool.stop();
      context = { ...rest, spool: begin() };
      context.spool.recover();
    },
    close() {
      staff.close();
      for (const file of [lists, local, money]) file.close();
    },
  };
}

function mortal(printer: PrinterPort, alive: () => boolean): PrinterPort {
  return withPrint(printer, async (sheet) => {
    const outcome = await printer.print(sheet);
    return alive() ? outcome : new Promise<never>(() => undefined);
  });
}

/** The same printer with another way of printing. */
export function withPrint(printer: PrinterPort, print: PrinterPort['print']): PrinterPort {
  const { name, widthDots } = printer;
  return {
    name,
    widthDots,
    print,
    status: () => printer.status(),
    leftInSheet: () => printer.leftInSheet?.(),
    onState: (listener) => printer.onState(listener),
    get state() {
      return printer.state;
    },
  };
}
