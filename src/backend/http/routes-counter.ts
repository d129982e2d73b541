/** What counters call (docs/protocol/sync.md). */
import { z } from 'zod';
import { ok } from '../../shared/kernel/result.ts';
import {
  challengeAnswer,
  enrolAnswer,
  enrolRequest,
  facilityAnswer,
  feedPage,
  headAnswer,
  headRequest,
  pushBatch,
  sessionAnswer,
  sessionRequest,
  syncLimits,
} from '../../shared/sync/index.ts';
import { enrol } from '../counters/enrol.ts';
import { answerHead } from '../counters/head.ts';
import { readFeedAsCounter } from '../counters/pull.ts';
import { push } from '../counters/push.ts';
import { makeChallenge, openSession } from '../counters/session.ts';
import { facilityOf } from '../data/facilities.ts';
import { scopeOfCounter } from '../data/scope.ts';
import { answered, counterOf, type Route, route } from './route.ts';

const smallBytes = 16 * 1024;
const position = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

const feedQuestion = z.strictObject({
  feedEpoch: z.uuid().optional(),
  after: position.default(0),
  limit: z.coerce.number().int().min(1).max(syncLimits.feedPageItems).default(syncLimits.feedPageItems),
  /** Entries that wait at the counter, for the province's page. */
  waiting: position.optional(),
  /** How long the oldest of them has waited. */
  waitingMs: position.optional(),
  /** Where its own journal ends, for its sisters. */
  headEpoch: position.optional(),
  headSeq: position.optional(),
});

/** Batches of the same counter that are on their way before this one; it waits for them for a moment. */
const pushQuestion = z.strictObject({ before: z.coerce.number().int().min(0).max(10).default(0) });

export const counterRoutes: readonly Route[] = [
  route({
    ...{ method: 'POST', path: '/v1/enrol', access: { is: 'signed' }, perMinute: 20, bodyBytes: smallBytes },
    ...{ body: enrolRequest, answer: enrolAnswer, summary: 'A counter becomes known, by a one-time code.' },
    handle: async ({ backend, body }) => answered(await enrol(backend, body)),
  }),
  route({
    ...{ method: 'GET', path: '/v1/challenge', access: { is: 'anybody' }, perMinute: 120 },
    ...{ answer: challengeAnswer, summary: 'A challenge for one session.' },
    handle: async ({ backend }) => ok({ status: 200, body: makeChallenge(backend) }),
  }),
  route({
    ...{
      method: 'POST',
      path: '/v1/session',
      access: { is: 'signed' },
      perMinute: 120,
      bodyBytes: smallBytes,
    },
    ...{ body: sessionRequest, answer: sessionAnswer, summary: 'Opens a session of a counter.' },
    handle: async ({ backend, body }) => answered(await openSession(backend, body)),
  }),
  route({
    ...{ method: 'POST', path: '/v1/head', access: { is: 'signed' }, perMinute: 600, bodyBytes: smallBytes },
    ...{ body: headRequest, answer: headAnswer, summary: 'Where the journal of a counter stands here.' },
    handle: async ({ backend, body }) => answered(await answerHead(backend, body)),
  }),
  route({
    ...{ method: 'POST', path: '/v1/push', access: { is: 'signed' }, perMinute: 6_000 },
    ...{ bodyBytes: syncLimits.batchBytes, body: pushBatch, query: pushQuestion, answer: headAnswer },
    summary: 'Entries of a journal, in order; acknowledged once they are durably stored.',
    handle: async ({ backend, body, query }) => answered(await push(backend, body, query.before > 0)),
  }),
  route({
    ...{ method: 'GET', path: '/v1/feed', access: { is: 'counter' }, perMinute: 6_000 },
    ...{ query: feedQuestion, answer: feedPage, summary: 'Items of the facility’s feed after a position.' },
    handle: async ({ backend, caller, query }) => {
      const counter = counterOf(caller);
      return counter.ok ? answered(await readFeedAsCounter(backend, counter.value, query)) : counter;
    },
  }),
  route({
    ...{ method: 'GET', path: '/v1/facility', access: { is: 'counter' }, perMinute: 120 },
    ...{ answer: facilityAnswer, summary: 'Name and keys of the counter’s facility.' },
    handle: async ({ backend, caller }) => {
      const counter = counterOf(caller);
      if (!counter.ok) return counter;
      return ok({ status: 200, body: await facilityOf(backend.db, scopeOfCounter(counter.value)) });
    },
  }),
];
