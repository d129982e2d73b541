/**
 * Who makes the line between a window and the counter, and what happens on reload, crash, crash loop and when a
 * screen comes or goes. Pure: the shell translates its events into {@link HandoverEvent} and does the commands in
 * order (design §2).
 */
import { unreachable } from '../kernel/assert.ts';
import { nextRestart } from './crash-limit.ts';
import {
  type HandoverCommand,
  type HandoverEvent,
  type HandoverState,
  type Step,
  type WindowKind,
  type WindowPhase,
  windowKinds,
} from './types.ts';

/** Before the app has started. */
export const initialHandover: HandoverState = {
  counter: 'stopped',
  generation: 0,
  restartsMs: [],
  windows: {
    cashier: { phase: { at: 'absent' }, reloadsMs: [] },
    display: { phase: { at: 'absent' }, reloadsMs: [] },
  },
  screens: [],
  lastChannel: 0,
};

function inPhase(state: HandoverState, window: WindowKind, phase: WindowPhase): HandoverState {
  const changed = { ...state.windows[window], phase };
  return { ...state, windows: { ...state.windows, [window]: changed } };
}

function isEnding(state: HandoverState): boolean {
  return state.counter === 'stopping' || state.counter === 'stopped';
}

/** A step made of smaller ones, each seeing the state the one before left. */
function chain(state: HandoverState, ...parts: readonly ((state: HandoverState) => Step)[]): Step {
  const commands: HandoverCommand[] = [];
  let current = state;
  for (const part of parts) {
    const step = part(current);
    current = step.state;
    commands.push(...step.commands);
  }
  return { state: current, commands };
}

const nothing = (state: HandoverState): Step => ({ state, commands: [] });

const startCounter = (state: HandoverState): Step => {
  const generation = state.generation + 1;
  return {
    state: { ...state, counter: 'starting', generation },
    commands: [{ type: 'start-counter', generation }],
  };
};

const openWindow =
  (window: WindowKind, screen: number | null) =>
  (state: HandoverState): Step => ({
    state: inPhase(state, window, { at: 'loading' }),
    commands: [{ type: 'open-window', window, screen }],
  });

const reloadWindow =
  (window: WindowKind) =>
  (state: HandoverState): Step => ({
    state: inPhase(state, window, { at: 'loading' }),
    commands: [{ type: 'reload-window', window }],
  });

const closeWindow =
  (window: WindowKind) =>
  (state: HandoverState): Step => {
    if (state.windows[window].phase.at === 'absent') return nothing(state);
    return {
      state: inPhase(state, window, { at: 'absent' }),
      commands: [{ type: 'close-window', window }],
    };
  };

const showFailure =
  (window: WindowKind, cause: 'counter' | 'window') =>
  (state: HandoverState): Step => {
    if (state.windows[window].phase.at === 'absent') return nothing(state);
    return {
      state: inPhase(state, window, { at: 'failed' }),
      commands: [{ type: 'show-failure', window, cause }],
    };
  };

/** A waiting window gets a line if there is a counter to talk to. */
const linkIfReady =
  (window: WindowKind) =>
  (state: HandoverState): Step => {
    if (state.counter !== 'running' || state.windows[window].phase.at !== 'ready') return nothing(state);
    const channel = state.lastChannel + 1;
    return {
      state: { ...inPhase(state, window, { at: 'linked', channel }), lastChannel: channel },
      commands: [{ type: 'link', window, channel }],
    };
  };

/** The counter is gone: the page learns it and waits for the next line. */
const unlink =
  (window: WindowKind) =>
  (state: HandoverState): Step => {
    const { phase } = state.windows[window];
    if (phase.at !== 'linked') return nothing(state);
    return {
      state: inPhase(state, window, { at: 'ready' }),
      commands: [{ type: 'unlink', window, channel: phase.channel }],
    };
  };

/** Opens, moves or closes the customer display so that it is on the first screen besides the cashier's. */
const placeDisplay =
  (screens: readonly number[]) =>
  (state: HandoverState): Step => {
    const before = state.screens[0];
    const target = screens[0];
    const next = { ...state, screens };
    if (target === undefined) return closeWindow('display')(next);
    if (next.windows.display.phase.at === 'absent') {
      // Closed by a person while its screen stayed: it comes back with the next screen, not by itself.
      return target === before ? nothing(next) : openWindow('display', target)(next);
    }
    if (target === before) return nothing(next);
    return { state: next, commands: [{ type: 'move-window', window: 'display', screen: target }] };
  };

const end = (state: HandoverState): Step => {
  if (isEnding(state)) return nothing(state);
  const closing = chain(state, closeWindow('display'), closeWindow('cashier'));
  const isDead = state.counter === 'failed';
  const last: HandoverCommand = isDead ? { type: 'exit' } : { type: 'stop-counter' };
  return {
    state: { ...closing.state, counter: isDead ? 'stopped' : 'stopping' },
    commands: [...closing.commands, last],
  };
};

function counterRunning(state: HandoverState): Step {
  if (state.counter !== 'starting') return nothing(state);
  return chain({ ...state, counter: 'running' }, linkIfReady('cashier'), linkIfReady('display'));
}

function counterExited(state: HandoverState, nowMs: number): Step {
  if (state.counter === 'stopping') {
    return { state: { ...state, counter: 'stopped' }, commands: [{ type: 'exit' }] };
  }
  if (state.counter !== 'starting' && state.counter !== 'running') return nothing(state);
  const unlinked = chain(state, unlink('cashier'), unlink('display'));
  const restartsMs = nextRestart(state.restartsMs, nowMs);
  const after =
    restartsMs === null
      ? showFailure('cashier', 'counter')({ ...unlinked.state, counter: 'failed' })
      : startCounter({ ...unlinked.state, restartsMs });
  return { state: after.state, commands: [...unlinked.commands, ...after.commands] };
}

function windowReady(state: HandoverState, window: WindowKind): Step {
  if (state.windows[window].phase.at === 'absent') return nothing(state);
  if (state.counter === 'failed' && window === 'cashier') return showFailure(window, 'counter')(state);
  // A linked page that says it is ready was reloaded: its end of the old line died with the old page.
  return linkIfReady(window)(inPhase(state, window, { at: 'ready' }));
}

function windowCrashed(state: HandoverState, window: WindowKind, nowMs: number): Step {
  const { phase, reloadsMs } = state.windows[window];
  if (phase.at === 'absent') return nothing(state);
  const next = nextRestart(reloadsMs, nowMs);
  if (next === null) return showFailure(window, 'window')(state);
  const counted = { phase, reloadsMs: next };
  return reloadWindow(window)({ ...state, windows: { ...state.windows, [window]: counted } });
}

function windowClosed(state: HandoverState, window: WindowKind): Step {
  const gone = inPhase(state, window, { at: 'absent' });
  return window === 'cashier' ? end(gone) : nothing(gone);
}

function retry(state: HandoverState): Step {
  const forgiven: HandoverState = {
    ...state,
    restartsMs: [],
    windows: {
      cashier: { ...state.windows.cashier, reloadsMs: [] },
      display: { ...state.windows.display, reloadsMs: [] },
    },
  };
  const failed = windowKinds.filter((window) => state.windows[window].phase.at === 'failed');
  const restart = state.counter === 'failed' ? startCounter : nothing;
  return chain(forgiven, restart, ...failed.map((window) => reloadWindow(window)));
}

/** One event at `nowMs` (monotonic): the next state, and what the shell does, in order. Never throws on any order. */
export function handover(state: HandoverState, event: HandoverEvent, nowMs: number): Step {
  if (event.type === 'app-started') {
    if (state.generation > 0) return nothing(state);
    return chain(state, startCounter, openWindow('cashier', null), placeDisplay(event.screens));
  }
  if (event.type === 'counter-exited' && event.generation === state.generation) {
    return counterExited(state, nowMs);
  }
  if (isEnding(state)) return nothing(state);
  switch (event.type) {
    case 'counter-running':
      return event.generation === state.generation ? counterRunning(state) : nothing(state);
    case 'counter-exited':
      return nothing(state);
    case 'window-ready':
      return windowReady(state, event.window);
    case 'window-crashed':
      return windowCrashed(state, event.window, nowMs);
    case 'window-closed':
      return windowClosed(state, event.window);
    case 'screens-changed':
      return placeDisplay(event.screens)(state);
    case 'retry':
      return retry(state);
    case 'quit':
      return end(state);
    default:
      return unreachable(event);
  }
}
