import type { Body, Entry, EntryType, Json, Private } from '../../shared/journal/index.ts';
import { isEntryType } from '../../shared/journal/index.ts';
import type { BusinessDate, EpochMs } from '../../shared/kernel/clock.ts';
import type { MoveEntry } from '../../shared/payment/index.ts';
import type { JournalRow } from './schema.ts';

/** A stored row as the entry that was hashed. */
export function entryOf(row: JournalRow): Entry {
  return {
    ...row,
    at: row.at as EpochMs,
    business_date: row.business_date as BusinessDate,
    body: JSON.parse(row.body) as Json,
  };
}

/** What the moves see of an entry; `content` is null without a private part or once it is erased. */
export function moveEntryOf(entry: Entry, content: Json | null): MoveEntry<EntryType> | null {
  if (!isEntryType(entry.type)) return null;
  return {
    counter: entry.counter,
    epoch: entry.epoch,
    id: entry.id,
    at: entry.at,
    business_date: entry.business_date,
    shift: entry.shift,
    actor: entry.actor,
    type: entry.type,
    body: entry.body as Body<EntryType>,
    content: content as Private<EntryType>,
  };
}
