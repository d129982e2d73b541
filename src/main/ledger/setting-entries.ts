import { type Json, systemActor } from '../../shared/journal/index.ts';
import type { Database } from '../store/database.ts';
import type { LedgerTables } from './schema.ts';

/** One change of a setting or a person, as the journal has it. */
export interface SettingEntry {
  readonly type: 'settings.set' | 'person.saved';
  readonly at: number;
  readonly actor: string;
  /** Who gave the PIN for it, where somebody had to. */
  readonly approver: string | null;
  readonly key: string;
  readonly value: Json;
}

interface Stored {
  readonly epoch: number;
  readonly seq: number;
  readonly type: SettingEntry['type'];
  readonly at: number;
  readonly actor: string;
  readonly body: string;
}

/** Entries of one act looked at for its approval: at most eight settings are set together. */
const mostOfOneAct = 9;

/** Reads of past changes of settings and people, the newest first. */
export function settingEntries({ connection }: Pick<Database<LedgerTables>, 'connection'>, counter: string) {
  // The condition is word for word that of the index. Named, or SQLite would walk all entries of the counter instead.
  const newest = connection.prepare<[string, number], Stored>(
    `SELECT epoch, seq, type, at, actor, body FROM journal INDEXED BY journal_of_settings
     WHERE type IN ('settings.set', 'person.saved') AND counter = ? ORDER BY at DESC, epoch DESC, seq DESC LIMIT ?`,
  );
  const earlier = connection.prepare<[string, number, number, number], { type: string; body: string }>(
    `SELECT type, body FROM journal WHERE counter = ? AND epoch = ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
  );
  /** An act is its approval, then what it allowed; other entries between end the search. */
  const approverOf = ({ epoch, seq, type }: Stored): string | null => {
    for (const before of earlier.all(counter, epoch, seq, mostOfOneAct)) {
      if (before.type === type && type === 'settings.set') continue;
      if (before.type !== 'approval.given') return null;
      const { act, approver } = JSON.parse(before.body) as { act: string; approver: string };
      const fits = type === 'person.saved' ? act === 'save-person' : act.startsWith('set-');
      return fits ? approver : null;
    }
    return null;
  };
  return (limit: number): readonly SettingEntry[] =>
    newest.all(counter, limit).map((row) => {
      const body = JSON.parse(row.body) as { key?: string; value?: Json };
      return {
        type: row.type,
        at: row.at,
        actor: row.actor,
        // What the province set needed nobody here, whatever stands before it.
        approver: row.actor === systemActor ? null : approverOf(row),
        key: body.key ?? 'person',
        value: row.type === 'settings.set' ? (body.value ?? null) : (body as Json),
      };
    });
}
