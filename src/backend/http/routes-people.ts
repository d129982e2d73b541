/** What people of the province, its departments and facilities call. */
import { z } from 'zod';
import { ok } from '../../shared/kernel/result.ts';
import { acts } from '../../shared/province/answers.ts';
import { feedBodies, syncLimits } from '../../shared/sync/index.ts';
import { addSource, newSource } from '../bank/sources.ts';
import { makeCode, revoke } from '../counters/enrol.ts';
import { importFile } from '../counters/import-file.ts';
import { listCounters, listCredits, listFacilities, makeFacility, publish } from '../data/facilities.ts';
import { listActs } from '../people/acts.ts';
import { makePerson, signIn, signOut } from '../people/sign-in.ts';
import { joinUpstream } from '../upstream/join.ts';
import { resumeUpstream, upstreamStatus } from '../upstream/status.ts';
import { answered, bearerOf, type PersonRole, personOf, type Route, route } from './route.ts';
import { inFacility } from './scoped.ts';

const everybody: readonly PersonRole[] = ['operator', 'province', 'department', 'facility'];
const operators = { is: 'person', roles: ['operator'] } as const;
const readers = { is: 'person', roles: everybody } as const;
const smallBytes = 64 * 1024;
const fileBytes = 64 * 1024 * 1024;
const uuid = z.uuid();

const signInBody = z.strictObject({ login: z.string().min(1).max(60), password: z.string().min(1).max(200) });
const newPerson = z.strictObject({
  login: z.string().regex(/^[a-z0-9][a-z0-9.@_-]{1,59}$/),
  name: z.string().max(100).default(''),
  password: z.string().min(12).max(200),
  role: z.enum(['operator', 'province', 'department', 'facility']),
  area: z.enum(['hospital', 'school']).nullable(),
  facility: uuid.nullable(),
});
const role = z.enum(['operator', 'province', 'department', 'facility']);
const session = z.object({ token: z.string(), expiresInMs: z.int(), role });
const newFacility = z.strictObject({
  name: z.string().min(1).max(200),
  kind: z.enum(['hospital', 'school']),
});
const published = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('target'), body: feedBodies.target }),
  z.strictObject({ kind: z.literal('bank-list'), body: feedBodies['bank-list'] }),
  // As many as a counter can list; more would be a case at every one of them (decision 0015).
  z
    .strictObject({ kind: z.literal('price-list'), body: feedBodies['price-list'] })
    .refine(({ body }) => body.lines.length <= syncLimits.listedPrices),
  z.strictObject({ kind: z.literal('proposal'), body: feedBodies.proposal }),
]);
const creditState = z.strictObject({
  state: z.enum(['unmatched', 'expected', 'taken', 'debit']).default('unmatched'),
});
const counterRow = z.object({
  ...{ counter: uuid, kind: z.string(), name: z.string(), state: z.string() },
  ...{ lastContactAt: z.int().nullable(), epoch: z.int().nullable(), seq: z.int().nullable() },
});
const creditRow = z.object({
  ...{ credit: uuid, account: z.string(), reference: z.string(), amount: z.int(), paidAt: z.int() },
  ...{ state: z.string(), contradictedBy: z.int().nullable(), tender: uuid.nullable() },
});

const mostActs = 200;
const actQuestion = z.strictObject({
  before: z.coerce.number().int().min(0).default(Number.MAX_SAFE_INTEGER),
});
const joined = z.object({ upperFacility: uuid, upperName: z.string() });
const upstream = z.object({
  upper: z
    .object({
      ...{ facility: uuid, name: z.string(), heardAt: z.int().nullable() },
      ...{ stop: z.string().nullable(), stopAt: z.int().nullable() },
    })
    .nullable(),
  counters: z.array(
    z.object({
      ...{ counter: uuid, name: z.string(), waiting: z.int() },
      ...{ refused: z.string().nullable(), refusedAt: z.int().nullable() },
    }),
  ),
});

export const peopleRoutes: readonly Route[] = [
  route({
    ...{
      method: 'POST',
      path: '/v1/people/sign-in',
      access: { is: 'anybody' },
      perMinute: 10,
      bodyBytes: smallBytes,
    },
    ...{ body: signInBody, answer: session, summary: 'Opens a session of a person.' },
    handle: async ({ backend, body }) => answered(await signIn(backend, body.login, body.password)),
  }),
  route({
    ...{ method: 'POST', path: '/v1/people/sign-out', access: { is: 'anybody' }, perMinute: 60 },
    ...{ answer: z.object({}), summary: 'Ends the session of the token.' },
    handle: async ({ backend, headers }) => {
      await signOut(backend.db, bearerOf(headers));
      return ok({ status: 200, body: {} });
    },
  }),
  route({
    ...{ method: 'GET', path: '/v1/people/me', access: readers, perMinute: 120 },
    ...{ answer: z.object({ login: z.string(), role }), summary: 'Who is signed in.' },
    handle: async ({ caller }) => {
      const person = personOf(caller);
      if (!person.ok) return person;
      return ok({ status: 200, body: { login: person.value.login, role: person.value.role } });
    },
  }),
  route({
    ...{ method: 'POST', path: '/v1/people', access: operators, perMinute: 60, bodyBytes: smallBytes },
    ...{ body: newPerson, answer: z.object({ person: uuid }), summary: 'Makes a person.' },
    subject: ({ login, role: as, area }) => [login, as, area].filter(Boolean).join(' '),
    handle: async ({ backend, body }) => answered(await makePerson(backend, body)),
  }),
  route({
    ...{ method: 'GET', path: '/v1/acts', access: { is: 'person', roles: ['operator', 'province'] } },
    ...{ perMinute: 120, query: actQuestion, answer: acts },
    summary: 'What people asked this backend to do, the newest first.',
    handle: async ({ backend, query }) =>
      ok({ status: 200, body: await listActs(backend.db, { before: query.before, limit: mostActs }) }),
  }),
  route({
    ...{ method: 'GET', path: '/v1/facilities', access: readers, perMinute: 120 },
    answer: z.object({ facilities: z.array(newFacility.extend({ facility: uuid })) }),
    summary: 'Facilities the person may see.',
    handle: async ({ backend, caller }) => {
      const person = personOf(caller);
      if (!person.ok) return person;
      return ok({ status: 200, body: await listFacilities(backend.db, person.value) });
    },
  }),
  route({
    ...{ method: 'POST', path: '/v1/facilities', access: operators, perMinute: 60, bodyBytes: smallBytes },
    ...{ body: newFacility, answer: z.object({ facility: uuid }), summary: 'Makes a facility.' },
    subject: ({ name }) => name,
    handle: async ({ backend, body }) => ok({ status: 200, body: await makeFacility(backend, body) }),
  }),
  inFacility({
    ...{ method: 'GET', path: '/counters', roles: everybody, perMinute: 120 },
    answer: z.object({ counters: z.array(counterRow) }),
    summary: 'Counters: last contact, how far their journal is here.',
    handle: async ({ backend, scope }) => ok({ status: 200, body: await listCounters(backend.db, scope) }),
  }),
  inFacility({
    ...{ method: 'GET', path: '/credits', roles: everybody, perMinute: 120, query: creditState },
    ...{
      answer: z.object({ credits: z.array(creditRow) }),
      summary: 'Credits in one state; by default nobody’s.',
    },
    handle: async ({ backend, scope, query }) =>
      ok({ status: 200, body: await listCredits(backend.db, scope, query.state) }),
  }),
  inFacility({
    ...{
      method: 'POST',
      path: '/enrolment-codes',
      roles: ['operator'],
      perMinute: 60,
      bodyBytes: smallBytes,
    },
    body: z.strictObject({ counter: uuid.nullable().default(null), relay: z.boolean().default(false) }),
    answer: z.object({ code: z.string(), expiresAt: z.int() }),
    summary: 'A one-time code for a new counter, a known one that shall enrol again, or the own backend.',
    subject: ({ counter, relay }) => counter ?? (relay ? 'relay' : 'new counter'),
    handle: async ({ backend, scope, body }) =>
      answered(await makeCode(backend, scope, body.counter, body.relay)),
  }),
  inFacility({
    ...{ method: 'POST', path: '/revocations', roles: ['operator'], perMinute: 60, bodyBytes: smallBytes },
    ...{ body: z.strictObject({ counter: uuid }), answer: z.null(), summary: 'Revokes a counter.' },
    subject: ({ counter }) => counter,
    handle: async ({ backend, scope, body }) => answered(await revoke(backend, scope, body.counter)),
  }),
  inFacility({
    ...{ method: 'POST', path: '/bank-sources', roles: ['operator'], perMinute: 60, bodyBytes: smallBytes },
    ...{ body: newSource, answer: z.object({ source: uuid }), summary: 'A provider that tells credits.' },
    subject: ({ provider, accounts }) => [provider, ...accounts.map(({ number }) => number)].join(' '),
    handle: async ({ backend, scope, body }) => answered(await addSource(backend, scope, body)),
  }),
  inFacility({
    ...{ method: 'POST', path: '/feed', roles: ['operator'], perMinute: 60, bodyBytes: 1024 * 1024 },
    ...{
      body: published,
      answer: z.object({ item: uuid }),
      summary: 'A list or a proposal for the facility.',
    },
    subject: ({ kind }) => kind,
    handle: async ({ backend, scope, body }) => answered(await publish(backend, scope, body.kind, body.body)),
  }),
  inFacility({
    ...{ method: 'POST', path: '/upstream', roles: ['operator'], perMinute: 20, bodyBytes: smallBytes },
    ...{ body: z.strictObject({ code: z.string().max(60) }), answer: joined },
    summary: 'Joins the facility to the backend above, by a code made there.',
    handle: async ({ backend, scope, body }) => answered(await joinUpstream(backend, scope, body.code)),
  }),
  inFacility({
    ...{ method: 'GET', path: '/upstream', roles: everybody, perMinute: 120, answer: upstream },
    summary: 'What the backend above has of the facility, and what it refused.',
    handle: async ({ backend, scope }) => ok({ status: 200, body: await upstreamStatus(backend.db, scope) }),
  }),
  inFacility({
    ...{ method: 'POST', path: '/upstream/resume', roles: ['operator'], perMinute: 20 },
    ...{ answer: z.null(), summary: 'Tries again what the backend above refused.' },
    handle: async ({ backend, scope }) => answered(await resumeUpstream(backend, scope)),
  }),
  inFacility({
    ...{ method: 'POST', path: '/journal-files', roles: ['operator'], perMinute: 10, bodyBytes: fileBytes },
    answer: z.object({ counter: uuid, batches: z.int(), stored: z.int() }),
    summary: 'A counter’s export file (docs/protocol/sync.md).',
    handle: async ({ backend, scope, raw }) => answered(await importFile(backend, scope, raw)),
  }),
];
