import type { Clock } from '../../shared/kernel/clock.ts';
import type { GateView, PersonView } from '../../shared/rpc/contract.ts';
import { facilitySettings } from '../facility/settings.ts';
import type { LedgerReads } from '../ledger/read.ts';
import type { Person } from '../staff/rules.ts';
import type { Staff } from '../staff/staff.ts';

export interface GateParts {
  readonly clock: Clock;
  readonly reads: LedgerReads;
  readonly staff: Pick<Staff, 'presence' | 'pinBlocked'>;
  readonly people: () => readonly Person[];
  readonly ledgerKind: 'real' | 'training';
  readonly ledgerCheckedAt: () => number | null;
  readonly demoPin: string | null;
  /** Entries the backend has not acknowledged; null while not enrolled. */
  readonly waitingToSend: () => number | null;
}

function personView({ person, name, roles, active }: Person): PersonView {
  return { person, name, roles: [...roles], active };
}

/** The sign-in, lock and first-run screens: people and facility, nothing about money or payers. */
export function gateView(parts: GateParts): GateView {
  const { clock, reads, staff } = parts;
  const settings = facilitySettings(reads);
  const presence = staff.presence();
  const people = parts.people();
  const signedIn =
    presence.state === 'signed-out' ? undefined : people.find((one) => one.person === presence.person);
  const setUp = reads.counterRow() !== undefined;
  return {
    state: setUp ? presence.state : 'setup',
    ledgerKind: parts.ledgerKind,
    machine: settings.machine,
    institution: settings.facility.institution,
    facilityName: settings.facility.name,
    counterName: settings.counterName,
    people: people.map(personView),
    signedIn: signedIn === undefined ? null : personView(signedIn),
    pinBlocked: staff.pinBlocked().map(({ person, untilMs }) => ({ person, untilMs })),
    ledgerCheckedAt: parts.ledgerCheckedAt(),
    waitingToSend: parts.waitingToSend(),
    demoPin: parts.demoPin,
    support: reads.setting('support') ?? { office: '', phone: '' },
    autoLockMinutes: settings.autoLockMinutes,
    quarantine: null,
    now: clock.now(),
  };
}
