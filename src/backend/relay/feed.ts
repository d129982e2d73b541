/** The facility's feed as its own backend reads it: what was said here, without the journals that came from there. */
import type { Selectable } from 'kysely';
import type { Result } from '../../shared/kernel/result.ts';
import type { FeedPage } from '../../shared/sync/index.ts';
import type { Backend, Refused } from '../backend.ts';
import { type FeedQuestion, readFeed } from '../counters/pull.ts';
import type { FacilityScope } from '../data/scope.ts';
import type { FeedItemTable } from '../database/schema.ts';

/** `GET /v1/relay/feed`. With nothing to tell it waits up to `waitMs` for something. */
export async function readRelayFeed(
  backend: Backend,
  scope: FacilityScope,
  { waitMs, ...question }: FeedQuestion & { readonly waitMs: number },
): Promise<Result<FeedPage, Refused>> {
  const heard = grown(backend, scope, waitMs);
  try {
    const page = await readFeed(backend, scope, { skips: isFromThere }, question);
    if (!page.ok || waitMs === 0 || page.value.items.length > 0 || page.value.more) return page;
    await heard.wait;
    // What was looked at and is not for the relay stays behind it.
    return await readFeed(
      backend,
      scope,
      { skips: isFromThere },
      {
        ...question,
        ...{ feedEpoch: page.value.feedEpoch, after: page.value.last },
      },
    );
  } finally {
    heard.end();
  }
}

/** Of counters only that one was revoked here is told. */
function isFromThere({ kind, origin, body }: Selectable<FeedItemTable>): boolean {
  if (kind === 'counter') return JSON.parse(body).state !== 'revoked';
  return kind === 'journal' || origin !== null;
}

/** Settles when the feed has grown, or after so long. */
function grown({ wake, clock }: Backend, { facility }: FacilityScope, waitMs: number) {
  let settle = () => {};
  const wait = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const cancel = clock.after(waitMs, settle);
  const stop = wake.listen((grew) => {
    if (grew === facility) settle();
  });
  const end = () => {
    cancel();
    stop();
    settle();
  };
  return { wait, end };
}
