/** The line of one facility to the upper backend: what counters sent goes up, what is said there comes down. */
import type { Backend } from '../backend.ts';
import type { FacilityScope } from '../data/scope.ts';
import { ask } from './ask.ts';
import { openUpperSession } from './join.ts';
import { type AskUpper, askHeads, type PassOnParts, passNext } from './pass-on.ts';
import { linkOf } from './rows.ts';
import { takePage } from './take-feed.ts';

const timeoutMs = 30_000;
const limitBytes = 16 * 1024 * 1024;
/** A session is given up a little before the upper backend forgets it. */
const sessionSlackMs = 60_000;
const firstRetryMs = 1_000;
const longestRetryMs = 20_000;
/** With nothing to pass on, the upper backend is asked that often whether it went back. */
const idleMs = 10 * 60_000;
const heardEveryMs = 15_000;

/** Runs both ways until the signal; never rejects but on a broken invariant. */
export async function runLine(
  backend: Backend,
  url: string,
  scope: FacilityScope,
  signal: AbortSignal,
): Promise<void> {
  const line = new Line(backend, url, scope, signal);
  await Promise.all([line.up(), line.down()]);
}

class Line {
  readonly #backend: Backend;
  readonly #url: string;
  readonly #scope: FacilityScope;
  readonly #signal: AbortSignal;
  #session: { readonly token: string; readonly untilMs: number } | null = null;
  #heardAtMs = Number.NEGATIVE_INFINITY;
  /** Ends the rest of the way up. */
  #wakeUp = () => {};
  #mustAskHeads = true;

  constructor(backend: Backend, url: string, scope: FacilityScope, signal: AbortSignal) {
    this.#backend = backend;
    this.#url = url;
    this.#scope = scope;
    this.#signal = signal;
  }

  async up(): Promise<void> {
    const stopListening = this.#backend.wake.listen((facility) => {
      if (facility === this.#scope.facility) this.#wakeUp();
    });
    try {
      for (let failures = 0; !this.#signal.aborted; ) {
        let grown = false;
        this.#wakeUp = () => {
          grown = true;
        };
        const step = await this.#passOn();
        failures = step === 'failed' ? failures + 1 : 0;
        if (step === 'passed' || (grown && failures === 0)) continue;
        if (step === 'failed') this.#mustAskHeads = true;
        await this.#rest(failures, failures === 0);
      }
    } finally {
      stopListening();
    }
  }

  async #passOn() {
    const link = await linkOf(this.#backend.db, this.#scope);
    if (link === undefined) return 'nothing';
    const parts: PassOnParts = {
      ...{ backend: this.#backend, scope: this.#scope, link, askUpper: this.#ask },
    };
    if (this.#mustAskHeads && !(await askHeads(parts))) return 'failed';
    this.#mustAskHeads = false;
    return await passNext(parts);
  }

  async down(): Promise<void> {
    for (let failures = 0; !this.#signal.aborted; ) {
      const step = await takePage({ backend: this.#backend, scope: this.#scope, askUpper: this.#ask });
      failures = step === 'failed' || step === 'stopped' ? failures + 1 : 0;
      if (step === 'restored') {
        this.#mustAskHeads = true;
        this.#wakeUp();
      }
      if (failures > 0) await this.#rest(failures, false);
    }
  }

  readonly #ask: AskUpper = async (question) => {
    const { clock } = this.#backend;
    const session = await this.#openSession();
    if (!session.ok) return session;
    const whole = { ...question, token: session.value, timeoutMs, limitBytes };
    const answer = await ask(clock, this.#url, whole, this.#signal);
    if (!answer.ok && answer.reason.is === 'refused' && answer.reason.refusal.refused === 'session-over') {
      this.#session = null;
    }
    if (answer.ok || answer.reason.is === 'refused') await this.#noteHeard();
    return answer;
  };

  async #openSession() {
    const { clock, db } = this.#backend;
    if (this.#session !== null && clock.monotonicMs() < this.#session.untilMs) {
      return { ok: true, value: this.#session.token } as const;
    }
    const link = await linkOf(db, this.#scope);
    const upper = link?.upper_facility ?? '';
    const opened = await openUpperSession(this.#backend, this.#url, upper, this.#signal);
    if (!opened.ok) return opened;
    const { token, expiresInMs } = opened.value;
    this.#session = { token, untilMs: clock.monotonicMs() + Math.max(0, expiresInMs - sessionSlackMs) };
    return { ok: true, value: token } as const;
  }

  async #noteHeard(): Promise<void> {
    const { clock, db } = this.#backend;
    if (clock.monotonicMs() - this.#heardAtMs < heardEveryMs) return;
    this.#heardAtMs = clock.monotonicMs();
    await db
      .updateTable('upstream_link')
      .set({ heard_at: clock.now() })
      .where('facility', '=', this.#scope.facility)
      .execute();
  }

  /** After failures with growing patience; else until something comes, or long enough. */
  async #rest(failures: number, wakes: boolean): Promise<void> {
    const { clock, random } = this.#backend;
    const [chance = 0] = random.bytes(1);
    const retryMs = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(failures - 1, 10));
    const delayMs = failures === 0 ? idleMs : Math.round(retryMs * (0.75 + chance / 512));
    await new Promise<void>((resolve) => {
      const done = () => {
        cancel();
        this.#signal.removeEventListener('abort', done);
        resolve();
      };
      const cancel = clock.after(delayMs, () => {
        this.#mustAskHeads = true;
        done();
      });
      this.#signal.addEventListener('abort', done, { once: true });
      if (wakes) this.#wakeUp = done;
      if (this.#signal.aborted) done();
    });
  }
}
