import { describe, expect, it } from 'vitest';
import { virtualClock } from '../../../src/main/ports/virtual.ts';
import { ok } from '../../../src/shared/kernel/result.ts';
import { type Channel, channelPair } from '../../../src/shared/rpc/channel.ts';
import { type ChannelSource, createClient } from '../../../src/shared/rpc/client.ts';
import type { TopicValue } from '../../../src/shared/rpc/contract.ts';
import { otherId, scriptedServer, settled } from './harness.ts';

/** A source whose lines the test makes one by one. */
function manualSource() {
  let attach: ((channel: Channel) => void) | null = null;
  let stopped = false;
  const source: ChannelSource = {
    start(given) {
      attach = given;
      return () => {
        stopped = true;
      };
    },
  };
  const connect = (): Channel => {
    const [windowEnd, counterEnd] = channelPair();
    attach?.(windowEnd);
    return counterEnd;
  };
  return { source, connect, isStopped: () => stopped };
}

function scriptedClient(options: { maxPendingCalls?: number } = {}) {
  const clock = virtualClock(1_790_000_000_000);
  const line = manualSource();
  const problems: string[] = [];
  const client = createClient(line.source, {
    clock,
    onProblem: (code, name) => problems.push(`${code} ${name}`),
    ...options,
  });
  return { clock, client, problems, ...line };
}

/** The counter's end, scripted: says hello and records what it gets. */
function speak(counterEnd: Channel) {
  const heard: Record<string, unknown>[] = [];
  counterEnd.onMessage((data) => heard.push(JSON.parse(String(data)) as Record<string, unknown>));
  const say = (message: unknown): void => counterEnd.post(JSON.stringify(message));
  say({ kind: 'hello', protocol: 1 });
  return { heard, say };
}

const cancelled = { view: { state: 'cancelled', facilityName: 'A' } } as const;
const otherCancelled = { view: { state: 'cancelled', facilityName: 'B' } } as const;

describe('a call', () => {
  it('answers with the result of the server', async () => {
    const { client, connect } = scriptedClient();
    const { server } = scriptedServer({ 'shift.open': () => ok({ shift: otherId }) });
    server.accept(connect(), 'cashier');
    await settled();
    expect(await client.call('shift.open', { float: 0, name: 'Ca sáng' })).toEqual(ok({ shift: otherId }));
    expect(await client.call('staff.lock', {})).toEqual({
      ok: false,
      reason: { code: 'not-scripted', moneyMoved: 'no' },
    });
  });

  it('without a line is refused at once', async () => {
    const { client } = scriptedClient();
    expect(await client.call('staff.lock', {})).toEqual({
      ok: false,
      reason: { code: 'not-connected', moneyMoved: 'no' },
    });
  });

  it.each([
    ['shift.openDrawer', { text: 'đổi tiền' }, 'unknown'],
    ['staff.lock', {}, 'no'],
  ] as const)(
    '%s that gets no answer in time says timeout, money %#',
    async (method, request, moneyMoved) => {
      const { client, clock, connect } = scriptedClient();
      speak(connect());
      await settled();
      const answer = client.call(method, request as never);
      clock.advance(15_000);
      expect(await answer).toEqual({ ok: false, reason: { code: 'timeout', moneyMoved } });
      expect(clock.pendingTimers()).toBe(0);
    },
  );

  it('whose line breaks says connection-lost, and an answer that comes late is nobody’s', async () => {
    const { client, connect } = scriptedClient();
    const counterEnd = connect();
    const { say } = speak(counterEnd);
    await settled();
    const answer = client.call('collect.undo', { collection: otherId });
    await settled();
    counterEnd.close();
    expect(await answer).toEqual({ ok: false, reason: { code: 'connection-lost', moneyMoved: 'unknown' } });
    say({ kind: 'result', id: 1, value: {} });
    expect(client.state.get()).toBe('lost');
  });

  it('with a response outside the contract is not believed', async () => {
    const { client, connect } = scriptedClient();
    const { say } = speak(connect());
    await settled();
    const answer = client.call('shift.open', { float: 0, name: 'Ca sáng' });
    await settled();
    say({ kind: 'result', id: 1, value: { shift: 7 } });
    expect(await answer).toEqual({ ok: false, reason: { code: 'bad-answer', moneyMoved: 'unknown' } });
  });

  it('beyond the limit is refused', async () => {
    const { client, connect } = scriptedClient({ maxPendingCalls: 1 });
    speak(connect());
    await settled();
    void client.call('staff.lock', {});
    expect(await client.call('staff.lock', {})).toMatchObject({ reason: { code: 'too-many-calls' } });
  });

  it('too large to send is refused before it is sent', async () => {
    const { client, connect, clock } = scriptedClient();
    const { heard } = speak(connect());
    await settled();
    const text = 'x'.repeat(300_000);
    expect(await client.call('payer.find', { text, limit: 1 })).toEqual({
      ok: false,
      reason: { code: 'too-large', moneyMoved: 'no' },
    });
    await settled();
    expect(heard).toEqual([]);
    expect(clock.pendingTimers()).toBe(0);
  });
});

describe('a watched topic', () => {
  it('gets snapshot and changes, and a late follower the last value', async () => {
    const { client, connect } = scriptedClient();
    const { server } = scriptedServer();
    server.publish('display', cancelled);
    const early: unknown[] = [];
    client.watch('display', (value) => early.push(value));
    server.accept(connect(), 'display');
    await settled();
    server.publish('display', otherCancelled);
    await settled();
    const late: unknown[] = [];
    client.watch('display', (value) => late.push(value));
    expect(early).toEqual([cancelled, otherCancelled]);
    expect(late).toEqual([otherCancelled]);
  });

  it('is asked for again after the line was lost, and shows the state of the new counter', async () => {
    const { client, connect } = scriptedClient();
    const first = scriptedServer();
    first.server.publish('display', cancelled);
    first.server.accept(connect(), 'display');
    const seen: TopicValue<'display'>[] = [];
    const states: string[] = [];
    client.state.subscribe(() => states.push(client.state.get()));
    await settled();
    client.watch('display', (value) => seen.push(value));
    await settled();
    first.server.close();
    await settled();
    const second = scriptedServer();
    second.server.publish('display', otherCancelled);
    second.server.accept(connect(), 'display');
    await settled();
    expect(seen).toEqual([cancelled, otherCancelled]);
    expect(states).toEqual(['open', 'lost', 'open']);
  });

  it('asks for the snapshot when a version is missing and does not show what lies between', async () => {
    const { client, connect, problems } = scriptedClient();
    const { heard, say } = speak(connect());
    const seen: unknown[] = [];
    client.watch('display', (value) => seen.push(value));
    await settled();
    say({ kind: 'snapshot', topic: 'display', version: 4, value: cancelled });
    say({ kind: 'change', topic: 'display', version: 6, patch: otherCancelled, removed: [] });
    say({ kind: 'change', topic: 'display', version: 7, patch: otherCancelled, removed: [] });
    await settled();
    expect(seen).toEqual([cancelled]);
    expect(heard.filter((message) => message.kind === 'watch')).toHaveLength(2);
    expect(problems).toEqual(['version-gap display']);
    say({ kind: 'snapshot', topic: 'display', version: 7, value: otherCancelled });
    await settled();
    expect(seen).toEqual([cancelled, otherCancelled]);
  });

  it('shows no value outside the contract', async () => {
    const { client, connect, problems } = scriptedClient();
    const { say } = speak(connect());
    const seen: unknown[] = [];
    client.watch('display', (value) => seen.push(value));
    await settled();
    say({ kind: 'snapshot', topic: 'display', version: 1, value: { view: { state: 'paid' } } });
    say({ kind: 'snapshot', topic: 'display', version: 1, value: null });
    say({ kind: 'snapshot', topic: 'constructor', version: 1, value: {} });
    say('nonsense');
    await settled();
    expect(seen).toEqual([]);
    expect(problems).toEqual(['bad-answer display', 'bad-answer display', 'malformed message']);
  });

  it('is left when the last follower leaves', async () => {
    const { client, connect } = scriptedClient();
    const { heard } = speak(connect());
    await settled();
    const leave = client.watch('display', () => undefined);
    const leaveToo = client.watch('display', () => undefined);
    leave();
    leave();
    await settled();
    expect(heard.map((message) => message.kind)).toEqual(['watch']);
    leaveToo();
    await settled();
    expect(heard.map((message) => message.kind)).toEqual(['watch', 'unwatch']);
  });
});

describe('the client', () => {
  it('closes for good', async () => {
    const { client, connect, isStopped } = scriptedClient();
    const counterEnd = connect();
    let closed = false;
    counterEnd.onClose(() => {
      closed = true;
    });
    speak(counterEnd);
    await settled();
    client.close();
    await settled();
    expect([closed, isStopped(), client.state.get()]).toEqual([true, true, 'lost']);
  });

  it('takes the newer of two lines', async () => {
    const { client, connect } = scriptedClient();
    const first = connect();
    speak(first);
    await settled();
    const second = scriptedServer({ 'staff.lock': () => ok({}) });
    second.server.accept(connect(), 'cashier');
    await settled();
    expect(await client.call('staff.lock', {})).toEqual(ok({}));
  });

  it('does not open for another protocol', async () => {
    const { client, connect, problems } = scriptedClient();
    connect().post('{"kind":"hello","protocol":2}');
    await settled();
    expect(client.state.get()).toBe('connecting');
    expect(problems).toEqual(['malformed message']);
  });
});
