import { join } from 'node:path';
import type { CounterSettings as ShellSettings } from '../../shared/handover/counter.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import { type Ids, makeIds } from '../../shared/kernel/ids.ts';
import type { Random } from '../../shared/kernel/random.ts';
import type { KeyPair, Signer } from '../../shared/kernel/signer.ts';
import { WatchedCatalogue } from '../catalogue/watched.ts';
import { demoPin } from '../desk/demo.ts';
import type { OsPrinterRoute } from '../devices/ports.ts';
import { type RenderThread, renderThread } from '../documents/render-thread.ts';
import { makeKeys, signerOf } from '../ports/keys.ts';
import { workerEntry } from '../ports/worker-entry.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { lockDataFolder } from '../store/folder.ts';
import type { Jobs } from '../store/jobs.ts';
import { workerJobs } from '../store/jobs-worker.ts';
import { isBackup } from '../upkeep/backup-record.ts';
import { keyStore, type OwnKeys, ownKeys } from '../upkeep/keys.ts';
import type { jobs as jobTable } from '../worker.ts';
import { localMigrations, type OwnTables } from './migrations.ts';

export interface CounterPorts {
  readonly clock: Clock;
  readonly random: Random;
  /** Print queues of the operating system, where the shell can reach them. */
  readonly osPrinters?: OsPrinterRoute;
}

/** What the shell says; of a simulated device only its own line counts here. */
export interface CounterSettings extends Omit<ShellSettings, 'simulators'> {
  readonly simulators: readonly {
    readonly peer: string;
    readonly host: string;
    readonly port: number;
    /** Of a printer. */
    readonly widthDots?: number | undefined;
  }[];
}

/** Why a counter does not start; the sentence is for the person who started it. */
export class CounterCannotStart extends Error {
  override readonly name = 'CounterCannotStart';
}

/** Everything but the money: what stands before the ledger is opened and outlives its quarantine. */
export interface House {
  readonly clock: Clock;
  readonly random: Random;
  readonly ids: Ids;
  readonly settings: CounterSettings;
  readonly moneyPath: string;
  readonly local: Database<OwnTables>;
  readonly catalogue: WatchedCatalogue;
  readonly keys: OwnKeys;
  readonly signer: Signer;
  /** Before the first entry: the facility's keys become those of its recovery sheet. */
  takeFacilityKeys(pairs: readonly KeyPair[]): void;
  readonly jobs: Jobs<typeof jobTable>;
  readonly drawing: RenderThread;
  readonly osPrinters: OsPrinterRoute | undefined;
  readonly demoPin: string | null;
  /** What is on disk shows only after opening again: the process ends at once and the shell starts it anew. */
  broken(cause: unknown): void;
  close(): Promise<void>;
}

/** From the start until the thread that draws papers is made; the first paper makes it sooner. */
const warmAfterMs = 1_500;

/** Jobs that take every row of a list: with the memory and the engine's flags of the counter they are slower. */
const largeLists: ReadonlySet<keyof typeof jobTable> = new Set(['read-list', 'export-list']);

/**
 * Locks the data folder, opens what is not the ledger, makes the keys at the first start, starts the threads.
 * @throws CounterCannotStart
 */
export function openHouse({ clock, random, osPrinters }: CounterPorts, settings: CounterSettings): House {
  const { dataFolder: folder, resourcesFolder } = settings;
  if (isBackup(folder)) {
    throw new CounterCannotStart(`${folder} là một bản sao lưu. Phục hồi bằng: npm run ledger -- restore.`);
  }
  const lock = lockDataFolder(folder);
  if (!lock.ok) throw new CounterCannotStart(`Không mở được thư mục dữ liệu ${folder}: ${lock.reason}.`);
  const now = clock.now();
  const local = openDatabase<OwnTables>({
    path: join(folder, 'local.db'),
    migrations: localMigrations,
    kind: 'local',
    now,
  });
  const catalogue = new WatchedCatalogue(join(folder, 'catalogue.db'));
  const store = keyStore(local);
  const readKeys = (): OwnKeys => {
    const found = ownKeys(store, () => makeKeys(random), now);
    if (found === undefined) throw new CounterCannotStart('Thiếu khóa của quầy trong local.db.');
    return found;
  };
  let keys = readKeys();
  const jobs = workerJobs<typeof jobTable>({
    workerUrl: workerEntry(import.meta.url, '../worker.ts'),
    clock,
    processes: { entryUrl: workerEntry(import.meta.url, '../job-process.ts'), jobs: largeLists },
  });
  const drawing = renderThread({
    workerUrl: workerEntry(import.meta.url, '../documents/render-worker.ts'),
    fontFolder: join(resourcesFolder, 'fonts'),
    clock,
  });
  // Not while the counter starts: both cores have enough to do then.
  const stopWarming = clock.after(warmAfterMs, () => drawing.warm());
  return {
    clock,
    random,
    ids: makeIds(clock, random),
    settings,
    moneyPath: join(folder, 'money.db'),
    local,
    catalogue,
    get keys() {
      return keys;
    },
    signer: signerOf(keys.counter),
    takeFacilityKeys(pairs) {
      store.replaceFacility(pairs, clock.now());
      keys = readKeys();
    },
    jobs,
    drawing,
    osPrinters,
    demoPin: settings.demo === null ? null : demoPin,
    broken: (cause) =>
      void clock.after(0, () => {
        throw cause;
      }),
    async close() {
      stopWarming();
      await jobs.close();
      await drawing.close();
      catalogue.close();
      local.close();
      lock.value.release();
    },
  };
}
