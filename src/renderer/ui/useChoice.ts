import { useState } from 'react';
import type { KeyHandlers } from './keys.ts';

/** The arrows of a list, which act again while they are held. */
export const arrowKeys = ['ArrowDown', 'ArrowUp'] as const;

/** The index `by` rows further in a list of `length` rows, which ends at both ends; 0 in an empty list. */
export function stepped(at: number, by: number, length: number): number {
  return Math.max(0, Math.min(length - 1, at + by));
}

/** The row of a list that is chosen, and what moves it. */
export interface Chosen<T> {
  /** Where it stands; within the list also after the list became shorter, 0 in an empty one. */
  readonly at: number;
  /** The row itself; undefined in an empty list. */
  readonly item: T | undefined;
  readonly choose: (at: number) => void;
  /** A handler that goes so many rows further. */
  readonly step: (by: number) => () => void;
  /** Handlers of the two arrows, for `useKeys`. */
  readonly arrows: KeyHandlers;
}

interface ChoiceOptions {
  /** Where it starts; 0 unless told. */
  readonly start?: number;
  /** What is forgotten or read when another row is chosen, by key or by mouse. */
  readonly moved?: (to: number) => void;
}

/** Which row of `items` is chosen. */
export function useChoice<T>(items: readonly T[], { start = 0, moved }: ChoiceOptions = {}): Chosen<T> {
  const [wanted, setWanted] = useState(start);
  const at = stepped(wanted, 0, items.length);
  const choose = (to: number): void => {
    setWanted(to);
    moved?.(to);
  };
  const step = (by: number) => () => choose(stepped(at, by, items.length));
  return { at, item: items[at], choose, step, arrows: { ArrowDown: step(1), ArrowUp: step(-1) } };
}
