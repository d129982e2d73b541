/** What becomes of people later: a new password, and an end. Both close every session that is open. */
import type { Backend, Tx } from '../backend.ts';
import { hashPassword } from '../crypto.ts';
import { forgetFailures } from './attempts.ts';

/** Sets a new password and forgets wrong ones; false when nobody has the name. */
export async function resetPassword(
  { db, passwordCost, random }: Pick<Backend, 'db' | 'passwordCost' | 'random'>,
  login: string,
  password: string,
): Promise<boolean> {
  const kept = await hashPassword(password, passwordCost, random);
  const changed = await db.transaction().execute((tx) => changePerson(tx, login, { password: kept }));
  if (changed) await forgetFailures(db, login);
  return changed;
}

/** Lets a person sign in no more; reports they froze keep their name. False when nobody can sign in with it. */
export async function endPerson({ db }: Pick<Backend, 'db'>, login: string): Promise<boolean> {
  return await db.transaction().execute((tx) => changePerson(tx, login, { active: false }));
}

async function changePerson(
  tx: Tx,
  login: string,
  change: { readonly password: string } | { readonly active: false },
): Promise<boolean> {
  const person = await tx
    .updateTable('person')
    .set(change)
    .where('login', '=', login)
    .where('active', '=', true)
    .returning('id')
    .executeTakeFirst();
  if (person === undefined) return false;
  await tx.deleteFrom('person_session').where('person', '=', person.id).execute();
  return true;
}
