/** Who may see what on the province's page, route by route, and what its cookie is good for. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { perform } from '../../../src/backend/commands.ts';
import { peopleRoutes } from '../../../src/backend/http/routes-people.ts';
import { provinceRoutes } from '../../../src/backend/http/routes-province.ts';
import { type Instance, movableClock, startInstance } from '../../support/backend/instances.ts';
import { get, type PaperCounter, post } from '../../support/backend/paper-counter.ts';
import { PaperDays } from '../../support/backend/paper-days.ts';
import { newCounter, newFacility, newPerson, password } from '../../support/backend/province.ts';

const folder = mkdtempSync(join(tmpdir(), 'quay-thu-access-'));
const clock = movableClock();
let one: Instance;
let school: string;
let hospital: string;
let counter: PaperCounter;
const tokens = new Map<string, string>();

beforeAll(async () => {
  one = await startInstance({ folder }, clock);
  school = await newFacility(one, 'school');
  hospital = await newFacility(one, 'hospital');
  for (const [index, facility] of [school, hospital].entries()) {
    counter = await newCounter(one, facility, index + 1);
    const days = new PaperDays(counter, 7 + index, Date.UTC(2026, 5, 1, 1));
    for (let act = 0; act < 12; act += 1) days.cash(10_000 * (index + 1));
    await counter.pushed(one.url, 0, counter.journal.length);
    await newCredit(facility, index);
  }
  const people = [
    ['quan-tri', 'operator', {}],
    ['tinh', 'province', {}],
    ['so-giao-duc', 'department', { area: 'school' }],
    ['so-y-te', 'department', { area: 'hospital' }],
    ['don-vi', 'facility', { facility: school }],
    ['don-vi-khac', 'facility', { facility: hospital }],
  ] as const;
  for (const [login, role, more] of people) tokens.set(login, await newPerson(one, login, role, more));
});
afterAll(async () => {
  await one?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function newCredit(facility: string, index: number): Promise<void> {
  const { db, ids } = one.opened.backend;
  await db
    .insertInto('bank_line')
    .values({
      ...{
        id: ids.next(),
        facility,
        bin: '970436',
        number: '000011',
        reference: `FT${index}`,
        direction: 'in',
      },
      ...{ amount: 5_000, paid_at: 1, codes: '', virtual_account: null, sealed: null, heard_at: 1 },
      ...{ provider: 'sepay', state: 'unmatched' },
    })
    .execute();
}

const token = (login: string) => tokens.get(login) ?? '';

/** A question each reading route below a facility takes. */
const questions: Readonly<Record<string, string>> = {
  page: '?month=2026-06',
  'page-file': '?month=2026-06',
  receipts: '?from=2026-06-01&to=2026-06-30',
};
const scoped = [...peopleRoutes, ...provinceRoutes].filter(
  ({ path, method }) => path.includes(':facility') && method === 'GET',
);

describe.each(scoped.map(({ path }) => path))('GET %s', (path) => {
  const url = (facility: string) =>
    `${one.url}${path.replace(':facility', facility)}${questions[path.split('/').at(-1) ?? ''] ?? ''}`;

  it('is there for its own people and for those above them', async () => {
    for (const login of ['don-vi', 'so-giao-duc', 'tinh', 'quan-tri']) {
      // Not all of them answer with JSON.
      const { status } = await fetch(url(school), { headers: { authorization: `Bearer ${token(login)}` } });
      expect([login, status]).toEqual([login, 200]);
    }
  });

  it('is not there for another facility or department, and tells them nothing', async () => {
    const nowhere = '019a0000-0000-7000-8000-000000000000';
    for (const login of ['don-vi-khac', 'so-y-te']) {
      const refused = await get(url(school), token(login));
      expect(refused.status).toBe(404);
      expect(refused).toEqual(await get(url(nowhere), token(login)));
    }
  });

  it('is for nobody without a session', async () => {
    expect((await get(url(school))).status).toBe(401);
    if (counter.token === '') await counter.openSession(one.url);
    expect((await get(url(school), counter.token)).status).toBe(401);
  });
});

describe('lists', () => {
  const lists = [
    ['/v1/overview?from=2026-01&to=2026-12', 'facilities'],
    ['/v1/counters', 'counters'],
    ['/v1/unmatched-credits', 'credits'],
  ] as const;
  it.each(lists)('%s shows each person only their own', async (path, list) => {
    const seen = async (login: string) => {
      const { json } = await get(`${one.url}${path}`, token(login));
      return (json[list] as { facility: string }[]).map(({ facility }) => facility).sort();
    };
    for (const login of ['don-vi', 'so-giao-duc'])
      expect([login, await seen(login)]).toEqual([login, [school]]);
    for (const login of ['don-vi-khac', 'so-y-te'])
      expect([login, await seen(login)]).toEqual([login, [hospital]]);
    expect(await seen('tinh')).toEqual([school, hospital].sort());
  });

  it('adds up only what the person may see', async () => {
    const totalOf = async (login: string) => {
      const { json } = await get(`${one.url}/v1/overview?from=2026-01&to=2026-12`, token(login));
      return (json.total as { count: number }).count;
    };
    expect([await totalOf('so-giao-duc'), await totalOf('so-y-te'), await totalOf('tinh')]).toEqual([
      12, 12, 24,
    ]);
  });

  it('shows receipts by number and group, and nothing a person could be known by', async () => {
    const { json } = await get(
      `${one.url}/v1/facilities/${school}/receipts?from=2026-06-01&to=2026-06-30`,
      token('tinh'),
    );
    const receipts = json.receipts as Record<string, unknown>[];
    expect(receipts).toHaveLength(12);
    expect(Object.keys(receipts[0] ?? {}).sort()).toEqual(
      ['at', 'counter', 'groups', 'methods', 'number', 'receipt', 'series', 'total', 'voidedOn'].sort(),
    );
    const asked = await get(
      `${one.url}/v1/facilities/${school}/receipts?from=2026-06-01&to=2026-06-30&number=7`,
      token('tinh'),
    );
    expect(asked.json.receipts).toMatchObject([{ number: '000007', series: 'VP26-Q1', total: 10_000 }]);
  });
});

describe('the cookie', () => {
  const page = { 'x-quaythu-page': '1', 'content-type': 'application/json' };
  const signIn = (headers: Record<string, string> = page, login = 'tinh') =>
    fetch(`${one.url}/v1/page/sign-in`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ login, password }),
    });
  const cookieOf = (response: Response) => response.headers.get('set-cookie') ?? '';

  it('cannot be read by a script nor sent along by another site', async () => {
    const cookie = cookieOf(await signIn());
    expect(cookie).toMatch(/^quaythu=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/);
  });

  it('is bound to the host and to TLS anywhere but on this machine', async () => {
    const { request } = await import('node:http');
    const cookie = await new Promise<string>((resolve) => {
      const { port } = new URL(one.url);
      const asked = request(
        {
          host: '127.0.0.1',
          port,
          path: '/v1/page/sign-in',
          method: 'POST',
          headers: { ...page, host: 'tinh.example' },
        },
        (answer) => resolve(String(answer.headers['set-cookie']?.[0])),
      );
      asked.end(JSON.stringify({ login: 'tinh', password }));
    });
    expect(cookie).toMatch(/^__Host-quaythu=.*; Secure$/);
  });

  it('reads, and changes something only for our own page', async () => {
    const cookie = cookieOf(await signIn()).split(';')[0] ?? '';
    const me = await fetch(`${one.url}/v1/page/me`, { headers: { cookie } });
    expect(await me.json()).toMatchObject({ login: 'tinh', role: 'province', province: 'Tỉnh Sông Mây' });
    const change = (headers: Record<string, string>) =>
      fetch(`${one.url}/v1/page/sign-out`, { method: 'POST', headers: { cookie, ...headers } });
    expect((await change({})).status).toBe(403);
    expect((await change({ ...page, origin: 'https://evil.example' })).status).toBe(403);
    expect((await fetch(`${one.url}/v1/page/me`, { headers: { cookie } })).status).toBe(200);
    expect((await change({ ...page, origin: one.url })).status).toBe(200);
    expect((await fetch(`${one.url}/v1/page/me`, { headers: { cookie } })).status).toBe(401);
  });

  it('is not given to a form of another site', async () => {
    expect((await signIn({ 'content-type': 'text/plain' })).status).toBe(403);
  });

  it('ends after twelve hours', async () => {
    const cookie = cookieOf(await signIn()).split(';')[0] ?? '';
    clock.moveMs = 12 * 3_600_000 + 1;
    expect((await fetch(`${one.url}/v1/page/me`, { headers: { cookie } })).status).toBe(401);
    clock.moveMs = 0;
  });
});

describe('wrong passwords', () => {
  it('make a name wait, whether anybody has it or not, and only for a while', async () => {
    for (const login of ['so-y-te', 'khong-co-ai']) {
      const wrong = (guess: string) => post(`${one.url}/v1/people/sign-in`, { login, password: guess });
      for (let guess = 0; guess < 5; guess += 1) expect((await wrong('khong phai')).status).toBe(403);
      expect((await wrong(password)).status).toBe(429);
    }
    expect((await post(`${one.url}/v1/people/sign-in`, { login: 'tinh', password })).status).toBe(200);
    clock.moveMs = 11 * 60_000;
    expect((await post(`${one.url}/v1/people/sign-in`, { login: 'so-y-te', password })).status).toBe(200);
    clock.moveMs = 0;
  });
});

describe('targets', () => {
  const target = { from: '2026-01-01', low: 50, high: 60, area: 'school', source: 'KH mẫu' };

  it('are set by an operator only, and told to the facilities they speak of', async () => {
    expect((await post(`${one.url}/v1/targets`, target, token('tinh'))).status).toBe(403);
    expect((await post(`${one.url}/v1/targets`, { ...target, low: 70 }, token('quan-tri'))).status).toBe(400);
    const { json } = await post(`${one.url}/v1/targets`, target, token('quan-tri'));
    expect(json).toEqual({ told: 1 });
  });

  it('hold from their day on', async () => {
    const bandIn = async (facility: string, month: string) => {
      const { json } = await get(`${one.url}/v1/overview?from=${month}&to=${month}`, token('tinh'));
      const rows = json.facilities as { facility: string; target: { low: number } | null }[];
      return rows.find((row) => row.facility === facility)?.target?.low ?? null;
    };
    expect(await bandIn(school, '2025-12')).toBeNull();
    expect(await bandIn(school, '2026-01')).toBe(50);
    expect(await bandIn(hospital, '2026-01')).toBeNull();
    await post(`${one.url}/v1/targets`, { from: '2026-06-01', low: 55, high: 65 }, token('quan-tri'));
    expect([await bandIn(school, '2026-05'), await bandIn(school, '2026-06')]).toEqual([50, 55]);
  });
});

describe('counters', () => {
  it('say what waits there; a journal that does not go on is shown until it goes on again', async () => {
    await counter.feed(one.url, '?waiting=418&waitingMs=7200000');
    const row = async () => {
      const { json } = await get(`${one.url}/v1/counters`, token('so-y-te'));
      return (json.counters as { waiting: number; waitingSince: number | null; fault: string | null }[])[0];
    };
    tokens.set(
      'so-y-te',
      String((await post(`${one.url}/v1/people/sign-in`, { login: 'so-y-te', password })).json.token),
    );
    expect(await row()).toMatchObject({ waiting: 418, fault: null });
    const since = (await row())?.waitingSince ?? 0;
    expect(Math.abs(one.opened.backend.clock.now() - 7_200_000 - since)).toBeLessThan(60_000);
    counter.writeMany(2);
    const end = counter.journal.length;
    const { entries, ...rest } = counter.batch(end - 2, end);
    const changed = entries.map(({ entry, sealed }) => ({ entry: { ...entry, at: entry.at + 1 }, sealed }));
    expect((await post(`${one.url}/v1/push`, { ...rest, entries: changed })).status).toBe(409);
    expect(await row()).toMatchObject({ fault: 'chain-broken' });
    await counter.pushed(one.url, end - 2, end);
    expect(await row()).toMatchObject({ waiting: 416, waitingSince: since, fault: null });
    await counter.feed(one.url, '?waiting=0');
    expect(await row()).toMatchObject({ waiting: 0, waitingSince: null });
  });
});

describe('at the machine', () => {
  const command = (name: string, login: string, newPassword?: string) =>
    perform(one.opened, name, [login], { password: newPassword });
  const signIn = async (login: string, with_: string) =>
    await post(`${one.url}/v1/people/sign-in`, { login, password: with_ });

  it('a new password ends sessions and waiting, and the old one opens nothing', async () => {
    const made = await perform(one.opened, 'add-person', ['quen-mat-khau', 'province'], { password });
    expect(made).toMatchObject({ ok: true });
    const session = String((await signIn('quen-mat-khau', password)).json.token);
    expect((await get(`${one.url}/v1/facilities`, session)).status).toBe(200);
    for (let wrong = 0; wrong < 5; wrong += 1) await signIn('quen-mat-khau', 'khong phai mat khau');
    expect((await signIn('quen-mat-khau', password)).json.refused).toBe('too-many-requests');
    expect(await command('reset-password', 'quen-mat-khau', 'ngan')).toMatchObject({ ok: false });
    expect(await command('reset-password', 'khong-ai', `${password}-moi`)).toMatchObject({ ok: false });
    expect(await command('reset-password', 'quen-mat-khau', `${password}-moi`)).toMatchObject({ ok: true });
    expect((await get(`${one.url}/v1/facilities`, session)).json.refused).toBe('session-over');
    expect((await signIn('quen-mat-khau', password)).json.refused).toBe('not-allowed');
    expect((await signIn('quen-mat-khau', `${password}-moi`)).status).toBe(200);
  });

  it('who is ended signs in no more, also not with a new password', async () => {
    const session = String((await signIn('quen-mat-khau', `${password}-moi`)).json.token);
    expect(await command('end-person', 'quen-mat-khau')).toMatchObject({ ok: true });
    expect((await get(`${one.url}/v1/facilities`, session)).json.refused).toBe('session-over');
    expect((await signIn('quen-mat-khau', `${password}-moi`)).json.refused).toBe('not-allowed');
    expect(await command('reset-password', 'quen-mat-khau', password)).toMatchObject({ ok: false });
    expect(await command('end-person', 'quen-mat-khau')).toMatchObject({ ok: false });
    expect(await command('no-such', '')).toEqual({ ok: false, reason: 'no such command: no-such' });
  });
});

describe('the page', () => {
  it('comes with a strict policy, and gives out nothing but its own files', async () => {
    const page = await fetch(`${one.url}/`);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(page.headers.get('x-frame-options')).toBe('DENY');
    for (const path of ['..%2f..%2fpackage.json', 'index.html', '.env', '%2e%2e/x.js']) {
      expect((await fetch(`${one.url}/assets/${path}`)).status).toBe(404);
    }
  });
});
