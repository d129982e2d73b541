import type { Clock } from '../../shared/kernel/clock.ts';
import type { Role } from '../../shared/kernel/roles.ts';
import type { DisplayView, GateView } from '../../shared/rpc/contract.ts';
import type { LedgerFault } from '../ledger/faults.ts';
import type { PinDoor } from '../staff/pin-door.ts';

/** A person as far as the damaged file still tells. */
export interface QuarantinedPerson {
  readonly person: string;
  readonly name: string | null;
  readonly roles: readonly Role[];
}

export interface QuarantineParts {
  readonly clock: Clock;
  readonly ledgerKind: 'real' | 'training';
  readonly fault: LedgerFault;
  readonly people: readonly QuarantinedPerson[];
  readonly pins: Pick<PinDoor, 'blockedUntilMs'>;
  /** When the file was found wrong. */
  readonly foundAt: number;
  readonly demoPin: string | null;
}

/** Which place is wrong, for whoever is told on the telephone. */
function placeOf(fault: LedgerFault): { epoch: number; seq: number } | null {
  switch (fault.code) {
    case 'wrong-entry':
    case 'newer-program':
      return { epoch: fault.entry.place.epoch, seq: fault.entry.place.seq };
    case 'rolled-back':
      return { epoch: fault.first.epoch, seq: fault.first.seq };
    case 'forked':
      return { epoch: fault.recorded.epoch, seq: fault.recorded.seq };
    case 'no-owner':
    case 'unreadable':
      return null;
  }
}

/** The gate while the journal is quarantined: what is wrong, and the administrators who may open a new epoch. */
export function quarantinedGate(parts: QuarantineParts): GateView {
  const { fault, pins } = parts;
  const people = parts.people.filter(({ roles }) => roles.includes('administrator'));
  return {
    state: 'quarantined',
    ledgerKind: parts.ledgerKind,
    machine: 'counter',
    institution: 'hospital',
    facilityName: '',
    counterName: '',
    people: people.map(({ person, name, roles }) => ({
      person,
      name: name ?? '-',
      roles: [...roles],
      active: true,
    })),
    signedIn: null,
    pinBlocked: people.flatMap(({ person }) => {
      const untilMs = pins.blockedUntilMs(person);
      return untilMs === null ? [] : [{ person, untilMs }];
    }),
    ledgerCheckedAt: parts.foundAt,
    waitingToSend: null,
    demoPin: parts.demoPin,
    support: { office: '', phone: '' },
    autoLockMinutes: 0,
    quarantine: { code: fault.code, place: placeOf(fault) },
    now: parts.clock.now(),
  };
}

/** The customer display meanwhile. */
export const quarantinedDisplay: DisplayView = { state: 'closed', facilityName: '', counterName: '' };
