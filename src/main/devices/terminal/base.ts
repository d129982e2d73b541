/** What every driver of a terminal tells the house in the same way: its state, late results, what must be asked first. */
import type { LateResult, TerminalState, UnknownCause } from '../ports.ts';

/** Whether the terminal could not be heard, as against: said something of no use. */
export function isUnheard(cause: UnknownCause): boolean {
  switch (cause) {
    case 'reply-unproved':
    case 'amount-differs':
    case 'reply-unclear':
    case 'nak':
    case 'no-reply':
      return false;
    default:
      return true;
  }
}

export abstract class TerminalBase {
  readonly name: string;
  #unresolved: Set<string>;
  readonly #stateListeners = new Set<(state: TerminalState) => void>();
  readonly #lateListeners = new Set<(late: LateResult) => void>();
  #state: TerminalState = 'unknown';

  /** @param unresolved references the journal holds as unknown or sent */
  constructor(name: string, unresolved: readonly string[]) {
    this.name = name;
    this.#unresolved = new Set(unresolved);
  }

  get state(): TerminalState {
    return this.#state;
  }

  get unresolved(): readonly string[] {
    return [...this.#unresolved];
  }

  onState(listener: (state: TerminalState) => void): () => void {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }

  onLate(listener: (late: LateResult) => void): () => void {
    this.#lateListeners.add(listener);
    return () => this.#lateListeners.delete(listener);
  }

  release(reference: string): void {
    this.#unresolved.delete(reference);
  }

  /** As after a start of the counter, with those references; nobody is told. */
  protected startAgain(unresolved: readonly string[]): void {
    this.#unresolved = new Set(unresolved);
    this.#state = 'unknown';
  }

  /** Nobody knows the end of this one: the terminal takes no charge until it was asked. */
  protected holdUp(reference: string): void {
    this.#unresolved.add(reference);
  }

  protected get heldUp(): boolean {
    return this.#unresolved.size > 0;
  }

  protected setState(state: TerminalState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of [...this.#stateListeners]) listener(state);
  }

  protected tellLate(late: LateResult): void {
    for (const listener of [...this.#lateListeners]) listener(late);
  }
}
