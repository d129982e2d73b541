/** Reads the facility's feed: a session, pages in order, each item once (design §6 "Pull"). */

import type { ChainHead } from '../../shared/journal/index.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import type { SignatureCheck, Signer } from '../../shared/kernel/signer.ts';
import {
  challengeAnswer,
  type FeedItem,
  type FeedPage,
  feedItem,
  feedPage,
  isFeedItemSigned,
  sessionAnswer,
  signStatement,
  syncLimits,
  syncProtocol,
} from '../../shared/sync/index.ts';
import { type ApplyParts, prepareItem } from './apply-item.ts';
import type { Backlog } from './backlog.ts';
import { type CallFailure, callBackend } from './call.ts';
import type { Link, SyncStore } from './store.ts';

export interface PullParts extends ApplyParts {
  readonly clock: Clock;
  readonly counter: string;
  readonly signer: Signer;
  readonly store: SyncStore;
  /** What of the own journal is not sent yet; the province is told. */
  readonly backlog: () => Backlog;
  /** Where the own journal ends; sisters are told. */
  readonly head: () => ChainHead;
  /** One act of the ledger: entries, rows and cursor together; false when the rules forbade it. */
  readonly act: (run: () => void) => boolean;
  readonly signatureCheckOf: (publicKey: string) => SignatureCheck;
}

/** What became of a step. */
export type PullStep =
  /** `restart`: the backend was restored, and the feed is read again from its beginning. */
  | { readonly is: 'read'; readonly items: number; readonly more: boolean; readonly restart?: true }
  | { readonly is: 'failed'; readonly failure: CallFailure }
  | { readonly is: 'stopped' };

const timeoutMs = 20_000;
/** Both of us ask the backend every 20 s, and it writes down that it was asked every 15 s. */
const currentForMs = 90_000;
const smallBytes = 64 * 1024;
/** A session is given up a little before the backend forgets it. */
const sessionSlackMs = 60_000;
const notSigned = 'Tin từ máy chủ tỉnh có chữ ký không đúng. Ngừng nhận; hãy báo quản trị.';

/** Reads one feed. */
export class Puller {
  readonly #parts: PullParts;
  /** What the last page that ended the feed said of the sisters. */
  #heardOf: { readonly sisters: NonNullable<FeedPage['sisters']>; readonly atMs: number } | null = null;
  #session: { readonly token: string; readonly untilMs: number } | null = null;
  #listsAgain = false;

  constructor(parts: PullParts) {
    this.#parts = parts;
  }

  /** The file of the lists was made anew: from the next page on what the feed tells of them is read again. */
  readListsAgain(): void {
    this.#listsAgain = true;
  }

  /**
   * Whether everything a sister has written is here, as far as anybody can know: the feed was read to its end a moment
   * ago, that sister had told the backend shortly before where its journal ends, with nothing waiting there, and the
   * journal here reaches that far. A stretch that was refused or is kept as a case leaves it short.
   */
  isCurrent(counter: string): boolean {
    const heard = this.#heardOf;
    const sister = heard?.sisters.find((one) => one.counter === counter);
    if (heard === null || sister === undefined || sister.waiting !== 0) return false;
    const { clock, sisters, store } = this.#parts;
    const known = store.sister(counter);
    if (known === null || known.state !== 'active' || known.stalled !== null) return false;
    if (!reaches(sisters.head(counter), sister.head)) return false;
    return clock.monotonicMs() - heard.atMs + sister.heardAgoMs <= currentForMs;
  }

  /** One page. */
  async step(link: Link, signal: AbortSignal): Promise<PullStep> {
    if (this.#parts.store.stops().some(({ what }) => what === 'pull')) return { is: 'stopped' };
    if (this.#listsAgain) {
      // Between two pages: one under way would move the cursor on again.
      this.#listsAgain = false;
      this.#parts.act(() => this.#parts.store.forgetLists());
      await this.revisit();
      return { is: 'read', items: 0, more: true };
    }
    const token = await this.token(link, signal);
    if (!token.ok) return { is: 'failed', failure: token.reason };
    const page = await this.#page(link, token.value, signal);
    if (!page.ok) return this.#refused(link, page.reason);
    const { items, feedEpoch, last, more, sisters } = page.value;
    for (const item of items) {
      if (!this.#isOurs(link, page.value, item)) return this.#stop();
      await this.#take(item, feedEpoch);
    }
    const { clock, store } = this.#parts;
    if (sisters !== undefined) this.#heardOf = { sisters, atMs: clock.monotonicMs() };
    if (last !== link.cursor || feedEpoch !== link.feedEpoch) {
      this.#parts.act(() => store.moveCursor(feedEpoch, last));
    }
    return { is: 'read', items: items.length, more };
  }

  /** A bearer token, of the session that is open or of a new one. */
  async token(link: Link, signal: AbortSignal): Promise<Result<string, CallFailure>> {
    const { clock, counter, signer } = this.#parts;
    if (this.#session !== null && clock.monotonicMs() < this.#session.untilMs) return ok(this.#session.token);
    const challenge = await callBackend(
      this.#parts.clock,
      link.url,
      { method: 'GET', path: '/v1/challenge', schema: challengeAnswer, timeoutMs, limitBytes: smallBytes },
      signal,
    );
    if (!challenge.ok) return challenge;
    const body = signStatement(signer, 'session', {
      protocol: syncProtocol,
      counter,
      challenge: challenge.value.challenge,
    });
    const opened = await callBackend(
      this.#parts.clock,
      link.url,
      { method: 'POST', path: '/v1/session', body, schema: sessionAnswer, timeoutMs, limitBytes: smallBytes },
      signal,
    );
    if (!opened.ok) return opened;
    const { token, expiresInMs } = opened.value;
    this.#session = { token, untilMs: clock.monotonicMs() + Math.max(0, expiresInMs - sessionSlackMs) };
    return ok(token);
  }

  /** The backend does not know it any more: the next question opens another. */
  forgetSession(): void {
    this.#session = null;
  }

  /** A person has seen why it stopped and says to try again. */
  resume(): void {
    this.#parts.act(() => this.#parts.store.clearStop('pull'));
  }

  async #page(link: Link, token: string, signal: AbortSignal): Promise<Result<FeedPage, CallFailure>> {
    const query = new URLSearchParams({ after: String(link.cursor) });
    if (link.feedEpoch !== null) query.set('feedEpoch', link.feedEpoch);
    const { waiting, oldestAt } = this.#parts.backlog();
    query.set('waiting', String(waiting));
    const { epoch, seq } = this.#parts.head();
    query.set('headEpoch', String(epoch));
    query.set('headSeq', String(seq));
    // An age, not a time: the clock here may be wrong.
    if (oldestAt !== null) query.set('waitingMs', String(Math.max(0, this.#parts.clock.now() - oldestAt)));
    const page = await callBackend(
      this.#parts.clock,
      link.url,
      {
        method: 'GET',
        path: `/v1/feed?${query}`,
        token,
        schema: feedPage,
        timeoutMs,
        limitBytes: 4 * syncLimits.feedPageBytes,
      },
      signal,
    );
    if (!page.ok) return page;
    // A page may only go forward; anything else is an older page played again.
    return page.value.last < link.cursor ? refuse({ code: 'not-a-backend', status: 200 }) : page;
  }

  #isOurs(link: Link, page: FeedPage, item: FeedItem): boolean {
    const check = this.#parts.signatureCheckOf(link.backendKey);
    const here = item.facility === link.facility && item.feedEpoch === page.feedEpoch;
    return here && item.position > link.cursor && item.position <= page.last && isFeedItemSigned(check, item);
  }

  /** Applies an item once, by its id; what cannot be applied becomes a case and holds up nothing. */
  async #take(item: FeedItem, feedEpoch: string): Promise<void> {
    const { act, store } = this.#parts;
    if (store.hasItem(item.id)) return;
    const prepared = await prepareItem(this.#parts, item);
    if (!prepared.ok) return this.#keep(item, feedEpoch, prepared.reason);
    let reason: string | null = null;
    const apply = (run: () => string | null) => {
      reason = run();
      if (reason !== null) throw new NotApplied();
    };
    for (const step of prepared.value.before ?? []) {
      if (!act(() => apply(step))) return this.#keep(item, feedEpoch, reason ?? 'rule');
      await new Promise((resolve) => setImmediate(resolve));
    }
    const done = act(() => {
      apply(() => prepared.value.apply());
      this.#note(item, 'applied', null);
      store.moveCursor(feedEpoch, item.position);
    });
    if (!done) this.#keep(item, feedEpoch, reason ?? 'rule');
  }

  /**
   * Tries again what became a case before this start: the sister is known now, the program is newer, a person has
   * assigned the credit. What still cannot be applied stays as it is.
   */
  async revisit(): Promise<void> {
    const { act, store } = this.#parts;
    for (const text of store.caseItems()) {
      const item = feedItem.safeParse(JSON.parse(text));
      if (!item.success) continue;
      const prepared = await prepareItem(this.#parts, item.data);
      if (!prepared.ok) continue;
      act(() => {
        for (const step of [...(prepared.value.before ?? []), prepared.value.apply]) {
          if (step() !== null) throw new NotApplied();
        }
        store.settleItem(item.data.id);
      });
    }
  }

  #keep(item: FeedItem, feedEpoch: string, reason: string): void {
    this.#parts.act(() => {
      this.#note(item, 'case', reason);
      this.#parts.store.moveCursor(feedEpoch, item.position);
    });
  }

  #note(item: FeedItem, state: 'applied' | 'case', reason: string | null): void {
    this.#parts.store.noteItem({
      id: item.id,
      kind: item.kind,
      state,
      reason,
      item: state === 'case' ? JSON.stringify(item) : null,
      at: this.#parts.clock.now(),
    });
  }

  #refused(link: Link, failure: CallFailure): PullStep {
    if (failure.code !== 'refused') return { is: 'failed', failure };
    const { refused } = failure.refusal;
    if (refused === 'session-over' || refused === 'challenge-wrong') this.#session = null;
    if (refused === 'feed-epoch-other' && (link.feedEpoch !== null || link.cursor > 0)) {
      // Restored: read everything again; items are known by their ids. What it said of the sisters holds no more.
      this.#heardOf = null;
      this.#parts.act(() => this.#parts.store.moveCursor(null, 0));
      return { is: 'read', items: 0, more: true, restart: true };
    }
    return { is: 'failed', failure };
  }

  #stop(): PullStep {
    const { act, clock, store } = this.#parts;
    act(() => store.stop({ what: 'pull', code: 'item-not-signed', say: notSigned, at: clock.now() }));
    return { is: 'stopped' };
  }
}

/** Whether a journal that ends `here` has what lies before `told`; nobody knows when that was not told. */
function reaches(here: ChainHead | null, told: NonNullable<FeedPage['sisters']>[number]['head']): boolean {
  if (told === null) return false;
  // A counter that has written nothing.
  if (here === null) return told.seq === 0 && told.epoch <= 1;
  return here.epoch > told.epoch || (here.epoch === told.epoch && here.seq >= told.seq);
}

/** Rolls back an item that could not be applied; it is then written down as a case. */
export class NotApplied extends Error {
  override readonly name = 'NotApplied';
}
