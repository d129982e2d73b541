/** What the province does before a counter can send: people, facilities, codes, bank sources. */

import { makeCode } from '../../../src/backend/counters/enrol.ts';
import { makeFacility } from '../../../src/backend/data/facilities.ts';
import { scopeOfCode } from '../../../src/backend/data/scope.ts';
import { makePerson } from '../../../src/backend/people/sign-in.ts';
import { makeChance } from '../chance.ts';
import type { Instance } from './instances.ts';
import { PaperCounter, post } from './paper-counter.ts';

export const password = 'mot-mat-khau-dai-de-thu';

/** A facility without counters. */
export async function newFacility(
  { opened }: Instance,
  kind: 'hospital' | 'school' = 'school',
): Promise<string> {
  return (await makeFacility(opened.backend, { name: 'Trường Mẫu Một', kind })).facility;
}

/** A code for a new counter of the facility, for a known one, or for the facility's own backend. */
export async function newCode(
  { opened }: Instance,
  facility: string,
  counter: string | null = null,
  relay = false,
): Promise<string> {
  const made = await makeCode(opened.backend, scopeOfCode({ facility }), counter, relay);
  if (!made.ok) throw new Error(made.reason.code);
  return made.value.code;
}

/** An enrolled counter. A second one of the facility is given the keys of the first. */
export async function newCounter(
  instance: Instance,
  facility: string,
  seed: number,
  sister?: PaperCounter,
): Promise<PaperCounter> {
  const counter = new PaperCounter(makeChance(seed), sister?.keys);
  await counter.enrol(instance.url, await newCode(instance, facility), `Quầy ${seed}`);
  return counter;
}

/** A person who is signed in; gives the token. */
export async function newPerson(
  instance: Instance,
  login: string,
  role: 'operator' | 'province' | 'department' | 'facility',
  more: { area?: 'hospital' | 'school'; facility?: string } = {},
): Promise<string> {
  const { area = null, facility = null } = more;
  const made = await makePerson(instance.opened.backend, { login, password, role, area, facility });
  if (!made.ok) throw new Error(made.reason.code);
  const answer = await post(`${instance.url}/v1/people/sign-in`, { login, password });
  return String(answer.json.token);
}
