import { countedPayers } from './limits.ts';
import { fromEach, type OpenList, perList } from './open-lists.ts';
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

/** A payer of one of the lists that are looked through, as one number: the place of the list, and the id there. */
type Hit = number;

/** More than any id of a payer. */
const idRoom = 2 ** 42;

const hitOf = (list: number, id: number): Hit => list * idRoom + id;
const listOf = (hit: Hit): number => Math.floor(hit / idRoom);
const idOf = (hit: Hit): number => hit % idRoom;

/** Hits of one kind. */
interface Tier {
  readonly hits: readonly Hit[];
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

/** The statements of one list. */
const statementsOf = perList(({ connection }) => ({
  byCode: connection.prepare<[string, string, bigint], { readonly id: number; readonly key: string }>(
    'SELECT key, payer AS id FROM payer_code WHERE key >= ? AND key < ? ORDER BY key LIMIT ?',
  ),
  byWords: connection.prepare<[string, bigint], { readonly id: number }>(
    'SELECT rowid AS id FROM payer_words WHERE payer_words MATCH ? ORDER BY rowid LIMIT ?',
  ),
  payers: connection.prepare<[string], PayerRow>(
    `SELECT p.id, p.ref, p.name, p.sort_key, p.code, p.class_name, p.birth_year, p.gender, p.address
     FROM json_each(?) AS j CROSS JOIN payer p ON p.id = j.value`,
  ),
  bills: connection.prepare<[string], FoundBill & { readonly payer: number }>(
    `SELECT b.payer, b.ref AS bill, b.amount, b.listed_paid AS listedPaid
     FROM json_each(?) AS j CROSS JOIN bill b ON b.payer = j.value ORDER BY b.id`,
  ),
}));

type Statements = ReturnType<typeof statementsOf>;

/**
 * Makes the search over the lists in force: prefixes of folded words of name and class, or the beginning of a code
 * (payer, visit, identity, bill). Codes come first, then names with the very marks that were typed, then the others;
 * within each by given name. From two letters or digits on; `limit` rows at most. `whole`: only codes that are the text in
 * full, as of a scan, which names one person and none whose code merely begins alike.
 */
export function makeFindPayers(
  inForce: () => readonly OpenList[],
): (text: string, limit: number, whole?: boolean) => FoundPayers {
  return (text, limit, whole = false) => {
    const words = searchWords(text);
    if (words.reduce((sum, { folded }) => sum + folded.length, 0) < shortestText) return nothing;
    const lists = inForce();
    const tiers: Tier[] = [codeHits(lists, text, whole)];
    if (!whole) tiers.push(markedHits(lists, words), wordHits(lists, foldedMatch(words)));
    const all = new Set(tiers.flatMap(({ hits }) => hits));
    const first = firstPayers(lists, tiers, limit);
    const bills = billsOf(lists, [...first.keys()]);
    return {
      rows: Array.from(first, ([hit, row]) => shown(row, bills.get(hit) ?? [], words)),
      count: Math.min(all.size, countedPayers),
      atLeast: all.size > countedPayers,
    };
  };
}

/** One more than is counted, to know whether there are more. */
const hitLimit = BigInt(countedPayers + 1);

/** What each list answers, with its place. */
function askEach<Row>(
  lists: readonly OpenList[],
  ask: (statements: Statements) => readonly Row[],
): readonly (Row & { readonly list: number })[] {
  return fromEach(lists, (list, place) => ask(statementsOf(list)).map((row) => ({ ...row, list: place })));
}

/** By key, so that the code typed in full comes before those it begins. */
function codeHits(lists: readonly OpenList[], text: string, whole: boolean): Tier {
  const key = codeKey(text);
  if (!/\d/.test(key) || key.length < shortestText) return { hits: [], sorted: true };
  const past = whole ? `${key}\0` : `${key}\u{10ffff}`;
  const found = askEach(lists, ({ byCode }) => byCode.all(key, past, hitLimit)).toSorted((a, b) =>
    compare(a.key, b.key),
  );
  return { hits: found.map(({ list, id }) => hitOf(list, id)), sorted: true };
}

function wordHits(lists: readonly OpenList[], match: string): Tier {
  const found = askEach(lists, ({ byWords }) => byWords.all(match, hitLimit));
  // Ids of a list from a file follow its order, part by part. Those of the feed follow its arrival, and several lists
  // are merged: then names are compared when they are loaded.
  const of = new Set(found.map(({ list }) => lists[list]?.id));
  const sorted = of.size < 2 && found.every(({ list }) => lists[list]?.apart === true);
  return { hits: found.map(({ list, id }) => hitOf(list, id)), sorted };
}

function markedHits(lists: readonly OpenList[], words: readonly SearchWord[]): Tier {
  if (words.every(({ marked }) => marked === null)) return { hits: [], sorted: true };
  const match = words
    .map(({ folded, marked }) => (marked === null ? `folded : "${folded}" *` : `marked : "${marked}" *`))
    .join(' AND ');
  return wordHits(lists, match);
}

/** Words hold letters and digits only, so quoting them is enough. */
function foldedMatch(words: readonly SearchWord[]): string {
  return words.map(({ folded }) => `folded : "${folded}" *`).join(' AND ');
}

/** The first `limit` payers, tier by tier; within a tier hits of several lists are merged by given name. */
function firstPayers(
  lists: readonly OpenList[],
  tiers: readonly Tier[],
  limit: number,
): ReadonlyMap<Hit, PayerRow> {
  const rows = new Map<Hit, PayerRow>();
  for (const { hits, sorted } of tiers) {
    const room = limit - rows.size;
    if (room <= 0) break;
    const fresh = [...new Set(hits)].filter((hit) => !rows.has(hit));
    const loaded = payersOf(lists, sorted ? fresh.slice(0, room) : fresh);
    if (!sorted) loaded.sort(([a, one], [b, other]) => compare(one.sort_key, other.sort_key) || a - b);
    for (const [hit, row] of loaded.slice(0, room)) rows.set(hit, row);
  }
  return rows;
}

/** What each list says of its hits; `payerOf` a row is the id of the payer it is about. */
function ofHits<Row>(
  lists: readonly OpenList[],
  hits: readonly Hit[],
  ask: (statements: Statements, ids: string) => readonly Row[],
  payerOf: (row: Row) => number,
): [Hit, Row][] {
  const byList = Map.groupBy(hits, listOf);
  return fromEach(lists, (list, place) => {
    const own = byList.get(place);
    if (own === undefined) return [];
    const rows = ask(statementsOf(list), JSON.stringify(own.map(idOf)));
    return rows.map((row): [Hit, Row] => [hitOf(place, payerOf(row)), row]);
  });
}

/** The rows of these hits, in their order. */
function payersOf(lists: readonly OpenList[], hits: readonly Hit[]): [Hit, PayerRow][] {
  const rows = new Map(
    ofHits(
      lists,
      hits,
      ({ payers }, ids) => payers.all(ids),
      ({ id }) => id,
    ),
  );
  return hits.flatMap((hit): [Hit, PayerRow][] => {
    const row = rows.get(hit);
    return row === undefined ? [] : [[hit, row]];
  });
}

function billsOf(lists: readonly OpenList[], hits: readonly Hit[]): ReadonlyMap<Hit, readonly FoundBill[]> {
  const bills = ofHits(
    lists,
    hits,
    (statements, ids) => statements.bills.all(ids),
    ({ payer }) => payer,
  );
  const byHit = Map.groupBy(bills, ([hit]) => hit);
  return new Map(Array.from(byHit, ([hit, own]) => [hit, own.map(([, bill]) => bill)]));
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
