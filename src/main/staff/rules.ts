/** What may be said about people at all: pure checks of `product.md` "People". */
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import { type Role, rolesAllowedTogether } from '../../shared/kernel/roles.ts';

/** A person as the journal has it now. */
export interface Person {
  /** UUIDv7. */
  readonly person: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly active: boolean;
}

export type PersonRefusal = 'bad-name' | 'roles-not-together' | 'last-administrator' | 'too-many-people';

/** People of one counter, those who left included. */
export const mostPeople = 200;

/** The name with its spaces put right; 1 to 200 characters. */
function readName(text: string): Result<string, 'bad-name'> {
  const name = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  return name.length >= 1 && name.length <= 200 ? ok(name) : refuse('bad-name');
}

/**
 * The person put right, or why there cannot be such a person among `others` (everybody else). Somebody active must
 * remain who is an administrator and has a PIN (`hasPin`), or nobody could ever change anything again.
 */
export function readPerson(
  wanted: Person,
  others: readonly Person[],
  hasPin: (person: string) => boolean,
): Result<Person, PersonRefusal> {
  const name = readName(wanted.name);
  if (!name.ok) return name;
  const roles = [...new Set(wanted.roles)];
  if (!rolesAllowedTogether(roles)) return refuse('roles-not-together');
  const person: Person = { ...wanted, name: name.value, roles };
  const everybody = [...others, person];
  if (everybody.length > mostPeople) return refuse('too-many-people');
  const administers = (one: Person): boolean =>
    one.active && one.roles.includes('administrator') && hasPin(one.person);
  return everybody.some(administers) ? ok(person) : refuse('last-administrator');
}
