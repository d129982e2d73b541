import type { Clock } from '../../shared/kernel/clock.ts';
import { ok } from '../../shared/kernel/result.ts';
import type { Access } from '../../shared/rpc/define.ts';
import { checkAccess, type Presence } from './access.ts';
import type { StaffEntry } from './entries.ts';
import { fail, type Outcome } from './failure.ts';
import type { PinCheck } from './pin-check.ts';
import type { Queue } from './queue.ts';
import type { Person } from './rules.ts';
import { type Session, type SessionEvent, stepSession } from './session.ts';

export interface GatePorts {
  readonly clock: Clock;
  readonly pins: PinCheck;
  readonly queue: Queue;
  people(): readonly Person[];
  /** Journals all of them in one transaction. */
  record(entries: readonly StaffEntry[]): void;
  /** Milliseconds without a request until the screen locks by itself; 0 = never. */
  autoLockMs(): number;
  /** Who is signed in changed. */
  changed(): void;
}

/** Who stands at the counter, kept in memory: a restart signs everybody out. */
export interface Gate {
  presence(): Presence;
  /** The person with the screen open who may take a step of this access, as they are in the journal now. */
  require(access: Access): Outcome<Person>;
  signIn(person: string, pin: string): Promise<Outcome<null>>;
  unlock(pin: string): Promise<Outcome<null>>;
  lock(): Outcome<null>;
  signOut(): Outcome<null>;
  /** Journals `entries`, and if they end the right of the signed-in person to be there, that too; all or nothing. */
  recordChangeOf(person: Pick<Person, 'person' | 'active'>, entries: readonly StaffEntry[]): void;
  /** A request of a person came; the wait for the automatic lock begins anew. */
  noteActivity(): void;
  /** Stops the timer of the automatic lock. */
  close(): void;
}

/** {@link Gate}, signed out. */
export function createGate(ports: GatePorts): Gate {
  const { clock, pins, queue, people, record, autoLockMs, changed } = ports;
  let session: Session = { state: 'signed-out' };
  let lastActivityMs = clock.monotonicMs();
  let cancelTimer: (() => void) | undefined;

  const find = (id: string): Person | undefined => people().find(({ person }) => person === id);

  function presence(): Presence {
    if (session.state === 'signed-out') return { state: 'signed-out' };
    const person = find(session.person);
    if (!person?.active) return { state: 'signed-out' };
    return { state: session.state, person: person.person, roles: person.roles };
  }

  /** The new state counts only once its entries are on disk. */
  function apply(event: SessionEvent, also: readonly StaffEntry[] = []): Outcome<null> {
    const step = stepSession(session, event);
    if (!step.ok) return fail(step.reason);
    const entries = [...also, ...step.value.entries];
    if (entries.length === 0) return ok(null);
    record(entries);
    session = step.value.session;
    noteActivity();
    changed();
    return ok(null);
  }

  function noteActivity(): void {
    lastActivityMs = clock.monotonicMs();
    waitForIdle();
  }

  function waitForIdle(): void {
    cancelTimer?.();
    cancelTimer = undefined;
    const limitMs = autoLockMs();
    if (session.state !== 'open' || limitMs <= 0) return;
    const leftMs = Math.max(0, limitMs - (clock.monotonicMs() - lastActivityMs));
    cancelTimer = clock.after(leftMs, () => {
      // The limit may have been raised or lowered meanwhile.
      apply({ type: 'idle', idleMs: clock.monotonicMs() - lastActivityMs, limitMs: autoLockMs() });
      waitForIdle();
    });
  }

  function mayWork(id: string): Outcome<Person> {
    const person = find(id);
    if (!person) return fail('person-unknown');
    return person.active ? ok(person) : fail('person-inactive');
  }

  /** Checks before the PIN, so that a refusal costs no attempt, and again after it, for what changed meanwhile. */
  async function enter(event: SessionEvent & { person: string }, pin: string): Promise<Outcome<null>> {
    const possible = (): Outcome<unknown> => {
      const step = stepSession(session, event);
      return step.ok ? mayWork(event.person) : fail(step.reason);
    };
    const before = possible();
    if (!before.ok) return before;
    const checked = await pins.check(event.person, pin);
    if (!checked.ok) return checked;
    const after = possible();
    return after.ok ? apply(event) : after;
  }

  return {
    presence,
    require(access) {
      const here = presence();
      const allowed = checkAccess(access, here);
      if (!allowed.ok) return fail(allowed.reason);
      return here.state === 'signed-out' ? fail('not-signed-in') : mayWork(here.person);
    },
    signIn: (person, pin) => queue.run(() => enter({ type: 'sign-in', person }, pin)),
    unlock: (pin) =>
      queue.run(async () => {
        if (session.state === 'signed-out') return fail('not-signed-in');
        return enter({ type: 'unlock', person: session.person }, pin);
      }),
    lock: () => apply({ type: 'lock' }),
    signOut: () => apply({ type: 'sign-out' }),
    recordChangeOf({ person, active }, entries) {
      if (!active) return void apply({ type: 'deactivated', person }, entries);
      record(entries);
      changed();
    },
    noteActivity,
    close() {
      cancelTimer?.();
      cancelTimer = undefined;
    },
  };
}
