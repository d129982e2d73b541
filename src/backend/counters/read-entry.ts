/** Bodies of entries the backend can read. A type or version it does not know is stored all the same, and not read. */
import { type Body, type EntryType, entryTypes, isEntryType } from '../../shared/journal/index.ts';
import type { WireEntry } from '../../shared/sync/index.ts';

/** The body of an entry of this type; null for another type, or one this version cannot read. */
export function readBody<Type extends EntryType>(
  entry: Pick<WireEntry, 'type' | 'v' | 'body'>,
  type: Type,
): Body<Type> | null {
  if (entry.type !== type || !isEntryType(entry.type)) return null;
  const definition = entryTypes[type];
  if (entry.v !== definition.v) return null;
  const parsed = definition.body.safeParse(entry.body);
  return parsed.success ? (parsed.data as Body<Type>) : null;
}
