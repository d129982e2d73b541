/** What is shown of card attempts beside the ledger: what goes on now, and what the last question settled. */
import type { CardQueryAnswer } from '../devices/ports.ts';

export type CardStepNow = 'connecting' | 'waiting' | 'card' | 'pin' | 'asking' | 'voiding' | 'refunding';

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

/** Attempts whose glance is kept. */
const maxGlances = 200;
const nothing: CardGlance = { step: null, asked: null, notSent: null };

/** The newest glances, by tender. */
export class Glances {
  readonly #kept = new Map<string, CardGlance>();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  of(tender: string): CardGlance {
    return this.#kept.get(tender) ?? nothing;
  }

  show(tender: string, change: Partial<CardGlance>): void {
    const glance = { ...this.of(tender), ...change };
    this.#kept.delete(tender);
    this.#kept.set(tender, glance);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > maxGlances && oldest !== undefined) this.#kept.delete(oldest);
    this.#changed();
  }
}

/** What an answer that settled nothing was, told at `at`. */
export function askedOf(at: number, answer: CardQueryAnswer): Asked {
  switch (answer.kind) {
    case 'no-answer':
      return { at, answer: 'no-answer', cause: answer.cause };
    case 'not-found':
      return { at, answer: 'not-found', cause: null };
    case 'found':
      return { at, answer: 'found-other', cause: null };
  }
}
