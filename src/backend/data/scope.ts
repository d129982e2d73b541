/**
 * Facility isolation. Every function that touches rows of a facility takes a scope, and a scope is made only here, from
 * who is asking. So a route that forgets to check does not compile.
 */
import type { Selectable } from 'kysely';
import type { Brand } from '../../shared/kernel/brand.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { type Db, type Refused, refused } from '../backend.ts';
import type { BankSourceTable, CounterTable, PersonTable } from '../database/schema.ts';
import type { ApiKeyTable } from '../database/schema-neighbours.ts';

/** Leave to read and write the rows of one facility. */
export type FacilityScope = Brand<{ readonly facility: string }, 'FacilityScope'>;

export type Person = Selectable<PersonTable>;
export type Counter = Selectable<CounterTable>;

function scope(facility: string): FacilityScope {
  return { facility } as FacilityScope;
}

/** A counter's own facility. The counter was read by its signature or session. */
export function scopeOfCounter(counter: Pick<Counter, 'facility'>): FacilityScope {
  return scope(counter.facility);
}

/** The facility of a bank source, whose secret the caller has proved. */
export function scopeOfSource(source: Pick<Selectable<BankSourceTable>, 'facility'>): FacilityScope {
  return scope(source.facility);
}

/** The facility of a neighbour system, whose key the caller has shown. */
export function scopeOfKey(key: Pick<Selectable<ApiKeyTable>, 'facility'>): FacilityScope {
  return scope(key.facility);
}

/** The facility of its own backend, which has proved itself. */
export function scopeOfRelay(relay: { readonly facility: string }): FacilityScope {
  return scope(relay.facility);
}

/** Of a facility that passes on to the upper backend; only that line runs in it. */
export function scopeOfLink(link: { readonly facility: string }): FacilityScope {
  return scope(link.facility);
}

/** Of an enrolment code, before there is a counter. */
export function scopeOfCode(code: { readonly facility: string }): FacilityScope {
  return scope(code.facility);
}

/** Facilities a person may see. */
export function visibleFacilities(db: Db, person: Person) {
  const all = db.selectFrom('facility');
  switch (person.role) {
    case 'operator':
    case 'province':
      return all;
    case 'department':
      return all.where('kind', '=', person.area ?? 'school');
    case 'facility':
      return all.where('id', '=', person.facility ?? '00000000-0000-0000-0000-000000000000');
  }
}

/** Leave for one facility; `not-found` for one the person may not see, so that nothing is told by asking. */
export async function scopeOfPerson(
  db: Db,
  person: Person,
  facility: string,
): Promise<Result<FacilityScope, Refused>> {
  const seen = await visibleFacilities(db, person).select('id').where('id', '=', facility).executeTakeFirst();
  return seen === undefined ? refused('not-found') : ok(scope(seen.id));
}

/** Of a facility a target of the province speaks of; only an operator sets one. */
export function scopeOfTarget(target: { readonly facility: string }): FacilityScope {
  return scope(target.facility);
}
