/** The same over the browser shell: what it refuses never reaches the counter (issue 2, must hold 4). */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { demoPin } from '../../../src/main/desk/demo.ts';
import { realRandom } from '../../../src/main/ports/real.ts';
import { virtualClock } from '../../../src/main/ports/virtual.ts';
import { startBrowserShell } from '../../../src/main/shell/browser.ts';
import type { Role } from '../../../src/shared/kernel/roles.ts';
import { journalOf, type Rows, rowsOf, whenTakenIn } from '../../support/rows-of.ts';
import { type RunningCounter, runCounter, temporaryFolder } from '../../support/running-counter.ts';
import { ask, builtPages, dial, greetWith, tokenOf } from '../shell/harness.ts';
import { sampleRequests } from './sample-requests.ts';

let counter: RunningCounter;
let before: Rows;

beforeAll(async () => {
  counter = await runCounter(temporaryFolder(), { demo: 'hospital' });
  await whenTakenIn(counter.folder);
});

afterAll(() => counter.remove());

function expectNothingWritten(): void {
  expect(rowsOf(counter.folder)).toEqual(before);
}

describe('refused by the browser shell before the counter hears of it, and nothing written:', () => {
  beforeEach(() => {
    before = rowsOf(counter.folder);
  });
  afterEach(expectNothingWritten);

  const call = (id: number, method: string, request: unknown): string =>
    JSON.stringify({ kind: 'call', id, method, request });

  async function openShell() {
    const clock = virtualClock(counter.clock.now());
    const refusals: string[] = [];
    const shell = await startBrowserShell({
      rendererFolder: builtPages(),
      counter: counter.handle,
      clock,
      random: realRandom(),
      port: 0,
      onRefused: (why) => refusals.push(why),
    });
    onTestFinished(() => shell.close());
    return { shell, clock, refusals };
  }

  /** A greeting, and a call right behind it, as an attacker would who hopes to slip in. */
  async function forceIn(port: number, window: 'cashier' | 'display', greeting: unknown): Promise<number> {
    const line = await greetWith(port, window, greeting);
    line.socket.send(call(1, 'staff.lock', {}));
    line.socket.send(call(2, 'setup.create', sampleRequests['setup.create']));
    return line.closed;
  }

  it('a token older than 30 s, used twice, of the other window, or made up', async () => {
    const { shell, clock, refusals } = await openShell();
    const stale = tokenOf(shell.link('cashier'));
    clock.advance(30_000);
    expect(await forceIn(shell.port, 'cashier', { kind: 'launch', token: stale })).toBe(4401);
    const used = tokenOf(shell.link('cashier'));
    const first = await greetWith(shell.port, 'cashier', { kind: 'launch', token: used });
    await first.next();
    expect(await forceIn(shell.port, 'cashier', { kind: 'launch', token: used })).toBe(4401);
    const others = tokenOf(shell.link('display'));
    expect(await forceIn(shell.port, 'cashier', { kind: 'launch', token: others })).toBe(4401);
    expect(await forceIn(shell.port, 'cashier', { kind: 'launch', token: 'x'.repeat(43) })).toBe(4401);
    expect(await forceIn(shell.port, 'cashier', { kind: 'session', secret: 'x'.repeat(43) })).toBe(4401);
    expect(refusals).toEqual(['token', 'token', 'token', 'token', 'secret']);
  });

  it('a call without a greeting', async () => {
    const { shell, refusals } = await openShell();
    expect(await forceIn(shell.port, 'cashier', call(1, 'staff.signOut', {}))).toBe(4401);
    expect(refusals).toEqual(['first-message']);
  });

  it('a foreign, sister or missing origin, and a foreign host', async () => {
    const { shell, refusals } = await openShell();
    const { port } = shell;
    const sister = `http://display.localhost:${port}`;
    for (const origin of ['https://evil.example', sister, 'null']) {
      expect(await dial(port, 'cashier', { origin }).closed, origin).toBe(403);
    }
    expect(await dial(port, 'cashier', { host: `127.0.0.1:${port}` }).closed).toBe(421);
    expect((await ask(port, '/', { host: 'evil.example' })).status).toBe(421);
    expect((await ask(port, '/', { headers: { origin: 'https://evil.example' } })).status).toBe(403);
    expect((await ask(port, '/line', { method: 'POST' })).status).toBe(405);
    expect(refusals).toEqual(['origin', 'origin', 'origin', 'host', 'host', 'origin', 'method']);
  });

  it('a display’s own line that calls the cashier’s methods', async () => {
    const { shell } = await openShell();
    const token = tokenOf(shell.link('display'));
    const line = await greetWith(shell.port, 'display', { kind: 'launch', token });
    await line.next();
    await line.next();
    line.socket.send(call(7, 'staff.signIn', sampleRequests['staff.signIn']));
    const failure = { code: 'wrong-window', moneyMoved: 'no' };
    expect(JSON.parse(await line.next())).toEqual({ kind: 'failure', id: 7, failure });
  });

  it('but not what is allowed: the same shell lets a person sign in, and that is written', async () => {
    const { shell } = await openShell();
    const token = tokenOf(shell.link('cashier'));
    const line = await greetWith(shell.port, 'cashier', { kind: 'launch', token });
    await line.next();
    await line.next();
    const person = await somebody('cashier');
    const headBefore = journalOf(counter.folder);
    line.socket.send(call(1, 'staff.signIn', { person, pin: demoPin }));
    expect(JSON.parse(await line.next())).toEqual({ kind: 'result', id: 1, value: {} });
    const after = journalOf(counter.folder);
    expect(after.entries).toBe(headBefore.entries + 1);
    expect(after.head).not.toBe(headBefore.head);
    expect(rowsOf(counter.folder)).not.toEqual(before);
    line.socket.send(call(2, 'staff.signOut', {}));
    expect(JSON.parse(await line.next())).toEqual({ kind: 'result', id: 2, value: {} });
    before = rowsOf(counter.folder);
  });
});

function somebody(role: Role): Promise<string> {
  return new Promise((resolve) => {
    const stop = counter.client.watch('gate', ({ people }) => {
      const found = people.find((one) => one.roles.includes(role));
      if (found === undefined) return;
      queueMicrotask(() => stop());
      resolve(found.person);
    });
  });
}
