import { type Body, isEntryType } from '../../../shared/journal/index.ts';
import { type EpochMs, vietnamIso } from '../../../shared/kernel/clock.ts';
import { formatVnd } from '../../../shared/money/index.ts';
import { moneyMigrations } from '../../compose/migrations.ts';
import { isSqliteError } from '../../ledger/open.ts';
import type { LedgerTables } from '../../ledger/schema.ts';
import type { StoredEntry } from '../../ledger/stored.ts';
import { type Database, tryOpenDatabase } from '../../store/database.ts';
import { amountWords, typeWords } from './words.ts';

export interface ShowOptions {
  /** Beginning of entry types, or null for all. */
  readonly type: string | null;
  readonly limit: number;
}

/** Prints the newest entries, oldest first, each in one line, with its private part below it where it is still there. */
export function showLedger(path: string, options: ShowOptions, print: (line: string) => void): number {
  const opened = tryOpenDatabase<LedgerTables>({
    path,
    migrations: moneyMigrations,
    kind: 'money',
    readonly: true,
  });
  if (!opened.ok) {
    print(`Không mở được ${path}: ${JSON.stringify(opened.reason)}`);
    return 1;
  }
  try {
    print('kỳ/số      giờ                  ca              người                     việc');
    for (const entry of newest(opened.value, options)) for (const line of lines(entry)) print(line);
    return 0;
  } catch (cause) {
    if (!isSqliteError(cause)) throw cause;
    print(`Không đọc được ${path}: ${cause.message}`);
    return 1;
  } finally {
    opened.value.close();
  }
}

interface Shown extends StoredEntry {
  readonly person: string | null;
  readonly shiftName: string | null;
  readonly erased: number;
}

/** Read only here: person and shift as they are called today, beside the entry. */
function newest(database: Database<LedgerTables>, { type, limit }: ShowOptions): Shown[] {
  const rows = database.connection
    .prepare(
      `SELECT j.*, p.salt, p.content, who.name AS person, s.name AS "shiftName", e.id IS NOT NULL AS erased
       FROM journal j
       LEFT JOIN private_parts p ON p.entry = j.id
       LEFT JOIN person who ON who.id = j.actor AND who.counter = j.counter
       LEFT JOIN shift s ON s.id = j.shift AND s.counter = j.counter
       LEFT JOIN erased e ON e.id = j.id
       WHERE substr(j.type, 1, ?) = ?
       ORDER BY j.counter DESC, j.epoch DESC, j.seq DESC LIMIT ?`,
    )
    .all((type ?? '').length, type ?? '', limit) as Shown[];
  return rows.reverse();
}

function lines(entry: Shown): string[] {
  const body = JSON.parse(entry.body) as Record<string, unknown>;
  const place = `${entry.epoch}/${entry.seq}`.padEnd(10);
  const [day, time] = vietnamIso(entry.at as EpochMs).split('T');
  const at = `${day?.split('-').reverse().join('/')} ${time?.slice(0, 8)}`;
  const shift = (entry.shiftName ?? '').padEnd(14);
  const actor = (entry.actor === 'counter' ? 'máy quầy' : (entry.person ?? entry.actor)).padEnd(24);
  const what = isEntryType(entry.type) ? typeWords[entry.type] : entry.type;
  const first = `${place} ${at}  ${shift}  ${actor}  ${what}${details(entry, body)}`;
  if (entry.content !== null) return [first, `${' '.repeat(11)}riêng: ${entry.content}`];
  if (entry.private_digest === null) return [first];
  return [first, `${' '.repeat(11)}riêng: ${entry.erased === 1 ? 'đã xóa' : 'MẤT'}`];
}

function details(entry: Shown, body: Record<string, unknown>): string {
  const parts: string[] = [];
  if (entry.type === 'settings.set') parts.push((body as Body<'settings.set'>).key);
  if (typeof body.series === 'string') parts.push(`${body.series}${numberOf(body)}`);
  for (const [column, word] of Object.entries(amountWords)) {
    const amount = body[column];
    if (typeof amount === 'number') parts.push(`${word}${word === '' ? '' : ' '}${formatVnd(amount)}`);
  }
  return parts.length === 0 ? '' : `: ${parts.join(', ')}`;
}

function numberOf(body: Record<string, unknown>): string {
  return typeof body.number === 'number' ? ` số ${body.number}` : '';
}
