/** Settled batches of the counters that are reconciled here, and what was said of them at any counter (design §6). */
import type { FacilityReads } from './facility-reads.ts';
import type { LedgerReads } from './read.ts';
import type { PaidBatch } from './read-beside.ts';

/** Own rows, and those of sister counters where there are any. */
export interface BookReads {
  readonly reads: LedgerReads;
  readonly facility?: FacilityReads | undefined;
}

/** The counters whose money is reconciled here: this one; at an accountant's desk every one of the facility. */
export function reconciledCounters({ reads, facility }: BookReads): readonly LedgerReads[] {
  if (facility === undefined || reads.setting('machine')?.kind !== 'accountant-desk') return [reads];
  const sisters = facility.counters().filter((counter) => counter !== reads.counterId);
  return [reads, ...sisters.map((counter) => facility.of(counter))];
}

/** What a sister counter calls itself; null for the own one. */
export function sisterName({ reads }: BookReads, of: LedgerReads): string | null {
  return of.counterId === reads.counterId ? null : (of.setting('counter')?.name ?? of.counterId);
}

/** Name of a person in the journal of this counter, whichever it is. */
export function nameAt({ reads, facility }: BookReads, counter: string, person: string): string {
  if (counter === reads.counterId || facility === undefined) return reads.nameOf(person);
  return facility.of(counter).nameOf(person);
}

/** A settlement with the reads of the counter whose it is; undefined when it is reconciled elsewhere. */
export function batchAt(
  books: BookReads,
  settlement: string,
): { readonly of: LedgerReads; readonly batch: PaidBatch } | undefined {
  for (const of of reconciledCounters(books)) {
    const known = of.terminalBatch(settlement);
    // A settlement that was said anew counts by its newest word.
    const batch =
      known === undefined ? undefined : of.batchesPaid(known.at).find(({ id }) => id === settlement);
    if (known !== undefined) return { of, batch: batch ?? { ...known, credited: 0, accepted: null } };
  }
  return undefined;
}
