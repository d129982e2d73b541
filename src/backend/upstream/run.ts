/** Keeps the lines of all joined facilities running, at one instance at a time. */
import { sleep } from '../../shared/kernel/clock.ts';
import type { Backend } from '../backend.ts';
import { scopeOfLink } from '../data/scope.ts';
import { errorFields } from '../log.ts';
import { runLine } from './line.ts';
import { linkedFacilities } from './rows.ts';

/** An instance that was killed is followed by another within this. */
const leaseMs = 15_000;
const lookEveryMs = 2_000;

export interface Upstream {
  /** Ends all lines. What was not answered is passed on again by whoever runs next. */
  stop(): Promise<void>;
}

/** Begins; without an address it does nothing. */
export function startUpstream(backend: Backend): Upstream {
  const { upstreamUrl: url } = backend;
  if (url === null) return { stop: async () => undefined };
  const stopped = new AbortController();
  const running = keep(backend, url, stopped.signal);
  return {
    stop: async () => {
      stopped.abort();
      await running;
    },
  };
}

interface RunningLine {
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

async function keep(backend: Backend, url: string, signal: AbortSignal): Promise<void> {
  const holder = backend.ids.next();
  const lines = new Map<string, RunningLine>();
  while (!signal.aborted) {
    try {
      if (await holdLease(backend, holder)) await startMissing(backend, url, lines);
      else await endAll(lines);
    } catch (error) {
      // The database is away: lines fail and are begun again.
      backend.log.warn('upstream-failed', errorFields(error));
    }
    await rest(backend, signal);
  }
  await endAll(lines);
  await backend.db
    .deleteFrom('upstream_lease')
    .where('holder', '=', holder)
    .execute()
    .catch(() => undefined);
}

async function startMissing(backend: Backend, url: string, lines: Map<string, RunningLine>): Promise<void> {
  for (const facility of await linkedFacilities(backend.db)) {
    if (lines.has(facility)) continue;
    const abort = new AbortController();
    const done = runLine(backend, url, scopeOfLink({ facility }), abort.signal)
      .catch((error: unknown) => {
        abort.abort();
        backend.log.warn('upstream-failed', { facility, ...errorFields(error) });
      })
      .finally(() => lines.delete(facility));
    lines.set(facility, { abort, done });
  }
}

async function endAll(lines: ReadonlyMap<string, RunningLine>): Promise<void> {
  const all = [...lines.values()];
  for (const { abort } of all) abort.abort();
  await Promise.all(all.map(({ done }) => done));
}

/** Several instances on one database: one of them passes on. Two would do no harm, only everything twice. */
async function holdLease({ db, clock }: Backend, holder: string): Promise<boolean> {
  const now = clock.now();
  const lease = { holder, until: now + leaseMs };
  const held = await db
    .insertInto('upstream_lease')
    .values(lease)
    .onConflict((same) =>
      same
        .column('one')
        .doUpdateSet(lease)
        .where((or) =>
          or.or([or('upstream_lease.holder', '=', holder), or('upstream_lease.until', '<', now)]),
        ),
    )
    .returning('holder')
    .executeTakeFirst();
  return held?.holder === holder;
}

async function rest({ clock }: Backend, signal: AbortSignal): Promise<void> {
  await Promise.race([
    sleep(clock, lookEveryMs),
    new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true })),
  ]);
}
