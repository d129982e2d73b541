/** Tells every instance that a facility's feed has grown, over the database both share. It only wakes; nothing depends on it. */
import { type Kysely, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { BackendTables } from './schema.ts';

const channel = 'quay_thu_feed';
const reconnectMs = 1_000;

export interface Wake {
  /** Calls `heard` with the facility whenever its feed has grown; the returned function ends it. */
  listen(heard: Heard): () => void;
  close(): Promise<void>;
}

/** `urgent`: somebody waits for it at a counter. */
type Heard = (facility: string, urgent: boolean) => void;

/** Stands behind the facility where it is urgent. */
const urgentMark = '!';

/** Announces at the commit of the transaction it is called in. */
export async function announce(
  transaction: Transaction<BackendTables> | Kysely<BackendTables>,
  facility: string,
  urgent: boolean,
): Promise<void> {
  const payload = urgent ? `${facility}${urgentMark}` : facility;
  await sql`select pg_notify(${channel}, ${payload})`.execute(transaction);
}

class Listeners {
  readonly #all = new Set<Heard>();
  readonly tell = (payload: string): void => {
    const urgent = payload.endsWith(urgentMark);
    const facility = urgent ? payload.slice(0, -urgentMark.length) : payload;
    for (const heard of this.#all) heard(facility, urgent);
  };
  readonly listen = (heard: Heard): (() => void) => {
    this.#all.add(heard);
    return () => this.#all.delete(heard);
  };
}

/** Over a connection of its own, opened again whenever it is lost. */
export function wakeOverPostgres(url: string, onError: (error: Error) => void): Wake {
  const listeners = new Listeners();
  let closed = false;
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;

  const again = (): void => {
    if (!closed) retry = setTimeout(connect, reconnectMs).unref();
  };
  const connect = (): void => {
    const opening = new pg.Client({
      connectionString: url,
      application_name: 'quay-thu-wake',
      keepAlive: true,
    });
    client = opening;
    let lost = false;
    const loses = (error?: Error): void => {
      if (lost) return;
      lost = true;
      if (error !== undefined && !closed) onError(error);
      opening.end().catch(() => undefined);
      again();
    };
    opening.on('error', loses);
    opening.on('end', () => loses());
    opening.on('notification', ({ payload }) => {
      if (payload !== undefined) listeners.tell(payload);
    });
    opening
      .connect()
      .then(() => opening.query(`listen ${channel}`))
      .catch(loses);
  };
  connect();
  return {
    listen: listeners.listen,
    close: async () => {
      closed = true;
      clearTimeout(retry);
      await client?.end().catch(() => undefined);
    },
  };
}

/** What PGlite offers of listening. */
interface Listening {
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>;
}

export async function wakeOverPglite(pglite: Listening): Promise<Wake> {
  const listeners = new Listeners();
  const stop = await pglite.listen(channel, listeners.tell);
  return { listen: listeners.listen, close: stop };
}
