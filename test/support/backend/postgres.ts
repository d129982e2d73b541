/** A real PostgreSQL of the tests' own: own data folder, own port, thrown away afterwards. The server may not run as root. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** Port of the server that a whole run of vitest has together; each test file makes its own databases there. */
const variable = 'QUAYTHU_TEST_POSTGRES';

export interface TestPostgres {
  /** Makes an empty database and gives its address. */
  makeDatabase(): Promise<string>;
  stop(): void;
}

const debianPlace = '/usr/lib/postgresql';

/** Folder of the server's programs: Debian's place, the newest version there. */
function programs(): string {
  const versions = existsSync(debianPlace)
    ? readdirSync(debianPlace).sort((a, b) => Number(b) - Number(a))
    : [];
  const newest = versions[0];
  if (newest === undefined) throw new Error('no PostgreSQL server here: install the package postgresql');
  return join(debianPlace, newest, 'bin');
}

function asServer(program: string, args: readonly string[]): string {
  const isRoot = process.getuid?.() === 0;
  const command = isRoot ? ['runuser', '-u', 'postgres', '--', program, ...args] : [program, ...args];
  const [first = program, ...rest] = command;
  return execFileSync(first, rest, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], cwd: tmpdir() });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** The whole database as text, by PostgreSQL's own program. */
export function dump(url: string): string {
  const options = { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
  return execFileSync(join(programs(), 'pg_dump'), ['--inserts', url], options);
}

/** The server of this run of vitest, or one of its own (about a second). */
export async function startPostgres(): Promise<TestPostgres> {
  const shared = Number(process.env[variable] ?? 0);
  if (shared > 0) return databasesAt(shared, () => undefined);
  const { port, stop } = await startServer();
  return databasesAt(port, stop);
}

/** Global set-up of vitest; without PostgreSQL its tests say so themselves. */
export default async function preparePostgres(): Promise<() => void> {
  if (!existsSync(debianPlace)) return () => undefined;
  const { port, stop } = await startServer();
  process.env[variable] = String(port);
  return stop;
}

function databasesAt(port: number, stop: () => void): TestPostgres {
  const url = (name: string) => `postgres://postgres@127.0.0.1:${port}/${name}`;
  return {
    makeDatabase: async () => {
      const name = `quay_${randomBytes(6).toString('hex')}`;
      const client = new pg.Client({ connectionString: url('postgres') });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return url(name);
    },
    stop,
  };
}

async function startServer(): Promise<{ readonly port: number; stop(): void }> {
  const bin = programs();
  const folder = mkdtempSync(join(tmpdir(), 'pg-'));
  if (process.getuid?.() === 0) {
    const uid = Number(execFileSync('id', ['-u', 'postgres'], { encoding: 'utf8' }));
    const gid = Number(execFileSync('id', ['-g', 'postgres'], { encoding: 'utf8' }));
    chownSync(folder, uid, gid);
  }
  const data = join(folder, 'data');
  const port = await freePort();
  asServer(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C']);
  const settings = `-k ${folder} -p ${port} -c listen_addresses=127.0.0.1 -c max_connections=100`;
  asServer(join(bin, 'pg_ctl'), ['-D', data, '-w', '-l', join(folder, 'log'), '-o', settings, 'start']);
  return {
    port,
    stop: () => {
      asServer(join(bin, 'pg_ctl'), ['-D', data, '-w', '-m', 'immediate', 'stop']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
