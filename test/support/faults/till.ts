/** One till: a cashier whose counter is killed again and again, and who goes on as the window does. */
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { realClock, realRandom } from '../../../src/main/ports/real.ts';
import { makeIds } from '../../../src/shared/kernel/ids.ts';
import type { CounterClient } from '../../../src/shared/rpc/client.ts';
import { type Chance, makeChance } from '../chance.ts';
import type { Step } from './aim.ts';
import { begin, type Chosen, nextPayment, owedBills, type Payment, receive } from './cashier.ts';
import { type Findings, judge } from './judge.ts';
import { type Killed, type Life, type LifeOptions, newWindows, startLife } from './life.ts';

export interface TillOptions extends LifeOptions {
  readonly kills: number;
  readonly seed: number;
}

/** How many of each were first seen after this kill. */
export type Counted = { readonly [K in keyof Findings]: number };

/** One kill and what was found after it. */
export interface KillRecord extends Counted {
  readonly step: Step;
  /** Start of the new process to the answer of the repeated request, signing in included; null if it never came. */
  readonly restartMs: number | null;
  /** A request that was refused, or answered otherwise than before the kill; null when all went well. */
  readonly refused: string | null;
}

export interface TillReport {
  readonly kills: readonly KillRecord[];
  readonly payments: number;
  readonly acknowledged: number;
}

interface KilledPayment extends Killed {
  /** What the window does once the counter is back: the same request with the same ids, then on. */
  readonly again: (client: CounterClient) => Promise<void>;
}

const billsNeeded = 150;
/** Before the first kill, so that it is aimed too; before each further one there are up to two. */
const firstInPeace = 5;

/** Runs a till until its counter was killed `kills` times, or does not start any more. */
export async function runTill(options: TillOptions): Promise<TillReport> {
  const till = new Till(options);
  const kills = await till.run();
  const acknowledged = till.payments.filter((one) => one.receipts !== null).length;
  return { kills, payments: till.payments.length, acknowledged };
}

class Till {
  readonly payments: Payment[] = [];
  readonly #options: TillOptions;
  readonly #chance: Chance;
  readonly #clock = realClock();
  readonly #ids = makeIds(this.#clock, realRandom());
  readonly #windows = newWindows();
  readonly #seen: { readonly [K in keyof Findings]: Set<string> } = {
    lost: new Set(),
    doubled: new Set(),
    half: new Set(),
    gaps: new Set(),
  };
  #bills: Chosen[] = [];

  constructor(options: TillOptions) {
    this.#options = options;
    this.#chance = makeChance(options.seed);
  }

  async run(): Promise<KillRecord[]> {
    const records: KillRecord[] = [];
    let life = await this.#start();
    this.#bills = await owedBills(life.client, billsNeeded);
    let inPeace = firstInPeace;
    for (;;) {
      const peace = await refusal(life, () => this.#payInPeace(life, inPeace));
      inPeace = this.#chance.below(3);
      const { step, again, refused: before } = await this.#killOnce(life);
      const from = performance.now();
      try {
        life = await this.#start();
      } catch (cause) {
        records.push({ step, restartMs: null, refused: String(cause), ...this.#compare() });
        return records;
      }
      const startedMs = performance.now() - from;
      const asFound = this.#compare();
      const againFrom = performance.now();
      const refused = await refusal(life, () => again(life.client));
      const restartMs = startedMs + performance.now() - againFrom;
      records.push({
        step,
        restartMs,
        refused: peace ?? before ?? refused,
        ...plus(asFound, this.#compare()),
      });
      if (records.length === this.#options.kills) break;
    }
    await life.kill();
    return records;
  }

  #start(): Promise<Life> {
    return startLife(this.#options, this.#windows, this.#clock);
  }

  /** Payments that nobody disturbs; they also measure where a kill must fall. */
  async #payInPeace(life: Life, payments: number): Promise<void> {
    for (let left = payments; left > 0; left -= 1) {
      const payment = this.#next();
      await life.measure('begin', () => begin(life.client, payment));
      await life.measure('receive', () => receive(life.client, payment));
    }
  }

  async #killOnce(life: Life): Promise<KilledPayment> {
    const { client } = life;
    const payment = this.#next();
    const wholePayment = async (next: CounterClient) => {
      await begin(next, payment);
      await receive(next, payment);
    };
    const dice = this.#chance.next();
    if (dice < 0.05) return { ...(await life.killIdle(this.#chance)), again: wholePayment };
    if (dice < 0.42) {
      const answered = () => payment.due !== null;
      const killed = await life.killDuring('begin', () => begin(client, payment), answered, this.#chance);
      return { ...killed, again: wholePayment };
    }
    const begun = await refusal(life, () => life.measure('begin', () => begin(client, payment)));
    if (begun !== null) {
      return { ...(await life.killIdle(this.#chance)), refused: begun, again: wholePayment };
    }
    const answered = () => payment.receipts !== null;
    const killed = await life.killDuring('receive', () => receive(client, payment), answered, this.#chance);
    return { ...killed, again: (next) => receive(next, payment) };
  }

  #next(): Payment {
    const payment = nextPayment(this.#chance, this.#bills, this.#ids);
    this.payments.push(payment);
    return payment;
  }

  /** What is wrong now and was not before. */
  #compare(): Counted {
    const connection = new BetterSqlite3(join(this.#options.folder, 'money.db'), { readonly: true });
    try {
      const found = judge(connection, this.payments);
      const fresh = (kind: keyof Findings) => {
        const seen = this.#seen[kind];
        const before = seen.size;
        for (const id of found[kind]) seen.add(id);
        return seen.size - before;
      };
      return { lost: fresh('lost'), doubled: fresh('doubled'), half: fresh('half'), gaps: fresh('gaps') };
    } finally {
      connection.close();
    }
  }
}

function plus(one: Counted, other: Counted): Counted {
  return {
    lost: one.lost + other.lost,
    doubled: one.doubled + other.doubled,
    half: one.half + other.half,
    gaps: one.gaps + other.gaps,
  };
}

/** What went wrong, with the end of the counter's log; null when nothing did. */
async function refusal(life: Life, run: () => Promise<void>): Promise<string | null> {
  try {
    await run();
    return null;
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    return `${said} ${life.log()}`.trim();
  }
}
