/** What systems of a facility call with their key (docs/protocol/neighbours.md). */
import { z } from 'zod';
import { ok } from '../../shared/kernel/result.ts';
import {
  billsAnswer,
  keyAnswer,
  neighbourBills,
  neighbourPayers,
  payersAnswer,
  paymentsPage,
  syncLimits,
} from '../../shared/sync/index.ts';
import { refused } from '../backend.ts';
import { publicJwk, sealingKeyOf } from '../bank/seal.ts';
import { readPayments } from '../neighbours/payments.ts';
import { takeBills, takePayers } from '../neighbours/take-lists.ts';
import { answered, neighbourOf, type Route, route } from './route.ts';

const access = { is: 'neighbour' } as const;
const perMinute = 300;
const bodyBytes = 6 * 1024 * 1024;

const paymentQuestion = z.strictObject({
  epoch: z.uuid().optional(),
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
  limit: z.coerce.number().int().min(1).max(syncLimits.neighbourItems).default(syncLimits.neighbourItems),
});

export const neighbourRoutes: readonly Route[] = [
  route({
    ...{ method: 'GET', path: '/v1/neighbour/key', access, perMinute, answer: keyAnswer },
    summary: 'The key to seal to. Compare its print with the one the facility gave you.',
    handle: async ({ backend, caller }) => {
      const scope = neighbourOf(caller);
      if (!scope.ok) return scope;
      const key = await backend.db.transaction().execute((tx) => sealingKeyOf(tx, scope.value));
      if (key === null) return refused('not-ready');
      return ok({ status: 200, body: { facility: scope.value.facility, key: publicJwk(key) } });
    },
  }),
  route({
    ...{ method: 'POST', path: '/v1/neighbour/payers', access, perMinute, bodyBytes },
    ...{
      body: neighbourPayers,
      answer: payersAnswer,
      summary: 'Payers, by your own ids; repeats are no-ops.',
    },
    handle: async ({ backend, caller, body }) => {
      const scope = neighbourOf(caller);
      return scope.ok ? answered(await takePayers(backend, scope.value, body.payers)) : scope;
    },
  }),
  route({
    ...{ method: 'POST', path: '/v1/neighbour/bills', access, perMinute, bodyBytes },
    ...{ body: neighbourBills, answer: billsAnswer, summary: 'Bills, by your own ids; repeats are no-ops.' },
    handle: async ({ backend, caller, body }) => {
      const scope = neighbourOf(caller);
      return scope.ok ? answered(await takeBills(backend, scope.value, body.bills)) : scope;
    },
  }),
  route({
    ...{ method: 'GET', path: '/v1/neighbour/payments', access, perMinute },
    ...{ query: paymentQuestion, answer: paymentsPage, summary: 'What counters took, after a position.' },
    handle: async ({ backend, caller, query }) => {
      const scope = neighbourOf(caller);
      return scope.ok ? answered(await readPayments(backend, scope.value, query)) : scope;
    },
  }),
];
