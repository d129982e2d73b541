import type { Clock } from '../../shared/kernel/clock.ts';
import type { Random } from '../../shared/kernel/random.ts';
import type { Database } from '../store/database.ts';
import type { Outcome } from './failure.ts';
import { standardPinParameters } from './pin.ts';
import { createPinCheck } from './pin-check.ts';
import { createQueue } from './queue.ts';
import type { StaffTables } from './schema.ts';
import { createVerifiers } from './verifiers.ts';

const mostPinsQueued = 4;

/** PINs while the journal is quarantined: nobody signs in, but an administrator can prove who they are. */
export interface PinDoor {
  /** Whether this is the person's PIN; wrong ones count as at any other time. */
  check(person: string, pin: string): Promise<Outcome<null>>;
  /** Until when no PIN is taken from this person (wall clock); null when one is taken now. */
  blockedUntilMs(person: string): number | null;
}

/** Checks PINs against `local.db` alone. A wrong one is counted there; there is no journal to write it into. */
export function createPinDoor(ports: {
  readonly clock: Clock;
  readonly random: Random;
  readonly local: Database<StaffTables>;
}): PinDoor {
  const { clock, random, local } = ports;
  const pins = createPinCheck({
    clock,
    random,
    verifiers: createVerifiers(local),
    parameters: standardPinParameters,
    record: () => undefined,
  });
  const queue = createQueue(mostPinsQueued);
  return {
    check: (person, pin) => queue.run(() => pins.check(person, pin)),
    blockedUntilMs: pins.blockedUntilMs,
  };
}
