/**
 * The reference backend: `npm run backend [-- COMMAND]`. Commands: `serve` (the default), `migrate`, `add-person LOGIN ROLE
 * [--name NAME] [--area hospital|school] [--facility ID]` with the password in `PASSWORD`, `set-target FROM LOW HIGH [--area …]
 * [--urban yes|no] [--facility ID] [--source DECISION]`, `new-feed-epoch` after a restore.
 * Settings are environment variables (docs/operations.md).
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { Clock, EpochMs } from '../shared/kernel/clock.ts';
import type { Random } from '../shared/kernel/random.ts';
import { type Config, readConfig } from './config.ts';
import { beginFeedsAnew } from './identity.ts';
import { makePerson } from './people/sign-in.ts';
import { newTarget, setTarget } from './share/targets.ts';
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
const roles = ['operator', 'province', 'department', 'facility'] as const;
const areas = ['hospital', 'school'] as const;

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
  const code = await perform(opened.value, command, rest, values);
  await opened.value.close();
  return code;
}

interface Options {
  readonly area?: string | undefined;
  readonly facility?: string | undefined;
  readonly name?: string | undefined;
  readonly urban?: string | undefined;
  readonly source?: string | undefined;
}

async function perform(
  { backend, migrated }: OpenedBackend,
  command: string,
  rest: readonly string[],
  options: Options,
): Promise<number> {
  switch (command) {
    case 'migrate':
      console.log(migrated.length === 0 ? 'up to date' : `taken: ${migrated.join(', ')}`);
      return 0;
    case 'new-feed-epoch': {
      const count = await backend.db.transaction().execute((tx) => beginFeedsAnew(tx, backend.ids));
      console.log(`${count} feeds begin anew`);
      return 0;
    }
    case 'add-person':
      return await addPerson(backend, rest, options);
    case 'set-target':
      return await addTarget(backend, rest, options);
    default:
      return complain(`no such command: ${command}`);
  }
}

async function addPerson(
  backend: OpenedBackend['backend'],
  [login, role]: readonly string[],
  { area, facility, name }: Options,
): Promise<number> {
  const known = {
    role: roles.find((one) => one === role),
    area: areas.find((one) => one === area) ?? null,
  };
  const password = process.env.PASSWORD ?? '';
  if (login === undefined || known.role === undefined || password.length < 12) {
    return complain(
      'add-person LOGIN operator|province|department|facility, PASSWORD of at least 12 characters',
    );
  }
  const person = { login, name, password, role: known.role, area: known.area, facility: facility ?? null };
  const made = await makePerson(backend, person);
  return made.ok
    ? 0
    : complain('that person cannot be made: name taken, or area/facility do not fit the role');
}

async function addTarget(
  backend: OpenedBackend['backend'],
  [from = '', low = '', high = '']: readonly string[],
  { area, facility, urban, source }: Options,
): Promise<number> {
  const read = newTarget.safeParse({
    ...{ from, low: Number(low), high: Number(high), source: source ?? '' },
    ...{ area: area ?? null, facility: facility ?? null },
    urban: urban === undefined ? null : urban === 'yes',
  });
  const set = read.success ? await setTarget(backend, read.data) : null;
  if (set === null || !set.ok) return complain('set-target FROM(YYYY-MM-DD) LOW HIGH, per cent');
  console.log(`told ${set.value.told} facilities`);
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
