/** What every driver of a terminal tells the house in the same way: its state, late results, what must be asked first. */
import type { LateResult, TerminalState } from '../ports.ts';

export abstract class TerminalBase {
  readonly name: string;
  readonly #unresolved: Set<string>;
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
