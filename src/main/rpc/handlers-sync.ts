import { ok } from '../../shared/kernel/result.ts';
import { enrolling, type SyncDesk } from '../desk/enrol.ts';
import type { Handlers } from './calls.ts';

/** Handlers of the line to the backend. */
export function syncHandlers(
  sync: SyncDesk,
): Pick<Handlers, 'sync.ask' | 'sync.keep' | 'sync.view' | 'sync.resume'> {
  const enrol = enrolling(sync);
  return {
    'sync.ask': (request) => enrol.ask(request),
    'sync.keep': () => enrol.keep(),
    'sync.view': () => ok(sync.view()),
    'sync.resume': () => {
      sync.resume();
      return ok({});
    },
  };
}
