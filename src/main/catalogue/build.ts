/** Writing a generation: in small chunks, beside what is in force. */
import type { ImportMapping } from '../../shared/rpc/import.ts';
import { loosely } from '../store/loosely.ts';
import { statement } from '../store/statement.ts';
import { transact } from '../store/transact.ts';
import type { CatalogueDatabase } from './database.ts';
import type { Draft } from './draft.ts';
import { setGenerationState } from './generations.ts';
import { indexRowsPerChunk, payersPerChunk } from './limits.ts';
import { compare, type ReferencedPayer } from './references.ts';
import { foldText } from './texts.ts';
import { codeKey, familyKey, identityKeys, markedWords, phoneKey } from './words.ts';

export interface GenerationPlan {
  /** Id of the import. */
  readonly import: string;
  readonly source: string;
  readonly fileName: string;
  readonly fileHash: string;
  readonly mapping: ImportMapping;
  /** Header texts the mapping was made for. */
  readonly headers: readonly string[];
}

export interface BuildSteps {
  /** Share done, 0 to 1. */
  progress(done: number): void;
  /** Throws to stop between chunks; what was built stays `building` until it is dropped. */
  stopIfCancelled(): void;
}

/** A code, or the payer's name or phone by which a family is found, and the payer it finds. */
type KeyRow = readonly [key: string, payer: number];

/** What is written after the payers, sorted. */
interface Keys {
  readonly codes: KeyRow[];
  readonly families: KeyRow[];
}

/**
 * Writes a draft as a generation that is not in force. Payers come in list order, so that ids follow that order; what
 * is looked up by a random key is written afterwards, sorted by it.
 * @returns its id. @throws what `stopIfCancelled` throws; drop the generation then.
 */
export function buildGeneration(
  database: CatalogueDatabase,
  plan: GenerationPlan,
  draft: Omit<Draft, 'payers'>,
  payers: readonly ReferencedPayer[],
  steps: BuildSteps,
): number {
  const { id, firstPayer } = begin(database, plan, draft, payers.length);
  loosely(database, () => writeRows(database, firstPayer, payers, steps));
  steps.stopIfCancelled();
  transact(database, () => setGenerationState(database, id, 'ready'));
  return id;
}

/** Payers, bills and what they are found by. Nothing of it is of use until the generation is ready. */
function writeRows(
  database: CatalogueDatabase,
  firstPayer: number,
  payers: readonly ReferencedPayer[],
  steps: BuildSteps,
): void {
  const keys: Keys = { codes: [], families: [] };
  const writePayer = makePayerWriter(database, keys);
  for (let from = 0; from < payers.length; from += payersPerChunk) {
    steps.stopIfCancelled();
    const chunk = payers.slice(from, from + payersPerChunk);
    transact(database, () => {
      for (const [index, payer] of chunk.entries()) writePayer(firstPayer + from + index, payer);
    });
    steps.progress((0.7 * (from + chunk.length)) / payers.length);
  }
  const written = { first: firstPayer, last: firstPayer + payers.length - 1 };
  indexReferences(
    database,
    'payer_ref',
    'SELECT ref, id FROM payer WHERE id BETWEEN ? AND ?',
    written,
    steps,
  );
  steps.progress(0.8);
  indexReferences(
    database,
    'bill_ref',
    'SELECT ref, id FROM bill WHERE payer BETWEEN ? AND ?',
    written,
    steps,
  );
  steps.progress(0.9);
  writeKeys(database, 'payer_code', keys.codes, steps);
  writeKeys(database, 'payer_family', keys.families, steps);
}

function begin(
  database: CatalogueDatabase,
  plan: GenerationPlan,
  draft: Pick<Draft, 'lines' | 'total'>,
  payers: number,
) {
  const lastPayer = statement(database, (query) =>
    query.selectFrom('generation').select((eb) => eb.fn.max<number | null>('last_payer').as('last')),
  );
  const insert = database.connection.prepare(
    `INSERT INTO generation
       (import, source, file_name, file_hash, mapping, headers, state, payers, lines, total, first_payer, last_payer)
     VALUES (?, ?, ?, ?, ?, ?, 'building', ?, ?, ?, ?, ?)`,
  );
  return transact(database, () => {
    const firstPayer = (lastPayer.get()?.last ?? 0) + 1;
    const { lastInsertRowid } = insert.run(
      plan.import,
      plan.source,
      plan.fileName,
      plan.fileHash,
      JSON.stringify(plan.mapping),
      JSON.stringify(plan.headers),
      payers,
      draft.lines,
      draft.total,
      firstPayer,
      firstPayer + payers - 1,
    );
    return { id: Number(lastInsertRowid), firstPayer };
  });
}

/** Bulk work: prepared once, without the typed layer (design §3). */
function makePayerWriter({ connection }: CatalogueDatabase, { codes, families }: Keys) {
  const addPayer = connection.prepare(
    `INSERT INTO payer (id, ref, name, sort_key, code, class_name, birth_date, birth_year, gender, address, payer_name,
       visits, phone)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const addBill = connection.prepare(
    `INSERT INTO bill (payer, ref, visit, fee, fee_group, period, amount, listed_paid, note, on_behalf)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const addWords = connection.prepare('INSERT INTO payer_words (rowid, folded, marked) VALUES (?, ?, ?)');

  return (id: number, { payer, ref, billRefs, sortKey }: ReferencedPayer) => {
    const { code, name, className, birthDate, birthYear, gender, address, payerName, phone } = payer;
    const visits = [...payer.visits];
    const who = [className, birthDate, birthYear, gender, address, payerName];
    addPayer.run(id, ref, name, sortKey, code, ...who, JSON.stringify(visits), phone);
    for (const [index, bill] of payer.bills.entries()) {
      const { visit, fee, feeGroup, period, amount, listedPaid, note } = bill;
      const billRef = billRefs[index] ?? '';
      const sums = [amount, listedPaid, note, bill.onBehalf ? 1 : 0];
      addBill.run(id, billRef, visit, fee, feeGroup, period, ...sums);
    }
    const own = [code, ...visits, ...billCodes(payer.bills)].map(codeKey);
    for (const key of [...own, ...[...payer.identities].flatMap(identityKeys)]) {
      if (key !== '') codes.push([key, id]);
    }
    for (const family of [familyKey(name, payerName), phoneKey(phone)]) {
      if (family !== '') families.push([family, id]);
    }
    const words = className === null ? name : `${name} ${className}`;
    addWords.run(BigInt(id), foldText(words), markedWords(words));
  };
}

function billCodes(bills: readonly { readonly billCode: string }[]): Set<string> {
  return new Set(bills.map(({ billCode }) => billCode));
}

/** Sorts the references of a generation and writes them in that order, chunk by chunk. */
function indexReferences(
  { connection }: CatalogueDatabase,
  table: 'payer_ref' | 'bill_ref',
  select: string,
  payers: { readonly first: number; readonly last: number },
  steps: Pick<BuildSteps, 'stopIfCancelled'>,
): void {
  connection.exec('DROP TABLE IF EXISTS temp.sorted_refs');
  connection.exec('CREATE TEMP TABLE sorted_refs (place INTEGER PRIMARY KEY, ref TEXT, id INTEGER)');
  const sorted = connection
    .prepare<[number, number]>(`INSERT INTO temp.sorted_refs (ref, id) ${select} ORDER BY ref`)
    .run(payers.first, payers.last).changes;
  const copy = connection.prepare<[number, number]>(
    `INSERT INTO ${table} SELECT ref, id FROM temp.sorted_refs WHERE place BETWEEN ? AND ?`,
  );
  for (let from = 1; from <= sorted; from += indexRowsPerChunk) {
    steps.stopIfCancelled();
    transact({ connection }, () => copy.run(from, from + indexRowsPerChunk - 1));
  }
  connection.exec('DROP TABLE temp.sorted_refs');
}

/** Rows of one statement: half the time of writing a row alone goes into coming and going. */
const rowsPerStatement = 32;

function writeKeys(
  database: CatalogueDatabase,
  table: 'payer_code' | 'payer_family',
  rows: KeyRow[],
  steps: Pick<BuildSteps, 'stopIfCancelled'>,
): void {
  const insertOf = (count: number) =>
    database.connection.prepare<(string | number)[]>(
      `INSERT OR IGNORE INTO ${table} (key, payer) VALUES ${Array(count).fill('(?, ?)').join(', ')}`,
    );
  const insert = insertOf(rowsPerStatement);
  rows.sort((a, b) => compare(a[0], b[0]) || a[1] - b[1]);
  for (let from = 0; from < rows.length; from += indexRowsPerChunk) {
    steps.stopIfCancelled();
    const chunk = rows.slice(from, from + indexRowsPerChunk);
    transact(database, () => {
      for (let at = 0; at < chunk.length; at += rowsPerStatement) {
        const some = chunk.slice(at, at + rowsPerStatement);
        const statement = some.length === rowsPerStatement ? insert : insertOf(some.length);
        statement.run(...some.flat());
      }
    });
  }
}
