/**
 * A cashier at a simulated terminal in virtual time: charges, asks before charging again, and stops when the bill is
 * settled. What she believes at the end is compared with the terminal's own books.
 */
import {
  type CardAttempt,
  type CardBefore,
  type CardCharge,
  type CardOutcome,
  judgeQuery,
  type TerminalPort,
} from '../../../src/main/devices/ports.ts';
import { type VirtualClock, virtualClock } from '../../../src/main/ports/virtual.ts';
import type { Bench, CommonScript, Kind, MakeBench } from './bench.ts';
import type { MemoryCable } from './cable.ts';

const startMs = Date.parse('2026-11-22T08:00:00+07:00');
const limits = { clockSkewMs: 600_000, longestMs: 300_000 };
/** Longer than any command may take, the long wait and all steps included. */
const longestRunMs = 3_000_000;
/** A query every so often, for as long as a person at the counter would try. */
const queryEveryMs = 5_000;
const maxQueries = 60;
const maxCharges = 5;
/** Tries to reach a terminal before a charge. */
const maxPrepares = 20;

/** What the cashier believes of one attempt. */
export type Belief = 'approved' | 'declined' | 'not-sent' | 'not-charged' | 'undecided';

interface Attempt {
  readonly kind: Kind;
  readonly belief: Belief;
  readonly from: number;
  readonly to: number;
}

/** What a driver knows that has never been told of a charge. */
const nothingBefore: CardBefore = { batch: null, receipt: null };

export class Till<B extends Bench = Bench> {
  readonly clock: VirtualClock = virtualClock(startMs);
  readonly bench: B;
  /** The frame log. */
  readonly log: string[] = [];
  /** False: charges again at once when she does not know, as the control does. */
  readonly #asksFirst: boolean;
  #port: TerminalPort;
  #references = 0;
  /** An attempt made before the fault, to be asked about. */
  asked: CardAttempt | null = null;
  readonly attempts = new Map<string, Attempt>();
  /** What was told before the terminal was answered, by reference. */
  readonly recorded = new Map<string, CardOutcome[]>();

  constructor(make: MakeBench<B>, script: CommonScript = {}, asksFirst = true) {
    this.bench = make(this.clock);
    this.bench.script(script);
    this.#asksFirst = asksFirst;
    this.#port = this.#open([]);
  }

  get port(): TerminalPort {
    return this.#port;
  }

  get cable(): MemoryCable {
    return this.bench.cable;
  }

  #open(unresolved: readonly string[]): TerminalPort {
    return this.bench.port(unresolved, (text) => {
      this.log.push(text);
    });
  }

  reference(): string {
    this.#references += 1;
    return `QT${String(this.#references).padStart(6, '0')}`;
  }

  /** An attempt as a journal would hold it. */
  attemptOf(charge: CardCharge, before: CardBefore = nothingBefore): CardAttempt {
    const heard = this.recorded.get(charge.reference)?.findLast((one) => one.kind === 'unknown');
    const heardReceipt = heard?.kind === 'unknown' ? (heard.heard?.stan ?? null) : null;
    return { ...charge, sentAt: this.clock.now(), before, heardReceipt };
  }

  /** Lets time pass until `promise` settles. */
  async run<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const watched = promise.finally(() => {
      settled = true;
    });
    if (!(await this.clock.settleUntil(() => settled, longestRunMs))) {
      throw new Error('a command that never ends');
    }
    return watched;
  }

  /** The line and what the terminal did last; the cable is put back when it does not come. */
  async #prepared(): Promise<CardBefore | null> {
    for (let tried = 0; tried < maxPrepares; tried += 1) {
      const ready = await this.run(this.#port.prepare());
      if (ready.ok) return ready.value;
      this.cable.restore();
      await this.clock.advanceAndSettle(queryEveryMs);
    }
    return null;
  }

  /** One attempt to its end: charged, and while she does not know, asked. The cable is put back before asking. */
  async attempt(
    kind: Kind,
    charge: CardCharge,
    give: (port: TerminalPort, record: (outcome: CardOutcome) => void) => Promise<CardOutcome>,
  ): Promise<Belief> {
    const before = await this.#prepared();
    const from = this.clock.now();
    const attempt = { ...this.attemptOf(charge), before: before ?? nothingBefore };
    const told: CardOutcome[] = [];
    this.recorded.set(charge.reference, told);
    const outcome = await this.run(give(this.#port, (one) => told.push(one)));
    this.cable.restore();
    const heard = told.findLast((one) => one.kind === 'unknown');
    const heardReceipt = heard?.kind === 'unknown' ? (heard.heard?.stan ?? null) : null;
    const belief = await this.#beliefOf(outcome, { ...attempt, heardReceipt });
    this.attempts.set(charge.reference, { kind, belief, from, to: this.clock.now() });
    return belief;
  }

  async #beliefOf(outcome: CardOutcome, attempt: CardAttempt): Promise<Belief> {
    if (outcome.kind !== 'unknown') return outcome.kind;
    if (this.#asksFirst) return await this.resolve(attempt);
    // The control: a driver that knows of nothing, and a cashier who takes silence for no.
    this.#port.close();
    this.#port = this.#open([]);
    return 'not-charged';
  }

  /** Asks again and again until an answer counts. */
  async resolve(attempt: CardAttempt): Promise<Belief> {
    for (let asked = 0; asked < maxQueries; asked += 1) {
      const answer = await this.run(this.#port.inquiry(attempt));
      const judged = judgeQuery(attempt, answer, limits);
      if (judged !== 'undecided') return judged;
      await this.clock.advanceAndSettle(queryEveryMs);
    }
    return 'undecided';
  }

  /** What she came to believe of an attempt made otherwise. */
  note(reference: string, kind: Kind, from: number, belief: Belief): void {
    this.attempts.set(reference, { kind, belief, from, to: this.clock.now() });
  }

  /** Charges a bill until it is paid once, or nobody knows. */
  async collect(amount: number): Promise<Belief> {
    for (let tried = 0; tried < maxCharges; tried += 1) {
      const charge = { reference: this.reference(), amount };
      const belief = await this.attempt('sale', charge, (port, record) => port.sale(charge, { record }));
      if (belief === 'approved' || belief === 'undecided') return belief;
    }
    return 'declined';
  }

  /** Attempts of which the books say something else than she believes. */
  disagreements(): readonly string[] {
    return [...this.attempts].flatMap(([reference, { kind, belief, from, to }]) => {
      const booked = this.bench
        .bookings()
        .filter((one) =>
          one.reference === null
            ? one.kind === kind && one.at >= from && one.at <= to
            : one.reference === reference,
        );
      const approvals = booked.filter(({ result }) => result === 'approved').length;
      const agrees = belief === 'approved' ? approvals === 1 : belief !== 'undecided' && approvals === 0;
      return agrees ? [] : [`${reference}: believed ${belief}, booked ${JSON.stringify(booked)}`];
    });
  }

  /** Approved charges of that kind that stand. */
  standing(kind: Kind): number {
    return this.bench
      .bookings()
      .filter((one) => one.kind === kind && one.result === 'approved' && !one.voided).length;
  }
}
