/** What an operator does at the machine (docs/operations.md): one act each, answered with a line to read, or with why not. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { ok, type Result, refuse } from '../shared/kernel/result.ts';
import { spokenRefusal, syncLimits } from '../shared/sync/index.ts';
import type { Backend } from './backend.ts';
import { importFile } from './counters/import-file.ts';
import { scopeOfCode } from './data/scope.ts';
import { beginFeedsAnew } from './identity.ts';
import { listKeys, makeKey, revokeKey } from './neighbours/keys.ts';
import { noteAct } from './people/acts.ts';
import { endPerson, resetPassword } from './people/manage.ts';
import { makePerson } from './people/sign-in.ts';
import { newTarget, setTarget } from './share/targets.ts';
import type { OpenedBackend } from './start.ts';

const roles = ['operator', 'province', 'department', 'facility'] as const;
const areas = ['hospital', 'school'] as const;
const shortestPassword = 12;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface CommandOptions {
  readonly area?: string | undefined;
  readonly facility?: string | undefined;
  readonly name?: string | undefined;
  readonly urban?: string | undefined;
  readonly source?: string | undefined;
  /** Never on the command line, where everybody sees it. */
  readonly password: string | undefined;
}

/** Does what a command says. */
export async function perform(
  { backend, migrated }: Pick<OpenedBackend, 'backend' | 'migrated'>,
  command: string,
  rest: readonly string[],
  options: CommandOptions,
): Promise<Result<string, string>> {
  const [first = ''] = rest;
  // Of what follows only ids and figures: a name or a file may stand there too.
  const subject = rest.filter((one) => uuid.test(one) || /^[\d-]+$/.test(one)).join(' ');
  await noteAct(backend, {
    person: null,
    act: command,
    facility: null,
    subject: subject === '' ? null : subject,
  });
  switch (command) {
    case 'migrate':
      return ok(migrated.length === 0 ? 'up to date' : `taken: ${migrated.join(', ')}`);
    case 'new-feed-epoch': {
      const count = await backend.db.transaction().execute((tx) => beginFeedsAnew(tx, backend.ids));
      return ok(`${count} feeds begin anew`);
    }
    case 'add-person':
      return await addPerson(backend, rest, options);
    case 'reset-password':
      return await newPassword(backend, first, options.password ?? '');
    case 'end-person':
      return (await endPerson(backend, first))
        ? ok(`${first} can no longer sign in; open sessions ended`)
        : refuse(`nobody signs in as "${first}"`);
    case 'set-target':
      return await addTarget(backend, rest, options);
    case 'add-key':
      return await addKey(backend, rest);
    case 'keys':
      return await showKeys(backend, first);
    case 'import-journal':
      return await importJournal(backend, rest);
    case 'revoke-key':
      return uuid.test(first) && (await revokeKey(backend, first)).ok
        ? ok('revoked')
        : refuse('no such key, or it was revoked before; `keys FACILITY` lists them');
    default:
      return refuse(`no such command: ${command}`);
  }
}

async function addPerson(
  backend: Backend,
  [login, role]: readonly string[],
  { area, facility, name, password = '' }: CommandOptions,
): Promise<Result<string, string>> {
  const known = {
    role: roles.find((one) => one === role),
    area: areas.find((one) => one === area) ?? null,
  };
  if (login === undefined || known.role === undefined || password.length < shortestPassword) {
    return refuse(
      'add-person LOGIN operator|province|department|facility, PASSWORD of at least 12 characters',
    );
  }
  const person = { login, name, password, role: known.role, area: known.area, facility: facility ?? null };
  const made = await makePerson(backend, person);
  return made.ok
    ? ok(`${login} can sign in`)
    : refuse('that person cannot be made: name taken, or area/facility do not fit the role');
}

async function newPassword(
  backend: Backend,
  login: string,
  password: string,
): Promise<Result<string, string>> {
  if (password.length < shortestPassword) {
    return refuse('reset-password LOGIN, PASSWORD of at least 12 characters');
  }
  return (await resetPassword(backend, login, password))
    ? ok(`${login} signs in with the new password; open sessions ended`)
    : refuse(`nobody is called "${login}"`);
}

async function addTarget(
  backend: Backend,
  [from = '', low = '', high = '']: readonly string[],
  { area, facility, urban, source }: CommandOptions,
): Promise<Result<string, string>> {
  const read = newTarget.safeParse({
    ...{ from, low: Number(low), high: Number(high), source: source ?? '' },
    ...{ area: area ?? null, facility: facility ?? null },
    urban: urban === undefined ? null : urban === 'yes',
  });
  const set = read.success ? await setTarget(backend, read.data) : null;
  if (set === null || !set.ok) return refuse('set-target FROM(YYYY-MM-DD) LOW HIGH, per cent');
  return ok(`told ${set.value.told} facilities`);
}

/** A file of `ledger -- export`: its batches as if they had been pushed, so doing it again does nothing. */
async function importJournal(
  backend: Backend,
  [facility = '', file = '']: readonly string[],
): Promise<Result<string, string>> {
  if (!uuid.test(facility) || !existsSync(file) || statSync(file).size > syncLimits.exportBytes) {
    return refuse('import-journal FACILITY FILE');
  }
  const done = await importFile(backend, scopeOfCode({ facility }), new Uint8Array(readFileSync(file)));
  if (done.ok)
    return ok(`${done.value.stored} entries in ${done.value.batches} batches from ${done.value.counter}`);
  const { code, head } = done.reason;
  if (code !== 'not-contiguous') return refuse(`${code}: ${spokenRefusal(code)}`);
  const place = head == null ? '--all' : `--after ${head.epoch}/${head.seq}`;
  return refuse(`the journal stands elsewhere here; make the file again with ${place}`);
}

async function addKey(
  backend: Backend,
  [facility = '', ...words]: readonly string[],
): Promise<Result<string, string>> {
  const name = words.join(' ');
  if (!uuid.test(facility) || name === '' || name.length > 60) {
    return refuse('add-key FACILITY NAME, the name of the system in at most 60 characters');
  }
  const made = await makeKey(backend, scopeOfCode({ facility }), name);
  if (!made.ok) return refuse('no such facility');
  return ok(`key ${made.value.key}, shown this once: ${made.value.secret}`);
}

async function showKeys(backend: Backend, facility: string): Promise<Result<string, string>> {
  if (!uuid.test(facility)) return refuse('keys FACILITY');
  const keys = await listKeys(backend.db, scopeOfCode({ facility }));
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  const lines = keys.map(({ id, name, made_at, revoked_at }) => {
    const end = revoked_at === null ? '' : `, revoked ${day(revoked_at)}`;
    return `${id}  ${name}, made ${day(made_at)}${end}`;
  });
  return ok(lines.length === 0 ? 'no keys' : lines.join('\n'));
}
