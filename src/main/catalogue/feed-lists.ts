/**
 * Lists of a neighbour system, as they come by the feed: one source that is updated in place (design §2). Each item is
 * one transaction and may come again; an older version changes nothing. Bills may come before their payer.
 */
import { invariant } from '../../shared/kernel/assert.ts';
import { transact } from '../store/transact.ts';
import type { CatalogueDatabase } from './database.ts';
import { feedImport, feedSource } from './feed-source.ts';
import { nameKeys } from './references.ts';
import { codeKey, familyKey, identityKeys, payerWords } from './words.ts';

/** A payer; null content for one who is gone. */
export interface FeedPayer {
  readonly ref: string;
  readonly version: number;
  readonly content: FeedPayerContent | null;
}

export interface FeedPayerContent {
  readonly name: string;
  readonly code: string;
  readonly className: string | null;
  /** `YYYY-MM-DD`. */
  readonly birthDate: string | null;
  readonly gender: string | null;
  readonly address: string | null;
  readonly payerName: string | null;
  readonly identities: readonly string[];
}

/** A line owed; null content for one that was cancelled. */
export interface FeedBill {
  readonly ref: string;
  readonly payer: string;
  readonly version: number;
  readonly content: FeedBillContent | null;
}

export interface FeedBillContent {
  readonly fee: string;
  readonly group: string;
  readonly visit: string | null;
  readonly period: string | null;
  readonly amount: number;
  readonly note: string | null;
  readonly onBehalf: boolean;
}

export interface FeedLists {
  takePayer(payer: FeedPayer): void;
  takeBill(bill: FeedBill): void;
  /** Whether anything ever came into this file: one that was rebuilt has nothing of the feed. */
  begun(): boolean;
}

/** Ids of payers that it takes at most. */
const mostPayers = 1_000_000;
/** Bills of the feed count down from here: the last one comes first. */
const highestBill = -(2 ** 52);

interface StoredPayer {
  readonly place: number;
  readonly content: FeedPayerContent | null;
}

/** A payer as shown, with the bills. */
interface Shown {
  readonly id: number;
  readonly ref: string;
  readonly payer: FeedPayerContent;
  readonly bills: readonly (FeedBillContent & { readonly ref: string })[];
}

/** Makes the writes; statements are compiled once. */
export function feedLists(database: CatalogueDatabase): FeedLists {
  const kept = keptItems(database);
  const writes = shownRows(database);
  const generation = feedGeneration(database);

  /** What is shown of a payer now; null while the payer is unknown or gone. */
  const shownOf = (ref: string, firstPayer: number): Shown | null => {
    const stored = kept.payer(ref);
    if (stored === null || stored.content === null) return null;
    invariant(stored.place <= mostPayers, 'the feed has more payers than ids are kept free');
    return { id: firstPayer + stored.place - 1, ref, payer: stored.content, bills: kept.billsOf(ref) };
  };

  /** Runs a change of what is kept, and shows what became of the payers it is about. */
  const change = (refs: readonly string[], keep: () => void): void => {
    const { id, firstPayer } = generation.ensure();
    const before = refs.map((ref) => shownOf(ref, firstPayer));
    keep();
    const after = refs.map((ref) => shownOf(ref, firstPayer));
    for (const shown of before) if (shown !== null) writes.remove(shown);
    for (const shown of after) if (shown !== null) writes.add(shown);
    const grown = sums(after);
    const gone = sums(before);
    generation.count(id, {
      payers: grown.payers - gone.payers,
      lines: grown.lines - gone.lines,
      total: grown.total - gone.total,
    });
  };

  return {
    takePayer: (payer) =>
      transact(database, () => {
        if (payer.version <= kept.payerVersion(payer.ref)) return;
        change([payer.ref], () => kept.savePayer(payer));
      }),
    takeBill: (bill) =>
      transact(database, () => {
        const was = kept.bill(bill.ref);
        if (was !== null && bill.version <= was.version) return;
        const payers = new Set([bill.payer, was?.payer ?? bill.payer]);
        change([...payers], () => kept.saveBill(bill));
      }),
    begun: () => generation.find() !== null,
  };
}

function sums(shown: readonly (Shown | null)[]) {
  const here = shown.flatMap((one) => one ?? []);
  const bills = here.flatMap((one) => one.bills);
  return {
    payers: here.length,
    lines: bills.length,
    total: bills.reduce((sum, { amount }) => sum + amount, 0),
  };
}

/** The newest version of everything, as it came. */
function keptItems({ connection }: CatalogueDatabase) {
  const payerOf = connection.prepare<[string], { place: number; version: number; content: string | null }>(
    'SELECT place, version, content FROM feed_payer WHERE ref = ?',
  );
  const savePayer = connection.prepare<[string, number, string | null]>(
    `INSERT INTO feed_payer (ref, version, content) VALUES (?, ?, ?)
     ON CONFLICT (ref) DO UPDATE SET version = excluded.version, content = excluded.content`,
  );
  const billOf = connection.prepare<[string], { payer: string; version: number }>(
    'SELECT payer, version FROM feed_bill WHERE ref = ?',
  );
  const saveBill = connection.prepare<[string, string, number, string | null]>(
    `INSERT INTO feed_bill (ref, payer, version, content) VALUES (?, ?, ?, ?)
     ON CONFLICT (ref) DO UPDATE SET payer = excluded.payer, version = excluded.version, content = excluded.content`,
  );
  const billsOf = connection.prepare<[string], { ref: string; content: string }>(
    'SELECT ref, content FROM feed_bill WHERE payer = ? AND content IS NOT NULL ORDER BY ref',
  );
  const text = (content: object | null) => (content === null ? null : JSON.stringify(content));
  return {
    payerVersion: (ref: string): number => payerOf.get(ref)?.version ?? 0,
    payer(ref: string): StoredPayer | null {
      const row = payerOf.get(ref);
      if (row === undefined) return null;
      return { place: row.place, content: row.content === null ? null : JSON.parse(row.content) };
    },
    savePayer: ({ ref, version, content }: FeedPayer) => savePayer.run(ref, version, text(content)),
    bill: (ref: string) => billOf.get(ref) ?? null,
    saveBill: ({ ref, payer, version, content }: FeedBill) =>
      saveBill.run(ref, payer, version, text(content)),
    billsOf: (ref: string): Shown['bills'] =>
      billsOf.all(ref).map((row) => ({ ...(JSON.parse(row.content) as FeedBillContent), ref: row.ref })),
  };
}

/** The rows that are searched and read, of one payer. */
function shownRows({ connection }: CatalogueDatabase) {
  const sortKey = nameKeys();
  const run = (sql: string) => {
    const prepared = connection.prepare(sql);
    return (...values: readonly (string | number | bigint | null)[]) => prepared.run(...values);
  };
  const lowestBill = connection
    .prepare<[number], number | null>('SELECT min(id) FROM bill WHERE id <= ?')
    .pluck();
  const dropBillRefs = run(
    'DELETE FROM bill_ref WHERE (ref, bill) IN (SELECT ref, id FROM bill WHERE payer = ?)',
  );
  const dropBills = run('DELETE FROM bill WHERE payer = ?');
  const dropPayer = run('DELETE FROM payer WHERE id = ?');
  const dropPayerRef = run('DELETE FROM payer_ref WHERE ref = ? AND payer = ?');
  const dropWords = run('DELETE FROM payer_words WHERE rowid = ?');
  const dropCode = run('DELETE FROM payer_code WHERE key = ? AND payer = ?');
  const dropFamily = run('DELETE FROM payer_family WHERE key = ? AND payer = ?');
  const addPayer = run(
    `INSERT INTO payer (id, ref, name, sort_key, code, class_name, birth_date, birth_year, gender, address, payer_name, visits)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const addBill = run(
    `INSERT INTO bill (id, payer, ref, visit, fee, fee_group, period, amount, listed_paid, note, on_behalf)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)`,
  );
  const addPayerRef = run('INSERT INTO payer_ref (ref, payer) VALUES (?, ?)');
  const addBillRef = run('INSERT INTO bill_ref (ref, bill) VALUES (?, ?)');
  const addWords = run('INSERT INTO payer_words (rowid, folded, marked) VALUES (?, ?, ?)');
  const addCode = run('INSERT OR IGNORE INTO payer_code (key, payer) VALUES (?, ?)');
  const addFamily = run('INSERT OR IGNORE INTO payer_family (key, payer) VALUES (?, ?)');
  return {
    remove(shown: Shown): void {
      const { id, ref, payer } = shown;
      for (const drop of [dropBillRefs, dropBills, dropPayer]) drop(id);
      dropPayerRef(ref, id);
      dropWords(BigInt(id));
      for (const key of codesOf(shown)) dropCode(key, id);
      dropFamily(familyKey(payer.name, payer.payerName), id);
    },
    add(shown: Shown): void {
      const { id, ref, payer, bills } = shown;
      const { name, code, className, birthDate, gender, address, payerName } = payer;
      const visits = JSON.stringify(visitsOf(shown));
      const birth = [birthDate, birthDate?.slice(0, 4) ?? null] as const;
      addPayer(id, ref, name, sortKey(name), code, className, ...birth, gender, address, payerName, visits);
      addPayerRef(ref, id);
      // They count down and are read in the order of their ids: the last comes first.
      let bill = Math.min(highestBill, (lowestBill.get(highestBill) ?? highestBill) - 1);
      for (const one of bills.toReversed()) {
        const { fee, group, visit, period, amount, note, onBehalf } = one;
        addBill(bill, id, one.ref, visit ?? '', fee, group, period, amount, note, onBehalf ? 1 : 0);
        addBillRef(one.ref, bill);
        bill -= 1;
      }
      for (const key of codesOf(shown)) addCode(key, id);
      const family = familyKey(name, payerName);
      if (family !== '') addFamily(family, id);
      addWords(BigInt(id), ...payerWords(name, className));
    },
  };
}

function visitsOf({ bills }: Shown): readonly string[] {
  return [...new Set(bills.flatMap(({ visit }) => visit ?? []))];
}

function codesOf(shown: Shown): ReadonlySet<string> {
  const { code, identities } = shown.payer;
  const keys = [...[code, ...visitsOf(shown)].map(codeKey), ...identities.flatMap(identityKeys)];
  return new Set(keys.filter((key) => key !== ''));
}

interface FeedGeneration {
  readonly id: number;
  readonly firstPayer: number;
}

/** The feed's own generation: made once, with ids kept free, and always in force. */
function feedGeneration({ connection }: CatalogueDatabase) {
  const find = connection.prepare<[], FeedGeneration>(
    `SELECT id, first_payer AS firstPayer FROM generation WHERE import = '${feedImport}'`,
  );
  const next = connection
    .prepare<[], number>('SELECT coalesce(max(last_payer), 0) + 1 FROM generation')
    .pluck();
  const insert = connection.prepare<[string, number, number]>(
    `INSERT INTO generation
       (import, source, file_name, file_hash, mapping, headers, state, payers, lines, total, first_payer, last_payer)
     VALUES ('${feedImport}', ?, '', '', '{}', '[]', 'ready', 0, 0, 0, ?, ?)`,
  );
  const point = connection.prepare<[string, number]>(
    `INSERT INTO source (source, generation) VALUES (?, ?)
     ON CONFLICT (source) DO UPDATE SET generation = excluded.generation`,
  );
  const count = connection.prepare<[number, number, number, number]>(
    'UPDATE generation SET payers = payers + ?, lines = lines + ?, total = total + ? WHERE id = ?',
  );
  const found = (): FeedGeneration | null => find.get() ?? null;
  return {
    find: found,
    ensure(): FeedGeneration {
      const known = found();
      if (known !== null) return known;
      const firstPayer = next.get() ?? 1;
      insert.run(feedSource, firstPayer, firstPayer + mostPayers - 1);
      const made = found();
      invariant(made !== null, 'the generation of the feed was made');
      point.run(feedSource, made.id);
      return made;
    },
    count(id: number, by: { payers: number; lines: number; total: number }): void {
      count.run(by.payers, by.lines, by.total, id);
    },
  };
}
