import { join } from 'node:path';
import { InvariantBroken } from '../../shared/kernel/assert.ts';
import { readCatalogue } from '../catalogue/read.ts';
import type { DeskContext } from '../desk/context.ts';
import { loadDemo } from '../desk/demo.ts';
import { expireCodes } from '../desk/expire-codes.ts';
import { ListImports } from '../desk/import-list.ts';
import type { SetUpParts } from '../desk/set-up.ts';
import { openDevices } from '../devices/open.ts';
import { autoLockAfterMs } from '../facility/settings.ts';
import { writeHeads } from '../ledger/head-writer.ts';
import { headFileOf } from '../ledger/heads.ts';
import { rebuild } from '../ledger/replay.ts';
import { sessionOf } from '../rpc/access.ts';
import { makeHandlers } from '../rpc/handlers.ts';
import { makeRefresher } from '../rpc/refresh.ts';
import type { RpcServer } from '../rpc/serve.ts';
import { Spool } from '../spool/spool.ts';
import { journalPeople } from '../staff/journal-people.ts';
import { createStaff } from '../staff/staff.ts';
import { deviceProfiles, launcherProfiles, localSecret, profileAllowed } from '../upkeep/local.ts';
import { CustomerDisplay } from '../views/display.ts';
import { openBank } from './bank.ts';
import type { Books } from './books.ts';
import { checkLedgerDaily } from './check-ledger.ts';
import { CounterCannotStart, type House } from './house.ts';
import type { Service } from './service.ts';

/**
 * The counter at work on its books; sets up sample data in a new ledger when the settings ask for it.
 * @throws CounterCannotStart when the ledger is of the other kind
 */
export async function serveMoney(house: House, books: Books, server: RpcServer): Promise<Service> {
  const { clock, random, ids, settings, local, jobs } = house;
  const { money, ledger, reads, claim } = books;
  const kind = reads.counterRow()?.kind ?? settings.ledgerKind;
  if (kind !== settings.ledgerKind) {
    money.close();
    throw new CounterCannotStart(
      `Sổ trong ${settings.dataFolder} là sổ ${kind}, không mở như sổ ${settings.ledgerKind}.`,
    );
  }
  const refresh = () => refresher.soon();
  const heads = writeHeads({ path: headFileOf(money.path), ledger, signer: house.signer, clock });
  const profiles = [...deviceProfiles(local).all(), ...launcherProfiles(settings.simulators)];
  const printers = profiles.filter(({ origin }) => profileAllowed(kind, origin));
  const devices = openDevices(
    printers.map(({ name, profile }) => ({ name, ...profile })),
    clock,
    refresh,
  );
  const people = () => journalPeople(reads);
  const autoLockMs = () => autoLockAfterMs(reads);
  const staff = createStaff({ clock, random, ids, local, people, ledger, autoLockMs, changed: refresh });
  const spool = new Spool({
    database: money,
    transact: (run) => {
      const done = ledger.act(run);
      if (!done.ok) throw new InvariantBroken(`spool: ${done.reason}`);
      return done.value;
    },
    journal: (entry, actor) => ledger.append({ ...entry, actor }),
    broken: house.broken,
    clock,
    ids,
    printer: devices.printer,
    usualPrinter: () => devices.usualPrinter()?.name ?? 'none',
    render: house.drawing.render,
  });
  const catalogue = readCatalogue(house.catalogue);
  const context: DeskContext = {
    clock,
    ids,
    random,
    ledger,
    reads,
    staff,
    spool,
    catalogue,
    rebuild: () => {
      const rebuilt = rebuild(money).ok;
      ledger.rows.forget();
      return rebuilt;
    },
    drawer: devices.drawer,
  };
  const bank = openBank({ clock, ids, ledger, reads, kind, settings, changed: refresh });
  const display = new CustomerDisplay(clock, reads, refresh);
  const imports = new ListImports({
    context,
    catalogue: house.catalogue,
    folder: join(settings.dataFolder, 'lists'),
    referenceKey: localSecret(local, random, 'references'),
    preview: (input) => jobs.runJob('preview-import', input),
    build: (input) => jobs.runJob('build-import', input),
  });
  const setUp: SetUpParts = {
    kind,
    keys: {
      counterKey: house.keys.counter.publicKey,
      facilityKey: house.keys.facility.publicKey,
      sealingKey: house.keys.sealing.publicKey,
    },
    claim,
  };
  const refresher = makeRefresher({
    ...context,
    server,
    display,
    people,
    ledgerKind: kind,
    demoPin: house.demoPin,
    printer: devices.usualPrinter,
    bank: () => bank.state(),
  });
  ledger.subscribe(refresh);
  spool.onChange(refresh);
  if (reads.counterRow() !== undefined) {
    spool.recover();
    imports.finishInterrupted();
  } else if (settings.demo !== null) {
    const folder = join(settings.resourcesFolder, 'samples');
    await loadDemo({ context, imports, setUp, demo: settings.demo, folder });
  }
  const stopChecks = checkLedgerDaily({
    clock,
    jobs,
    moneyPath: money.path,
    epoch: () => ledger.head.epoch,
    damaged: (fault) => house.broken(new InvariantBroken(`the ledger is damaged: ${JSON.stringify(fault)}`)),
  });
  const stopExpiry = expireCodes({ clock, ledger, reads, changed: refresh });
  bank.start();
  refresher.now();
  return {
    handlers: makeHandlers({ context, imports, display, setUp }),
    session: () => sessionOf(staff.presence()),
    noteActivity: staff.noteActivity,
    refresh,
    close: async () => {
      bank.stop();
      stopChecks();
      stopExpiry();
      refresher.stop();
      devices.stop();
      display.close();
      staff.close();
      await spool.stop();
      await heads.close();
      money.close();
    },
  };
}
