/** The find box and what it found: its state as long as nobody is served. */
import type { PayerRow } from '../../../shared/rpc/contract.ts';
import { addPerson, billOf, clamp } from './billState.ts';
import type { Done, Finding, Workplace, WorkplaceEvent } from './state.ts';

/** The person to open when the answer to a question comes after Enter was pressed; null when it is not certain. */
export function wantedOf(state: Finding, rows: readonly PayerRow[]): PayerRow | null {
  if (state.openOnAnswer === null) return null;
  const { meant } = state.openOnAnswer;
  const only = rows.length === 1 ? rows[0] : undefined;
  return only ?? rows.find((row) => row.payer === meant) ?? null;
}

/** An empty find box. */
export function finding(settled: string | null = null): Finding {
  return {
    at: 'find',
    busy: null,
    failure: null,
    settled,
    text: '',
    asked: 0,
    answered: 0,
    rows: [],
    count: 0,
    atLeast: false,
    selected: 0,
    openOnAnswer: null,
    adding: null,
    credit: null,
  };
}

/** The find box with what was typed; answers to what was typed before are dropped. */
export function typed(state: Finding | Done, text: string): Finding {
  const from = state.at === 'find' ? state : finding(state.settled);
  return { ...from, text, asked: from.asked + 1, selected: 0, openOnAnswer: null, failure: null };
}

/** Moves of the find box. */
export function reduceFind(state: Finding, event: WorkplaceEvent): Workplace {
  switch (event.is) {
    case 'found': {
      if (event.question !== state.asked) return state;
      const { rows, count, atLeast } = event.answer;
      // Who was chosen by arrows before the answer came stays chosen.
      const chosen = state.selected === 0 ? undefined : state.rows[state.selected]?.payer;
      const selected = Math.max(
        0,
        rows.findIndex((row) => row.payer === chosen),
      );
      return { ...state, rows, count, atLeast, answered: event.question, selected, openOnAnswer: null };
    }
    case 'moved':
      return { ...state, selected: clamp(state.selected + event.by, Math.max(0, state.rows.length - 1)) };
    case 'open-when-found':
      return { ...state, openOnAnswer: { meant: state.rows[state.selected]?.payer ?? null } };
    case 'opened':
      if (state.adding !== null) return addPerson(state.adding, event.payer);
      return { ...billOf(event.payer, state.settled), credit: state.credit };
    case 'back-to-bill':
      return state.adding ?? state;
    default:
      return state;
  }
}
