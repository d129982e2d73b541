/** What of the own journal the backend has not acknowledged: for the rail, and told to the province (design §6). */
import type { ChainHead } from '../../shared/journal/index.ts';
import type { StoredEntries } from '../ledger/stored.ts';

export interface Backlog {
  /** Entries, over all epochs. */
  readonly waiting: number;
  /** When the oldest of them was written; null when nothing waits. */
  readonly oldestAt: number | null;
}

/** Everything after what is acknowledged, up to the head. */
export function backlogOf(
  stored: StoredEntries,
  counter: string,
  acknowledged: ChainHead | null,
  head: ChainHead,
): Backlog {
  const waiting = waitingEntries(stored, counter, acknowledged, head);
  return { waiting, oldestAt: waiting === 0 ? null : oldestWaiting(stored, counter, acknowledged) };
}

function waitingEntries(
  stored: StoredEntries,
  counter: string,
  acknowledged: ChainHead | null,
  head: ChainHead,
): number {
  if (acknowledged?.epoch === head.epoch) return head.seq - acknowledged.seq;
  let waiting = head.seq;
  for (const epoch of stored.epochsOf(counter)) {
    if (epoch >= head.epoch || (acknowledged !== null && epoch < acknowledged.epoch)) continue;
    const last = stored.lastSeq(counter, epoch) ?? 0;
    waiting += last - (acknowledged?.epoch === epoch ? acknowledged.seq : 0);
  }
  return waiting;
}

function oldestWaiting(
  stored: StoredEntries,
  counter: string,
  acknowledged: ChainHead | null,
): number | null {
  const next =
    (acknowledged && stored.at(counter, acknowledged.epoch, acknowledged.seq + 1)) ??
    stored.at(counter, stored.epochAfter(counter, acknowledged?.epoch ?? 0) ?? 0, 1);
  return next?.at ?? null;
}
