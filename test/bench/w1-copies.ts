/** Copies of one worked shift: its rows with other ids, times, dates and numbers, and its chain computed anew. */
import BetterSqlite3, { type Database as Connection } from 'better-sqlite3';
import { sha256 } from '../../src/main/ledger/ledger.ts';
import { businessDateOf, type EpochMs } from '../../src/shared/kernel/clock.ts';

/** Keys of the rows of each table, to tell later which ones are new. */
export type Keys = ReadonlyMap<string, ReadonlySet<string>>;

export interface CopyOptions {
  /** `money.db` with the worked shift; nobody else has it open. */
  readonly path: string;
  /** The rows before the shift. */
  readonly before: Keys;
  /** The one moment at which the shift was worked. */
  readonly at: number;
  /** Each copy is that much later than the one before. */
  readonly spacingMs: number;
  readonly copies: number;
}

type Value = string | number | Uint8Array | null;
type Row = Readonly<Record<string, Value>>;

/** What changes from copy to copy. */
interface Copy {
  readonly index: number;
  readonly at: number;
  /** The beginning of every id made at that time. */
  readonly ids: string;
  readonly date: string;
}

type Cell = (copy: Copy) => Value;

/** Rows written in one transaction are those of so many shifts. */
const shiftsPerCommit = 20;

function tablesOf(connection: Connection): string[] {
  return connection
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('migrations', 'own')`)
    .pluck()
    .all() as string[];
}

function keysOf(connection: Connection, table: string): string[] {
  const columns = connection.pragma(`table_info("${table}")`) as { name: string; pk: number }[];
  return columns.filter(({ pk }) => pk > 0).map(({ name }) => name);
}

function keyOf(row: Row, keys: readonly string[]): string {
  return JSON.stringify(keys.map((key) => row[key]));
}

/** The keys of all rows as they are now. */
export function readKeys(connection: Connection): Keys {
  return new Map(
    tablesOf(connection).map((table) => {
      const keys = keysOf(connection, table);
      const rows = connection.prepare(`SELECT * FROM "${table}"`).all() as Row[];
      return [table, new Set(rows.map((row) => keyOf(row, keys)))];
    }),
  );
}

/** The first 11 hexadecimal digits of the time of an id; the twelfth stays, because times move in steps of 16 ms. */
function idsAt(at: number): string {
  const time = at.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8, 11)}`;
}

/** Writes the copies. The file is not synced meanwhile: one that was not finished is thrown away. */
export function copyShift(options: CopyOptions): void {
  const connection = new BetterSqlite3(options.path);
  try {
    for (const pragma of [
      'journal_mode = MEMORY',
      'synchronous = OFF',
      'foreign_keys = OFF',
      'cache_size = -400000',
    ])
      connection.pragma(pragma);
    const copier = makeCopier(connection, options);
    for (let index = 1; index <= options.copies; ) {
      connection.exec('BEGIN');
      for (let left = shiftsPerCommit; left > 0 && index <= options.copies; left -= 1) {
        copier.copy(index);
        index += 1;
      }
      connection.exec('COMMIT');
    }
    copier.finish();
    connection.pragma('journal_mode = WAL');
  } finally {
    connection.close();
  }
}

function makeCopier(connection: Connection, options: CopyOptions) {
  const first: Copy = copyAt(0);
  function copyAt(index: number): Copy {
    const at = options.at + index * options.spacingMs;
    return { index, at, ids: idsAt(at), date: businessDateOf(at as EpochMs) };
  }
  const added = (table: string) => {
    const keys = keysOf(connection, table);
    const known = options.before.get(table);
    const rows = connection.prepare(`SELECT * FROM "${table}"`).all() as Row[];
    return rows.filter((row) => known?.has(keyOf(row, keys)) !== true);
  };
  const receipts = added('receipt').length;
  const journal = journalCopier(connection, added('journal'), first, receipts);
  const others = tablesOf(connection)
    .filter((table) => table !== 'journal')
    .map((table) => rowCopier(connection, table, added(table), first, receipts));
  return {
    copy(index: number) {
      const copy = copyAt(index);
      journal(copy);
      for (const write of others) write(copy);
    },
    /** The rows that all shifts share. */
    finish() {
      const { copies } = options;
      connection.prepare(`UPDATE "counter" SET "zNumber" = "zNumber" + ?`).run(copies);
      connection
        .prepare(`UPDATE series SET next = (SELECT max(number) + 1 FROM receipt r WHERE r.series = series.id)
          WHERE id IN (SELECT series FROM receipt)`)
        .run();
    },
  };
}

function insertInto(connection: Connection, table: string, columns: readonly string[]) {
  const names = columns.map((column) => `"${column}"`).join(', ');
  return connection.prepare<Value[]>(
    `INSERT INTO "${table}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
}

function rowCopier(
  connection: Connection,
  table: string,
  rows: readonly Row[],
  first: Copy,
  receipts: number,
): (copy: Copy) => void {
  const columns = Object.keys(rows[0] ?? {}).filter(
    (column) => column !== 'position' || table !== 'print_jobs',
  );
  if (rows.length === 0) return () => undefined;
  const insert = insertInto(connection, table, columns);
  const templates = rows.map((row) =>
    columns.map((column): Cell => {
      const value = row[column] ?? null;
      if (typeof value === 'number') {
        if (table === 'receipt' && column === 'number') return ({ index }) => value + index * receipts;
        if (column === 'zNumber') return ({ index }) => value + index;
      }
      return cellOf(value, first, table === 'print_documents' ? printedNumbers(receipts) : null);
    }),
  );
  return (copy) => {
    for (const cells of templates) insert.run(...cells.map((cell) => cell(copy)));
  };
}

/** Numbers inside a text: what finds them, and how one looks in a copy. */
interface Numbers {
  readonly pattern: string;
  change(text: string, index: number): string;
}

function printedNumbers(receipts: number): Numbers {
  return {
    pattern: '"number":"\\d{6}"',
    change: (text, index) =>
      `"number":"${String(Number(text.slice(10, -1)) + index * receipts).padStart(6, '0')}"`,
  };
}

/** Receipt numbers, or the number of the Z, in the body of an entry. */
function bodyNumbers(type: Value, receipts: number): Numbers | null {
  const step = type === 'receipt.issued' ? receipts : type === 'shift.closed' ? 1 : 0;
  const name = type === 'receipt.issued' ? 'number' : 'zNumber';
  if (step === 0) return null;
  return {
    pattern: `"${name}":\\d+`,
    change: (text, index) => `"${name}":${Number(text.slice(name.length + 3)) + index * step}`,
  };
}

/** How a value looks in a copy: ids, times and dates in it move, the rest stays. */
function cellOf(value: Value, first: Copy, numbers: Numbers | null): Cell {
  if (value === first.at) return ({ at }) => at;
  if (typeof value !== 'string') return () => value;
  const wanted = [first.ids, String(first.at), first.date, ...(numbers === null ? [] : [numbers.pattern])];
  const pieces = value
    .split(new RegExp(`(${wanted.join('|')})`))
    .map((piece): string | ((copy: Copy) => string) => {
      if (piece === first.ids) return ({ ids }) => ids;
      if (piece === String(first.at)) return ({ at }) => String(at);
      if (piece === first.date) return ({ date }) => date;
      if (numbers !== null && new RegExp(`^${numbers.pattern}$`).test(piece))
        return ({ index }) => numbers.change(piece, index);
      return piece;
    });
  if (pieces.length === 1) return () => value;
  return (copy) => {
    let text = '';
    for (const piece of pieces) text += typeof piece === 'string' ? piece : piece(copy);
    return text;
  };
}

/** Columns of an entry that its hash covers, in order of their names (design §3). */
const hashed = [
  'actor',
  'at',
  'body',
  'business_date',
  'counter',
  'epoch',
  'id',
  'prev_hash',
  'private_digest',
  'seq',
  'shift',
  'type',
  'v',
] as const;

function journalCopier(
  connection: Connection,
  rows: readonly Row[],
  first: Copy,
  receipts: number,
): (copy: Copy) => void {
  const columns = [...hashed, 'hash'];
  const insert = insertInto(connection, 'journal', columns);
  const templates = rows.map((row) =>
    hashed.map((column): Cell => {
      const value = row[column] ?? null;
      if (column === 'seq') return ({ index }) => Number(value) + index * rows.length;
      return cellOf(value, first, column === 'body' ? bodyNumbers(row.type ?? null, receipts) : null);
    }),
  );
  let before = String(rows.at(-1)?.hash);
  return (copy) => {
    for (const cells of templates) {
      const values = cells.map((cell, index) => (hashed[index] === 'prev_hash' ? before : cell(copy)));
      before = sha256(
        `{${hashed.map((name, index) => `"${name}":${name === 'body' ? values[index] : JSON.stringify(values[index])}`).join(',')}}`,
      );
      insert.run(...values, before);
    }
  };
}
