/** What the province's page calls: shares, counters, credits, receipts, yearly reports. Every read is of what the person may see. */
import { z } from 'zod';
import { ok } from '../../shared/kernel/result.ts';
import * as answers from '../../shared/province/answers.ts';
import { type Backend, refused } from '../backend.ts';
import type { Person } from '../data/scope.ts';
import { signIn, signOut } from '../people/sign-in.ts';
import { facilityPage } from '../share/facility-page.ts';
import { facilityWorkbook } from '../share/facility-workbook.ts';
import { cashlessRule } from '../share/fold.ts';
import { countersSeen, unmatchedSeen } from '../share/lists.ts';
import { overview } from '../share/overview.ts';
import { mostDays, receiptsOf } from '../share/receipts.ts';
import { newTarget, setTarget } from '../share/targets.ts';
import { freeze, listReports, readReport, reportBytes } from '../yearly/reports.ts';
import { cookieToken, isFromPage, sessionCookie } from './cookie.ts';
import { answered, type PersonRole, personOf, type Route, route } from './route.ts';
import { inFacility } from './scoped.ts';

const everybody: readonly PersonRole[] = ['operator', 'province', 'department', 'facility'];
const above: readonly PersonRole[] = ['operator', 'province', 'department'];
const readers = { is: 'person', roles: everybody } as const;
const reporters = { is: 'person', roles: above } as const;
const smallBytes = 16 * 1024;
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const dayMs = 24 * 60 * 60_000;
const mostMonths = 24;
const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const credentials = z.strictObject({
  login: z.string().min(1).max(60),
  password: z.string().min(1).max(200),
});

/** Who is signed in, as the page shows it. */
function greeting({ clock, province }: Backend, { login, name, role, area, facility }: Person) {
  return { login, name, role, area, facility, province, rule: cashlessRule, now: clock.now() };
}

function monthsBetween(from: string, to: string): number {
  const [a = 0, b = 0] = [from, to].map((one) => Number(one.slice(0, 4)) * 12 + Number(one.slice(5)));
  return b - a + 1;
}

const pageRoutes: readonly Route[] = [
  route({
    ...{ method: 'POST', path: '/v1/page/sign-in', access: { is: 'anybody' }, perMinute: 10 },
    ...{ bodyBytes: smallBytes, body: credentials, answer: z.object({ role: answers.role }) },
    summary: 'Opens a session of the page: a cookie.',
    handle: async ({ backend, body, headers }) => {
      if (!isFromPage(headers)) return refused('not-allowed');
      const opened = await signIn(backend, body.login, body.password);
      if (!opened.ok) return opened;
      const { token, expiresInMs, role } = opened.value;
      const cookie = sessionCookie(headers, token, expiresInMs);
      return ok({ status: 200, body: { role }, headers: { 'set-cookie': cookie } });
    },
  }),
  route({
    ...{ method: 'POST', path: '/v1/page/sign-out', access: readers, perMinute: 60 },
    ...{ answer: z.object({}), summary: 'Ends the session of the cookie.' },
    handle: async ({ backend, headers }) => {
      await signOut(backend.db, cookieToken(headers));
      return ok({ status: 200, body: {}, headers: { 'set-cookie': sessionCookie(headers, '', 0) } });
    },
  }),
  route({
    ...{ method: 'GET', path: '/v1/page/me', access: readers, perMinute: 240 },
    ...{ answer: answers.greeting, summary: 'Who is signed in, the province, the time.' },
    handle: async ({ backend, caller }) => {
      const person = personOf(caller);
      return person.ok ? ok({ status: 200, body: greeting(backend, person.value) }) : person;
    },
  }),
];

const shareRoutes: readonly Route[] = [
  route({
    ...{ method: 'GET', path: '/v1/overview', access: readers, perMinute: 120 },
    ...{ query: z.strictObject({ from: month, to: month }), answer: answers.overview },
    summary:
      'Share by number and by value of every facility the person may see; state of counters and credits.',
    handle: async ({ backend, caller, query }) => {
      const person = personOf(caller);
      if (!person.ok) return person;
      const months = monthsBetween(query.from, query.to);
      if (months < 1 || months > mostMonths) return refused('malformed');
      const found = await overview(backend.db, person.value, query);
      return ok({ status: 200, body: { ...query, rule: cashlessRule, now: backend.clock.now(), ...found } });
    },
  }),
  route({
    ...{ method: 'GET', path: '/v1/counters', access: readers, perMinute: 120 },
    ...{ answer: answers.counters, summary: 'Counters of every facility the person may see.' },
    handle: async ({ backend, caller }) => {
      const person = personOf(caller);
      if (!person.ok) return person;
      return ok({ status: 200, body: await countersSeen(backend.db, person.value) });
    },
  }),
  route({
    ...{ method: 'GET', path: '/v1/unmatched-credits', access: readers, perMinute: 120 },
    ...{ answer: answers.unmatched, summary: 'Credits that are nobody’s yet, oldest first.' },
    handle: async ({ backend, caller }) => {
      const person = personOf(caller);
      if (!person.ok) return person;
      return ok({ status: 200, body: await unmatchedSeen(backend.db, person.value) });
    },
  }),
  inFacility({
    ...{ method: 'GET', path: '/page', roles: everybody, perMinute: 120 },
    ...{ query: z.strictObject({ month }), answer: answers.facility },
    summary: 'One facility: months of the year, methods, counters, what needs a look.',
    handle: async ({ backend, scope, query }) =>
      ok({ status: 200, body: await facilityPage(backend.db, scope, query.month) }),
  }),
  inFacility({
    ...{ method: 'GET', path: '/page-file', roles: everybody, perMinute: 30 },
    ...{ query: z.strictObject({ month }), answer: z.string(), answerType: workbookType },
    summary: 'The same as a workbook.',
    handle: async ({ backend, scope, query }) => {
      const page = await facilityPage(backend.db, scope, query.month);
      const body = await facilityWorkbook(page, backend.province, backend.clock.now());
      const headers = {
        'content-type': workbookType,
        'content-disposition': `attachment; filename="don-vi-${query.month}.xlsx"`,
      };
      return ok({ status: 200, body, headers });
    },
  }),
  inFacility({
    ...{ method: 'GET', path: '/receipts', roles: everybody, perMinute: 120 },
    query: z.strictObject({
      from: day,
      to: day,
      number: z.coerce.number().int().min(1).max(999_999_999).optional(),
    }),
    ...{ answer: answers.receipts, summary: 'Receipts of some days by number; nobody’s name.' },
    handle: async ({ backend, scope, query }) => {
      const days = (Date.parse(query.to) - Date.parse(query.from)) / dayMs + 1;
      if (!(days >= 1 && days <= mostDays)) return refused('malformed');
      return ok({ status: 200, body: await receiptsOf(backend.db, scope, query) });
    },
  }),
  route({
    ...{ method: 'POST', path: '/v1/targets', perMinute: 60, bodyBytes: smallBytes },
    ...{ access: { is: 'person', roles: ['operator'] }, body: newTarget },
    ...{
      answer: z.object({ told: z.int() }),
      summary: 'A band to reach from a day on; facilities are told.',
    },
    subject: ({ from, low, high, area, facility }) =>
      [from, low, high, area, facility].filter((x) => x !== null).join(' '),
    handle: async ({ backend, body }) => answered(await setTarget(backend, body)),
  }),
];

const named = z.strictObject({ report: z.uuid() });

const yearlyRoutes: readonly Route[] = [
  route({
    ...{ method: 'GET', path: '/v1/yearly-reports', access: reporters, perMinute: 120 },
    ...{ answer: answers.reports, summary: 'Frozen yearly reports, the newest first.' },
    handle: async ({ backend, caller }) => {
      const person = personOf(caller);
      if (!person.ok) return person;
      return ok({ status: 200, body: await listReports(backend.db, person.value) });
    },
  }),
  route({
    ...{ method: 'POST', path: '/v1/yearly-reports', perMinute: 10, bodyBytes: smallBytes },
    access: { is: 'person', roles: ['province', 'department'] },
    body: z.strictObject({
      ...{ year: z.int().min(2020).max(2200), from: month, to: month },
      supplements: z.uuid().nullable().default(null),
    }),
    answer: z.object({ report: z.uuid(), hash: z.string() }),
    summary: 'Freezes the figures of a year, or what came since to a frozen one.',
    subject: ({ year, from, to, supplements }) =>
      [year, from, to, supplements].filter((x) => x !== null).join(' '),
    handle: async ({ backend, caller, body }) => {
      const person = personOf(caller);
      return person.ok ? answered(await freeze(backend, person.value, body)) : person;
    },
  }),
  route({
    ...{ method: 'GET', path: '/v1/yearly-reports/:report', access: reporters, perMinute: 120 },
    ...{ params: named, answer: answers.report, summary: 'What a frozen report says, and what came since.' },
    handle: async ({ backend, caller, params }) => {
      const person = personOf(caller);
      return person.ok ? answered(await readReport(backend, person.value, params.report)) : person;
    },
  }),
  route({
    ...{ method: 'GET', path: '/v1/yearly-reports/:report/file', access: reporters, perMinute: 60 },
    ...{ params: named, answer: z.string(), answerType: workbookType },
    summary: 'The workbook, byte for byte as it was frozen.',
    handle: async ({ backend, caller, params }) => {
      const person = personOf(caller);
      if (!person.ok) return person;
      const found = await reportBytes(backend.db, person.value, params.report);
      if (!found.ok) return found;
      const { bytes, year, supplements } = found.value;
      const file = `bao-cao-${supplements ? 'bo-sung-' : ''}${year}.xlsx`;
      const disposition = { 'content-disposition': `attachment; filename="${file}"` };
      return ok({ status: 200, body: bytes, headers: { 'content-type': workbookType, ...disposition } });
    },
  }),
];

export const provinceRoutes: readonly Route[] = [...pageRoutes, ...shareRoutes, ...yearlyRoutes];
