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
import {
  attemptOf,
  cancelCard,
  chargeBy,
  leftUnknown,
  neverCharged,
  recordCard,
  sendCard,
} from '../tenders/card.ts';
import { voidAttemptOf } from '../tenders/card-void.ts';
import { backLeftUnknown, neverGivenBack, openBack, recordBack } from './card-back.ts';
import { askedOf, type CardGlance, Glances } from './card-glances.ts';
import { type DeskContext, fail, type Outcome } from './context.ts';

/** The terminals of this counter; put together by the composition root. */
export interface CardTerminals {
  /** The one new charges go to. */
  usual(): TerminalPort | undefined;
  named(name: string): TerminalPort | undefined;
  all(): readonly TerminalPort[];
}

export interface CardParts {
  readonly context: DeskContext;
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

export class CardAttempts {
  readonly #parts: CardParts;
  readonly #glances: Glances;

  constructor(parts: CardParts) {
    this.#parts = parts;
    this.#glances = new Glances(parts.changed);
  }

  get terminals(): CardTerminals {
    return this.#parts.terminals;
  }

  glance(tender: string): CardGlance {
    return this.#glances.of(tender);
  }

  /** Sets what is shown of an attempt beside the ledger. */
  show(tender: string, change: Partial<CardGlance>): void {
    this.#glances.show(tender, change);
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
      for (const row of voids) backLeftUnknown(this.#parts.context, row);
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
      const charge = { reference: tender.reference ?? '', amount: tender.due, by: chargeBy(tender) };
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
    const attempt = taking === undefined ? attemptOf(tender) : voidAttemptOf(taking, tender);
    this.show(id, { step: 'asking' });
    try {
      const answer = await terminal.inquiry(attempt);
      const judged = judgeQuery(attempt, answer, limits);
      if (judged === 'undecided') {
        this.show(id, { asked: askedOf(this.#parts.context.clock.now(), answer) });
      } else {
        const outcome = outcomeOf(judged, answer);
        this.#must(() => {
          if (taking === undefined) this.#settle(id, outcome);
          else this.#settleBack(id, outcome);
        });
        terminal.release(attempt.reference);
        this.show(id, { asked: null });
      }
      return ok(this.tender(id) ?? tender);
    } finally {
      this.show(id, { step: null });
    }
  }

  /** What the terminal was asked to give back of this charge and nobody knows the end of. */
  openVoid(tender: string): Row<'cardVoid'> | undefined {
    return openBack(this.#parts.context, tender);
  }

  /** Null is that the terminal certainly never did it. */
  #settle(id: string, outcome: CardOutcome | null): void {
    const { ledger } = this.#parts.context;
    const tender = this.tender(id);
    if (tender === undefined) return;
    if (outcome === null) neverCharged(ledger, tender);
    else recordCard(ledger, tender, outcome);
  }

  #settleBack(id: string, outcome: CardOutcome | null): void {
    const { context } = this.#parts;
    const row = this.openVoid(id);
    if (row === undefined) return;
    if (outcome === null) neverGivenBack(context, row);
    else recordBack(context, row, outcome);
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
    if (this.#lateBack(terminal, { reference, amount, result, details })) return;
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
    this.#record(tender.id, lateOutcome(result, details));
    terminal.release(reference);
  }

  /** True when it is what became of a void or refund. */
  #lateBack(terminal: TerminalPort, { reference, amount, result, details }: LateResult): boolean {
    const { context } = this.#parts;
    const row = context.reads
      .openVoids()
      .find((one) => one.reference === reference && one.terminal === terminal.name);
    if (row === undefined || reference === null || amount !== row.amount) return false;
    this.#must(() => recordBack(context, row, lateOutcome(result, details)));
    terminal.release(reference);
    return true;
  }
}

function lateOutcome(result: LateResult['result'], details: LateResult['details']): CardOutcome {
  return result === 'approved'
    ? { kind: 'approved', ...details }
    : { kind: 'declined', responseCode: 'late', text: '' };
}

/** What a query that settled it comes to; null is that the terminal certainly never did it. */
function outcomeOf(
  judged: 'approved' | 'declined' | 'not-charged',
  answer: CardQueryAnswer,
): CardOutcome | null {
  if (answer.kind !== 'found' || judged === 'not-charged') return null;
  if (judged === 'approved') return { ...answer, kind: 'approved' };
  return { kind: 'declined', responseCode: answer.responseCode, text: '' };
}
