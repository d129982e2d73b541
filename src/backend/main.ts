/**
 * The reference backend: `npm run backend [-- COMMAND]`. `serve` is the default; the others are in `commands.ts`.
 * Settings are environment variables (docs/operations.md).
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { Clock, EpochMs } from '../shared/kernel/clock.ts';
import type { Random } from '../shared/kernel/random.ts';
import { perform } from './commands.ts';
import { type Config, readConfig } from './config.ts';
import { makePerson } from './people/sign-in.ts';
import { listen, type OpenedBackend, openBackend, type Ports, type StartFailure } from './start.ts';

const clock: Clock = {
  now: () => Date.now() as EpochMs,
  monotonicMs: () => performance.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};
const random: Random = { bytes: (length) => new Uint8Array(randomBytes(length)) };
const ports: Ports = { clock, random, write: (line) => process.stdout.write(line) };
const stopWithinMs = 10_000;

const wayOut: Readonly<Record<StartFailure, string>> = {
  'folder-in-use': 'another backend uses this data folder; stop it, or set DATA to another folder',
  'database-unreachable':
    'PostgreSQL cannot be reached or acknowledges before it has written; see the line above',
  'database-damaged':
    'the embedded database does not open; move the folder "pglite" in DATA away and start again: counters push anew what it had (enrol them again with codes for known counters), or use PostgreSQL',
  'database-newer': 'a newer version has used this database; start that version',
  'database-other': 'this database was not made by this program',
  'wrong-secret': 'BACKEND_SECRET is not the one this database was made with',
};

process.exitCode = await run(process.argv.slice(2));

async function run(args: readonly string[]): Promise<number> {
  const config = readConfig(process.env);
  if (!config.ok) return complain(`settings missing or wrong: ${config.reason.join(', ')}`);
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ...{ area: { type: 'string' }, facility: { type: 'string' }, name: { type: 'string' } },
      ...{ urban: { type: 'string' }, source: { type: 'string' } },
    },
  });
  const opened = await openBackend(ports, config.value);
  if (!opened.ok) return complain(wayOut[opened.reason]);
  const [command = 'serve', ...rest] = positionals;
  if (command === 'serve') return await serve(opened.value, config.value);
  const done = await perform(opened.value, command, rest, { ...values, password: process.env.PASSWORD });
  await opened.value.close();
  if (!done.ok) return complain(done.reason);
  console.log(done.value);
  return 0;
}

async function serve(opened: OpenedBackend, config: Config): Promise<number> {
  if (opened.database === 'pglite') {
    console.log(
      'Embedded PGlite, for trying out: one process, not safe against power cuts. Set DATABASE_URL.',
    );
    await offerOperator(opened);
  }
  const listening = await listen(opened, config);
  console.log(JSON.stringify({ peer: 'backend', host: config.host, port: listening.port }));
  return await new Promise((resolve) => {
    const stop = (): void => {
      setTimeout(() => process.exit(1), stopWithinMs).unref();
      listening.stop().then(
        () => resolve(0),
        () => resolve(1),
      );
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  });
}

/** Somebody who tries it out must be able to sign in; the password is shown once. */
async function offerOperator({ backend }: OpenedBackend): Promise<void> {
  const somebody = await backend.db.selectFrom('person').select('id').executeTakeFirst();
  if (somebody !== undefined) return;
  const password = Buffer.from(random.bytes(12)).toString('base64url');
  await makePerson(backend, { login: 'quantri', password, role: 'operator', area: null, facility: null });
  console.log(`First sign-in: quantri / ${password}`);
}

function complain(what: string): number {
  process.stderr.write(`backend: ${what}\n`);
  return 1;
}
