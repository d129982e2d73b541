import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../src/shared/kernel/clock.ts';
import type { Random } from '../../../src/shared/kernel/random.ts';

export interface ClockUnderTest {
  readonly clock: Clock;
  /** Lets this much of the clock's time go by, promises included. */
  pass(ms: number): Promise<void>;
}

/** What every clock with timers must do. */
export function clockContract(name: string, make: () => ClockUnderTest): void {
  describe(`clock contract: ${name}`, () => {
    it('gives whole milliseconds since 1970', () => {
      const { clock } = make();
      expect(Number.isSafeInteger(clock.now())).toBe(true);
      expect(clock.now()).toBeGreaterThan(Date.UTC(2020, 0, 1));
    });

    it('never runs a timer before its time, nor at once', async () => {
      const { clock, pass } = make();
      const startMs = clock.monotonicMs();
      const seenMs: number[] = [];
      for (const delayMs of [0, 7, 20]) {
        clock.after(delayMs, () => seenMs.push(clock.monotonicMs() - startMs - delayMs));
      }
      expect(seenMs).toEqual([]);
      await pass(60);
      expect(seenMs).toHaveLength(3);
      expect(Math.min(...seenMs)).toBeGreaterThanOrEqual(0);
    });

    it('runs timers in order of their time, and each once', async () => {
      const { clock, pass } = make();
      const ran: string[] = [];
      clock.after(40, () => ran.push('late'));
      clock.after(5, () => ran.push('soon'));
      clock.after(20, () => ran.push('middle'));
      await pass(120);
      await pass(40);
      expect(ran).toEqual(['soon', 'middle', 'late']);
    });

    it('does not run a cancelled timer, and cancelling twice or late is harmless', async () => {
      const { clock, pass } = make();
      const ran: string[] = [];
      const cancel = clock.after(10, () => ran.push('cancelled'));
      const late = clock.after(5, () => ran.push('kept'));
      cancel();
      cancel();
      await pass(60);
      late();
      expect(ran).toEqual(['kept']);
    });

    it('runs a timer set by a timer', async () => {
      const { clock, pass } = make();
      const ran: string[] = [];
      clock.after(5, () => clock.after(5, () => ran.push('second')));
      await pass(80);
      expect(ran).toEqual(['second']);
    });

    it('does not run a timer of many days soon', async () => {
      const { clock, pass } = make();
      let ran = false;
      const cancel = clock.after(40 * 24 * 3600 * 1000, () => {
        ran = true;
      });
      await pass(30);
      cancel();
      expect(ran).toBe(false);
    });

    it('refuses a delay that is no length of time', () => {
      const { clock } = make();
      for (const delayMs of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
        expect(() => clock.after(delayMs, () => undefined)).toThrow('timer delay');
      }
    });

    it('moves wall and monotonic clock together', async () => {
      const { clock, pass } = make();
      const wall = clock.now();
      const monotonicMs = clock.monotonicMs();
      await pass(50);
      expect(clock.monotonicMs() - monotonicMs).toBeGreaterThanOrEqual(50);
      expect(Math.abs(clock.now() - wall - (clock.monotonicMs() - monotonicMs))).toBeLessThan(20);
    });
  });
}

/** What every source of chance must do. */
export function randomContract(name: string, make: () => Random): void {
  describe(`random contract: ${name}`, () => {
    it('gives the asked number of bytes, none too', () => {
      const random = make();
      expect(random.bytes(0)).toHaveLength(0);
      expect(random.bytes(1)).toHaveLength(1);
      expect(random.bytes(1000)).toHaveLength(1000);
    });

    it('gives other bytes each time, owned by the caller', () => {
      const random = make();
      const first = random.bytes(16);
      const copy = Uint8Array.from(first);
      const second = random.bytes(16);
      expect(second).not.toEqual(first);
      expect(first).toEqual(copy);
    });

    it('uses every value of a byte, none far too often', () => {
      const counts = new Array<number>(256).fill(0);
      for (const byte of make().bytes(25_600)) counts[byte] = (counts[byte] ?? 0) + 1;
      expect(Math.min(...counts)).toBeGreaterThan(40);
      expect(Math.max(...counts)).toBeLessThan(180);
    });

    it('refuses a length that is none', () => {
      expect(() => make().bytes(-1)).toThrow('bytes');
      expect(() => make().bytes(1.5)).toThrow('bytes');
    });
  });
}
