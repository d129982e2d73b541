import { systemActor } from '../../shared/journal/entry.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Ids } from '../../shared/kernel/ids.ts';
import type { Random } from '../../shared/kernel/random.ts';
import { ok } from '../../shared/kernel/result.ts';
import type { Role } from '../../shared/kernel/roles.ts';
import type { StaffEntry } from './entries.ts';
import { fail, type Outcome } from './failure.ts';
import type { Gate } from './gate.ts';
import { chooseNewPin, makeVerifier, type Pin, type PinParameters, type PinVerifier } from './pin.ts';
import { type PinCheck, readNow } from './pin-check.ts';
import type { Queue } from './queue.ts';
import { type Person, readPerson } from './rules.ts';
import type { Verifiers } from './verifiers.ts';

/** What an administrator says of a person. */
export interface PersonChange {
  /** Null adds somebody. */
  readonly person: string | null;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly active: boolean;
  /** Null keeps the present PIN; somebody new needs one. */
  readonly pin: string | null;
}

/** One of the people a new counter starts with. */
export type FirstPerson = Pick<Person, 'name' | 'roles'> & { readonly pin: string };

export interface PeoplePorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly ids: Ids;
  readonly verifiers: Verifiers;
  readonly parameters: PinParameters;
  readonly pins: PinCheck;
  readonly gate: Gate;
  readonly queue: Queue;
  people(): readonly Person[];
  /** Journals all of them in one transaction, after whatever `before` writes in it. */
  record(entries: readonly StaffEntry[], before?: () => void): void;
}

export interface People {
  /** `agreed` gives the entry of a second person's approval, journalled before the change. */
  savePerson(
    change: PersonChange,
    agreed?: () => Outcome<StaffEntry>,
  ): Promise<Outcome<{ readonly person: string }>>;
  changePin(oldPin: string, newPin: string): Promise<Outcome<null>>;
  createFirstPeople(
    wanted: readonly FirstPerson[],
    before: () => void,
  ): Promise<Outcome<{ readonly people: readonly string[] }>>;
}

function saved({ person, name, roles, active }: Person, pinSet: boolean, actor: string): StaffEntry {
  return {
    type: 'person.saved',
    body: { person, roles: [...roles], active, pinSet },
    private: { name },
    actor,
  };
}

/**
 * Changes of people and PINs. A PIN lies in another file than the journal, so it is written first: until the entry
 * stands, a new person cannot sign in, and a person whose PIN was lost cannot either until an administrator sets one.
 */
export function createPeople(ports: PeoplePorts): People {
  const { clock, random, ids, verifiers, parameters, pins, gate, queue, people, record } = ports;

  const hasPin = (person: string): boolean => verifiers.find(person) !== undefined;
  const hash = (pin: Pin): Promise<PinVerifier> => makeVerifier(pin, random, parameters);

  /** Writes the verifiers, then journals; if that fails, the PINs are what they were. */
  function writeBoth(made: readonly (readonly [string, PinVerifier])[], journal: () => void): void {
    const undo: (() => void)[] = [];
    try {
      for (const [person, verifier] of made) undo.push(verifiers.save(person, verifier, readNow(clock)));
      journal();
    } catch (cause) {
      for (const putBack of undo) putBack();
      throw cause;
    }
  }

  /** Whether the change may be made as things are now, by whom, and what it makes. */
  function planSave(change: PersonChange, id: string): Outcome<{ person: Person; by: string }> {
    const administrator = gate.require(['administrator']);
    if (!administrator.ok) return administrator;
    const all = people();
    const known = all.some(({ person }) => person === id);
    if (change.person !== null && !known) return fail('person-unknown');
    if (change.person === null && change.pin === null) return fail('pin-needed');
    const { name, roles, active } = change;
    const others = all.filter(({ person }) => person !== id);
    const gets = (person: string): boolean => (person === id && change.pin !== null) || hasPin(person);
    const read = readPerson({ person: id, name, roles, active }, others, gets);
    return read.ok ? ok({ person: read.value, by: administrator.value.person }) : fail(read.reason);
  }

  async function savePerson(
    change: PersonChange,
    agreed?: () => Outcome<StaffEntry>,
  ): Promise<Outcome<{ readonly person: string }>> {
    const id = change.person ?? ids.next();
    const planned = planSave(change, id);
    if (!planned.ok) return planned;
    const made: [string, PinVerifier][] = [];
    if (change.pin !== null) {
      const pin = chooseNewPin(change.pin);
      if (!pin.ok) return fail(pin.reason);
      made.push([id, await hash(pin.value)]);
    }
    const again = planSave(change, id);
    if (!again.ok) return again;
    if (again.value.by !== planned.value.by) return fail('session-changed');
    const { person, by } = again.value;
    const approval = agreed?.();
    if (approval?.ok === false) return approval;
    const before = approval === undefined ? [] : [approval.value];
    writeBoth(made, () => gate.recordChangeOf(person, [...before, saved(person, made.length > 0, by)]));
    return ok({ person: id });
  }

  async function changePin(oldPin: string, newPin: string): Promise<Outcome<null>> {
    const before = gate.require('unlocked');
    if (!before.ok) return before;
    const chosen = chooseNewPin(newPin);
    if (!chosen.ok) return fail(chosen.reason);
    const { person } = before.value;
    const checked = await pins.check(person, oldPin);
    if (!checked.ok) return checked;
    if (oldPin === newPin) return fail('pin-unchanged');
    const verifier = await hash(chosen.value);
    const after = gate.require('unlocked');
    if (!after.ok) return after;
    if (after.value.person !== person) return fail('session-changed');
    writeBoth([[person, verifier]], () =>
      gate.recordChangeOf(after.value, [saved(after.value, true, person)]),
    );
    return ok(null);
  }

  /** Reads the whole list before any PIN is hashed. */
  function readFirst(wanted: readonly FirstPerson[]): Outcome<readonly { person: Person; pin: Pin }[]> {
    if (people().length > 0) return fail('already-set-up');
    const drafts = wanted.map(({ name, roles }) => ({ person: ids.next(), name, roles, active: true }));
    const read: { person: Person; pin: Pin }[] = [];
    for (const [index, draft] of drafts.entries()) {
      const others = drafts.filter((other) => other !== draft);
      const person = readPerson(draft, others, () => true);
      if (!person.ok) return fail(person.reason, { index });
      const pin = chooseNewPin(wanted[index]?.pin ?? '');
      if (!pin.ok) return fail(pin.reason, { index });
      read.push({ person: person.value, pin: pin.value });
    }
    return read.length > 0 ? ok(read) : fail('last-administrator');
  }

  async function createFirst(
    wanted: readonly FirstPerson[],
    before: () => void,
  ): Promise<Outcome<{ readonly people: readonly string[] }>> {
    const read = readFirst(wanted);
    if (!read.ok) return read;
    const made: [string, PinVerifier][] = [];
    for (const { person, pin } of read.value) made.push([person.person, await hash(pin)]);
    if (people().length > 0) return fail('already-set-up');
    const entries = read.value.map(({ person }) => saved(person, true, systemActor));
    writeBoth(made, () => record(entries, before));
    return ok({ people: read.value.map(({ person }) => person.person) });
  }

  return {
    savePerson: (change, agreed) => queue.run(() => savePerson(change, agreed)),
    changePin: (oldPin, newPin) => queue.run(() => changePin(oldPin, newPin)),
    createFirstPeople: (wanted, before) => queue.run(() => createFirst(wanted, before)),
  };
}
