/** Three real counters of one facility that take payments while their line to the backend is bad. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import BetterSqlite3 from 'better-sqlite3';
import { succeeded } from '../running-counter.ts';
import { type HurriedClock, hurriedClock } from './hurried-clock.ts';
import {
  asAdministrator,
  type CounterOfFacility,
  counterOfFacility,
  facilityKeysOf,
} from './real-counter.ts';
import { smallPayments } from './small-payments.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** The clocks of the counters, wrong from the beginning: right, some minutes ahead, days behind. */
const aheadMs = [0, 47 * minuteMs, -3 * dayMs] as const;

/** Entries as they stand in a journal, in order. */
export interface JournalRow {
  readonly epoch: number;
  readonly seq: number;
  readonly id: string;
  readonly hash: string;
}

export interface BusyCounter {
  readonly till: CounterOfFacility;
  readonly id: string;
  readonly clock: HurriedClock;
  paid: number;
  /** What waited to be sent when somebody last looked. */
  backlog: number;
  /** Takes payments until `stop`, one after the other, with a pause between them. */
  work(stop: () => boolean, pauseMs: () => number): Promise<void>;
  /** What stands in its file of a counter, itself or a sister. */
  journal(counter: string): readonly JournalRow[];
  /** How much stands in its file of a counter, itself or a sister. */
  length(counter: string): number;
  /** Length of its own journal. */
  entries(): number;
  waiting(): Promise<number>;
  /** Whether the backend answered when it was last asked. */
  hears(): Promise<boolean>;
  /** Codes why it does not push or pull any more. */
  stops(): Promise<readonly string[]>;
  /** Why it does not take a sister's journal further, and why items of the feed became cases. */
  faults(): Promise<readonly string[]>;
}

/** Enrols three counters through this line. `newCode` gives a code for each. */
export async function busyCounters(
  url: string,
  newCode: () => Promise<string>,
): Promise<readonly BusyCounter[]> {
  const made: BusyCounter[] = [];
  for (const ahead of aheadMs) {
    const clock = hurriedClock(ahead);
    const first = made[0]?.till.counter.folder;
    const keys = first === undefined ? undefined : facilityKeysOf(first);
    const till = await counterOfFacility(undefined, keys, clock);
    const turn = made.length;
    made.push(busy(till, clock, (at) => at % aheadMs.length === turn));
    const code = await newCode();
    await asAdministrator(till.counter, async () => {
      succeeded(await till.counter.client.call('sync.ask', { url, code }));
      succeeded(await till.counter.client.call('sync.keep', {}));
    });
  }
  return made;
}

function busy(till: CounterOfFacility, clock: HurriedClock, mine: (at: number) => boolean): BusyCounter {
  const pay = smallPayments(till, mine);
  const view = async () => succeeded(await till.counter.client.call('sync.view', {}));
  const file = () => new BetterSqlite3(join(till.counter.folder, 'money.db'), { readonly: true });
  const read = <Row>(text: string, ...values: string[]) => {
    const connection = file();
    try {
      return connection.prepare<string[], Row>(text).all(...values);
    } finally {
      connection.close();
    }
  };
  // Before enrolment only its own entries are there.
  const [own] = read<{ counter: string }>('SELECT counter FROM journal LIMIT 1');
  const one: BusyCounter = {
    ...{ till, clock, id: own?.counter ?? '', paid: 0, backlog: 0 },
    async work(stop, pauseMs) {
      while (!stop()) {
        await pay();
        one.paid += 1;
        await sleep(pauseMs());
      }
    },
    journal: (counter) =>
      read<JournalRow>(
        'SELECT epoch, seq, id, hash FROM journal WHERE counter = ? ORDER BY epoch, seq',
        counter,
      ),
    // One epoch; counting every line a hundred times a second would be the load that is measured.
    length: (counter) =>
      read<{ n: number }>(
        'SELECT seq AS n FROM journal WHERE counter = ? ORDER BY epoch DESC, seq DESC LIMIT 1',
        counter,
      )[0]?.n ?? 0,
    entries: () => one.length(one.id),
    waiting: async () => (await view()).waiting,
    hears: async () => (await view()).state !== 'offline',
    faults: async () => {
      const { cases, sisters } = await view();
      const stalled = sisters.flatMap((sister) => (sister.stalled ? ['a sister stalled'] : []));
      return [...stalled, ...cases.map(({ kind, reason }) => `${kind}: ${reason}`)];
    },
    stops: async () => (await view()).stops.map(({ what, code }) => `${what}: ${code}`),
  };
  return one;
}
