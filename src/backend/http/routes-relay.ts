/** What a facility's own backend calls (docs/protocol/sync.md "A backend in between"). */
import { z } from 'zod';
import {
  feedPage,
  headAnswer,
  relayedBatch,
  relayedCounter,
  relayHeadRequest,
  relayJoinAnswer,
  relayJoinRequest,
  relaySessionRequest,
  sessionAnswer,
  syncLimits,
} from '../../shared/sync/index.ts';
import { readRelayFeed } from '../relay/feed.ts';
import { joinRelay, openRelaySession } from '../relay/join.ts';
import { relayedHead, takeCounter, takeRelayed } from '../relay/take.ts';
import { answered, type Route, relayOf, route } from './route.ts';

const smallBytes = 16 * 1024;
const signed = { is: 'signed' } as const;
const access = { is: 'relay' } as const;
/** Kept short, so that a stop need not wait long for who is waiting. */
const longestWaitMs = 5_000;

const feedQuestion = z.strictObject({
  feedEpoch: z.uuid().optional(),
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
  limit: z.coerce.number().int().min(1).max(syncLimits.feedPageItems).default(syncLimits.feedPageItems),
  waitMs: z.coerce.number().int().min(0).max(longestWaitMs).default(0),
});

export const relayRoutes: readonly Route[] = [
  route({
    ...{ method: 'POST', path: '/v1/relay/join', access: signed, perMinute: 20, bodyBytes: smallBytes },
    ...{ body: relayJoinRequest, answer: relayJoinAnswer },
    summary: 'The own backend of a facility becomes known, by a one-time code.',
    handle: async ({ backend, body }) => answered(await joinRelay(backend, body)),
  }),
  route({
    ...{ method: 'POST', path: '/v1/relay/session', access: signed, perMinute: 120, bodyBytes: smallBytes },
    ...{ body: relaySessionRequest, answer: sessionAnswer, summary: 'Opens its session.' },
    handle: async ({ backend, body }) => answered(await openRelaySession(backend, body)),
  }),
  route({
    ...{ method: 'POST', path: '/v1/relay/counter', access, perMinute: 600, bodyBytes: smallBytes },
    ...{ body: relayedCounter, answer: z.null(), summary: 'A counter that enrolled there, vouched for.' },
    handle: async ({ backend, caller, body }) => {
      const scope = relayOf(caller);
      return scope.ok ? answered(await takeCounter(backend, scope.value, body)) : scope;
    },
  }),
  route({
    ...{ method: 'POST', path: '/v1/relay/push', access, perMinute: 6_000 },
    ...{ bodyBytes: 2 * syncLimits.batchBytes, body: relayedBatch, answer: headAnswer },
    summary: 'A batch exactly as its counter signed it.',
    handle: async ({ backend, caller, body }) => {
      const scope = relayOf(caller);
      return scope.ok ? answered(await takeRelayed(backend, scope.value, body)) : scope;
    },
  }),
  route({
    ...{ method: 'POST', path: '/v1/relay/head', access, perMinute: 6_000, bodyBytes: smallBytes },
    ...{ body: relayHeadRequest, answer: headAnswer, summary: 'Where the journal of a counter stands here.' },
    handle: async ({ backend, caller, body }) => {
      const scope = relayOf(caller);
      return scope.ok ? answered(await relayedHead(backend, scope.value, body)) : scope;
    },
  }),
  route({
    ...{ method: 'GET', path: '/v1/relay/feed', access, perMinute: 6_000 },
    ...{
      query: feedQuestion,
      answer: feedPage,
      summary: 'Items of the facility’s feed that were said here.',
    },
    handle: async ({ backend, caller, query }) => {
      const scope = relayOf(caller);
      return scope.ok ? answered(await readRelayFeed(backend, scope.value, query)) : scope;
    },
  }),
];
