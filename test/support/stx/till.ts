/**
 * A cashier at the simulated terminal in virtual time: charges, asks before charging again, and stops when the bill is
 * settled. What she believes at the end is compared with the terminal's own books.
 */
import type { CardCharge, CardOutcome, TerminalPort } from '../../../src/main/devices/ports.ts';
import { type CardAttempt, judgeQuery } from '../../../src/main/devices/terminal/judge.ts';
import { stxTerminal } from '../../../src/main/devices/terminal/stx/driver.ts';
import type { VirtualClock } from '../../../src/main/ports/virtual.ts';
import { virtualClock } from '../../../src/main/ports/virtual.ts';
import { type ScriptPatch, usualScript } from '../../../src/simulators/stx-terminal/contract.ts';
import { Terminal } from '../../../src/simulators/stx-terminal/terminal.ts';
import { MemoryCable } from './cable.ts';
import { checkedProfile } from './profile.ts';

const startMs = Date.parse('2026-11-22T08:00:00+07:00');
const factor = 100;
/** The production deadlines of the usual profile. */
const profile = checkedProfile({}, factor);
const limits = { clockSkewMs: 600_000, longestMs: 300_000 };
const stepMs = 200;
/** Longer than any command may take, the long wait and all steps included. */
const longestRunMs = 2_000_000;
/** A query every so often, for as long as a person at the counter would try. */
const queryEveryMs = 5_000;
const maxQueries = 60;
const maxCharges = 5;

/** What the cashier believes of one attempt. */
export type Belief = 'approved' | 'declined' | 'not-sent' | 'not-charged' | 'undecided';

export class Till {
  readonly clock: VirtualClock = virtualClock(startMs);
  readonly simulator: Terminal = new Terminal(this.clock, factor);
  readonly cable: MemoryCable = new MemoryCable(this.simulator, this.clock);
  /** The frame log. */
  readonly log: string[] = [];
  /** False: charges again at once when she does not know, as the control does. */
  readonly #asksFirst: boolean;
  #port: TerminalPort;
  #references = 0;
  /** What she believes of each attempt, by reference. */
  readonly beliefs = new Map<string, Belief>();

  constructor(script: ScriptPatch = {}, asksFirst = true) {
    this.simulator.change({ ...usualScript, ...script });
    this.#asksFirst = asksFirst;
    this.#port = this.#open([]);
  }

  get port(): TerminalPort {
    return this.#port;
  }

  #open(unresolved: readonly string[]): TerminalPort {
    const { clock, cable } = this;
    const log = (text: string): void => {
      this.log.push(text);
    };
    return stxTerminal({ profile, transport: cable.transport, clock, unresolved, log });
  }

  reference(): string {
    this.#references += 1;
    return `QT${String(this.#references).padStart(6, '0')}`;
  }

  /** Lets time pass until `promise` settles. */
  async run<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const watched = promise.finally(() => {
      settled = true;
    });
    for (let passedMs = 0; !settled; passedMs += stepMs) {
      if (passedMs > longestRunMs) throw new Error('a command that never ends');
      await this.clock.advanceAndSettle(passedMs === 0 ? 0 : stepMs);
    }
    return watched;
  }

  /** One attempt to its end: charged, and while she does not know, asked. The cable is put back before asking. */
  async attempt(charge: CardCharge, give: (port: TerminalPort) => Promise<CardOutcome>): Promise<Belief> {
    const sentAt = this.clock.now();
    const outcome = await this.run(give(this.#port));
    this.cable.restore();
    const belief = await this.#beliefOf(outcome, { ...charge, sentAt, batch: null });
    this.beliefs.set(charge.reference, belief);
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
      const answer = await this.run(this.#port.inquiry(attempt.reference));
      const judged = judgeQuery(attempt, answer, limits);
      if (judged !== 'undecided') return judged;
      await this.clock.advanceAndSettle(queryEveryMs);
    }
    return 'undecided';
  }

  /** Charges a bill until it is paid once, or nobody knows. */
  async collect(amount: number): Promise<Belief> {
    for (let tried = 0; tried < maxCharges; tried += 1) {
      const charge = { reference: this.reference(), amount };
      const belief = await this.attempt(charge, (port) => port.sale(charge));
      if (belief === 'approved' || belief === 'undecided') return belief;
    }
    return 'declined';
  }

  /** Attempts of which the books say something else than she believes. */
  disagreements(): readonly string[] {
    const { bookings } = this.simulator.books;
    return [...this.beliefs].flatMap(([reference, belief]) => {
      const booked = bookings.filter((one) => one.reference === reference);
      const approvals = booked.filter(({ result }) => result === 'approved').length;
      const agrees = belief === 'approved' ? approvals === 1 : belief !== 'undecided' && approvals === 0;
      return agrees ? [] : [`${reference}: believed ${belief}, booked ${JSON.stringify(booked)}`];
    });
  }

  /** Approved charges of that kind that stand. */
  standing(kind: 'sale' | 'refund' | 'void'): number {
    const { bookings } = this.simulator.books;
    return bookings.filter((one) => one.kind === kind && one.result === 'approved' && !one.voided).length;
  }
}
