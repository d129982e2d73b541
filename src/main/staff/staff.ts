import { InvariantBroken } from '../../shared/kernel/assert.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Ids } from '../../shared/kernel/ids.ts';
import type { Random } from '../../shared/kernel/random.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Database } from '../store/database.ts';
import { type Approval, type Approvals, createApprovals } from './approvals.ts';
import type { StaffEntry } from './entries.ts';
import type { Outcome } from './failure.ts';
import { createGate, type Gate } from './gate.ts';
import { createPeople, type People, type PersonChange } from './people.ts';
import { type PinParameters, standardPinParameters } from './pin.ts';
import { createPinCheck } from './pin-check.ts';
import { createQueue } from './queue.ts';
import type { Person } from './rules.ts';
import type { StaffTables } from './schema.ts';
import { createVerifiers } from './verifiers.ts';

/** PINs waiting to be checked, the one being checked included. One person types; more is somebody trying. */
const mostPinsQueued = 8;

export interface StaffPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly ids: Ids;
  /** `local.db`, with the table of `createStaffTables`. */
  readonly local: Database<StaffTables>;
  /** Everybody the journal knows, those who left included. */
  people(): readonly Person[];
  readonly ledger: Pick<Ledger, 'act' | 'append'>;
  /** Milliseconds without a request until the screen locks by itself; 0 = never. */
  autoLockMs(): number;
  /** Who is signed in or a PIN's wait changed; views read again. Called after the commit. */
  changed(): void;
  /** The standard ones unless a test wants cheap PINs. */
  readonly parameters?: PinParameters;
}

/** People at this counter: who is signed in, their PINs, their roles, and approvals by a second person. */
export interface Staff
  extends Pick<
      Gate,
      'presence' | 'require' | 'signIn' | 'unlock' | 'lock' | 'signOut' | 'noteActivity' | 'close'
    >,
    Omit<People, 'savePerson'>,
    Pick<Approvals, 'approve' | 'journalApproval'> {
  /** Saves a person; with an approval, that is journalled before the change. */
  savePerson(change: PersonChange, approval?: Approval): Promise<Outcome<{ readonly person: string }>>;
  /** People whose PIN is not taken now, and until when (wall clock). For the sign-in screen. */
  pinBlocked(): readonly { readonly person: string; readonly untilMs: number }[];
}

/** Puts the room together; nobody is signed in. */
export function createStaff(ports: StaffPorts): Staff {
  const { clock, random, ids, people, ledger, autoLockMs, changed } = ports;
  const parameters = ports.parameters ?? standardPinParameters;
  const verifiers = createVerifiers(ports.local);
  const queue = createQueue(mostPinsQueued);

  const append = (entry: StaffEntry): void => {
    // The same call twice: the ledger's types want to know which of the two has a private part.
    if (entry.type === 'person.saved') ledger.append(entry);
    else ledger.append(entry);
  };
  const record = (entries: readonly StaffEntry[], before?: () => void): void => {
    const written = ledger.act(() => {
      before?.();
      for (const entry of entries) append(entry);
    });
    // Everything was checked against the same people; a refusal now means that the two disagree.
    if (!written.ok) throw new InvariantBroken(`the journal refused what staff allowed: ${written.reason}`);
  };
  const pins = createPinCheck({
    clock,
    random,
    verifiers,
    parameters,
    record(entry) {
      record([entry]);
      changed();
    },
  });
  const gate = createGate({ clock, pins, queue, people, record, autoLockMs, changed });
  const team = createPeople({
    clock,
    random,
    ids,
    verifiers,
    parameters,
    pins,
    gate,
    queue,
    people,
    record,
  });
  const { approve, journalApproval, takeApproval } = createApprovals({
    ids,
    pins,
    gate,
    queue,
    people,
    append,
  });

  return {
    presence: gate.presence,
    require: gate.require,
    signIn: gate.signIn,
    unlock: gate.unlock,
    lock: gate.lock,
    signOut: gate.signOut,
    noteActivity: gate.noteActivity,
    close: gate.close,
    savePerson: (change, approval) =>
      team.savePerson(change, approval === undefined ? undefined : () => takeApproval(approval)),
    changePin: team.changePin,
    createFirstPeople: team.createFirstPeople,
    approve,
    journalApproval,
    pinBlocked() {
      return people().flatMap(({ person }) => {
        const untilMs = pins.blockedUntilMs(person);
        return untilMs === null ? [] : [{ person, untilMs }];
      });
    },
  };
}
