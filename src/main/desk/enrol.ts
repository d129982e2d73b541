/** An administrator makes the counter known to the provincial backend. */
import { ok } from '../../shared/kernel/result.ts';
import type { SyncView } from '../../shared/rpc/sync.ts';
import type { EnrolFailure } from '../sync/enrol.ts';
import type { Link } from '../sync/store.ts';
import { fail, type Outcome } from './context.ts';

/** What the desk needs of the line to the backend; wired in `compose`. */
export interface SyncDesk {
  /** A ledger of training is never sent anywhere. */
  readonly training: boolean;
  ask(typed: {
    readonly url: string;
    readonly code: string;
  }): Promise<
    { readonly ok: true; readonly value: Link } | { readonly ok: false; readonly reason: EnrolFailure }
  >;
  keep(link: Link): void;
  enrolled(): boolean;
  view(): SyncView;
  resume(): void;
}

type Enrolment = { readonly url: string; readonly facilityName: string };

/** The steps of enrolment at one counter. */
export interface Enrolling {
  ask(typed: { readonly url: string; readonly code: string }): Promise<Outcome<Enrolment>>;
  keep(): Outcome<Enrolment>;
}

/**
 * Two steps: the backend answers, a person reads the facility's name, then it is kept. The answer waits in memory only:
 * after a restart the code must be asked for again.
 */
export function enrolling(sync: SyncDesk): Enrolling {
  let answered: Link | null = null;
  return {
    async ask(typed) {
      answered = null;
      if (sync.training) return fail('sync-training');
      const asked = await sync.ask(typed);
      if (!asked.ok) return failureOf(asked.reason);
      answered = asked.value;
      return ok({ url: answered.url, facilityName: answered.facilityName });
    },
    keep() {
      if (answered === null) return fail('sync-not-asked');
      sync.keep(answered);
      const { url, facilityName } = answered;
      answered = null;
      return ok({ url, facilityName });
    },
  };
}

function failureOf(failure: EnrolFailure) {
  if (failure.code !== 'refused') return fail(`sync-${failure.code}`);
  return fail('sync-refused', { say: failure.refusal.say });
}
