/** A backup of a PostgreSQL database and going back to it, as an operator would: the copy is made by the server. */
import pg from 'pg';

const shortWaitMs = 50;
const mostTries = 40;

export interface Backups {
  /** Copies the database as it stands; connections to it are cut. */
  backUp(): Promise<void>;
  /** Puts the copy in the place of the database. Nothing may be connected that must not lose its connection. */
  restore(): Promise<void>;
  end(): Promise<void>;
}

/** Backups of the database at this address, which must be a superuser's. */
export async function backupsOf(url: string): Promise<Backups> {
  const name = new URL(url).pathname.slice(1);
  const copy = `${name}_copy`;
  const client = new pg.Client({ connectionString: url.replace(/\/[^/]*$/, '/postgres') });
  await client.connect();
  const free = async (database: string) => {
    await client.query(`alter database ${database} with allow_connections false`);
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
      database,
    ]);
  };
  /** A server process that was told to end needs a moment to be gone. */
  const copied = async (from: string, to: string) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await client.query(`create database ${to} template ${from}`);
      } catch (error) {
        if (tries === mostTries) throw error;
        await new Promise((resolve) => setTimeout(resolve, shortWaitMs));
      }
    }
  };
  return {
    async backUp() {
      await client.query(`drop database if exists ${copy}`);
      await free(name);
      try {
        await copied(name, copy);
      } finally {
        await client.query(`alter database ${name} with allow_connections true`);
      }
    },
    async restore() {
      await free(name);
      await client.query(`drop database ${name} with (force)`);
      await copied(copy, name);
    },
    end: () => client.end(),
  };
}
