import { join } from 'node:path';
import { InvariantBroken } from '../../shared/kernel/assert.ts';
import { LooseCredits } from '../bank/loose-credits.ts';
import { readWatched } from '../catalogue/watched.ts';
import { openReferences } from '../desk/card-attempts.ts';
import type { DeskContext } from '../desk/context.ts';
import { loadDemo } from '../desk/demo.ts';
import { expireCodes } from '../desk/expire-codes.ts';
import { notePowerCut, tellDevices, watchOutages } from '../desk/outage.ts';
import { receiptPaper } from '../desk/receipt-paper.ts';
import type { SetUpParts } from '../desk/set-up.ts';
import { plainLines } from '../documents/plain-text.ts';
import { paperOf } from '../documents/render.ts';
import { bankList } from '../facility/banks.ts';
import { autoLockAfterMs, facilitySettings } from '../facility/settings.ts';
import { facilityReads } from '../ledger/facility-reads.ts';
import { writeHeads } from '../ledger/head-writer.ts';
import { headFileOf } from '../ledger/heads.ts';
import { rebuild } from '../ledger/replay.ts';
import { settingEntries } from '../ledger/setting-entries.ts';
import { sessionOf } from '../rpc/access.ts';
import { makeHandlers } from '../rpc/handlers.ts';
import { makeRefresher } from '../rpc/refresh.ts';
import type { RpcServer } from '../rpc/serve.ts';
import { noPrinter } from '../spool/shown.ts';
import { Spool } from '../spool/spool.ts';
import { journalPeople } from '../staff/journal-people.ts';
import { shownPinParameters, standardPinParameters } from '../staff/pin.ts';
import { createStaff } from '../staff/staff.ts';
import { idleCheckpoints } from '../store/idle-checkpoint.ts';
import { keepAlive } from '../upkeep/alive.ts';
import { CustomerDisplay } from '../views/display.ts';
import { backUpDaily } from './back-up.ts';
import { openBank } from './bank.ts';
import type { Books } from './books.ts';
import { checkLedgerDaily } from './check-ledger.ts';
import { openRack } from './devices.ts';
import { CounterCannotStart, type House } from './house.ts';
import { openKeys } from './keys.ts';
import { openLists } from './lists.ts';
import { openPapers, readForms } from './papers.ts';
import { openReports } from './reports.ts';
import { openSearch } from './search.ts';
import type { Service } from './service.ts';
import { openStatements } from './statements.ts';
import { openSync } from './sync.ts';
import { openTerminals } from './terminal.ts';

/**
 * The counter at work on its books; sets up sample data in a new ledger when the settings ask for it.
 * @throws CounterCannotStart when the ledger is of the other kind
 */
export async function serveMoney(
  house: House,
  books: Books,
  server: RpcServer,
  reopen: () => Promise<void>,
): Promise<Service> {
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
  const people = () => journalPeople(reads);
  const autoLockMs = () => autoLockAfterMs(reads);
  const parameters = house.demoPin === null ? standardPinParameters : shownPinParameters;
  const staff = createStaff({
    ...{ clock, random, ids, local, people, ledger, autoLockMs, parameters },
    changed: refresh,
  });
  const attended = () => staff.presence().state === 'open';
  const osPrinters = house.osPrinters ?? null;
  const rig = openRack({
    ...{ ...house, kind, osPrinters, attended },
    changed: () => devicesChanged(),
    unresolved: (terminal) => openReferences(reads, terminal),
    reopened: () => terminals.reopened(),
  });
  const { devices } = rig;
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
    usualPrinter: () => devices.usualPrinter()?.name ?? noPrinter,
    spareFor: devices.spareFor,
    compose: (document) => receiptPaper(reads, document),
    plain: (document, mark, columns) => plainLines(paperOf(document, mark), columns),
    render: house.drawing.render,
  });
  const catalogue = readWatched(house.catalogue);
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
    forms: readForms(settings.resourcesFolder),
    drawer: devices.drawer,
    isCurrent: (counter) => sync.link.isCurrent(counter),
  };
  const loose = new LooseCredits(clock, (key) =>
    facility.matchedBy(key).some(({ counter }) => counter !== ledger.counter),
  );
  const counterName = () => facilitySettings(reads).counterName;
  const alive = keepAlive(settings.dataFolder, clock);
  const outages = watchOutages({ clock, ids, ledger, reads });
  const devicesChanged = () => {
    tellDevices(
      outages,
      devices.standings().map(({ name, state, connection: { kind: of } }) => ({ name, state, kind: of })),
    );
    refresh();
  };
  const bankChanged = () => {
    outages.tell('bank', bank.state().state !== 'paused');
    refresh();
  };
  // A line that was heard from, or never made, and answers no more: the outage log fills itself.
  const lineChanged = () => {
    outages.tell('network', sync.bank.state().state !== 'paused');
    followJournals();
    refresh();
  };
  const facility = facilityReads(money);
  const sums = openReports({ clock, ledger, reads, money, facility });
  const { reports, follow: followJournals, stop: stopReports } = sums;
  const sync = openSync({ house, books, kind, counterName, loose, changed: lineChanged, facility });
  const bank =
    kind === 'real'
      ? sync.bank
      : openBank({ clock, ids, ledger, reads, kind, settings, changed: bankChanged, loose });
  const terminals = openTerminals({ clock, devices, context, changed: refresh });
  const display = new CustomerDisplay(clock, reads, refresh);
  const { dataFolder } = settings;
  const backups = backUpDaily({ clock, jobs, dataFolder, needed: kind === 'real', changed: refresh });
  const imports = openLists({ house, context, renewed: sync.readListsAgain, changed: refresh });
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
    loose,
    people,
    ledgerKind: kind,
    demoPin: house.demoPin,
    printer: rig.printer,
    devices: rig,
    terminal: terminals.rail,
    cardGlance: (tender) => terminals.cards.glance(tender),
    bank: () => bank.state(),
    network: () => sync.link.state(),
    cases: () => sync.cases.open().length,
    backupLate: () => backups.desk.view().late,
    isSent: sync.isSent,
    lists: () => imports.standing(),
  });
  ledger.subscribe(refresh);
  spool.onChange(refresh);
  if (reads.counterRow() !== undefined) {
    spool.recover();
    imports.finishInterrupted();
    notePowerCut(context, alive.lastMs);
    void imports.readLostAgain();
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
  ledger.subscribe(backups.committed);
  const checkpoints = idleCheckpoints(money, clock);
  ledger.subscribe(checkpoints.committed);
  const stopExpiry = expireCodes({ clock, ledger, reads, changed: refresh });
  const { search, stop: stopSearch } = openSearch({ clock, ledger, money });
  const banks = bankList(settings.resourcesFolder, kind);
  const places = {
    search,
    facility,
    isSent: sync.isSent,
    settingEntries: settingEntries(money, ledger.counter),
    banks: () => sync.banks(banks),
    samples: join(settings.resourcesFolder, 'samples'),
  };
  bank.start();
  terminals.start();
  sync.start();
  refresher.now();
  return {
    handlers: makeHandlers({
      cards: terminals.cards,
      rack: rig.rack,
      context,
      imports,
      statements: openStatements(house, context),
      display,
      setUp,
      house: places,
      loose,
      sync: sync.desk,
      keys: openKeys(house, reopen),
      backup: backups.desk,
      cases: { book: sync.cases, facility },
      elsewhere: { facility },
      reports,
      papers: openPapers(house, context, reports),
    }),
    session: () => sessionOf(staff.presence()),
    noteActivity: staff.noteActivity,
    refresh,
    close: async () => {
      imports.stop();
      bank.stop();
      terminals.stop();
      await sync.stop();
      stopChecks();
      backups.stop();
      stopExpiry();
      checkpoints.stop();
      stopSearch();
      stopReports();
      outages.stop();
      alive.stop();
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
