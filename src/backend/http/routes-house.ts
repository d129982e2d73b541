/** Health, readiness, the document. */
import { sql } from 'kysely';
import { z } from 'zod';
import { ok } from '../../shared/kernel/result.ts';
import { refused } from '../backend.ts';
import { isCurrent } from '../database/migrate.ts';
import { type Route, route } from './route.ts';

const fine = z.object({ ok: z.literal(true) });

/** `isStopping` turns readiness off before the last requests are answered. */
export function houseRoutes(isStopping: () => boolean): readonly Route[] {
  return [
    route({
      ...{ method: 'GET', path: '/healthz', access: { is: 'anybody' }, perMinute: 600, answer: fine },
      summary: 'The process runs.',
      handle: async () => ok({ status: 200, body: { ok: true } }),
    }),
    route({
      ...{ method: 'GET', path: '/readyz', access: { is: 'anybody' }, perMinute: 600, answer: fine },
      summary: 'Requests can be answered: the database answers and is of this version.',
      handle: async ({ backend }) => {
        if (isStopping()) return refused('not-ready');
        try {
          await sql`select 1`.execute(backend.db);
          return (await isCurrent(backend.db))
            ? ok({ status: 200, body: { ok: true } })
            : refused('not-ready');
        } catch {
          return refused('not-ready');
        }
      },
    }),
  ];
}
