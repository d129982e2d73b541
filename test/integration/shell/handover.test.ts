/** `shared/handover` on Node's real MessageChannel and a real child process that is really killed. */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { expect, it, onTestFinished } from 'vitest';
import { realClock } from '../../../src/main/ports/real.ts';
import { runHandover } from '../../../src/shared/handover/runner.ts';
import type { HandoverCommand, HandoverEvent, WindowKind } from '../../../src/shared/handover/types.ts';
import { ok } from '../../../src/shared/kernel/result.ts';
import { type PortLike, portChannel } from '../../../src/shared/rpc/channel.ts';
import { type CounterClient, createClient } from '../../../src/shared/rpc/client.ts';
import type { TopicValue } from '../../../src/shared/rpc/contract.ts';

const program = join(import.meta.dirname, '../../support/shell/counter-child.ts');

interface FromChild {
  readonly kind: 'running' | 'data';
  readonly line?: number;
  readonly data?: string;
}

/** A shell without a window: a "page" is a client, its window the port it was given. */
function bareShell() {
  const clock = realClock();
  const commands: HandoverCommand[] = [];
  const attach: Partial<Record<WindowKind, (port: MessagePort) => void>> = {};
  const counterEnds = new Map<number, MessagePort>();
  let child: ChildProcess | null = null;
  let dispatch: (event: HandoverEvent) => void = () => undefined;

  const start = (generation: number): void => {
    const started = fork(program, [], { execArgv: [] });
    child = started;
    started.on('message', (message: FromChild) => {
      if (message.kind === 'running') dispatch({ type: 'counter-running', generation });
      else counterEnds.get(message.line ?? 0)?.postMessage(message.data);
    });
    started.once('exit', () => {
      // What Electron does by itself: the ports of a dead process are closed.
      for (const port of counterEnds.values()) port.close();
      counterEnds.clear();
      dispatch({ type: 'counter-exited', generation });
    });
  };
  const link = (window: WindowKind, channel: number): void => {
    const { port1, port2 } = new MessageChannel();
    counterEnds.set(channel, port1);
    child?.send({ kind: 'line', line: channel, capability: window });
    port1.on('message', (data) => child?.send({ kind: 'data', line: channel, data }));
    attach[window]?.(port2);
  };
  dispatch = runHandover(clock, (command) => {
    commands.push(command);
    if (command.type === 'start-counter') start(command.generation);
    if (command.type === 'link') link(command.window, command.channel);
    if (command.type === 'stop-counter') child?.kill();
  });

  const page = (window: WindowKind): CounterClient => {
    const client = createClient(
      {
        start(attachChannel) {
          attach[window] = (port) => attachChannel(portChannel(port as unknown as PortLike));
          return () => undefined;
        },
      },
      { clock },
    );
    onTestFinished(() => client.close());
    dispatch({ type: 'window-ready', window });
    return client;
  };
  const kill = (): void => {
    child?.kill('SIGKILL');
  };
  onTestFinished(kill);
  return { dispatch, commands, page, kill };
}

function lastPid(values: readonly TopicValue<'display'>[]): string {
  const view = values.at(-1)?.view;
  return view?.state === 'cancelled' ? view.facilityName : '';
}

it('links both windows, and links them again when the counter was killed', async () => {
  const shell = bareShell();
  shell.dispatch({ type: 'app-started', screens: [1] });
  const seen: Record<WindowKind, TopicValue<'display'>[]> = { cashier: [], display: [] };
  const cashier = shell.page('cashier');
  const display = shell.page('display');
  cashier.watch('display', (value) => seen.cashier.push(value));
  display.watch('display', (value) => seen.display.push(value));
  await expect.poll(() => lastPid(seen.display), { timeout: 5000 }).toMatch(/^pid \d+$/);
  expect(await cashier.call('staff.lock', {})).toEqual(ok({}));
  expect(await display.call('staff.lock', {})).toMatchObject({ reason: { code: 'wrong-window' } });

  const before = lastPid(seen.cashier);
  shell.kill();
  await expect.poll(() => cashier.state.get()).toBe('lost');
  await expect.poll(() => lastPid(seen.cashier), { timeout: 5000 }).not.toBe(before);
  await expect.poll(() => lastPid(seen.display), { timeout: 5000 }).toBe(lastPid(seen.cashier));
  expect(await cashier.call('staff.lock', {})).toEqual(ok({}));
});

it('gives a reloaded page a new line', async () => {
  const shell = bareShell();
  shell.dispatch({ type: 'app-started', screens: [] });
  const first = shell.page('cashier');
  await expect.poll(() => first.state.get(), { timeout: 5000 }).toBe('open');
  const second = shell.page('cashier');
  await expect.poll(() => second.state.get()).toBe('open');
  expect(await second.call('staff.lock', {})).toEqual(ok({}));
});

it('stops trying after the third restart within a minute, and ends on request', async () => {
  const shell = bareShell();
  shell.dispatch({ type: 'app-started', screens: [] });
  const page = shell.page('cashier');
  for (let death = 1; death <= 4; death += 1) {
    await expect.poll(() => page.state.get(), { timeout: 5000 }).toBe('open');
    shell.kill();
    await expect.poll(() => page.state.get()).toBe('lost');
  }
  await expect
    .poll(() => shell.commands.at(-1))
    .toEqual({
      type: 'show-failure',
      window: 'cashier',
      cause: 'counter',
    });
  shell.dispatch({ type: 'quit' });
  expect(shell.commands.at(-1)).toEqual({ type: 'exit' });
});
