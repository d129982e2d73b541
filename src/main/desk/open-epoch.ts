import { ok, type Result } from '../../shared/kernel/result.ts';
import type { Role } from '../../shared/kernel/roles.ts';
import type { Recovered, RecoveryFailure } from '../ledger/recovery.ts';
import type { PinDoor } from '../staff/pin-door.ts';
import { fail, type Outcome } from './context.ts';

export interface OpenEpochParts {
  /** Active people as the damaged file tells. */
  readonly people: readonly { readonly person: string; readonly roles: readonly Role[] }[];
  readonly pins: Pick<PinDoor, 'check'>;
  /** Puts the damaged file aside and starts a new epoch with what verifies; nothing is done on refusal. */
  recover(actor: string): Result<Recovered, RecoveryFailure>;
  /** Goes on with the new file. */
  resume(): Promise<void>;
}

interface NewEpochAnswer {
  readonly epoch: number;
  /** Entries kept. */
  readonly entries: number;
  /** Entries known to have been written and not found; null when no record tells how many. */
  readonly lost: number | null;
}

/**
 * Ends a quarantine by an administrator's PIN (design §3 "Broken chain"). Once it has succeeded the counter works again
 * and nobody is signed in; a refusal leaves the file where it lay.
 */
export function epochOpener(parts: OpenEpochParts) {
  let underWay = false;

  const open = async (request: { person: string; pin: string }): Promise<Outcome<NewEpochAnswer>> => {
    const administrator = parts.people.find(({ person }) => person === request.person);
    if (administrator === undefined) return fail('person-unknown');
    if (!administrator.roles.includes('administrator')) return fail('wrong-role');
    const proven = await parts.pins.check(request.person, request.pin);
    if (!proven.ok) return proven;
    const recovered = parts.recover(request.person);
    if (!recovered.ok) return fail(`recovery-${recovered.reason.code}`);
    await parts.resume();
    const { epoch, entries, continues, highestKnown } = recovered.value;
    const lost = highestKnown.epoch === continues.epoch ? highestKnown.seq - continues.seq : null;
    return ok({ epoch, entries, lost });
  };

  return async (request: { person: string; pin: string }): Promise<Outcome<NewEpochAnswer>> => {
    if (underWay) return fail('busy');
    underWay = true;
    try {
      return await open(request);
    } finally {
      underWay = false;
    }
  };
}
