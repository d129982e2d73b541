import { describe, expect, it } from 'vitest';
import { realClock, realRandom } from '../../../src/main/ports/real.ts';
import { scriptedClock } from '../../../src/main/ports/scripted.ts';
import { seededRandom, virtualClock } from '../../../src/main/ports/virtual.ts';
import { sleep } from '../../../src/shared/kernel/clock.ts';
import { clockContract, randomContract } from './contract.ts';

const startMs = Date.UTC(2026, 10, 19, 5, 27);

clockContract('real', () => {
  const clock = realClock();
  return { clock, pass: (ms) => sleep(clock, ms) };
});
clockContract('virtual', () => {
  const clock = virtualClock(startMs);
  return { clock, pass: (ms) => clock.advanceAndSettle(ms) };
});
randomContract('real', realRandom);
randomContract('seeded', () => seededRandom(7));

describe('virtual clock', () => {
  it('runs timers of the same time in the order they were set, at their own time', () => {
    const clock = virtualClock(startMs);
    const ran: string[] = [];
    const note = (name: string) => () => ran.push(`${name} ${clock.now() - startMs}`);
    clock.after(30, note('c'));
    clock.after(10, note('a'));
    clock.after(10, note('b'));
    clock.advance(9);
    expect(ran).toEqual([]);
    clock.advance(100);
    expect(ran).toEqual(['a 10', 'b 10', 'c 30']);
    expect(clock.now()).toBe(startMs + 109);
    expect(clock.pendingTimers()).toBe(0);
  });

  it('lets a chain of sleeps run in one advance that settles', async () => {
    const clock = virtualClock(startMs);
    const seen: number[] = [];
    const chain = async (): Promise<void> => {
      for (let turn = 0; turn < 5; turn += 1) {
        await sleep(clock, 100);
        seen.push(clock.monotonicMs());
      }
    };
    const done = chain();
    await clock.advanceAndSettle(500);
    await done;
    expect(seen).toEqual([100, 200, 300, 400, 500]);
  });

  it('stands still as soon as what is waited for holds, and says when it never does', async () => {
    const clock = virtualClock(startMs);
    let slept = 0;
    const nap = async (): Promise<void> => {
      for (slept = 0; slept < 3; slept += 1) await sleep(clock, 100);
    };
    const napping = nap();
    expect(await clock.settleUntil(() => slept === 2, 1_000)).toBe(true);
    expect(clock.monotonicMs()).toBe(200);
    expect(await clock.settleUntil(() => slept === 4, 1_000)).toBe(false);
    expect(clock.monotonicMs()).toBe(1_200);
    await napping;
  });

  it('keeps timers and the monotonic clock when the wall clock is set', () => {
    const clock = virtualClock(startMs);
    let ranAt = 0;
    clock.after(1000, () => {
      ranAt = clock.monotonicMs();
    });
    clock.jump(-3_600_000);
    expect(clock.now()).toBe(startMs - 3_600_000);
    clock.advance(1000);
    expect(ranAt).toBe(1000);
  });

  it('passes an error of a timer on and goes on afterwards', () => {
    const clock = virtualClock(startMs);
    clock.after(1, () => {
      throw new Error('broken timer');
    });
    expect(() => clock.advance(5)).toThrow('broken timer');
    clock.advance(5);
    expect(clock.monotonicMs()).toBe(6);
  });

  it('refuses to be advanced from one of its own timers', () => {
    const clock = virtualClock(startMs);
    clock.after(1, () => clock.advance(1));
    expect(() => clock.advance(2)).toThrow('while it advances');
  });

  it('stops a run of timers that never ends', () => {
    const clock = virtualClock(startMs);
    const again = (): void => {
      clock.after(0, again);
    };
    again();
    expect(() => clock.advance(1)).toThrow('timers in one advance');
  });
});

describe('seeded random', () => {
  it('repeats itself for a seed and differs for another', () => {
    expect(seededRandom(42).bytes(64)).toEqual(seededRandom(42).bytes(64));
    expect(seededRandom(42).bytes(64)).not.toEqual(seededRandom(43).bytes(64));
  });

  it('gives the same stream whatever the lengths asked', () => {
    const parts = seededRandom(9);
    const joined = [...parts.bytes(3), ...parts.bytes(5)];
    expect(joined).toEqual([...seededRandom(9).bytes(8)]);
  });

  it('refuses a seed that is not 32 bits', () => {
    expect(() => seededRandom(-1)).toThrow('32 bits');
    expect(() => seededRandom(2 ** 32)).toThrow('32 bits');
  });
});

describe('scripted clock', () => {
  it('gives the listed instants and stays at the last; monotonic time only grows', () => {
    const clock = scriptedClock([1000, 5000, 2000, 2500]);
    const seen: [number, number][] = [];
    for (let turn = 0; turn < 6; turn += 1) seen.push([clock.now(), clock.monotonicMs()]);
    expect(seen).toEqual([
      [1000, 0],
      [5000, 4000],
      [2000, 4000],
      [2500, 4500],
      [2500, 4500],
      [2500, 4500],
    ]);
  });

  it('has no timers and needs an instant', () => {
    expect(() => scriptedClock([1]).after(1, () => undefined)).toThrow('no timers');
    expect(() => scriptedClock([])).toThrow('needs an instant');
  });
});
