import type { Statement } from 'better-sqlite3';
import type { CatalogueDatabase } from './database.ts';
import { countedPayers } from './limits.ts';
import { compare } from './references.ts';
import { codeKey, matchedParts, type SearchWord, searchWords } from './words.ts';

/** One bill as the list has it; what was paid here is the ledger's to say. */
export interface FoundBill {
  readonly bill: string;
  readonly amount: number;
  readonly listedPaid: number;
}

export interface FoundPayer {
  readonly payer: string;
  readonly name: string;
  readonly code: string;
  readonly className: string | null;
  readonly birthYear: string | null;
  readonly gender: string | null;
  readonly address: string | null;
  readonly bills: readonly FoundBill[];
  /** Parts of the name that matched: [start, end) in UTF-16 units. */
  readonly matches: readonly (readonly [number, number])[];
}

export interface FoundPayers {
  readonly rows: readonly FoundPayer[];
  /** Exact up to 1,000. */
  readonly count: number;
  readonly atLeast: boolean;
}

const nothing: FoundPayers = { rows: [], count: 0, atLeast: false };
/** Shorter texts would find half the list. */
const shortestText = 2;

interface Range {
  readonly first: bigint;
  readonly last: bigint;
}

interface CodeHit {
  readonly id: number;
  readonly key: string;
}

/** Hits of one kind, as ids. */
interface Tier {
  readonly ids: readonly number[];
  /** Already in the order in which they are shown. */
  readonly sorted: boolean;
}

interface PayerRow {
  readonly id: number;
  readonly ref: string;
  readonly name: string;
  readonly sort_key: string;
  readonly code: string;
  readonly class_name: string | null;
  readonly birth_year: string | null;
  readonly gender: string | null;
  readonly address: string | null;
}

/**
 * Makes the search over everything in force: prefixes of folded words of name and class, or the beginning of a code
 * (payer, visit, identity, bill). Codes come first, then names with the very marks that were typed, then the others;
 * within each by given name. From two letters or digits on; `limit` rows at most. `whole`: only codes that are the text in
 * full, as of a scan, which names one person and none whose code merely begins alike.
 */
export function makeFindPayers(
  database: CatalogueDatabase,
): (text: string, limit: number, whole?: boolean) => FoundPayers {
  const { connection } = database;
  const inForce = connection.prepare<[], { first: number; last: number }>(
    `SELECT g.first_payer AS first, g.last_payer AS last FROM source s JOIN generation g ON g.id = s.generation
     WHERE g.payers > 0 ORDER BY s.source`,
  );
  const byCode = connection.prepare<[string, string, bigint, bigint, bigint], CodeHit>(
    'SELECT key, payer AS id FROM payer_code WHERE key >= ? AND key < ? AND +payer BETWEEN ? AND ? ORDER BY key LIMIT ?',
  );
  const byWords = connection.prepare<[string, bigint, bigint, bigint], { id: number }>(
    'SELECT rowid AS id FROM payer_words WHERE payer_words MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid LIMIT ?',
  );
  const payers = connection.prepare<[string], PayerRow>(
    `SELECT p.id, p.ref, p.name, p.sort_key, p.code, p.class_name, p.birth_year, p.gender, p.address
     FROM json_each(?) AS j CROSS JOIN payer p ON p.id = j.value ORDER BY j.key`,
  );
  const bills = connection.prepare<[string], FoundBill & { readonly payer: number }>(
    `SELECT b.payer, b.ref AS bill, b.amount, b.listed_paid AS listedPaid
     FROM json_each(?) AS j CROSS JOIN bill b ON b.payer = j.value ORDER BY b.id`,
  );

  return (text, limit, whole = false) => {
    const words = searchWords(text);
    if (words.reduce((sum, { folded }) => sum + folded.length, 0) < shortestText) return nothing;
    const ranges = inForce.all().map(({ first, last }) => ({ first: BigInt(first), last: BigInt(last) }));
    const tiers: Tier[] = [codeHits(byCode, text, ranges, whole)];
    if (!whole) {
      tiers.push(markedHits(byWords, words, ranges), wordHits(byWords, foldedMatch(words), ranges));
    }
    const all = new Set(tiers.flatMap(({ ids }) => ids));
    const rows = load(payers, tiers, limit);
    const billsOf = Map.groupBy(bills.all(JSON.stringify(rows.map(({ id }) => id))), ({ payer }) => payer);
    return {
      rows: rows.map((row) => shown(row, billsOf.get(row.id) ?? [], words)),
      count: Math.min(all.size, countedPayers),
      atLeast: all.size > countedPayers,
    };
  };
}

/** One more than is counted, to know whether there are more. */
const hitLimit = BigInt(countedPayers + 1);

type ByWords = Statement<[string, bigint, bigint, bigint], { id: number }>;
type ByCode = Statement<[string, string, bigint, bigint, bigint], CodeHit>;

/** By key, so that the code typed in full comes before those it begins. */
function codeHits(byCode: ByCode, text: string, ranges: readonly Range[], whole: boolean): Tier {
  const key = codeKey(text);
  if (!/\d/.test(key) || key.length < shortestText) return { ids: [], sorted: true };
  const past = whole ? `${key}\0` : `${key}\u{10ffff}`;
  const hits = ranges.flatMap(({ first, last }) => byCode.all(key, past, first, last, hitLimit));
  hits.sort((a, b) => compare(a.key, b.key));
  return { ids: hits.map(({ id }) => id), sorted: true };
}

function wordHits(byWords: ByWords, match: string, ranges: readonly Range[]): Tier {
  const ids = ranges.flatMap(({ first, last }) =>
    byWords.all(match, first, last, hitLimit).map(({ id }) => id),
  );
  // Ids of one generation follow the order of lists; several are merged when their names are loaded.
  return { ids, sorted: ranges.length < 2 };
}

function markedHits(byWords: ByWords, words: readonly SearchWord[], ranges: readonly Range[]): Tier {
  if (words.every(({ marked }) => marked === null)) return { ids: [], sorted: true };
  const match = words
    .map(({ folded, marked }) => (marked === null ? `folded : "${folded}" *` : `marked : "${marked}" *`))
    .join(' AND ');
  return wordHits(byWords, match, ranges);
}

/** Words hold letters and digits only, so quoting them is enough. */
function foldedMatch(words: readonly SearchWord[]): string {
  return words.map(({ folded }) => `folded : "${folded}" *`).join(' AND ');
}

/** The first `limit` payers, tier by tier; within a tier hits of several lists are merged by given name. */
function load(
  payers: Statement<[string], PayerRow>,
  tiers: readonly Tier[],
  limit: number,
): readonly PayerRow[] {
  const rows = new Map<number, PayerRow>();
  for (const { ids, sorted } of tiers) {
    const room = limit - rows.size;
    if (room <= 0) break;
    const fresh = [...new Set(ids)].filter((id) => !rows.has(id));
    const loaded = payers.all(JSON.stringify(sorted ? fresh.slice(0, room) : fresh));
    if (!sorted) loaded.sort((a, b) => compare(a.sort_key, b.sort_key) || a.id - b.id);
    for (const row of loaded.slice(0, room)) rows.set(row.id, row);
  }
  return [...rows.values()];
}

function shown(row: PayerRow, bills: readonly FoundBill[], words: readonly SearchWord[]): FoundPayer {
  return {
    payer: row.ref,
    name: row.name,
    code: row.code,
    className: row.class_name,
    birthYear: row.birth_year,
    gender: row.gender,
    address: row.address,
    bills: bills.map(({ bill, amount, listedPaid }) => ({ bill, amount, listedPaid })),
    matches: matchedParts(row.name, words),
  };
}
