/**
 * Passes counters and their batches on to the upper backend, in the order of this one's feed: one step at a time, each of
 * which may be repeated (docs/decisions/0011-upstream.md).
 */
import { z } from 'zod';
import type { ChainHead } from '../../shared/journal/index.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { feedBodies, type HeadAnswer, headAnswer, isSigned } from '../../shared/sync/index.ts';
import type { Backend } from '../backend.ts';
import { signatureCheckOf } from '../crypto.ts';
import { facilityOf } from '../data/facilities.ts';
import { entriesOfItem } from '../data/journal.ts';
import type { FacilityScope } from '../data/scope.ts';
import type { AskFailure, Question } from './ask.ts';
import * as rows from './rows.ts';

/** Asks the upper backend in the session of the facility. */
export type AskUpper = <Answer>(
  question: Pick<Question<Answer>, 'path' | 'body' | 'schema'>,
) => Promise<Result<Answer, AskFailure>>;

export interface PassOnParts {
  readonly backend: Backend;
  readonly scope: FacilityScope;
  readonly link: rows.UpperLink;
  readonly askUpper: AskUpper;
}

/** What became of a step. `failed` is tried again later. */
export type PassOnStep = 'nothing' | 'passed' | 'failed';

/** No repeating helps against these: nothing more of that counter is passed on until somebody has looked. */
const final: ReadonlySet<string> = new Set([
  ...['other-content', 'chain-broken', 'older-epoch', 'counter-revoked', 'counter-known', 'signature-wrong'],
  ...['facility-key-differs', 'vouch-wrong', 'malformed', 'protocol-unknown', 'too-large'],
]);

/** Passes the next item on. */
export async function passNext(parts: PassOnParts): Promise<PassOnStep> {
  const { backend, scope } = parts;
  const next = await rows.nextOutgoing(backend.db, scope);
  if (next === undefined) return 'nothing';
  return next.kind === 'counter' ? await passCounter(parts, next) : await passBatch(parts, next);
}

async function passCounter(parts: PassOnParts, item: rows.Outgoing): Promise<PassOnStep> {
  const { backend, scope, askUpper } = parts;
  const counter = feedBodies.counter.parse(JSON.parse(item.body));
  const { sealingKey, sealingKid } = await facilityOf(backend.db, scope);
  const body = { counter, sealingKey, sealingKid };
  const answer = await askUpper({ path: '/v1/relay/counter', body, schema: z.null() });
  if (!answer.ok) return await refusedOf(parts, item, answer.reason);
  await rows.movePosition(backend.db, scope, item.counter, item.position);
  return 'passed';
}

async function passBatch(parts: PassOnParts, item: rows.Outgoing): Promise<PassOnStep> {
  const { backend, scope, askUpper } = parts;
  const { statement, signature } = feedBodies.journal.parse(JSON.parse(item.body));
  const body = { statement, signature, entries: await entriesOfItem(backend.db, scope, item.id) };
  const answer = await askUpper({ path: '/v1/relay/push', body, schema: headAnswer });
  if (!answer.ok) return await refusedOf(parts, item, answer.reason);
  if (!isTheirHead(parts, answer.value, item.counter, statement.to.hash)) return 'failed';
  const { head } = answer.value;
  if (!(await isOurs(parts, item.counter, head))) return await stopAt(parts, item.counter, 'other-content');
  if (head === null || isBefore(head, statement.to)) return 'failed';
  await rows.movePosition(backend.db, scope, item.counter, item.position);
  return 'passed';
}

/** Believes an answer only when the pinned key signed it and it answers this question. */
function isTheirHead({ link }: PassOnParts, answer: HeadAnswer, counter: string, answers: string): boolean {
  const signed = isSigned(signatureCheckOf(link.upper_key), 'head-answer', answer);
  return signed && answer.counter === counter && answer.answers === answers;
}

/** What is further than here was passed on before this backend went back to a backup: the counter sends it again. */
async function isOurs(
  { backend, scope }: PassOnParts,
  counter: string,
  head: ChainHead | null,
): Promise<boolean> {
  const hash = head === null ? undefined : await rows.hashAt(backend.db, scope, counter, head);
  return hash === undefined || hash === head?.hash;
}

async function refusedOf(
  parts: PassOnParts,
  { counter, position }: rows.Outgoing,
  failure: AskFailure,
): Promise<PassOnStep> {
  if (failure.is === 'no-answer') return 'failed';
  const { refused, head = null } = failure.refusal;
  const { backend, scope } = parts;
  if (refused === 'counter-unknown' || refused === 'not-contiguous') {
    // It has less than it took: passed on again from where it stands.
    const from =
      refused === 'counter-unknown' ? 0 : await rows.positionOfHead(backend.db, scope, counter, head);
    const [last] = (await rows.passedOn(backend.db, scope)).filter((one) => one.counter === counter);
    if (from >= position || from >= (last?.position ?? 0)) return await stopAt(parts, counter, refused);
    await rows.movePosition(backend.db, scope, counter, from);
    return 'passed';
  }
  return final.has(refused) ? await stopAt(parts, counter, refused) : 'failed';
}

/** Nothing more of this counter; the others go on. */
async function stopAt({ backend, scope }: PassOnParts, counter: string, code: string): Promise<PassOnStep> {
  await rows.noteRefused(backend.db, scope, counter, { code, at: backend.clock.now() });
  backend.log.warn('upstream-refused', { facility: scope.facility, counter, code });
  return 'passed';
}

/**
 * Asks where the upper backend stands with every counter: it may have gone back to a backup, and with nothing new to pass
 * on nobody would notice. False when it did not answer.
 */
export async function askHeads(parts: PassOnParts): Promise<boolean> {
  const { backend, scope, askUpper } = parts;
  for (const { counter, position, refused } of await rows.passedOn(backend.db, scope)) {
    if (refused !== null || position === 0) continue;
    const request = backend.ids.next();
    const body = { counter, request };
    const answer = await askUpper({ path: '/v1/relay/head', body, schema: headAnswer });
    if (!answer.ok) {
      if (answer.reason.is === 'no-answer' || answer.reason.refusal.refused !== 'counter-unknown')
        return false;
      await rows.movePosition(backend.db, scope, counter, 0);
      continue;
    }
    if (!isTheirHead(parts, answer.value, counter, request)) return false;
    const { head } = answer.value;
    if (!(await isOurs(parts, counter, head))) {
      await stopAt(parts, counter, 'other-content');
      continue;
    }
    const passed = await rows.headPassedOn(backend.db, scope, counter, position);
    if (passed === null || (head !== null && !isBefore(head, passed))) continue;
    await rows.movePosition(
      backend.db,
      scope,
      counter,
      await rows.positionOfHead(backend.db, scope, counter, head),
    );
    backend.log.warn('upstream-went-back', { facility: scope.facility, counter });
  }
  return true;
}

function isBefore(one: Pick<ChainHead, 'epoch' | 'seq'>, other: Pick<ChainHead, 'epoch' | 'seq'>): boolean {
  return one.epoch < other.epoch || (one.epoch === other.epoch && one.seq < other.seq);
}
