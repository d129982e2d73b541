/** One life of a counter process: started, signed in, used, killed. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { headFileOf } from '../../../src/main/ledger/heads.ts';
import type { Clock } from '../../../src/shared/kernel/clock.ts';
import { type CounterClient, createClient, singleChannel } from '../../../src/shared/rpc/client.ts';
import type { Chance } from '../chance.ts';
import { type LogWatch, type Step, spin, Window, watchLog } from './aim.ts';
import { Refused } from './cashier.ts';
import { type CounterChildOptions, startCounterProcess } from './counter-line.ts';

/** Longest a call may take before its first write is seen. */
const longestWaitMs = 250;
/** Longer than a tick of the file system's clock. */
const restMs = 12;
const mostRests = 200;
const openTimeoutMs = 10_000;
/** After an answer the paper is taken up and its outcome written; kills "after the answer" fall within this. */
const paperMs = 10;

export type Act = 'begin' | 'receive';

/** How long the acts of this machine take, from the call to the first write and from there to the answer. */
export interface Windows {
  readonly toWrite: Readonly<Record<Act, Window>>;
  readonly toAnswer: Readonly<Record<Act, Window>>;
  /** Of the time from write to answer, how much the aim uses; smaller after each kill that came too late. */
  reach: number;
}

const mostReach = 0.9;
/** The answer is on its way before it is heard: from here it grows as far as it may. */
const firstReach = 0.3;
const leastReach = 0.02;
/** One kill in fifteen that is aimed at the write comes too late with these: ln(1.05) / (ln(1.05) + ln(2)). */
const wider = 1.05;
const narrower = 0.5;

/** Guesses until a few payments have been measured. */
export function newWindows(): Windows {
  return {
    toWrite: { begin: new Window(5), receive: new Window(8) },
    toAnswer: { begin: new Window(1), receive: new Window(2) },
    reach: firstReach,
  };
}

/** Where a kill fell, and what the call was refused with, if it was. */
export interface Killed {
  readonly step: Step;
  readonly refused: string | null;
}

/** A running counter with the cashier signed in. */
export interface Life {
  readonly client: CounterClient;
  /** Makes the call undisturbed and notes how long it took. */
  measure(act: Act, call: () => Promise<void>): Promise<void>;
  /** Kills while nothing is asked of it. */
  killIdle(chance: Chance): Promise<Killed>;
  /** Makes the call and kills at a random moment of it; `answered` says afterwards whether the answer came out. */
  killDuring(act: Act, call: () => Promise<void>, answered: () => boolean, chance: Chance): Promise<Killed>;
  kill(): Promise<void>;
  /** The end of the counter's log, for a fault that the run did not make. */
  log(): string;
}

export interface LifeOptions extends CounterChildOptions {
  readonly person: string;
  readonly pin: string;
  /** The build of `counter-child.ts` that runs. */
  readonly program: string;
}

/** Starts a counter on the folder and signs the cashier in. */
export async function startLife(options: LifeOptions, windows: Windows, clock: Clock): Promise<Life> {
  const { folder, resourcesFolder, answerFirst, person, pin, program } = options;
  // Head records would catch the control at its first restart, and its counter would not open again.
  if (answerFirst) rmSync(headFileOf(join(folder, 'money.db')), { force: true });
  const counter = await startCounterProcess({ folder, resourcesFolder, answerFirst }, program);
  const client = createClient(singleChannel(counter.channel), { clock });
  await isOpen(client);
  const signedIn = await client.call('staff.signIn', { person, pin });
  if (!signedIn.ok) throw new Refused('staff.signIn', signedIn.reason);
  const watch = watchLog(join(folder, 'money.db'));
  const kill = async () => {
    await counter.kill();
    client.close();
  };
  return {
    client,
    log: counter.log,
    kill: async () => {
      await kill();
      watch.close();
    },
    async killIdle(chance) {
      await pause(chance.next() * 300);
      await kill();
      watch.close();
      return { step: 'idle', refused: null };
    },
    async measure(act, call) {
      await atRest(watch);
      const from = performance.now();
      const answered = call();
      const wrote = watch.waitForChange(longestWaitMs);
      const at = performance.now();
      await answered;
      if (!wrote) return;
      windows.toWrite[act].note(at - from);
      windows.toAnswer[act].note(performance.now() - at);
    },
    async killDuring(act, call, answered, chance) {
      await atRest(watch);
      const settled = call().then(() => null, refusedBy);
      const aimedAtWrite = await aim(act, settled, watch, windows, chance);
      await kill();
      const refused = await settled;
      const step = stepOf(act, answered(), watch.changed());
      if (aimedAtWrite) {
        const reach = windows.reach * (answered() ? narrower : wider);
        windows.reach = Math.min(mostReach, Math.max(leastReach, reach));
      }
      watch.close();
      return { step, refused };
    },
  };
}

/**
 * Waits for the moment of the kill. Most are aimed between the first write and the answer, as the bound asks; true for
 * those.
 */
async function aim(
  act: Act,
  settled: Promise<unknown>,
  watch: LogWatch,
  { toWrite, toAnswer, reach }: Windows,
  chance: Chance,
): Promise<boolean> {
  const dice = chance.next();
  if (dice < 0.88) {
    watch.waitForChange(longestWaitMs);
    // Squared: a kill that comes too late is one that fell after the answer.
    spin(chance.next() ** 2 * toAnswer[act].ms * reach);
    return true;
  }
  if (dice < 0.92) spin(chance.next() * (toWrite[act].ms + toAnswer[act].ms) * 1.2);
  else if (dice < 0.96) spin(chance.next() * toWrite[act].ms * 0.8);
  else {
    await settled;
    await pause(chance.next() * paperMs);
  }
  return false;
}

function stepOf(act: Act, answered: boolean, wrote: boolean): Step {
  if (answered) return act === 'begin' ? 'begin, after answer' : 'receive, after answer';
  return wrote ? `${act}, write to answer` : `${act}, before write`;
}

/** The line broke because of the kill; anything else is a fault of the counter. */
function refusedBy(cause: unknown): string | null {
  if (cause instanceof Refused && cause.failure.code === 'connection-lost') return null;
  return String(cause);
}

/** Until the paper of the payment before is settled, so that a change of the log is one of the next act. */
async function atRest(watch: LogWatch): Promise<void> {
  for (let left = mostRests; left > 0; left -= 1) {
    watch.mark();
    await pause(restMs);
    if (!watch.changed()) return;
  }
  throw new Error('the counter never stops writing');
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

function isOpen(client: CounterClient): Promise<void> {
  if (client.state.get() === 'open') return Promise.resolve();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the line never opened')), openTimeoutMs);
    const end = client.state.subscribe(() => {
      if (client.state.get() !== 'open') return;
      clearTimeout(timer);
      end();
      resolve();
    });
  });
}
