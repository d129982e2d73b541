/** One supervisor over all devices, in virtual time; and the line that stays open under it. */
import { describe, expect, test } from 'vitest';
import type { LinkFailure } from '../../../src/main/devices/ports.ts';
import { retryAfterMs, supervise, usualPace, type Watched } from '../../../src/main/devices/supervisor.ts';
import { heldLine } from '../../../src/main/devices/transport/held.ts';
import { memoryTransport } from '../../../src/main/devices/transport/memory.ts';
import { virtualClock } from '../../../src/main/ports/virtual.ts';

function fakeDevice(name: string) {
  let state: Watched['state'] = 'unknown';
  let well = true;
  let asked = 0;
  const listeners = new Set<() => void>();
  const become = (next: Watched['state']): void => {
    if (state === next) return;
    state = next;
    for (const listener of listeners) listener();
  };
  const device: Watched = {
    name,
    get state() {
      return state;
    },
    async check() {
      asked += 1;
      become(well ? 'ready' : 'offline');
      return well;
    },
    onState(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    device,
    become,
    set: (next: boolean) => {
      well = next;
    },
    asked: () => asked,
  };
}

describe('the supervisor', () => {
  test('asks a device that is well every so often, and tells each change once', async () => {
    const clock = virtualClock(1_000);
    const one = fakeDevice('K80');
    let changes = 0;
    const supervisor = supervise([one.device], clock, () => (changes += 1));
    await clock.advanceAndSettle(usualPace.everyMs * 3);
    expect(one.asked()).toBe(4);
    expect(changes).toBe(1);
    expect(supervisor.standings).toEqual([{ name: 'K80', state: 'ready', since: 1_000 }]);
    one.become('no-paper');
    expect(changes).toBe(2);
    expect(supervisor.standings[0]).toMatchObject({
      state: 'no-paper',
      since: 1_000 + usualPace.everyMs * 3,
    });
    supervisor.stop();
    expect(clock.pendingTimers()).toBe(0);
  });

  test('tries one that is down less and less often, up to the limit, and finds it again', async () => {
    const clock = virtualClock(0);
    const one = fakeDevice('K80');
    one.set(false);
    const supervisor = supervise([one.device], clock, () => undefined);
    await clock.advanceAndSettle(0);
    const gaps: number[] = [];
    let last = 0;
    for (let at = 0; at < 120_000; at += 500) {
      const before = one.asked();
      await clock.advanceAndSettle(500);
      if (one.asked() === before) continue;
      gaps.push(at + 500 - last);
      last = at + 500;
    }
    expect(gaps.slice(0, 6)).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
    one.set(true);
    await clock.advanceAndSettle(usualPace.mostRetryMs);
    expect(supervisor.standings[0]?.state).toBe('ready');
    supervisor.stop();
  });

  test('a device that goes down by itself is tried again soon, not at its next turn', async () => {
    const clock = virtualClock(0);
    const one = fakeDevice('COM');
    const supervisor = supervise([one.device], clock, () => undefined);
    await clock.advanceAndSettle(100);
    const before = one.asked();
    one.become('offline');
    await clock.advanceAndSettle(usualPace.firstRetryMs);
    expect(one.asked()).toBe(before + 1);
    supervisor.stop();
  });

  test('a slow device does not hold up another', async () => {
    const clock = virtualClock(0);
    const never: Watched = { ...fakeDevice('slow').device, check: () => new Promise(() => undefined) };
    const quick = fakeDevice('quick');
    const supervisor = supervise([never, quick.device], clock, () => undefined);
    await clock.advanceAndSettle(usualPace.everyMs * 2);
    expect(quick.asked()).toBe(3);
    supervisor.stop();
  });

  test('waits never grow past the limit', () => {
    const waits = Array.from({ length: 2_000 }, (_, failures) => retryAfterMs(failures + 1, usualPace));
    expect(Math.max(...waits)).toBe(usualPace.mostRetryMs);
    expect(waits.every((wait, at) => at === 0 || wait >= (waits[at - 1] ?? 0))).toBe(true);
  });
});

describe('a line that stays open', () => {
  function rig(answer: (bytes: Uint8Array) => number = (bytes) => bytes.length) {
    const clock = virtualClock(0);
    let opened = 0;
    let hang: ((why: LinkFailure) => void) | null = null;
    let say: ((bytes: Uint8Array) => void) | null = null;
    const transport = memoryTransport(
      {
        onOpen() {
          opened += 1;
          return null;
        },
        onWrite(bytes, reply, hangUp) {
          say = reply;
          hang = hangUp;
          return answer(bytes);
        },
      },
      clock,
    );
    const line = heldLine(transport);
    return {
      clock,
      line,
      opened: () => opened,
      say: (bytes: Uint8Array) => say?.(bytes),
      hang: (why: LinkFailure) => hang?.(why),
    };
  }

  test('serves talk after talk without being opened again, and hears between them', async () => {
    const { clock, line, opened, say } = rig();
    const heard: number[] = [];
    line.onBytes((bytes) => heard.push(...bytes));
    for (const byte of [1, 2, 3]) {
      const talk = await line.open(100);
      if (!talk.ok) throw new Error(talk.reason);
      expect(await talk.value.write(Uint8Array.of(byte), 100)).toEqual({ taken: 1, failure: null });
      expect(await talk.value.finish(100)).toBeNull();
      talk.value.close();
    }
    say(Uint8Array.of(7, 8));
    await clock.advanceAndSettle(0);
    expect(heard).toEqual([7, 8]);
    expect(opened()).toBe(1);
  });

  test('a break is told at once and the next talk opens it anew', async () => {
    const { clock, line, opened, hang } = rig();
    const told: boolean[] = [];
    line.onLine((connected) => told.push(connected));
    const talk = await line.open(100);
    if (!talk.ok) throw new Error(talk.reason);
    await talk.value.write(Uint8Array.of(1), 100);
    talk.value.close();
    hang('disconnected');
    await clock.advanceAndSettle(0);
    expect([told, line.connected]).toEqual([[true, false], false]);
    expect(await line.connect(100)).toBeNull();
    expect([opened(), line.connected]).toEqual([2, true]);
  });

  test('a talk given up in the middle of a write drops the line: what was held must not come later', async () => {
    const { clock, line } = rig(() => 0);
    const talk = await line.open(100);
    if (!talk.ok) throw new Error(talk.reason);
    const writing = talk.value.write(new Uint8Array(10), 50);
    talk.value.close();
    expect(line.connected).toBe(false);
    await clock.advanceAndSettle(100);
    expect((await writing).failure).not.toBeNull();
  });

  test('a dropped line is never opened again', async () => {
    const { line, opened } = rig();
    await line.connect(100);
    line.drop();
    expect(await line.connect(100)).toBe('disconnected');
    expect(opened()).toBe(1);
  });
});
