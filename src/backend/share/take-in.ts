/**
 * Takes accepted entries into what the province page reads, in the transaction that stores them, so that looking costs
 * nothing and a share is never ahead of or behind the journal.
 */
import type { PushedEntry, WireEntry } from '../../shared/sync/index.ts';
import type { Backend, Tx } from '../backend.ts';
import { lockCounter } from '../data/counters.ts';
import { entriesAfter } from '../data/journal.ts';
import { type Counter, type FacilityScope, scopeOfCounter } from '../data/scope.ts';
import { foldPayments, spokenOf } from './fold.ts';
import { noteHouse } from './house.ts';
import { addMonths, readRows, writeRows } from './rows.ts';

/** Entries taken in at a time when a counter is caught up with. */
const pageEntries = 500;

/** Entries just stored, which follow the counter's head; what an older version left out comes first. */
export async function takeIn(
  tx: Tx,
  scope: FacilityScope,
  counter: Counter,
  fresh: readonly PushedEntry[],
): Promise<void> {
  await catchUp(tx, scope, counter);
  await takePage(
    tx,
    scope,
    counter.id,
    fresh.map(({ entry }) => entry),
  );
}

async function takePage(
  tx: Tx,
  scope: FacilityScope,
  counter: string,
  entries: readonly WireEntry[],
): Promise<void> {
  const last = entries.at(-1);
  if (last === undefined) return;
  const rows = await readRows(tx, scope, spokenOf(entries));
  const deltas = foldPayments(rows, entries);
  await writeRows(tx, scope, rows);
  await addMonths(tx, scope, counter, deltas);
  await noteHouse(tx, scope, entries);
  await tx
    .updateTable('counter')
    .set({ summed_epoch: last.epoch, summed_seq: last.seq })
    .where('id', '=', counter)
    .execute();
}

function isBehind({ head_epoch, head_seq, summed_epoch, summed_seq }: Counter): boolean {
  return head_seq !== null && (head_epoch !== summed_epoch || head_seq !== summed_seq);
}

async function catchUp(tx: Tx, scope: FacilityScope, counter: Counter): Promise<void> {
  if (!isBehind(counter)) return;
  let at = { epoch: counter.summed_epoch ?? 0, seq: counter.summed_seq ?? 0 };
  const end = { epoch: counter.head_epoch ?? 0, seq: counter.head_seq ?? 0 };
  for (;;) {
    const page = await entriesAfter(tx, scope, { counter: counter.id, after: at, end, limit: pageEntries });
    const last = page.at(-1);
    if (last === undefined) return;
    await takePage(tx, scope, counter.id, page);
    at = last;
  }
}

/** At a start: journals that an older version stored without sums. Gives how many counters were behind. */
export async function catchUpAll({ db }: Pick<Backend, 'db'>): Promise<number> {
  const behind = await db
    .selectFrom('counter')
    .selectAll()
    .where('head_seq', 'is not', null)
    .where((or) =>
      or.or([
        or('summed_seq', 'is', null),
        or('summed_seq', '!=', or.ref('head_seq')),
        or('summed_epoch', '!=', or.ref('head_epoch')),
      ]),
    )
    .execute();
  for (const one of behind) {
    const scope = scopeOfCounter(one);
    await db.transaction().execute(async (tx) => {
      const locked = await lockCounter(tx, scope, one.id);
      if (locked !== undefined) await catchUp(tx, scope, locked);
    });
  }
  return behind.length;
}
