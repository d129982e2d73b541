/** Where the journal of a counter stands, signed: a head record from outside the counter. */
import { ok, type Result } from '../../shared/kernel/result.ts';
import { type HeadAnswer, type HeadRequest, signStatement, syncProtocol } from '../../shared/sync/index.ts';
import type { Backend, Refused } from '../backend.ts';
import { noteContact } from '../data/counters.ts';
import { feedEnd } from '../data/feed.ts';
import { type Counter, scopeOfCounter } from '../data/scope.ts';
import { provedCounter } from './proof.ts';

export type Head = HeadAnswer['head'];

/** The last stored entry of a counter. */
export function headOf({ head_epoch, head_seq, head_hash }: Counter): Head {
  if (head_epoch === null || head_seq === null || head_hash === null) return null;
  return { epoch: head_epoch, seq: head_seq, hash: head_hash };
}

/** The signed answer. Only after what it says is committed. */
export function headAnswer(
  { clock, signer }: Backend,
  said: Pick<HeadAnswer, 'counter' | 'answers' | 'head' | 'stored' | 'feedEpoch'>,
): HeadAnswer {
  return signStatement(signer, 'head-answer', { protocol: syncProtocol, ...said, at: clock.now() });
}

/** `POST /v1/head`. */
export async function answerHead(
  backend: Backend,
  request: HeadRequest,
): Promise<Result<HeadAnswer, Refused>> {
  const { db, clock } = backend;
  const counter = await provedCounter(db, 'head-request', request.counter, request);
  if (!counter.ok) return counter;
  await noteContact(db, counter.value, clock.now());
  const { feed_epoch } = await feedEnd(db, scopeOfCounter(counter.value));
  return ok(
    headAnswer(backend, {
      ...{ counter: counter.value.id, answers: request.request, stored: 0, feedEpoch: feed_epoch },
      head: headOf(counter.value),
    }),
  );
}
