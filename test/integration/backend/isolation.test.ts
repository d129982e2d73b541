/** People and counters see their own facility and nothing else, route by route. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { counterRoutes } from '../../../src/backend/http/routes-counter.ts';
import { peopleRoutes } from '../../../src/backend/http/routes-people.ts';
import { account, secrets } from '../../support/backend/bank.ts';
import { type Instance, movableClock, startInstance } from '../../support/backend/instances.ts';
import { type Answer, get, type PaperCounter, post } from '../../support/backend/paper-counter.ts';
import { startPostgres, type TestPostgres } from '../../support/backend/postgres.ts';
import { newCounter, newFacility, newPerson, password } from '../../support/backend/province.ts';

let server: TestPostgres;
let one: Instance;
let school: string;
let hospital: string;
let counter: PaperCounter;
const tokens = new Map<string, string>();
const clock = movableClock();

beforeAll(async () => {
  server = await startPostgres();
  one = await startInstance({ url: await server.makeDatabase() }, clock);
  school = await newFacility(one, 'school');
  hospital = await newFacility(one, 'hospital');
  counter = await newCounter(one, school, 1);
  const people = [
    ['quan-tri', 'operator', {}],
    ['tinh', 'province', {}],
    ['so-giao-duc', 'department', { area: 'school' }],
    ['so-y-te', 'department', { area: 'hospital' }],
    ['ke-toan-truong', 'facility', { facility: school }],
    ['ke-toan-vien', 'facility', { facility: hospital }],
  ] as const;
  for (const [login, role, more] of people) tokens.set(login, await newPerson(one, login, role, more));
});
afterAll(async () => {
  await one?.stop();
  server?.stop();
});

/** A body each scoped route would take. */
const bodies: Readonly<Record<string, () => unknown>> = {
  'enrolment-codes': () => ({ counter: null }),
  revocations: () => ({ counter: counter.ids.next() }),
  'bank-sources': () => ({ provider: 'casso', secret: secrets.casso, accounts: [account] }),
  feed: () => ({ kind: 'target', body: { from: '2026-01-01', low: 20, high: 60 } }),
  'journal-files': () => ({}),
  upstream: () => ({ code: '0000000000' }),
};

async function call(method: string, path: string, facility: string, token: string): Promise<Answer> {
  const url = `${one.url}${path.replace(':facility', facility)}`;
  if (method === 'GET') return await get(url, token);
  return await post(url, bodies[path.split('/').at(-1) ?? '']?.() ?? {}, token);
}

const scoped = peopleRoutes.filter(({ path }) => path.includes(':facility'));
const token = (login: string) => tokens.get(login) ?? '';

describe.each(scoped.map(({ method, path, access }) => ({ method, path, access })))(
  '$method $path',
  ({ method, path, access }) => {
    it('is not there for people of another facility or department', async () => {
      for (const login of ['so-y-te', 'ke-toan-vien']) {
        const { status, json } = await call(method, path, school, token(login));
        const readable = access.is === 'person' && access.roles.includes('facility');
        expect([status, json.refused]).toEqual(readable ? [404, 'not-found'] : [403, 'not-allowed']);
      }
    });

    it('lets nobody in without a session, nor a counter with its own', async () => {
      expect((await call(method, path, school, '')).status).toBe(401);
      if (counter.token === '') await counter.openSession(one.url);
      expect((await call(method, path, school, counter.token)).status).toBe(401);
    });

    it('answers those it is for', async () => {
      if (access.is !== 'person') throw new Error('not for people');
      const readers = access.roles.includes('facility') ? ['ke-toan-truong', 'so-giao-duc', 'tinh'] : [];
      for (const login of [...readers, 'quan-tri']) {
        const { status } = await call(method, path, school, token(login));
        // Of files and unknown counters only that it got as far as reading them.
        expect(path.endsWith('journal-files') ? status === 400 : [200, 404].includes(status)).toBe(true);
      }
    });
  },
);

describe('the book of acts', () => {
  it('says who asked for what, to those above, without secrets; nobody changes it', async () => {
    const url = `${one.url}/v1/facilities/${school}/bank-sources`;
    await post(url, { provider: 'casso', secret: secrets.casso, accounts: [account] }, token('quan-tri'));
    await post(`${one.url}/v1/facilities/${school}/revocations`, { counter: school }, token('quan-tri'));
    for (const login of ['so-giao-duc', 'ke-toan-truong']) {
      expect((await get(`${one.url}/v1/acts`, token(login))).status).toBe(403);
    }
    const { json } = await get(`${one.url}/v1/acts`, token('tinh'));
    expect(json.acts).toMatchObject([
      { login: 'quan-tri', act: '/v1/facilities/:facility/revocations', facility: school, subject: school },
      { act: '/v1/facilities/:facility/bank-sources', subject: `casso ${account.number}` },
      ...Array((json.acts as object[]).length - 2).fill({}),
    ]);
    expect(JSON.stringify(json)).not.toContain(secrets.casso.checksumKey);
    expect((json.acts as { facilityName: string | null }[])[0]?.facilityName).toBeTruthy();
    const { db } = one.opened.backend;
    await expect(db.deleteFrom('act').execute()).rejects.toThrow('stays');
  });
});

describe('a price list', () => {
  it('longer than a counter can list is refused when it is published, not at every counter', async () => {
    const url = `${one.url}/v1/facilities/${school}/feed`;
    const publish = (lines: number) =>
      post(
        url,
        {
          kind: 'price-list',
          body: {
            ...{ list: 'GIA26', from: '2026-01-01' },
            lines: Array.from({ length: lines }, (_, at) => ({
              ...{ code: `D${at}`, group: 'khac', name: `Dịch vụ ${at}`, price: 1_000 },
            })),
          },
        },
        token('quan-tri'),
      );
    expect((await publish(201)).json.refused).toBe('malformed');
    expect((await publish(200)).status).toBe(200);
  });
});

describe('lists', () => {
  it.each([
    ['tinh', 2],
    ['so-giao-duc', 1],
    ['so-y-te', 1],
    ['ke-toan-truong', 1],
  ])('%s sees %i facilities', async (login, count) => {
    const { json } = await get(`${one.url}/v1/facilities`, token(login));
    expect(json.facilities).toHaveLength(count);
  });
});

describe('counters', () => {
  it('read the feed of their facility only', async () => {
    const other = await newCounter(one, hospital, 2);
    counter.writeMany(1);
    await counter.pushed(one.url, 0, 1);
    const { items } = await other.feed(one.url);
    expect(items).toEqual([]);
    expect((await get(`${one.url}/v1/facility`, other.token)).json.facility).toBe(hospital);
  });

  it.each(counterRoutes.filter(({ access }) => access.is === 'counter').map(({ path }) => path))(
    '%s is not for people',
    async (path) => {
      expect((await get(`${one.url}${path}`, token('quan-tri'))).status).toBe(401);
    },
  );
});

describe('sign-in', () => {
  it('tells a wrong name and a wrong password apart by nothing', async () => {
    const wrong = (login: string) => post(`${one.url}/v1/people/sign-in`, { login, password: 'khong phai' });
    expect(await wrong('tinh')).toEqual(await wrong('khong-co-ai'));
  });

  it('ends by signing out, and after twelve hours', async () => {
    const first = String(
      (await post(`${one.url}/v1/people/sign-in`, { login: 'tinh', password })).json.token,
    );
    expect((await get(`${one.url}/v1/people/me`, first)).json).toEqual({ login: 'tinh', role: 'province' });
    await post(`${one.url}/v1/people/sign-out`, '', first);
    expect((await get(`${one.url}/v1/people/me`, first)).status).toBe(401);
    const second = String(
      (await post(`${one.url}/v1/people/sign-in`, { login: 'tinh', password })).json.token,
    );
    clock.moveMs = 12 * 3_600_000 + 1;
    expect((await get(`${one.url}/v1/people/me`, second)).status).toBe(401);
    clock.moveMs = 0;
  });
});
