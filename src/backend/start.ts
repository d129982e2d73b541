/** Puts a backend together from its ports and settings. */
import type { Clock } from '../shared/kernel/clock.ts';
import { makeIds } from '../shared/kernel/ids.ts';
import type { Random } from '../shared/kernel/random.ts';
import { ok, type Result, refuse } from '../shared/kernel/result.ts';
import type { Backend } from './backend.ts';
import type { Config } from './config.ts';
import { type PasswordCost, standardPasswordCost, vaultOf } from './crypto.ts';
import { migrate } from './database/migrate.ts';
import { type OpenedDatabase, openPglite, openPostgres } from './database/open.ts';
import { makeServer } from './http/server.ts';
import { loadIdentity } from './identity.ts';
import { errorFields, type Log, makeLog } from './log.ts';
import { catchUpAll } from './share/take-in.ts';
import { takeFolder } from './try-out-folder.ts';
import { startUpstream } from './upstream/run.ts';

export interface Ports {
  readonly clock: Clock;
  readonly random: Random;
  /** Takes lines of the log. */
  readonly write: (line: string) => void;
  /** The standard one without it; where many people are made for nobody, a cheap one. */
  readonly passwordCost?: PasswordCost;
}

/** Why it does not start. Nothing was changed but, perhaps, by migrations that had been taken whole. */
export type StartFailure =
  | 'folder-in-use'
  | 'database-unreachable'
  | 'database-damaged'
  | 'database-newer'
  | 'database-other'
  | 'wrong-secret';

export interface OpenedBackend {
  readonly backend: Backend;
  readonly database: OpenedDatabase['is'];
  readonly migrated: readonly number[];
  close(): Promise<void>;
}

/** Opens the database, brings it to this version, loads the key. Does not listen. */
export async function openBackend(
  { clock, random, write, passwordCost = standardPasswordCost }: Ports,
  config: Config,
): Promise<Result<OpenedBackend, StartFailure>> {
  const log = makeLog(clock, write);
  const opened = await openDatabase(config, random, log);
  if (!opened.ok) return opened;
  const { database, secret, close } = opened.value;
  const { db, wake } = database;
  const ids = makeIds(clock, random);
  const vault = vaultOf(secret, random);
  const abandon = async (reason: StartFailure) => {
    await close();
    return refuse(reason);
  };
  const migrated = await migrate(db, clock);
  if (!migrated.ok) {
    return await abandon(migrated.reason.code === 'newer-than-known' ? 'database-newer' : 'database-other');
  }
  const identity = await loadIdentity(db, { vault, random, ids });
  if (!identity.ok) return await abandon(identity.reason);
  const { signer, newEpochs } = identity.value;
  if (newEpochs > 0) log.warn('feeds-begun-anew', { count: newEpochs });
  const { province, upstreamUrl } = config;
  const backend: Backend = {
    ...{ clock, random, ids, db, wake, signer, vault, passwordCost, log, province, upstreamUrl },
  };
  const caughtUp = await catchUpAll(backend);
  if (caughtUp > 0) log.info('sums-caught-up', { count: caughtUp });
  return ok({ backend, database: database.is, migrated: migrated.value, close });
}

interface Opened {
  readonly database: OpenedDatabase;
  readonly secret: string;
  close(): Promise<void>;
}

async function openDatabase(
  { database }: Config,
  random: Random,
  log: Log,
): Promise<Result<Opened, StartFailure>> {
  if (database.is === 'postgresql') {
    try {
      const opened = await openPostgres(database.url, (error) =>
        log.warn('database-lost', errorFields(error)),
      );
      return ok({ database: opened, secret: database.secret, close: opened.close });
    } catch (error) {
      log.warn('database-unreachable', errorFields(error));
      return refuse('database-unreachable');
    }
  }
  const folder = takeFolder(database.folder, random);
  if (!folder.ok) return refuse('folder-in-use');
  try {
    const opened = await openPglite(folder.value.databaseFolder);
    const close = async () => {
      await opened.close();
      folder.value.release();
    };
    return ok({ database: opened, secret: database.secret ?? folder.value.secret, close });
  } catch (error) {
    // Killed in the middle of a write, without fsync: it may not open again.
    log.warn('database-damaged', errorFields(error));
    folder.value.release();
    return refuse('database-damaged');
  }
}

export interface ListeningBackend {
  readonly port: number;
  /** Answers what is in, then closes everything. */
  stop(): Promise<void>;
}

/** Begins to answer. */
export async function listen(opened: OpenedBackend, config: Config): Promise<ListeningBackend> {
  const server = await makeServer(opened.backend, config);
  const { host, port } = config;
  await server.app.listen({ host, port });
  const address = server.app.server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  opened.backend.log.info('listening', { port: actual, database: opened.database });
  const upstream = startUpstream(opened.backend);
  return {
    port: actual,
    stop: async () => {
      await upstream.stop();
      await server.stop();
      await opened.close();
    },
  };
}
