import { describe, expect, it } from 'vitest';
import { maxRestarts, nextRestart, restartWindowMs } from '../../../src/shared/handover/crash-limit.ts';
import { handover, initialHandover } from '../../../src/shared/handover/machine.ts';
import type {
  HandoverCommand,
  HandoverEvent,
  HandoverState,
  WindowKind,
} from '../../../src/shared/handover/types.ts';
import fc from '../../support/check.ts';

/** Runs events one second apart; gives the last state and the commands of each step. */
function play(events: readonly HandoverEvent[], from: HandoverState = initialHandover, everyMs = 1000) {
  let state = from;
  const steps: (readonly HandoverCommand[])[] = [];
  events.forEach((event, index) => {
    const step = handover(state, event, index * everyMs);
    state = step.state;
    steps.push(step.commands);
  });
  return { state, steps, last: steps.at(-1) };
}

const started: HandoverEvent = { type: 'app-started', screens: [] };
const startedTwoScreens: HandoverEvent = { type: 'app-started', screens: [7] };
const running = (generation: number): HandoverEvent => ({ type: 'counter-running', generation });
const exited = (generation: number): HandoverEvent => ({ type: 'counter-exited', generation });
const ready = (window: WindowKind): HandoverEvent => ({ type: 'window-ready', window });
const crashed = (window: WindowKind): HandoverEvent => ({ type: 'window-crashed', window });
const closed = (window: WindowKind): HandoverEvent => ({ type: 'window-closed', window });
const screens = (...list: number[]): HandoverEvent => ({ type: 'screens-changed', screens: list });

describe('starting', () => {
  it('starts the counter and opens the cashier, and the display where there is a second screen', () => {
    expect(play([started]).last).toEqual([
      { type: 'start-counter', generation: 1 },
      { type: 'open-window', window: 'cashier', screen: null },
    ]);
    expect(play([startedTwoScreens]).last).toContainEqual({
      type: 'open-window',
      window: 'display',
      screen: 7,
    });
  });

  it('links when both the counter runs and the page listens, whichever is first', () => {
    const link = { type: 'link', window: 'cashier', channel: 1 };
    expect(play([started, running(1), ready('cashier')]).steps.slice(1)).toEqual([[], [link]]);
    expect(play([started, ready('cashier'), running(1)]).steps.slice(1)).toEqual([[], [link]]);
  });

  it('twice is once', () => {
    expect(play([started, started]).last).toEqual([]);
  });
});

describe('a window', () => {
  const linked = [startedTwoScreens, running(1), ready('cashier'), ready('display')];

  it('that is reloaded gets a new line', () => {
    expect(play([...linked, ready('cashier')]).last).toEqual([
      { type: 'link', window: 'cashier', channel: 3 },
    ]);
  });

  it('that crashes is loaded again, three times a minute, then shows a plain page', () => {
    const crash = [crashed('display'), ready('display')];
    const { steps } = play([...linked, ...crash, ...crash, ...crash, crashed('display')]);
    expect(steps.slice(4)).toEqual([
      [{ type: 'reload-window', window: 'display' }],
      [{ type: 'link', window: 'display', channel: 3 }],
      [{ type: 'reload-window', window: 'display' }],
      [{ type: 'link', window: 'display', channel: 4 }],
      [{ type: 'reload-window', window: 'display' }],
      [{ type: 'link', window: 'display', channel: 5 }],
      [{ type: 'show-failure', window: 'display', cause: 'window' }],
    ]);
  });

  it('that crashes seldom is always loaded again', () => {
    const crash = [crashed('cashier'), ready('cashier')];
    const { steps } = play([...linked, ...crash, ...crash, ...crash, ...crash], initialHandover, 20_000);
    expect(steps.flat().some((command) => command.type === 'show-failure')).toBe(false);
  });

  it('of the cashier that is closed ends everything; the display’s does not', () => {
    expect(play([...linked, closed('display')]).last).toEqual([]);
    const { last, state } = play([...linked, closed('cashier')]);
    expect(last).toEqual([{ type: 'close-window', window: 'display' }, { type: 'stop-counter' }]);
    expect(handover(state, exited(1), 0).commands).toEqual([{ type: 'exit' }]);
  });
});

describe('the counter', () => {
  const linked = [startedTwoScreens, running(1), ready('cashier'), ready('display')];

  it('that dies is started again and both windows get new lines', () => {
    const { steps } = play([...linked, exited(1), running(2)]);
    expect(steps.slice(4)).toEqual([
      [
        { type: 'unlink', window: 'cashier', channel: 1 },
        { type: 'unlink', window: 'display', channel: 2 },
        { type: 'start-counter', generation: 2 },
      ],
      [
        { type: 'link', window: 'cashier', channel: 3 },
        { type: 'link', window: 'display', channel: 4 },
      ],
    ]);
  });

  it('that dies a fourth time within a minute leaves the plain page, until a person tries again', () => {
    const loop = [1, 2, 3, 4].flatMap((generation) => [running(generation), exited(generation)]);
    const { state, last } = play([started, ready('cashier'), ...loop]);
    expect(last).toContainEqual({ type: 'show-failure', window: 'cashier', cause: 'counter' });
    expect(state.counter).toBe('failed');
    expect(handover(state, ready('cashier'), 0).commands).toEqual([
      { type: 'show-failure', window: 'cashier', cause: 'counter' },
    ]);
    expect(handover(state, { type: 'retry' }, 0).commands).toEqual([
      { type: 'start-counter', generation: 5 },
      { type: 'reload-window', window: 'cashier' },
    ]);
    expect(handover(state, { type: 'quit' }, 0).commands.at(-1)).toEqual({ type: 'exit' });
  });

  it('of an earlier generation is no longer listened to', () => {
    const { state } = play([...linked, exited(1)]);
    expect(handover(state, running(1), 0)).toEqual({ state, commands: [] });
    expect(handover(state, exited(1), 0)).toEqual({ state, commands: [] });
  });
});

describe('screens', () => {
  it('open, move and close the display', () => {
    const { steps } = play([started, screens(4), screens(4, 5), screens(5), screens(), screens(6)]);
    expect(steps.slice(1)).toEqual([
      [{ type: 'open-window', window: 'display', screen: 4 }],
      [],
      [{ type: 'move-window', window: 'display', screen: 5 }],
      [{ type: 'close-window', window: 'display' }],
      [{ type: 'open-window', window: 'display', screen: 6 }],
    ]);
  });

  it('do not bring back a display that a person closed until another screen comes', () => {
    const { steps } = play([startedTwoScreens, closed('display'), screens(7, 8), screens(8)]);
    expect(steps.slice(2)).toEqual([[], [{ type: 'open-window', window: 'display', screen: 8 }]]);
  });
});

describe('the restart limit', () => {
  it('counts within a moving minute', () => {
    expect(nextRestart([], 5)).toEqual([5]);
    expect(nextRestart([0, 1, 2], 3)).toBeNull();
    expect(nextRestart([0, 1, 2], restartWindowMs)).toEqual([1, 2, restartWindowMs]);
  });
});

const kinds: readonly WindowKind[] = ['cashier', 'display'];

/** Every event that can come to a state, with the present and an outdated generation. */
function everyEvent(state: HandoverState): readonly HandoverEvent[] {
  const generations = [state.generation, state.generation - 1];
  return [
    startedTwoScreens,
    ...generations.flatMap((generation) => [running(generation), exited(generation)]),
    ...kinds.flatMap((window) => [ready(window), crashed(window), closed(window)]),
    screens(),
    screens(7),
    screens(8, 7),
    { type: 'retry' },
    { type: 'quit' },
  ];
}

/** The state without what only grows, to recognise states that behave alike. */
function shape(state: HandoverState): string {
  const phases = kinds.map((kind) => [state.windows[kind].phase.at, state.windows[kind].reloadsMs.length]);
  return JSON.stringify([state.counter, state.restartsMs.length, phases, state.screens]);
}

describe('every reachable state', () => {
  it('takes every event, and keeps the rules', () => {
    const seen = new Map([[shape(initialHandover), initialHandover]]);
    const queue = [initialHandover];
    for (let state = queue.shift(); state !== undefined; state = queue.shift()) {
      for (const event of everyEvent(state)) {
        const step = handover(state, event, 0);
        checkStep(state, event, step.state, step.commands);
        if (!seen.has(shape(step.state))) {
          seen.set(shape(step.state), step.state);
          queue.push(step.state);
        }
      }
    }
    const phases = new Set([...seen.values()].map((state) => state.counter));
    expect(phases).toEqual(new Set(['stopped', 'starting', 'running', 'failed', 'stopping']));
    expect(seen.size).toBeGreaterThan(500);
  });
});

function checkStep(
  before: HandoverState,
  event: HandoverEvent,
  after: HandoverState,
  commands: readonly HandoverCommand[],
): void {
  const context = `${shape(before)} on ${JSON.stringify(event)}`;
  for (const command of commands) {
    if (command.type === 'link') {
      expect(after.counter, context).toBe('running');
      expect(after.windows[command.window].phase, context).toEqual({
        at: 'linked',
        channel: command.channel,
      });
      expect(command.channel, context).toBeGreaterThan(before.lastChannel);
    }
    if (command.type === 'start-counter') {
      expect(before.counter, context).not.toBe('stopping');
      expect(command.generation, context).toBe(before.generation + 1);
    }
  }
  for (const kind of kinds) {
    const { phase } = after.windows[kind];
    // Nobody waits for ever: a page that listens is linked as soon as there is a counter.
    if (after.counter === 'running') expect(phase.at, context).not.toBe('ready');
    if (phase.at === 'linked') expect(after.counter, context).toBe('running');
    if (after.counter === 'stopping' || after.counter === 'stopped') {
      if (after.generation > 0) expect(phase.at, context).toBe('absent');
    }
  }
  expect(after.restartsMs.length, context).toBeLessThanOrEqual(maxRestarts);
  if (after.counter === 'failed' && after.windows.cashier.phase.at === 'linked') expect.fail(context);
}

describe('random histories', () => {
  it('never start the counter more than four times a minute without a person, and end when asked', () => {
    const anyEvent = fc.integer({ min: 0, max: 16 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyEvent, fc.integer({ min: 0, max: 30_000 })), { maxLength: 60 }),
        (moves) => {
          let state = handover(initialHandover, startedTwoScreens, 0).state;
          let nowMs = 0;
          let starts = [0];
          for (const [choice, waitMs] of moves) {
            nowMs += waitMs;
            const events = everyEvent(state);
            const event = events[choice % events.length];
            if (event === undefined) continue;
            if (event.type === 'retry') starts = [];
            const step = handover(state, event, nowMs);
            checkStep(state, event, step.state, step.commands);
            state = step.state;
            if (step.commands.some((command) => command.type === 'start-counter')) starts.push(nowMs);
            const recent = starts.filter((atMs) => nowMs - atMs < restartWindowMs);
            expect(recent.length).toBeLessThanOrEqual(maxRestarts + 1);
          }
          const asked = handover(state, { type: 'quit' }, nowMs).state;
          const gone = handover(asked, exited(asked.generation), nowMs).state;
          expect(gone.counter).toBe('stopped');
        },
      ),
    );
  });
});
