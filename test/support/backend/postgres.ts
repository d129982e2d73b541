/** A real PostgreSQL of a test's own: own data folder, own port, thrown away afterwards. The server may not run as root. */
import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

export interface TestPostgres {
  readonly port: number;
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

/** Starts a server; about a second. */
export async function startPostgres(): Promise<TestPostgres> {
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
  const settings = `-k ${folder} -p ${port} -c listen_addresses=127.0.0.1 -c max_connections=60`;
  asServer(join(bin, 'pg_ctl'), ['-D', data, '-w', '-l', join(folder, 'log'), '-o', settings, 'start']);
  const url = (name: string) => `postgres://postgres@127.0.0.1:${port}/${name}`;
  let made = 0;
  return {
    port,
    makeDatabase: async () => {
      made += 1;
      const name = `quay${made}`;
      const client = new pg.Client({ connectionString: url('postgres') });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return url(name);
    },
    stop: () => {
      asServer(join(bin, 'pg_ctl'), ['-D', data, '-w', '-m', 'immediate', 'stop']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
