/** The event stream that only wakes; without it the feed is asked every few seconds (design §6). */
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Link } from './store.ts';

/** A stream that is silent for so long is dead: the backend sends a sign of life far more often. */
const silenceMs = 45_000;
const longestLineChars = 4_096;

/** Whether there was a stream. `session-over`: it must be opened anew first. */
export type Listened = 'heard' | 'none' | 'session-over';

const unauthorised = 401;

/**
 * Listens until the stream ends; `wake` is called at each event and at the beginning, since something may have come
 * before. Never rejects.
 */
export async function listenForWake(
  clock: Clock,
  link: Pick<Link, 'url'>,
  token: string,
  wake: () => void,
  signal: AbortSignal,
): Promise<Listened> {
  const silent = new AbortController();
  const watch = () => clock.after(silenceMs, () => silent.abort());
  let cancel = watch();
  let heard: Listened = 'none';
  try {
    const response = await fetch(new URL('/v1/feed/wake', link.url), {
      redirect: 'manual',
      headers: { accept: 'text/event-stream', authorization: `Bearer ${token}` },
      signal: AbortSignal.any([signal, silent.signal]),
    });
    const type = response.headers.get('content-type') ?? '';
    if (response.status !== 200 || !type.startsWith('text/event-stream') || response.body === null) {
      await response.body?.cancel();
      return response.status === unauthorised ? 'session-over' : 'none';
    }
    heard = 'heard';
    wake();
    let line = '';
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
      cancel();
      cancel = watch();
      const lines = (line + text).split('\n');
      line = (lines.pop() ?? '').slice(-longestLineChars);
      if (lines.includes('event: wake')) wake();
    }
    return heard;
  } catch {
    return heard;
  } finally {
    cancel();
  }
}
