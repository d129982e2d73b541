/** Brings the journal up: one step at a time, each of which may be repeated (design §6 "Push"). */
import type { ChainHead } from '../../shared/journal/index.ts';
import type { Ids } from '../../shared/kernel/ids.ts';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import type { SignatureCheck } from '../../shared/kernel/signer.ts';
import {
  type HeadAnswer,
  headAnswer,
  isSigned,
  type RefusalAnswer,
  signStatement,
  syncLimits,
  syncProtocol,
} from '../../shared/sync/index.ts';
import { type CallFailure, callBackend } from './call.ts';
import { type FlightParts, Flights } from './flights.ts';
import type { Acknowledged, Link, SyncStore } from './store.ts';

export interface PushParts extends FlightParts {
  readonly ids: Ids;
  readonly store: SyncStore;
  readonly transact: (run: () => void) => void;
  readonly signatureCheckOf: (publicKey: string) => SignatureCheck;
  /** Where the own journal ends. */
  readonly head: () => ChainHead;
}

/** What became of a step. `failed` is tried again later; `stopped` waits for a person. */
export type PushStep =
  | { readonly is: 'nothing-to-send' }
  | { readonly is: 'sent'; readonly stored: number; readonly clockAheadMs: number }
  | { readonly is: 'failed'; readonly failure: CallFailure | { readonly code: 'answer-not-signed' } }
  | { readonly is: 'stopped' };

/** A small question: on a line that is only slow, too, the answer comes sooner. */
const headTimeoutMs = 6_000;
const answerLimitBytes = 64 * 1024;
const payloadTooLarge = 413;
/** With nothing to send the backend is asked that often whether it went back. */
const askEveryMs = 10 * 60_000;

/** Refusals that no repeating helps against; the sentence is the backend's own. */
const stopping: ReadonlySet<RefusalAnswer['refused']> = new Set<RefusalAnswer['refused']>([
  'other-content',
  'chain-broken',
  'older-epoch',
  'counter-revoked',
  'counter-unknown',
  'facility-elsewhere',
  'signature-wrong',
  'protocol-unknown',
  'malformed',
]);

const headNotOurs = 'Sổ của quầy ở máy chủ tỉnh không khớp với sổ trên quầy. Ngừng gửi; hãy báo quản trị.';

/** Pushes one journal. */
export class Pusher {
  readonly #parts: PushParts;
  /** When the backend was asked where it stands; null: not since this start, or since something did not fit. */
  #askedAtMs: number | null = null;
  /** Halved when a batch seems too large for the line, doubled again with each that is taken. */
  #mostEntries: number = syncLimits.batchEntries;
  readonly #flights: Flights;

  constructor(parts: PushParts) {
    this.#parts = parts;
    this.#flights = new Flights(parts);
  }

  /** Whether the backend turned out to have less than it had acknowledged: it was restored from a backup. */
  backendWentBack = false;

  /** One question, or the answer to one batch; others may be on their way behind it. */
  async step(link: Link, signal: AbortSignal): Promise<PushStep> {
    const { store } = this.#parts;
    if (store.stops().some(({ what }) => what === 'push')) return await this.#land({ is: 'stopped' });
    if (this.#askedAtMs === null) {
      await this.#flights.callBack();
      const asked = await this.#askHead(link, signal);
      if (asked !== null) return asked;
    }
    await this.#flights.fill(link, store.acknowledged(), this.#mostEntries, signal);
    const flight = this.#flights.first();
    if (flight === null) {
      if (!this.#mustAskAgain()) return { is: 'nothing-to-send' };
      this.#askedAtMs = null;
      return await this.step(link, signal);
    }
    const answer = await flight.answer;
    // Perhaps it was taken, and what flew behind it too. Only the backend knows: it is asked before anything is sent.
    if (!answer.ok) {
      this.askAgain();
      if (seemsTooLarge(answer.reason)) this.#mostEntries = Math.max(1, Math.floor(this.#mostEntries / 2));
      return await this.#land(this.#refused(answer.reason));
    }
    const { to } = flight.batch.statement;
    const taken = this.#take(link, answer.value, to.hash, to);
    if (!taken.ok) {
      this.askAgain();
      return await this.#land(taken.reason);
    }
    this.#flights.taken();
    this.#mostEntries = Math.min(2 * this.#mostEntries, syncLimits.batchEntries);
    return { is: 'sent', stored: answer.value.stored, clockAheadMs: this.#clockAheadMs(answer.value) };
  }

  /** Calls back what is on its way: what comes now is about the backend's head, or nothing is sent any more. */
  async #land(step: PushStep): Promise<PushStep> {
    await this.#flights.callBack();
    return step;
  }

  /** A person has seen why it stopped and says to try again. */
  resume(): void {
    this.askAgain();
    this.#parts.transact(() => this.#parts.store.clearStop('push'));
  }

  /** The backend may have less than it acknowledged: ask where it stands before anything is sent. */
  askAgain(): void {
    this.#askedAtMs = null;
  }

  /** A counter that has nothing to send would never learn that the backend went back. */
  #mustAskAgain(): boolean {
    return this.#askedAtMs !== null && this.#parts.clock.monotonicMs() - this.#askedAtMs >= askEveryMs;
  }

  async #askHead(link: Link, signal: AbortSignal): Promise<PushStep | null> {
    const { counter, ids, signer } = this.#parts;
    const request = ids.next();
    const body = signStatement(signer, 'head-request', { protocol: syncProtocol, counter, request } as const);
    const answer = await callBackend(
      this.#parts.clock,
      link.url,
      {
        method: 'POST',
        path: '/v1/head',
        body,
        schema: headAnswer,
        timeoutMs: headTimeoutMs,
        limitBytes: answerLimitBytes,
      },
      signal,
    );
    if (!answer.ok) return this.#refused(answer.reason);
    const taken = this.#take(link, answer.value, request, null);
    if (!taken.ok) return taken.reason;
    this.#askedAtMs = this.#parts.clock.monotonicMs();
    return null;
  }

  /** Believes an answer only when it is signed, answers this question, and names a place of our own history. */
  #take(
    link: Link,
    answer: HeadAnswer,
    answers: string,
    pushed: ChainHead | null,
  ): Result<null, Exclude<PushStep, { is: 'sent' }>> {
    const { counter, signatureCheckOf, store, stored, transact } = this.#parts;
    const check = signatureCheckOf(link.backendKey);
    if (!isSigned(check, 'head-answer', answer) || answer.counter !== counter || answer.answers !== answers) {
      return refuse({ is: 'failed', failure: { code: 'answer-not-signed' } });
    }
    const { head } = answer;
    const before = store.acknowledged();
    if (head !== null && !this.#isOurs(head, stored.at(counter, head.epoch, head.seq)?.hash)) {
      this.#stop('head-not-ours', headNotOurs);
      return refuse({ is: 'stopped' });
    }
    if (before !== null && isBehind(head, before)) {
      // Known already, and overtaken by the answer to a later batch: nothing new, and nothing was lost.
      if (pushed !== null && !isBehind(head, pushed)) return ok(null);
      this.backendWentBack = true;
    }
    transact(() => store.saveHead(answer));
    return ok(null);
  }

  /** Of an older epoch the backend may hold what recovery could not: the lost stretch. Elsewhere it has what we have. */
  #isOurs(head: ChainHead, hash: string | undefined): boolean {
    return hash === undefined ? head.epoch < this.#parts.head().epoch : hash === head.hash;
  }

  #refused(failure: CallFailure): PushStep {
    if (failure.code !== 'refused') return { is: 'failed', failure };
    const { refused, say } = failure.refusal;
    if (stopping.has(refused)) {
      this.#stop(refused, say);
      return { is: 'stopped' };
    }
    return { is: 'failed', failure };
  }

  #stop(code: string, say: string): void {
    const { clock, store, transact } = this.#parts;
    transact(() => store.stop({ what: 'push', code, say, at: clock.now() }));
  }

  #clockAheadMs({ at }: HeadAnswer): number {
    return this.#parts.clock.now() - at;
  }
}

/** Said by the backend or by something in between that has a smaller limit, or the line was too slow for so much. */
function seemsTooLarge(failure: CallFailure): boolean {
  if (failure.code === 'timed-out') return true;
  return 'status' in failure && failure.status === payloadTooLarge;
}

function isBehind(head: ChainHead | null, before: Pick<Acknowledged, 'epoch' | 'seq'>): boolean {
  if (head === null) return true;
  return head.epoch < before.epoch || (head.epoch === before.epoch && head.seq < before.seq);
}
