import type { Clock } from '../../shared/kernel/clock.ts';
import type { Result } from '../../shared/kernel/result.ts';
import type { WatchedCatalogue } from '../catalogue/watched.ts';
import type { JobFailure, Jobs } from '../store/jobs.ts';
import type { jobs as jobTable } from '../worker.ts';

/** Behind the check of the ledger, and not while the counter starts. */
const firstAfterMs = 15 * 60_000;
const everyMs = 24 * 60 * 60_000;

export interface CatalogueCheckParts {
  readonly clock: Clock;
  readonly jobs: Pick<Jobs<typeof jobTable>, 'runJob'>;
  readonly catalogue: Pick<WatchedCatalogue, 'files' | 'file' | 'damaged' | 'tell'>;
}

/** Looks at every page of the lists' files, beside the work. */
export interface CatalogueCheck {
  /** Passes on what came of work on the file; when it broke off, the files are looked at. */
  after<T>(work: Promise<Result<T, JobFailure>>): Promise<Result<T, JobFailure>>;
  stop(): void;
}

/** Checks the files of the lists once a day and whenever work on it broke off; damage is told to the catalogue. */
export function checkCatalogue({ clock, jobs, catalogue }: CatalogueCheckParts): CatalogueCheck {
  const stopped = new AbortController();
  let looking = false;
  let cancel = () => {};
  async function look(): Promise<void> {
    if (looking || catalogue.damaged || stopped.signal.aborted) return;
    looking = true;
    const { signal } = stopped;
    const { file } = catalogue;
    try {
      for (const { path, list } of catalogue.files()) {
        const done = await jobs.runJob('check-file', { path, depth: 'quick' }, { signal });
        if (signal.aborted || catalogue.file !== file) return;
        // A list that was replaced meanwhile has no file any more.
        const stillThere = catalogue.files().some((each) => each.list === list);
        if (done.ok && !done.value.ok && stillThere) catalogue.tell(list);
      }
    } finally {
      looking = false;
    }
  }
  const later = (delayMs: number): void => {
    cancel = clock.after(delayMs, () => {
      void look();
      later(everyMs);
    });
  };
  later(firstAfterMs);
  return {
    async after(work) {
      const done = await work;
      if (!done.ok && done.reason.code === 'failed') void look();
      return done;
    },
    stop() {
      cancel();
      stopped.abort();
    },
  };
}
