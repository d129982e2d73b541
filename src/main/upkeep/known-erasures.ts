import { z } from 'zod';
import { isSqliteError } from '../ledger/open.ts';
import type { LedgerTables } from '../ledger/schema.ts';
import type { Database } from '../store/database.ts';
import { openForSalvage } from '../store/salvage.ts';

const erasureBody = z.object({ entries: z.array(z.string()) });

/**
 * Entries of `restored` whose private part is here, and which an erasure in the file at `oldPath` names (design §3: a
 * restore applies known erasures before it opens). What of the old file cannot be read tells nothing.
 */
export function erasuresMissing(
  oldPath: string,
  restored: Database<LedgerTables>,
  counter: string,
): readonly string[] {
  const here = restored.connection
    .prepare(
      'SELECT 1 FROM private_parts p JOIN journal j ON j.id = p.entry WHERE p.entry = ? AND j.counter = ?',
    )
    .pluck();
  const named = new Set(erasedIn(oldPath, counter));
  return [...named].filter((entry) => here.get(entry, counter) !== undefined);
}

function erasedIn(path: string, counter: string): readonly string[] {
  const opened = openForSalvage<LedgerTables>(path);
  if (!opened.ok) return [];
  const found: string[] = [];
  try {
    const bodies = opened.value.connection
      .prepare<[string], { body: string }>(
        "SELECT body FROM journal WHERE type = 'erasure.made' AND counter = ?",
      )
      .iterate(counter);
    for (const { body } of bodies) found.push(...erasureBody.parse(JSON.parse(body)).entries);
  } catch (cause) {
    const unreadable = isSqliteError(cause) || cause instanceof SyntaxError || cause instanceof z.ZodError;
    if (!unreadable) throw cause;
  } finally {
    opened.value.close();
  }
  return found;
}
