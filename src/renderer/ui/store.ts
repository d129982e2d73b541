import { useSyncExternalStore } from 'react';

/**
 * State outside of React, so that two key presses in one tick see each other's effect (a pending guard that lived in
 * React state would let both through).
 */
export interface Store<State, Event> {
  get(): State;
  send(event: Event): void;
  subscribe(listener: () => void): () => void;
}

/** A store around a pure reducer. */
export function makeStore<State, Event>(
  reduce: (state: State, event: Event) => State,
  initial: State,
): Store<State, Event> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    send(event) {
      const next = reduce(state, event);
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The store's present state; renders again when it changes. */
export function useStore<State, Event>(store: Store<State, Event>): State {
  return useSyncExternalStore(store.subscribe, store.get);
}
