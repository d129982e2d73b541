/**
 * Attempts on connected terminals while they are under way: what the terminal says is journalled before it hears that we
 * know, and after a restart or a lost line it is asked before it is given anything else (design §4).
 */
import { InvariantBroken } from '../../shared/kernel/assert.ts';
import { ok } from '../../shared/kernel/result.ts';
import type { Row } from '../../shared/payment/index.ts';
import {
  type CardOutcome,
  type CardQueryAnswer,
  judgeQuery,
  type LateResult,
  type QueryLimits,
  type TerminalPort,
} from '../devices/ports.ts';
import { attemptOf, cancelCard, leftUnknown, neverCharged, recordCard, sendCard } from '../tenders/card.ts';
import { neverVoided, recordVoid, voidAttemptOf, voidLeftUnknown } from '../tenders/card-void.ts';
import { type DeskContext, fail, type Outcome } from './context.ts';

/** The terminals of this counter; put together by the composition root. */
export interface CardTerminals {
  /** The one new charges go to. */
  usual(): TerminalPort | undefined;
  named(name: string): TerminalPort | undefined;
  all(): readonly TerminalPort[];
}

export type CardStepNow = 'connecting' | 'waiting' | 'card' | 'pin' | 'asking' | 'voiding';

/** The last question about an attempt that settled nothing. */
export interface Asked {
  readonly at: number;
  readonly answer: 'no-answer' | 'not-found' | 'found-other';
  readonly cause: string | null;
}

/** What is known of an attempt beside the ledger. */
export interface CardGlance {
  readonly step: CardStepNow | null;
  readonly asked: Asked | null;
  /** Why nothing was sent. */
  readonly notSent: string | null;
}

export interface CardParts {
  readonly context: Pick<DeskContext, 'clock' | 'ledger' | 'reads'>;
  readonly terminals: CardTerminals;
  readonly changed: () => void;
  /** What is wrong and concerns nobody at the window. */
  readonly log: (what: string) => void;
}

/** Cards and voids of this terminal nobody knows the end of. */
function openOn(reads: DeskContext['reads'], terminal: string) {
  return {
    cards: [...reads.cardsIn('sent'), ...reads.cardsIn('unknown')].filter(
      ({ through }) => through === terminal,
    ),
    voids: reads.openVoids().filter((row) => row.terminal === terminal),
  };
}

/** References that a terminal must be asked about before it takes a charge. */
export function openReferences(reads: DeskContext['reads'], terminal: string): readonly string[] {
  const { cards, voids } = openOn(reads, terminal);
  return [...cards, ...voids].flatMap(({ reference }) => reference ?? []);
}

const limits: QueryLimits = { clockSkewMs: 10 * 60_000, longestMs: 5 * 60_000 };
/** Attempts whose glance is kept. */
const maxGlances = 200;
const nothing: CardGlance = { step: null, asked: null, notSent: null };

export class CardAttempts {
  readonly #parts: CardParts;
  readonly #glances = new Map<string, CardGlance>();

  constructor(parts: CardParts) {
    this.#parts = parts;
  }

  get terminals(): CardTerminals {
    return this.#parts.terminals;
  }

  glance(tender: string): CardGlance {
    return this.#glances.get(tender) ?? nothing;
  }

  /** Sets what is shown of an attempt beside the ledger. */
  show(tender: string, change: Partial<CardGlance>): void {
    const glance = { ...this.glance(tender), ...change };
    this.#glances.delete(tender);
    this.#glances.set(tender, glance);
    const [oldest] = this.#glances.keys();
    if (this.#glances.size > maxGlances && oldest !== undefined) this.#glances.delete(oldest);
    this.#parts.changed();
  }

  /** A tender on a connected terminal, or undefined. */
  tender(id: string): Row<'tender'> | undefined {
    const tender = this.#parts.context.reads.tender(id);
    return tender?.machine === 'card' ? tender : undefined;
  }

  /** At the start: what was under way when the counter ended is unknown, and what had not left is cancelled. */
  recover(): void {
    const { ledger, reads } = this.#parts.context;
    const [sent, intended] = [reads.cardsIn('sent'), reads.cardsIn('intended')];
    const voids = reads.openVoids().filter(({ state }) => state === 'sent');
    if (sent.length + intended.length + voids.length === 0) return;
    this.#must(() => {
      for (const tender of sent) leftUnknown(ledger, tender);
      for (const tender of intended) cancelCard(ledger, tender);
      for (const row of voids) voidLeftUnknown(ledger, row);
    });
  }

  /** Gives the terminal a charge that was journalled as intended. Never rejects. */
  async send(id: string, terminal: TerminalPort): Promise<void> {
    const { ledger } = this.#parts.context;
    this.show(id, { step: 'connecting', asked: null, notSent: null });
    try {
      const ready = await terminal.prepare();
      const tender = this.tender(id);
      if (tender?.state !== 'intended') return;
      if (!ready.ok) {
        this.#must(() => cancelCard(ledger, tender));
        this.show(id, { notSent: ready.reason });
        return;
      }
      this.#must(() => sendCard(ledger, tender, ready.value));
      this.show(id, { step: 'waiting' });
      const charge = { reference: tender.reference ?? '', amount: tender.due };
      const outcome = await terminal.sale(charge, {
        step: (step) => this.show(id, { step }),
        record: (known) => this.#record(id, known),
      });
      this.#record(id, outcome);
      if (outcome.kind === 'not-sent') this.show(id, { notSent: outcome.cause });
    } catch (cause) {
      this.#parts.log(`card-attempt ${String(cause)}`);
    } finally {
      this.show(id, { step: null });
    }
  }

  /** @throws InvariantBroken when it could not be kept; then the terminal must not hear that we know */
  #record(id: string, outcome: CardOutcome): void {
    const tender = this.tender(id);
    if (tender !== undefined) this.#must(() => recordCard(this.#parts.context.ledger, tender, outcome));
  }

  #must(run: () => void): void {
    const done = this.#parts.context.ledger.act(run);
    if (!done.ok) throw new InvariantBroken(`card: ${done.reason}`);
  }

  /** Asks the terminal about an attempt nobody knows the end of. */
  async query(id: string): Promise<Outcome<Row<'tender'>>> {
    const tender = this.tender(id);
    if (tender === undefined) return fail('tender-not-found');
    if (this.glance(id).step !== null) return fail('card-under-way');
    const taking = this.openVoid(id);
    const open = ['unknown', 'decided-paid', 'decided-unpaid'].includes(tender.state);
    if (!open && taking === undefined) return ok(tender);
    const terminal = this.terminals.named(tender.through ?? '');
    if (terminal === undefined) return fail('terminal-missing');
    if (taking !== undefined) return this.#queryVoid(terminal, tender, taking);
    this.show(id, { step: 'asking' });
    try {
      const attempt = attemptOf(tender);
      const answer = await terminal.inquiry(attempt);
      const now = this.tender(id) ?? tender;
      const judged = judgeQuery(attempt, answer, limits);
      if (judged === 'undecided') this.show(id, { asked: this.#askedOf(answer) });
      else {
        this.#settle(now, judged, answer);
        terminal.release(attempt.reference);
      }
      return ok(this.tender(id) ?? now);
    } finally {
      this.show(id, { step: null });
    }
  }

  /** A void of this card nobody knows the end of. */
  openVoid(tender: string): Row<'cardVoid'> | undefined {
    return this.#parts.context.reads.openVoids().find((row) => row.tender === tender);
  }

  /** Asks the terminal whether it took the charge back. */
  async #queryVoid(
    terminal: TerminalPort,
    tender: Row<'tender'>,
    taking: Row<'cardVoid'>,
  ): Promise<Outcome<Row<'tender'>>> {
    const { id } = tender;
    this.show(id, { step: 'asking' });
    try {
      const attempt = voidAttemptOf(taking);
      const answer = await terminal.inquiry(attempt);
      const judged = judgeQuery(attempt, answer, limits);
      if (judged === 'undecided') this.show(id, { asked: this.#askedOf(answer) });
      else {
        this.#must(() => this.#settleVoid(id, judged, answer));
        terminal.release(attempt.reference);
        this.show(id, { asked: null });
      }
      return ok(this.tender(id) ?? tender);
    } finally {
      this.show(id, { step: null });
    }
  }

  #settleVoid(id: string, judged: 'approved' | 'declined' | 'not-charged', answer: CardQueryAnswer): void {
    const { ledger } = this.#parts.context;
    const [row, tender] = [this.openVoid(id), this.tender(id)];
    if (row === undefined || tender === undefined) return;
    if (judged === 'approved' && answer.kind === 'found') {
      recordVoid(ledger, row, tender, { ...answer, kind: 'approved' });
    } else if (judged === 'declined' && answer.kind === 'found') {
      recordVoid(ledger, row, tender, { kind: 'declined', responseCode: answer.responseCode, text: '' });
    } else neverVoided(ledger, row);
  }

  #settle(
    tender: Row<'tender'>,
    judged: 'approved' | 'declined' | 'not-charged',
    answer: CardQueryAnswer,
  ): void {
    const { ledger } = this.#parts.context;
    this.#must(() => {
      if (judged === 'approved' && answer.kind === 'found') {
        recordCard(ledger, tender, { ...answer, kind: 'approved' });
      } else if (judged === 'declined' && answer.kind === 'found') {
        recordCard(ledger, tender, { kind: 'declined', responseCode: answer.responseCode, text: '' });
      } else neverCharged(ledger, tender);
    });
    this.show(tender.id, { asked: null });
  }

  #askedOf(answer: CardQueryAnswer): Asked {
    const at = this.#parts.context.clock.now();
    switch (answer.kind) {
      case 'no-answer':
        return { at, answer: 'no-answer', cause: answer.cause };
      case 'not-found':
        return { at, answer: 'not-found', cause: null };
      case 'found':
        return { at, answer: 'found-other', cause: null };
    }
  }

  /** After connecting: the first that terminal is asked for is what it did with these. True when none is left. */
  async resolveAll(terminal: TerminalPort): Promise<boolean> {
    const { cards, voids } = openOn(this.#parts.context.reads, terminal.name);
    for (const id of [...cards.map((card) => card.id), ...voids.map((row) => row.tender)]) {
      if (this.glance(id).step === null) await this.query(id);
    }
    return terminal.unresolved.length === 0;
  }

  /** A result nobody waits for any more. Without our reference it is only a hint, and the query will tell. */
  late(terminal: TerminalPort, { reference, amount, result, details }: LateResult): void {
    const tender = this.#parts.context.reads
      .tendersByReference(reference ?? '')
      .find((one) => one.machine === 'card' && one.through === terminal.name);
    if (this.#lateVoid(terminal, { reference, amount, result, details })) return;
    if (reference === null || tender === undefined || amount !== tender.due) {
      this.#parts.log(`card-late-unmatched ${terminal.name} ${reference ?? 'no reference'} ${result}`);
      return;
    }
    const open = ['unknown', 'decided-paid', 'decided-unpaid'].includes(tender.state);
    if (!open) {
      const same = result === 'approved' ? ['approved', 'voided'] : ['declined'];
      if (!same.includes(tender.state)) this.#parts.log(`card-late-contradicts ${reference} ${result}`);
      return;
    }
    const outcome: CardOutcome =
      result === 'approved'
        ? { kind: 'approved', ...details }
        : { kind: 'declined', responseCode: 'late', text: '' };
    this.#record(tender.id, outcome);
    terminal.release(reference);
  }

  /** True when it is what became of a void. */
  #lateVoid(terminal: TerminalPort, { reference, amount, result, details }: LateResult): boolean {
    const { ledger, reads } = this.#parts.context;
    const row = reads
      .openVoids()
      .find((one) => one.reference === reference && one.terminal === terminal.name);
    const tender = row === undefined ? undefined : this.tender(row.tender);
    if (row === undefined || tender === undefined || reference === null || amount !== row.amount)
      return false;
    const outcome: CardOutcome =
      result === 'approved'
        ? { kind: 'approved', ...details }
        : { kind: 'declined', responseCode: 'late', text: '' };
    this.#must(() => recordVoid(ledger, row, tender, outcome));
    terminal.release(reference);
    return true;
  }
}
