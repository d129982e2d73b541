import type { Role } from '../../shared/kernel/roles.ts';
import type { Access } from '../../shared/rpc/define.ts';
import type { Presence } from '../staff/access.ts';

/** Who sits at this counter now, as far as the right to call a method goes. */
export interface Session {
  readonly signedIn: boolean;
  readonly locked: boolean;
  /** Roles of the signed-in person; empty without one. */
  readonly roles: readonly Role[];
}

/** What the gate of staff says, as the right to call. */
export function sessionOf(presence: Presence): Session {
  if (presence.state === 'signed-out') return { signedIn: false, locked: false, roles: [] };
  return { signedIn: true, locked: presence.state === 'locked', roles: presence.roles };
}

export type AccessRefusal = 'signed-out' | 'locked' | 'wrong-role';

/** Whether `session` may call a method of this access; null = yes. A role always needs an unlocked screen. */
export function refusedAccess(access: Access, session: Session): AccessRefusal | null {
  if (access === 'open') return null;
  if (!session.signedIn) return 'signed-out';
  if (access === 'signed-in') return null;
  if (session.locked) return 'locked';
  if (access === 'unlocked') return null;
  return access.some((role) => session.roles.includes(role)) ? null : 'wrong-role';
}
