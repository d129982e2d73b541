import { systemActor } from '../../shared/journal/entry.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Random } from '../../shared/kernel/random.ts';
import { ok } from '../../shared/kernel/result.ts';
import {
  attemptsLeft,
  countAttempt,
  isBlocked,
  type MustWait,
  type Now,
  noAttempts,
  remainingMs,
} from './attempts.ts';
import type { StaffEntry } from './entries.ts';
import { fail, type Outcome } from './failure.ts';
import { isOutdated, makeVerifier, matchesPin, type PinParameters, parsePin } from './pin.ts';
import type { Verifiers } from './verifiers.ts';

export interface PinCheckPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly verifiers: Verifiers;
  readonly parameters: PinParameters;
  /** Journals in a transaction of its own. */
  record(entry: StaffEntry): void;
}

export interface PinCheck {
  /**
   * Whether `text` is this person's PIN, under the rules of `attempts.ts`. Call it from the queue only: it looks at
   * state before and after a wait. The caller checks again afterwards whatever else it depends on.
   */
  check(person: string, text: string): Promise<Outcome<null>>;
  /** Until when no PIN is taken from this person; null when one is taken now. */
  blockedUntilMs(person: string): number | null;
}

/** Both clocks at this moment. */
export function readNow(clock: Clock): Now {
  return { wall: clock.now(), monotonicMs: clock.monotonicMs() };
}

/** {@link PinCheck} on the verifiers of this machine. */
export function createPinCheck(ports: PinCheckPorts): PinCheck {
  const { clock, random, verifiers, parameters, record } = ports;
  const now = (): Now => readNow(clock);

  function waiting({ code, waitMs }: MustWait): Outcome<never> {
    return fail(code, { waitMs, untilMs: clock.now() + waitMs });
  }

  function refused(person: string): Outcome<never> {
    const attempts = verifiers.attempts(person, now());
    record({
      type: 'session.pin-refused',
      body: { person, attempts: attempts.failed },
      // Whoever typed it is not known to be that person.
      actor: systemActor,
    });
    const waitMs = remainingMs(attempts, now());
    if (isBlocked(attempts, now())) return waiting({ code: 'pin-blocked', waitMs });
    return fail('wrong-pin', { attemptsLeft: attemptsLeft(attempts), waitMs });
  }

  return {
    async check(person, text) {
      const pin = parsePin(text);
      if (!pin.ok) return fail(pin.reason);
      const verifier = verifiers.find(person);
      if (!verifier) return fail('pin-not-set');
      const counted = countAttempt(verifiers.attempts(person, now()), now());
      if (!counted.ok) return waiting(counted.reason);
      verifiers.saveAttempts(person, counted.value);
      if (!(await matchesPin(pin.value, verifier))) return refused(person);
      verifiers.saveAttempts(person, noAttempts(now()));
      if (isOutdated(verifier, parameters)) {
        verifiers.save(person, await makeVerifier(pin.value, random, parameters), now());
      }
      return ok(null);
    },
    blockedUntilMs(person) {
      const leftMs = remainingMs(verifiers.attempts(person, now()), now());
      return leftMs > 0 ? clock.now() + leftMs : null;
    },
  };
}
