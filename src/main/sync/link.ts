/** Keeps counter and backend together: pushes what is new, reads the feed, waits with growing patience when it cannot. */
import { unreachable } from '../../shared/kernel/assert.ts';
import type { Random } from '../../shared/kernel/random.ts';
import { backlogOf } from './backlog.ts';
import type { CallFailure } from './call.ts';
import { Puller, type PullParts, type PullStep } from './pull.ts';
import { Pusher, type PushParts, type PushStep } from './push.ts';
import type { Link, SyncStore } from './store.ts';
import { listenForWake } from './wake.ts';

/** What the status rail says of the line to the backend. */
export interface SyncState {
  readonly state: 'not-enrolled' | 'sent' | 'waiting' | 'offline';
  /** Entries the backend has not acknowledged. */
  readonly waiting: number;
  /** Since when the oldest of them waits; while `offline` with nothing waiting, since when nothing was heard. */
  readonly sinceMs: number | null;
}

export interface LinkParts extends PushParts, Omit<PullParts, 'backlog'> {
  readonly random: Random;
  readonly store: SyncStore;
  readonly changed: () => void;
}

const firstRetryMs = 1_000;
/** Somebody answers and cannot: whoever has too much to do is left in peace. */
const longestRetryMs = 20_000;
/** Nobody answers: asking costs a dead line nothing, and that it heals should be noticed within seconds. */
const longestSilenceMs = 5_000;
/** A question went out and nothing came back: a dead line or an end with too much to do. */
const longestUnansweredMs = 10_000;
/** Without a wake the feed is asked anyway. */
const pollMs = 20_000;
/** With nothing new the push still asks now and then whether the backend went back. */
const idlePushMs = 10 * 60_000;
/** Windows are told of a long queue's draining that often; making their views costs more than a batch does. */
const tellEveryMs = 250;

/** The two loops of an enrolled counter. */
export class SyncLink {
  readonly pusher: Pusher;
  readonly puller: Puller;
  readonly #parts: LinkParts;
  readonly #stopped = new AbortController();
  /** Aborted, and made anew, when the line is heard again: what waits or was asked before need not wait for its time. */
  #healed = new AbortController();
  #wakePush = () => {};
  #wakePull = () => {};
  #heardAtMs: number | null = null;
  #lostSinceMs: number | null = null;
  /** The same by the clock that only grows. */
  #lostAtMs = 0;
  #clockAheadMs = 0;
  #running: Promise<unknown> = Promise.resolve();
  #toldAtMs = Number.NEGATIVE_INFINITY;
  /** Cancels what is to be told a little later. */
  #telling: (() => void) | null = null;

  constructor(parts: LinkParts) {
    this.#parts = parts;
    this.pusher = new Pusher(parts);
    const { store, stored, counter, head } = parts;
    this.puller = new Puller({
      ...parts,
      backlog: () => backlogOf(stored, counter, store.acknowledged(), head()),
    });
  }

  /** Starts both loops when the counter is enrolled; called again after enrolment. */
  start(): void {
    const { store } = this.#parts;
    if (store.link() === null || this.#stopped.signal.aborted) return;
    this.#running = Promise.all([this.#pushLoop(), this.#pullLoop(), this.#wakeLoop()]);
  }

  /** There is something to send. */
  wake(): void {
    this.#wakePush();
  }

  /** A person has seen why it stopped. */
  resume(): void {
    this.pusher.resume();
    this.puller.resume();
    this.#wakePush();
    this.#wakePull();
  }

  /** The file of the lists was made anew and has nothing of the feed. */
  readListsAgain(): void {
    this.puller.readListsAgain();
    this.#wakePull();
  }

  /** How far the clock of this machine is ahead of the backend's, as last heard. */
  get clockAheadMs(): number {
    return this.#clockAheadMs;
  }

  /** When the backend was last heard, or null. */
  get heardAtMs(): number | null {
    return this.#heardAtMs;
  }

  /** Whether all of a sister's journal is here as of a moment ago; see {@link Puller.isCurrent}. */
  isCurrent(counter: string): boolean {
    return this.live && this.puller.isCurrent(counter);
  }

  /** Whether the feed is being read. */
  get live(): boolean {
    return this.#heardAtMs !== null && this.#lostSinceMs === null;
  }

  state(): SyncState {
    const { store, stored, counter, head } = this.#parts;
    if (store.link() === null) return { state: 'not-enrolled', waiting: 0, sinceMs: null };
    const { waiting, oldestAt } = backlogOf(stored, counter, store.acknowledged(), head());
    const sinceMs = waiting === 0 ? this.#lostSinceMs : oldestAt;
    if (this.#lostSinceMs !== null) return { state: 'offline', waiting, sinceMs };
    return waiting === 0 ? { state: 'sent', waiting, sinceMs: null } : { state: 'waiting', waiting, sinceMs };
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#telling?.();
    this.#wakePush();
    this.#wakePull();
    await this.#running;
  }

  async #pushLoop(): Promise<void> {
    await this.#loop(
      (link, signal) => this.pusher.step(link, signal),
      (wake) => {
        this.#wakePush = wake;
      },
      (step) => {
        if (step.is === 'sent') this.#clockAheadMs = step.clockAheadMs;
        return step.is === 'sent' ? 0 : idlePushMs;
      },
    );
  }

  async #pullLoop(): Promise<void> {
    await this.puller.revisit();
    await this.#loop(
      (link, signal) => this.puller.step(link, signal),
      (wake) => {
        this.#wakePull = wake;
      },
      (step) => {
        if (step.is === 'read' && step.restart) this.#sendAgain();
        return step.is === 'read' && step.more ? 0 : pollMs;
      },
    );
  }

  /** The backend was restored: what it lost is sent again, also when nothing new comes. */
  #sendAgain(): void {
    this.pusher.askAgain();
    this.#wakePush();
  }

  /** Repeats a step: at once, after a wait that a wake ends, or after a failure with growing patience. */
  async #loop<Step extends PushStep | PullStep>(
    run: (link: Link, signal: AbortSignal) => Promise<Step>,
    wakeable: (wake: () => void) => void,
    restMs: (step: Step) => number,
  ): Promise<void> {
    const { signal } = this.#stopped;
    let failures = 0;
    while (!signal.aborted) {
      const link = this.#parts.store.link();
      if (link === null) return;
      let woken = false;
      let wakeNow = () => {
        woken = true;
      };
      // What comes while the step runs must not be slept over.
      wakeable(() => wakeNow());
      const { signal: healed } = this.#healed;
      const step = await run(link, AbortSignal.any([signal, healed]));
      if (signal.aborted) return;
      // Asked on the dead line, and called back because the other loop was answered: asked again at once.
      if (step.is === 'failed' && healed.aborted) continue;
      failures = step.is === 'failed' ? failures + 1 : 0;
      this.#note(step);
      const delayMs = step.is === 'failed' ? this.#patienceMs(failures, step) : restMs(step);
      // After a failure only time helps: entries that come meanwhile must not make it hammer.
      if (delayMs === 0 || (woken && failures === 0)) continue;
      await this.#rest(delayMs, failures > 0, (wake) => {
        wakeNow = () => {
          if (failures === 0 || signal.aborted) wake();
        };
      });
    }
  }

  /** Waits so long, or until the stop, a wake, or, after a failure, until the line is heard again. */
  async #rest(delayMs: number, failed: boolean, wakeable: (wake: () => void) => void): Promise<void> {
    const { signal } = this.#stopped;
    const { signal: healed } = this.#healed;
    const early = failed ? AbortSignal.any([signal, healed]) : signal;
    if (early.aborted) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        cancel();
        early.removeEventListener('abort', done);
        resolve();
      };
      const cancel = this.#parts.clock.after(delayMs, done);
      early.addEventListener('abort', done, { once: true });
      wakeable(done);
    });
  }

  async #wakeLoop(): Promise<void> {
    const { signal } = this.#stopped;
    let failures = 0;
    while (!signal.aborted) {
      const link = this.#parts.store.link();
      if (link === null) return;
      const { signal: healed } = this.#healed;
      const asking = AbortSignal.any([signal, healed]);
      const token = await this.puller.token(link, asking);
      const wake = () => this.#wakePull();
      const listened = token.ok
        ? await listenForWake(this.#parts.clock, link, token.value, wake, asking)
        : 'none';
      if (signal.aborted) return;
      if (listened === 'session-over') this.puller.forgetSession();
      // What was called back because the line is heard again is no failure.
      failures = listened === 'heard' || healed.aborted ? 0 : failures + 1;
      // The stream is gone and does not come again: the feed says at once whether anybody is there.
      if (failures === 1) this.#wakePull();
      const waitMs = this.#retryAfterMs(Math.max(1, failures), longestUnansweredMs);
      await this.#rest(waitMs, true, () => undefined);
    }
  }

  /** At least as long as whoever answered asks for, within what we would wait at most. */
  #patienceMs(failures: number, { failure }: Extract<PushStep | PullStep, { is: 'failed' }>): number {
    const asked = 'retryAfterMs' in failure ? (failure.retryAfterMs ?? 0) : 0;
    return Math.max(
      this.#retryAfterMs(failures, mostPatienceMs(failure.code)),
      Math.min(asked, longestRetryMs),
    );
  }

  /** Doubles with every failure, spread by chance so that a thousand counters do not come back in the same second. */
  #retryAfterMs(failures: number, mostMs: number): number {
    const base = Math.min(mostMs, firstRetryMs * 2 ** Math.min(failures - 1, 10));
    const [chance = 0] = this.#parts.random.bytes(1);
    return Math.round(base * (0.75 + chance / 512));
  }

  /** One loop was answered after silence: the others ask now, instead of when their patience is over. */
  #heal(): void {
    const before = this.#healed;
    this.#healed = new AbortController();
    before.abort();
  }

  #note(step: PushStep | PullStep): void {
    const { clock } = this.#parts;
    const lost = step.is === 'failed' && step.failure.code !== 'refused';
    if (lost && this.#lostSinceMs === null) {
      this.#lostSinceMs = clock.now();
      this.#lostAtMs = clock.monotonicMs();
    }
    if (!lost && step.is !== 'stopped') {
      // One way may go while the other fails: only after both were silent for a while has the line healed.
      const healed = this.#lostSinceMs !== null && clock.monotonicMs() - this.#lostAtMs > firstRetryMs;
      this.#lostSinceMs = null;
      this.#heardAtMs = clock.now();
      if (healed) this.#heal();
    }
    this.#tell();
  }

  #tell(): void {
    if (this.#telling !== null) return;
    const { changed, clock } = this.#parts;
    const tell = () => {
      this.#telling = null;
      this.#toldAtMs = clock.monotonicMs();
      changed();
    };
    const waitMs = this.#toldAtMs + tellEveryMs - clock.monotonicMs();
    if (waitMs <= 0) tell();
    else this.#telling = clock.after(waitMs, tell);
  }
}

function mostPatienceMs(code: CallFailure['code'] | 'answer-not-signed'): number {
  switch (code) {
    case 'unreachable':
      return longestSilenceMs;
    case 'timed-out':
      return longestUnansweredMs;
    case 'refused':
    case 'not-a-backend':
    case 'answer-not-signed':
      return longestRetryMs;
    default:
      return unreachable(code);
  }
}
