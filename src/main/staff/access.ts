import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import type { Role } from '../../shared/kernel/roles.ts';
import type { Access } from '../../shared/rpc/define.ts';

/** Who is at the counter, with the roles held at this moment: a role taken away counts at once. */
export type Presence =
  | { readonly state: 'signed-out' }
  | { readonly state: 'open' | 'locked'; readonly person: string; readonly roles: readonly Role[] };

export type AccessRefusal = 'not-signed-in' | 'locked' | 'wrong-role';

/**
 * Whether a step with this access may be taken now. It is asked in the counter for every request; what a window
 * shows or hides is only comfort. A list of roles asks for one of them and for an unlocked screen.
 */
export function checkAccess(access: Access, presence: Presence): Result<null, AccessRefusal> {
  if (access === 'open') return ok(null);
  if (presence.state === 'signed-out') return refuse('not-signed-in');
  if (access === 'signed-in') return ok(null);
  if (presence.state === 'locked') return refuse('locked');
  if (access === 'unlocked') return ok(null);
  return access.some((role) => presence.roles.includes(role)) ? ok(null) : refuse('wrong-role');
}
