/** The simulated devices of this demo, and how each is ordered: its own control port, nothing of the counter. */
import { z } from 'zod';

const peer = z.object({ peer: z.string(), controlPort: z.int(), token: z.string() });
export type Peer = z.infer<typeof peer>;

const peersAnswer = z.object({ peers: z.array(peer) });

const storageKey = 'quaythu.panel';

/** The secret of the link; kept for this tab so that the page may be loaded again. */
function secretOf(): string {
  const given = location.hash.slice(1);
  if (given === '') return sessionStorage.getItem(storageKey) ?? '';
  sessionStorage.setItem(storageKey, given);
  history.replaceState(null, '', location.pathname);
  return given;
}

/** The devices there are; null when the launcher gives none: the link is an old one. */
export async function findPeers(): Promise<readonly Peer[] | null> {
  try {
    const answer = await fetch('/peers', { headers: { authorization: `Bearer ${secretOf()}` } });
    return answer.ok ? peersAnswer.parse(await answer.json()).peers : null;
  } catch {
    return null;
  }
}

/** One order to a device. Null when it did not answer, or not as it should. */
export async function order<T>(
  to: Peer,
  route: { readonly method: 'GET' | 'POST' | 'DELETE'; readonly path: string; readonly body?: object },
  answer: z.ZodType<T>,
): Promise<T | null> {
  try {
    const { method, path, body } = route;
    const response = await fetch(`http://127.0.0.1:${to.controlPort}${path}`, {
      method,
      headers: { authorization: `Bearer ${to.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return response.ok ? (answer.safeParse(await response.json()).data ?? null) : null;
  } catch {
    return null;
  }
}

/** A picture of one sheet of paper; null when there is none. */
export async function sheetPicture(from: Peer, sheet: number): Promise<Blob | null> {
  try {
    const response = await fetch(`http://127.0.0.1:${from.controlPort}/sheets/${sheet}.png`, {
      headers: { authorization: `Bearer ${from.token}` },
    });
    return response.ok ? await response.blob() : null;
  } catch {
    return null;
  }
}
