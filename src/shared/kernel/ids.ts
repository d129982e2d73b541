import type { Clock } from './clock.ts';
import type { Random } from './random.ts';

/** Makes ids before the act they name, so that a repeated request can be recognised. */
export interface Ids {
  /** A UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, then chance. Lower case. */
  next(): string;
}

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Shape of every id in the journal. */
export const uuidV7Pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * Ids from a clock and a source of chance. Within one process they sort in order of making even when the clock
 * stands still or goes back (RFC 9562 §6.2, method 1: the 12 bits after the version count within a millisecond).
 */
export function makeIds(clock: Clock, random: Random): Ids {
  let lastMs = -1;
  let counter = 0;
  return {
    next() {
      const now = Math.max(clock.now(), lastMs);
      if (now === lastMs) counter += 1;
      else counter = 0;
      lastMs = now;
      if (counter > 0xfff) {
        lastMs += 1;
        counter = 0;
      }
      const chance = random.bytes(8);
      const ms = lastMs.toString(16).padStart(12, '0');
      let tail = '';
      for (let index = 0; index < chance.length; index += 1) {
        const byte = chance[index] ?? 0;
        tail += hexOf[index === 0 ? (byte & 0x3f) | 0x80 : byte];
      }
      const middle = `7${counter.toString(16).padStart(3, '0')}`;
      return `${ms.slice(0, 8)}-${ms.slice(8)}-${middle}-${tail.slice(0, 4)}-${tail.slice(4)}`;
    },
  };
}
