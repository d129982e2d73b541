import type { EntryType } from '../journal/index.ts';
import { addUp } from './figures.ts';
import { moves } from './moves/index.ts';
import { postingsOf } from './postings.ts';
import { type Change, Draft, type Move, type MoveEntry, type World } from './world.ts';

/** Adds the entry's postings to the running totals of its shift. */
function runTotals(draft: Draft, entry: MoveEntry<EntryType>): void {
  const { shift } = entry;
  if (shift === null) return;
  for (const total of addUp(postingsOf(entry as never))) {
    const id = `${shift}|${total.account}|${total.key}`;
    const before = draft.get('figure', id);
    draft.put('figure', {
      id,
      shift,
      account: total.account,
      key: total.key,
      amount: (before?.amount ?? 0) + total.amount,
      count: (before?.count ?? 0) + total.count,
    });
  }
}

/**
 * The rows as they stand after one entry: its move, then the running totals.
 * Pure: reads through `world`, returns the changes, writes nothing.
 * @throws IllegalMove when the rules forbid the entry.
 */
export function applyEntry<T extends EntryType>(world: World, entry: MoveEntry<T>): readonly Change[] {
  const draft = new Draft(world);
  const move = moves[entry.type] as Move<T>;
  move(draft, entry);
  runTotals(draft, entry);
  return draft.changes;
}
