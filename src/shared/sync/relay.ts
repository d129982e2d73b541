/**
 * A backend of a facility that passes on to the one above it (design §7 "UPSTREAM_URL"): how it becomes known there, and
 * how counters and batches go up exactly as the counters signed them.
 */
import { z } from 'zod';
import { id, instant } from '../journal/define.ts';
import { enrolRequest } from './enrol.ts';
import { counterBody, sisterEntry } from './feed.ts';
import { syncLimits, syncProtocol } from './limits.ts';
import { batchStatement } from './push.ts';
import { sealingKey, signature, signingKey } from './signing.ts';

/** Body of `POST /v1/relay/join`, signed (`relay-join`) by the passing backend's own key. */
export const relayJoinRequest = z.strictObject({
  protocol: z.literal(syncProtocol),
  /** First half of a code that was made for a relay. */
  secret: enrolRequest.shape.secret,
  relayKey: signingKey,
  signature,
});
export type RelayJoinRequest = z.output<typeof relayJoinRequest>;

/** Its answer, signed (`relay-joined`) by the upper backend's key, whose print stands in the code; pinned from then on. */
export const relayJoinAnswer = z.strictObject({
  protocol: z.literal(syncProtocol),
  relayKey: signingKey,
  /** As the upper backend calls the facility; the lower one may call it otherwise. */
  facility: id,
  facilityName: z.string().min(1).max(200),
  backendKey: signingKey,
  feedEpoch: id,
  at: instant,
  signature,
});
export type RelayJoinAnswer = z.output<typeof relayJoinAnswer>;

/** Body of `POST /v1/relay/session`, signed (`relay-session`) by the relay's key. A challenge opens one session. */
export const relaySessionRequest = z.strictObject({
  protocol: z.literal(syncProtocol),
  facility: id,
  challenge: z.string().min(20).max(200),
  signature,
});
export type RelaySessionRequest = z.output<typeof relaySessionRequest>;

/** Body of `POST /v1/relay/counter`: as the feed has it, with the facility's keys. Proved by the vouch in it. */
export const relayedCounter = z.strictObject({ counter: counterBody, sealingKey, sealingKid: signingKey });
export type RelayedCounter = z.output<typeof relayedCounter>;

/**
 * Body of `POST /v1/relay/push`: a batch as its counter signed it. A private part that was erased since is null beside
 * its digest, so that the signature still covers it.
 */
export const relayedBatch = z.strictObject({
  statement: batchStatement,
  signature,
  entries: z.array(sisterEntry).min(1).max(syncLimits.batchEntries),
});
export type RelayedBatch = z.output<typeof relayedBatch>;

/** Body of `POST /v1/relay/head`; answered like a counter's own question. */
export const relayHeadRequest = z.strictObject({ counter: id, request: id });
