/** People of the province, its departments and facilities: sign-in, sessions, and who makes them (design §7). */
import { ok, type Result } from '../../shared/kernel/result.ts';
import { type Backend, type Db, type Refused, refused, sqlState } from '../backend.ts';
import { hashPassword, isPassword, makeToken, nobodysPassword, sha256 } from '../crypto.ts';
import type { Person } from '../data/scope.ts';
import { forgetFailures, mustWait, noteFailure } from './attempts.ts';

const sessionMs = 12 * 60 * 60_000;

export interface Session {
  readonly token: string;
  readonly expiresInMs: number;
  readonly role: Person['role'];
}

/**
 * Opens a session. A wrong name and a wrong password are told apart by nobody; after five of them in ten minutes the
 * name waits (`too-many-requests`).
 */
export async function signIn(
  { db, clock, passwordCost, random }: Backend,
  login: string,
  password: string,
): Promise<Result<Session, Refused>> {
  const now = clock.now();
  if (await mustWait(db, login, now)) return refused('too-many-requests');
  const person = await db.selectFrom('person').selectAll().where('login', '=', login).executeTakeFirst();
  // Also when nobody has that name, so that both cases take as long.
  const right = await isPassword(password, person?.password ?? nobodysPassword(passwordCost));
  if (person === undefined || !right || !person.active) {
    await noteFailure(db, login, now);
    return refused('not-allowed');
  }
  await forgetFailures(db, login);
  const token = makeToken(random);
  await db.deleteFrom('person_session').where('expires_at', '<', now).execute();
  await db
    .insertInto('person_session')
    .values({ token_hash: sha256(token), person: person.id, expires_at: now + sessionMs })
    .execute();
  return ok({ token, expiresInMs: sessionMs, role: person.role });
}

/** Ends the session of a token; also when there is none. */
export async function signOut(db: Db, token: string): Promise<void> {
  await db.deleteFrom('person_session').where('token_hash', '=', sha256(token)).execute();
}

/** The person behind a token. */
export async function personOfToken(db: Db, token: string, now: number): Promise<Result<Person, Refused>> {
  const person = await db
    .selectFrom('person_session')
    .innerJoin('person', 'person.id', 'person_session.person')
    .selectAll('person')
    .where('person_session.token_hash', '=', sha256(token))
    .where('person_session.expires_at', '>', now)
    .where('person.active', '=', true)
    .executeTakeFirst();
  return person === undefined ? refused('session-over') : ok(person);
}

export interface NewPerson {
  readonly login: string;
  /** As the page greets them; the login without one. */
  readonly name?: string | undefined;
  readonly password: string;
  readonly role: Person['role'];
  readonly area: Person['area'];
  readonly facility: string | null;
}

/** Makes a person; the area is a department's, the facility that of a person of one. `malformed` otherwise, or if the name is taken. */
export async function makePerson(
  { db, ids, clock, passwordCost, random }: Pick<Backend, 'db' | 'ids' | 'clock' | 'passwordCost' | 'random'>,
  { login, name = '', password, role, area, facility }: NewPerson,
): Promise<Result<{ person: string }, Refused>> {
  if ((role === 'department') !== (area !== null)) return refused('malformed');
  if ((role === 'facility') !== (facility !== null)) return refused('malformed');
  const person = ids.next();
  try {
    await db
      .insertInto('person')
      .values({
        ...{ id: person, login, name, role, area, facility, created_at: clock.now() },
        password: await hashPassword(password, passwordCost, random),
      })
      .execute();
  } catch (error) {
    if (sqlState(error)?.startsWith('23')) return refused('malformed');
    throw error;
  }
  return ok({ person });
}
