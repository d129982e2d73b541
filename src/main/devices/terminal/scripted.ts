/** A card terminal that does as it is told: the double of design §5, under the same contract test as the driver. */
import type { Clock } from '../../../shared/kernel/clock.ts';
import { ok, type Result, refuse } from '../../../shared/kernel/result.ts';
import type {
  CardAttempt,
  CardBefore,
  CardCharge,
  CardDetails,
  CardOutcome,
  CardQueryAnswer,
  CardStep,
  CardWatch,
  NotSentCause,
  TerminalPort,
} from '../ports.ts';
import { TerminalBase } from './base.ts';
import { recorded } from './watch.ts';

/** What the double does with the next charges, until told otherwise. */
export interface TerminalScript {
  /**
   * `lose-command`: it never got the charge; `lose-reply`: it booked it and was not heard; `late`: the same, and the
   * result comes when the next question is asked.
   */
  readonly next: 'approve' | 'decline' | 'lose-command' | 'lose-reply' | 'late';
  readonly line: 'up' | 'down';
  /** Notices told during a charge. */
  readonly steps: readonly CardStep[];
}

/** One transaction as the double booked it. */
export interface ScriptedBooking extends CardCharge {
  readonly kind: 'sale' | 'refund' | 'void';
  readonly result: 'approved' | 'declined';
  readonly at: ReturnType<Clock['now']>;
  readonly voided: boolean;
  readonly details: CardDetails;
}

export interface ScriptedTerminal {
  readonly terminal: TerminalPort;
  script(change: Partial<TerminalScript>): void;
  /** As after a restart of the counter: forgets what it knew of the line and of lost results, and must query these. */
  restart(unresolved: readonly string[]): void;
  readonly bookings: readonly ScriptedBooking[];
}

/** A terminal on the line that approves what is asked. */
export function scriptedTerminal(name: string, clock: Clock): ScriptedTerminal {
  const double = new Double(name, clock);
  return {
    terminal: double,
    script: (change) => double.change(change),
    restart: (unresolved) => double.restart(unresolved),
    get bookings() {
      return double.bookings;
    },
  };
}

class Double extends TerminalBase implements TerminalPort {
  readonly #clock: Clock;
  #script: TerminalScript = { next: 'approve', line: 'up', steps: [] };
  #late: ScriptedBooking[] = [];
  #charging = false;
  #batch = 1;
  #batchFrom = 0;
  bookings: readonly ScriptedBooking[] = [];
  readonly can = { void: true, refund: true, wallet: false };

  constructor(name: string, clock: Clock) {
    super(name, []);
    this.#clock = clock;
  }

  restart(unresolved: readonly string[]): void {
    this.startAgain(unresolved);
    this.#late = [];
  }

  change(change: Partial<TerminalScript>): void {
    this.#script = { ...this.#script, ...change };
  }

  async prepare(): Promise<Result<CardBefore, NotSentCause>> {
    const refused = this.#charging ? 'busy' : this.#refusal();
    return refused === null ? ok({ batch: this.#batchName(), receipt: null }) : refuse(refused);
  }

  sale(charge: CardCharge, watch: CardWatch = {}): Promise<CardOutcome> {
    return this.#charge('sale', charge, watch);
  }

  refund(charge: CardCharge, watch: CardWatch = {}): Promise<CardOutcome> {
    return this.#charge('refund', charge, watch);
  }

  void(charge: CardCharge & { readonly stan: string }, watch: CardWatch = {}): Promise<CardOutcome> {
    return this.#charge('void', charge, watch, charge.stan);
  }

  abort(): void {}

  async settlement(): ReturnType<TerminalPort['settlement']> {
    const refused = this.#refusal();
    if (refused !== null) return { kind: 'not-sent', cause: refused };
    const open = this.bookings
      .slice(this.#batchFrom)
      .filter(({ kind, result, voided }) => kind !== 'void' && result === 'approved' && !voided);
    if (open.length === 0) return { kind: 'declined', responseCode: 'NB', text: 'NO BATCH', empty: true };
    const total = open.reduce((sum, { kind, amount }) => sum + (kind === 'sale' ? amount : -amount), 0);
    const batch = this.#batchName();
    this.#batch += 1;
    this.#batchFrom = this.bookings.length;
    return { kind: 'settled', batch, count: open.length, total };
  }

  async inquiry({ reference }: CardAttempt): Promise<CardQueryAnswer> {
    if (!isReference(reference)) return { kind: 'no-answer', cause: 'bad-request' };
    const refused = this.#lineRefusal();
    if (refused !== null) return { kind: 'no-answer', cause: refused };
    this.#tellAllLate();
    this.release(reference);
    const found = this.bookings.findLast((one) => one.reference === reference);
    const now = this.#clock.now();
    if (found === undefined) return { kind: 'not-found', idle: true, at: now, batch: this.#batchName() };
    const { result, amount, at, details } = found;
    const responseCode = result === 'approved' ? '00' : 'ND';
    return { kind: 'found', result, responseCode, reference, amount, at, ...details };
  }

  async commTest(): Promise<NotSentCause | null> {
    const refused = this.#lineRefusal();
    if (refused === null) this.#tellAllLate();
    return refused;
  }

  close(): void {}

  async #charge(
    kind: ScriptedBooking['kind'],
    charge: CardCharge,
    watch: CardWatch,
    stan: string | null = null,
  ): Promise<CardOutcome> {
    const good = isReference(charge.reference) && Number.isSafeInteger(charge.amount) && charge.amount >= 1;
    if (!good) return { kind: 'not-sent', cause: 'bad-request' };
    if (this.#charging) return { kind: 'not-sent', cause: 'busy' };
    const refused = this.#refusal();
    if (refused !== null) return { kind: 'not-sent', cause: refused };
    this.#charging = true;
    try {
      await Promise.resolve();
      for (const step of this.#script.steps) watch.step?.(step);
      const outcome = this.#outcomeOf(kind, charge, stan);
      return recorded(watch, outcome) ? outcome : this.#unheard(charge);
    } finally {
      this.#charging = false;
    }
  }

  #unheard({ reference }: CardCharge): CardOutcome {
    this.holdUp(reference);
    return { kind: 'unknown', cause: 'error' };
  }

  #outcomeOf(kind: ScriptedBooking['kind'], charge: CardCharge, stan: string | null): CardOutcome {
    const { next } = this.#script;
    if (next === 'lose-command') {
      this.holdUp(charge.reference);
      return { kind: 'unknown', cause: 'no-ack' };
    }
    const booking = this.#book(kind, charge, stan);
    if (next === 'lose-reply' || next === 'late') {
      this.holdUp(charge.reference);
      if (next === 'late') this.#late.push(booking);
      return { kind: 'unknown', cause: 'no-reply' };
    }
    if (booking.result === 'approved') return { kind: 'approved', ...booking.details };
    return { kind: 'declined', responseCode: 'ND', text: 'DO NOT HONOUR' };
  }

  #book(
    kind: ScriptedBooking['kind'],
    { reference, amount }: CardCharge,
    stan: string | null,
  ): ScriptedBooking {
    const target = this.bookings
      .slice(this.#batchFrom)
      .find(
        (one) =>
          one.kind === 'sale' &&
          one.result === 'approved' &&
          !one.voided &&
          one.amount === amount &&
          one.details.stan === stan,
      );
    const approved = this.#script.next !== 'decline' && (kind !== 'void' || target !== undefined);
    if (kind === 'void' && approved) {
      this.bookings = this.bookings.map((one) => (one === target ? { ...one, voided: true } : one));
    }
    const number = this.bookings.length + 1;
    const details: CardDetails = {
      approvalCode: approved ? String(700_000 + number) : null,
      rrn: approved ? String(900_000_000_000 + number) : null,
      stan: String(number).padStart(6, '0'),
      tid: 'Q1234567',
      mid: '000000000123456',
      batch: this.#batchName(),
      scheme: 'VISA',
      lastFour: '1111',
    };
    const result = approved ? 'approved' : 'declined';
    const booking = {
      kind,
      reference,
      amount,
      result,
      at: this.#clock.now(),
      voided: false,
      details,
    } as const;
    this.bookings = [...this.bookings, booking];
    return booking;
  }

  #batchName(): string {
    return String(this.#batch).padStart(6, '0');
  }

  #refusal(): NotSentCause | null {
    return this.heldUp ? 'query-first' : this.#lineRefusal();
  }

  #lineRefusal(): NotSentCause | null {
    const up = this.#script.line === 'up';
    this.setState(up ? 'online' : 'offline');
    return up ? null : 'refused';
  }

  #tellAllLate(): void {
    const late = this.#late;
    this.#late = [];
    for (const { reference, amount, result, details } of late) {
      this.tellLate({ reference, amount, result, details });
    }
  }
}

function isReference(reference: string): boolean {
  return /^(?=.*[A-Z])[A-Z0-9]{1,20}$/.test(reference);
}
