/** The outage log of a period: what was out, how long, and the paper leaves written meanwhile (product.md C). */
import type { LedgerReads } from '../ledger/read.ts';
import { outageList } from './lists.ts';
import type { Period } from './periods.ts';

/** Leaves of one paper book written while something was out. */
export interface LeavesUsed {
  readonly book: string;
  readonly first: number;
  readonly last: number;
  readonly count: number;
  readonly spoiled: number;
  readonly amount: number;
}

export interface OutageRow {
  readonly outage: string;
  readonly kind: string;
  readonly from: number;
  /** Null while it lasts. */
  readonly to: number | null;
  readonly automatic: boolean;
  readonly text: string | null;
  /** Who noted it; null when the counter noticed it itself. */
  readonly by: string | null;
  readonly leaves: readonly LeavesUsed[];
}

/** Outages that touch a period, oldest first. A leaf written during two of them stands at both. */
export function outageReport(reads: LedgerReads, period: Period, now: number): OutageRow[] {
  const books = reads
    .series('paper-book')
    .map(({ id }) => ({ book: id, leaves: [...reads.papersIn(id)].sort((a, b) => a.number - b.number) }));
  return outageList(reads, period).map((row) => {
    const to = row.to ?? now;
    const leaves = books.flatMap(({ book, leaves: all }): LeavesUsed[] => {
      const used = all.filter(({ writtenAt }) => writtenAt >= row.from && writtenAt <= to);
      const [first, last] = [used[0], used.at(-1)];
      if (first === undefined || last === undefined) return [];
      const amount = used.reduce(
        (sum, leaf) => sum + (leaf.collection === null ? 0 : (reads.collection(leaf.collection)?.total ?? 0)),
        0,
      );
      const spoiled = used.filter(({ collection }) => collection === null).length;
      return [{ book, first: first.number, last: last.number, count: used.length, spoiled, amount }];
    });
    return {
      ...{ outage: row.id, kind: row.kind, from: row.from, to: row.to, text: row.text },
      automatic: row.automatic === 1,
      by: row.automatic === 1 ? null : reads.nameOf(reads.actorOf(row.entry) ?? ''),
      leaves,
    };
  });
}
