/**
 * Finds receipts among all ever issued. The index is filled from the journal after the commit, a page at a time, so
 * that a payment costs nothing more; a search first takes in what is new.
 */
import { foldVietnamese } from '../../shared/text/index.ts';
import type { Database } from '../store/database.ts';
import { transact } from '../store/transact.ts';
import type { LedgerTables } from './schema.ts';

/** Entries taken in at a time: some milliseconds of the money thread (design §2: nothing over 20 ms). */
const pageEntries = 400;
/** Pages a search takes in before it answers; more is left to the background. */
const mostPagesBeforeSearch = 4;
/** Receipts looked at for one answer; beyond them the answer says where to go on. */
const mostScanned = 10_000;

/** What to look for; every part that is not null must hold. */
export interface ReceiptQuery {
  /** Beginnings of names and codes, folded. */
  readonly words: readonly string[];
  /** A number, a total or (digits of) a code, whichever it is. */
  readonly digits: string | null;
  readonly number: number | null;
  /** Series as printed; only together with `number`. */
  readonly series: string | null;
  /** Total in đồng. */
  readonly total: number | null;
  /** Day of issue, `YYYY-MM-DD`. */
  readonly day: string | null;
  readonly shift: string | null;
  readonly method: string | null;
  /** Whose receipts; null: of every counter whose journal is here. */
  readonly counter: string | null;
  /** Only receipts before this place, as given by the last answer. */
  readonly before: number | null;
  readonly limit: number;
}

export interface FoundReceipts {
  /** The newest first. */
  readonly receipts: readonly { readonly receipt: string; readonly counter: string }[];
  /** Where to go on, or null when there are no more. */
  readonly next: number | null;
  /** False while the index is still being filled for the first time. */
  readonly complete: boolean;
}

export interface ReceiptSearch {
  find(query: ReceiptQuery): FoundReceipts;
  /** Takes in one page of new entries; true when there may be more. */
  takeIn(): boolean;
}

interface Candidate {
  readonly doc: number;
  readonly counter: string;
  readonly receipt: string;
}

type Opened = Pick<Database<LedgerTables>, 'connection'>;

/** Folded words a receipt is found by; digits of a code that begins with letters are a word of their own. */
export function wordsOf(parts: readonly (string | null)[]): string {
  const folded = parts.map((part) => foldVietnamese(part ?? '').replace(/[^a-z0-9]+/g, ' ')).join(' ');
  const digits = folded.match(/(?<=\b[a-z]+)\d{3,}\b/g) ?? [];
  return [folded.trim(), ...digits].join(' ').trim();
}

function matchOf(words: readonly string[]): string {
  return words.map((word) => `"${word.replace(/[^a-z0-9]/g, '')}"*`).join(' AND ');
}

function filling({ connection }: Opened) {
  const nextCounter = connection.prepare<[string], { counter: string }>(
    'SELECT counter FROM journal WHERE counter > ? ORDER BY counter LIMIT 1',
  );
  const at = connection.prepare<[string], { epoch: number; seq: number }>(
    'SELECT epoch, seq FROM receipt_search_at WHERE counter = ?',
  );
  const moveTo = connection.prepare<[string, number, number]>(
    `INSERT INTO receipt_search_at (counter, epoch, seq) VALUES (?, ?, ?)
     ON CONFLICT (counter) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq`,
  );
  const page = connection.prepare<
    [string, number, number, number],
    { epoch: number; seq: number; body: string | null }
  >(
    `SELECT epoch, seq, CASE WHEN type = 'receipt.issued' THEN body END AS body FROM journal
     WHERE counter = ? AND (epoch, seq) > (?, ?) ORDER BY epoch, seq LIMIT ?`,
  );
  const row = connection.prepare<
    [string, string],
    {
      number: number;
      total: number;
      issueDate: string;
      shift: string;
      payerName: string | null;
      beneficiaryName: string | null;
      beneficiaryCode: string | null;
    }
  >(
    `SELECT number, total, issueDate, shift, payerName, beneficiaryName, beneficiaryCode FROM receipt
     WHERE id = ? AND counter = ?`,
  );
  const methodOf = connection.prepare<[string, string], { method: string }>(
    'SELECT method FROM tender WHERE id = ? AND counter = ?',
  );
  const put = connection.prepare<[string, string, number, number, string, string, string]>(
    `INSERT INTO receipt_search (counter, receipt, number, total, day, shift, methods)
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (receipt, counter) DO NOTHING`,
  );
  const putWords = connection.prepare<[number | bigint, string]>(
    'INSERT INTO receipt_words (rowid, words) VALUES (?, ?)',
  );

  const takeReceipt = (counter: string, body: string): void => {
    const { receipt, sources } = JSON.parse(body) as {
      receipt: string;
      sources: readonly { source: string; id: string }[];
    };
    const found = row.get(receipt, counter);
    if (found === undefined) return;
    const methods = sources.flatMap((one) =>
      one.source === 'tender' ? [methodOf.get(one.id, counter)?.method ?? one.source] : [one.source],
    );
    const { number, total, issueDate, shift } = found;
    const placed = put.run(
      counter,
      receipt,
      number,
      total,
      issueDate,
      shift,
      `|${[...new Set(methods)].join('|')}|`,
    );
    const words = wordsOf([found.payerName, found.beneficiaryName, found.beneficiaryCode]);
    if (placed.changes > 0 && words !== '') putWords.run(placed.lastInsertRowid, words);
  };

  return {
    /** Entries of one counter after the place reached, in one transaction. */
    takePage(counter: string): boolean {
      const { epoch, seq } = at.get(counter) ?? { epoch: 0, seq: 0 };
      const entries = page.all(counter, epoch, seq, pageEntries);
      const last = entries.at(-1);
      if (last === undefined) return false;
      for (const { body } of entries) if (body !== null) takeReceipt(counter, body);
      moveTo.run(counter, last.epoch, last.seq);
      return entries.length === pageEntries;
    },
    counterAfter: (counter: string) => nextCounter.get(counter)?.counter,
  };
}

/** Makes the search on an open `money.db`. */
export function receiptSearch(database: Opened): ReceiptSearch {
  const { connection } = database;
  const fill = filling(database);
  const prepared = new Map<string, ReturnType<typeof connection.prepare>>();
  const rowsOf = <Row>(sql: string, values: readonly (string | number)[]): Row[] => {
    const known = prepared.get(sql) ?? connection.prepare(sql);
    prepared.set(sql, known);
    return known.all(...values) as Row[];
  };

  const takeIn = (): boolean =>
    transact(database, () => {
      for (let counter = fill.counterAfter(''); counter !== undefined; counter = fill.counterAfter(counter)) {
        if (fill.takePage(counter)) return true;
      }
      return false;
    });

  /** First and last place a receipt of this day and shift can have. */
  const boundsOf = (query: ReceiptQuery): readonly [number, number] => {
    let [low, high] = [1, query.before === null ? Number.MAX_SAFE_INTEGER : query.before - 1];
    for (const column of ['day', 'shift'] as const) {
      const value = query[column];
      if (value === null) continue;
      const [span] = rowsOf<{ low: number | null; high: number | null }>(
        `SELECT min(doc) AS low, max(doc) AS high FROM receipt_search WHERE ${column} = ?`,
        [value],
      );
      low = Math.max(low, span?.low ?? 1);
      high = Math.min(high, span?.high ?? 0);
    }
    return [low, high];
  };

  const byWords = (words: readonly string[], low: number, high: number): number[] =>
    rowsOf<{ doc: number }>(
      `SELECT rowid AS doc FROM receipt_words WHERE receipt_words MATCH ? AND rowid BETWEEN ? AND ?
       ORDER BY rowid DESC LIMIT ${mostScanned}`,
      [matchOf(words), low, high],
    ).map(({ doc }) => doc);
  const byColumn = (column: 'number' | 'total', value: number, low: number, high: number): number[] =>
    rowsOf<{ doc: number }>(
      `SELECT doc FROM receipt_search WHERE ${column} = ? AND doc BETWEEN ? AND ? ORDER BY doc DESC
       LIMIT ${mostScanned}`,
      [value, low, high],
    ).map(({ doc }) => doc);

  /** Places that may hold, the newest first; null when nothing but day, shift and method was asked for. */
  const candidates = (query: ReceiptQuery, low: number, high: number): number[] | null => {
    const sets: number[][] = [];
    if (query.number !== null) sets.push(byColumn('number', query.number, low, high));
    if (query.total !== null) sets.push(byColumn('total', query.total, low, high));
    if (query.digits !== null) {
      const value = Number(query.digits);
      const any = new Set([
        ...byColumn('number', value, low, high),
        ...byColumn('total', value, low, high),
        ...byWords([query.digits], low, high),
      ]);
      sets.push([...any].sort((a, b) => b - a));
    }
    if (query.words.length > 0) sets.push(byWords(query.words, low, high));
    const [first, ...others] = sets.sort((a, b) => a.length - b.length);
    if (first === undefined) return null;
    const rest = others.map((set) => new Set(set));
    return first.filter((doc) => rest.every((set) => set.has(doc)));
  };

  const conditions = (query: ReceiptQuery): { sql: string; values: (string | number)[] } => {
    const parts: string[] = [];
    const values: (string | number)[] = [];
    for (const column of ['day', 'shift', 'counter'] as const) {
      const value = query[column];
      if (value === null) continue;
      parts.push(`AND ${column} = ?`);
      values.push(value);
    }
    if (query.method !== null) {
      parts.push('AND methods LIKE ?');
      values.push(`%|${query.method}|%`);
    }
    return { sql: parts.join(' '), values };
  };

  const select = 'SELECT doc, counter, receipt FROM receipt_search';
  const read = (
    query: ReceiptQuery,
    low: number,
    high: number,
  ): { rows: Candidate[]; scanned: number | null } => {
    const { sql, values } = conditions(query);
    const places = candidates(query, low, high);
    if (places === null) {
      const scanLow =
        query.day === null && query.shift === null ? Math.max(low, lastDoc(high) - mostScanned) : low;
      const rows = rowsOf<Candidate>(`${select} WHERE doc BETWEEN ? AND ? ${sql} ORDER BY doc DESC LIMIT ?`, [
        scanLow,
        high,
        ...values,
        query.limit + 1,
      ]);
      return { rows, scanned: scanLow > low ? scanLow : null };
    }
    const rows = rowsOf<Candidate>(
      `${select} WHERE doc IN (SELECT value FROM json_each(?)) ${sql} ORDER BY doc DESC LIMIT ?`,
      [JSON.stringify(places), ...values, query.limit + 1],
    );
    return { rows, scanned: null };
  };
  const lastDoc = (high: number): number =>
    rowsOf<{ doc: number }>('SELECT doc FROM receipt_search WHERE doc <= ? ORDER BY doc DESC LIMIT 1', [
      high,
    ])[0]?.doc ?? 0;

  return {
    takeIn,
    find(query) {
      let more = true;
      for (let page = 0; more && page < mostPagesBeforeSearch; page += 1) more = takeIn();
      const [low, high] = boundsOf(query);
      if (high < low) return { receipts: [], next: null, complete: !more };
      const { rows, scanned } = read(query, low, high);
      const shown = rows.slice(0, query.limit);
      const full = rows.length > query.limit;
      return {
        receipts: shown.map(({ receipt, counter }) => ({ receipt, counter })),
        next: full ? (shown.at(-1)?.doc ?? null) : scanned,
        complete: !more,
      };
    },
  };
}
