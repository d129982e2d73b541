/** Who may open a line in the browser shell: single-use launch tokens, exchanged for session secrets. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { WindowKind } from '../../shared/handover/types.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Random } from '../../shared/kernel/random.ts';

/** A launch token that nobody used is worth nothing after this time (design §2). */
export const tokenLifeMs = 30_000;

const maxTokens = 32;
const maxSessions = 64;
const secretBytes = 32;

/** A session as another process may keep it: the secret itself stays with the page. */
export const storedSession = z.strictObject({
  window: z.enum(['cashier', 'display']),
  secretHash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type StoredSession = z.infer<typeof storedSession>;

export interface Sessions {
  /** A new launch token for one window of this kind. */
  issueToken(window: WindowKind): string;
  /** Exchanges a token for a session secret; null if it is unknown, used, too old or for another window. */
  redeem(token: string, window: WindowKind): string | null;
  isOpen(secret: string, window: WindowKind): boolean;
  stored(): readonly StoredSession[];
}

/** Looked up by hash, so that comparing takes no time that tells anything of the secret. */
function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function dropOldest<K>(map: Map<K, unknown>, keep: number): void {
  for (const key of map.keys()) {
    if (map.size <= keep) return;
    map.delete(key);
  }
}

/** Starts with the sessions of the process before, so that windows go on after a crash of the counter. */
export function makeSessions(clock: Clock, random: Random, earlier: readonly StoredSession[] = []): Sessions {
  const tokens = new Map<string, { readonly window: WindowKind; readonly diesAtMs: number }>();
  const sessions = new Map<string, WindowKind>();
  for (const { window, secretHash } of earlier) sessions.set(secretHash, window);
  dropOldest(sessions, maxSessions);

  const makeSecret = (): string => Buffer.from(random.bytes(secretBytes)).toString('base64url');

  return {
    issueToken(window) {
      const token = makeSecret();
      tokens.set(hashOf(token), { window, diesAtMs: clock.monotonicMs() + tokenLifeMs });
      dropOldest(tokens, maxTokens);
      return token;
    },
    redeem(token, window) {
      const hash = hashOf(token);
      const issued = tokens.get(hash);
      // Shown once is used, even when it was shown by the wrong window.
      tokens.delete(hash);
      if (issued === undefined || issued.window !== window || clock.monotonicMs() >= issued.diesAtMs)
        return null;
      const secret = makeSecret();
      sessions.set(hashOf(secret), window);
      dropOldest(sessions, maxSessions);
      return secret;
    },
    isOpen: (secret, window) => sessions.get(hashOf(secret)) === window,
    stored: () => [...sessions].map(([secretHash, window]) => ({ window, secretHash })),
  };
}
