import { useEffect, useMemo, useRef } from 'react';
import { useCounter } from '../../ui/client.tsx';
import { windowIds } from '../../ui/ids.ts';
import { type Store, useStore } from '../../ui/store.ts';
import { useHouse } from '../frame/Frame.tsx';
import { screenOf } from './chargeState.ts';
import { type Controller, makeController } from './controller.ts';
import { chosenLines } from './figures.ts';
import { isOlder } from './frontState.ts';
import type { Workplace, WorkplaceEvent } from './state.ts';

export type WorkplaceStore = Store<Workplace, WorkplaceEvent>;

const showDelayMs = 80;

/** Keeps the customer display in step with the bill: shown shortly after the last change, cleared when left. */
function useShowOnDisplay(state: Workplace): void {
  const counter = useCounter();
  const shown = useRef(false);
  const payer = state.at === 'bill' ? state.payer.payer : null;
  const choices = state.at === 'bill' ? state.choices : null;
  const at = state.at;
  useEffect(() => {
    if (payer === null || choices === null) {
      if (shown.current && at === 'find') void counter.call('collect.show', { choice: null });
      shown.current = false;
      return;
    }
    const timer = setTimeout(() => {
      shown.current = true;
      void counter.call('collect.show', { choice: { payer, lines: chosenLines(choices) } });
    }, showDelayMs);
    return () => clearTimeout(timer);
  }, [counter, payer, choices, at]);
}

/**
 * Takes up the collection the counter is in the middle of, if this window does not show it: after a reload, a restart
 * of the counter, or an answer that was lost on the way.
 */
function useTakeUp(state: Workplace, controller: Controller): void {
  const { view } = useHouse();
  const { front } = view;
  const idle = state.busy === null && state.failure === null;
  const lostBill = state.at === 'bill' && state.ids !== null && state.ids.collection === front?.collection;
  const lostCash =
    state.at === 'qr' &&
    state.failure !== null &&
    state.qr.collection === front?.collection &&
    front.cash !== null;
  const lost = lostBill || lostCash;
  const asked = front !== null && screenOf(front) !== 'bill';
  const heldBehind =
    state.at === 'bill' && state.held !== null && state.held === front?.collection && asked && idle;
  // The code was taken off and its last other money went back: what is left is a bill.
  const billBehind =
    state.at === 'qr' && state.qr.collection === front?.collection && screenOf(front) === 'bill' && idle;
  const free = (state.at === 'find' || state.at === 'done') && idle;
  const wanted =
    front !== null &&
    front.collection !== state.settled &&
    !isOlder(front, state) &&
    (free || heldBehind || billBehind || (lost && state.busy === null));
  useEffect(() => {
    if (wanted && front !== null) void controller.takeUp(front);
  }, [wanted, front, controller]);
}

/** The workplace's state and what its keys do. */
export function useWorkplace(store: WorkplaceStore): { state: Workplace; controller: Controller } {
  const counter = useCounter();
  const controller = useMemo(() => makeController(counter, store, windowIds), [counter, store]);
  const state = useStore(store);
  useShowOnDisplay(state);
  useTakeUp(state, controller);
  return { state, controller };
}
