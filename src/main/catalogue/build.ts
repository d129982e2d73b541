/** Writing a generation: in files of its own, beside what is in force. */
import type { Database as Connection } from 'better-sqlite3';
import { invariant } from '../../shared/kernel/assert.ts';
import type { ImportMapping } from '../../shared/rpc/import.ts';
import { transact } from '../store/transact.ts';
import type { CatalogueDatabase } from './database.ts';
import type { DraftPayer } from './draft.ts';
import { payersPerChunk } from './limits.ts';
import { buildList, type ListPart } from './list-file.ts';
import type { ReferencedPayer } from './references.ts';
import { codeKey, familyKey, identityKeys, payerWords, phoneKey } from './words.ts';

/** The file a generation is made of. */
export interface ImportedFile {
  /** Id of the import. */
  readonly import: string;
  readonly source: string;
  readonly fileName: string;
  /** SHA-256, hex. */
  readonly fileHash: string;
}

/** What a generation came to be. */
export interface ListMade {
  readonly mapping: ImportMapping;
  /** Header texts the mapping was made for. */
  readonly headers: readonly string[];
  readonly payers: number;
  readonly lines: number;
  /** Σ (amount − listed as paid), in đồng. */
  readonly total: number;
  /** Files that its rows lie in. */
  readonly parts: number;
}

export interface BuildSteps {
  /** Share done, 0 to 1. */
  progress(done: number): void;
  /** Throws to stop between chunks; no file stays, and the generation is `building` until it is dropped. */
  stopIfCancelled(): void;
}

/** Registers a generation that is going to be written; what it holds is said at its end. @returns its id */
export function beginGeneration(database: CatalogueDatabase, file: ImportedFile): number {
  const insert = database.connection.prepare(
    `INSERT INTO generation
       (import, source, file_name, file_hash, mapping, state, payers, lines, total, first_payer, last_payer)
     VALUES (?, ?, ?, ?, 'null', 'building', 0, 0, 0, 1, 0)`,
  );
  return transact(database, () => {
    const { lastInsertRowid } = insert.run(file.import, file.source, file.fileName, file.fileHash);
    return Number(lastInsertRowid);
  });
}

/**
 * Writes a part of a generation. Payers come in list order, so that ids follow that order.
 * @throws what `stopIfCancelled` throws; no file stays then
 */
export function writePart(part: ListPart, payers: readonly ReferencedPayer[], steps: BuildSteps): void {
  buildList(part, (connection, settle) => writeRows(connection, payers, steps, settle));
}

/** All parts are written: the generation may be put in force. */
export function finishGeneration(database: CatalogueDatabase, id: number, made: ListMade): void {
  const finish = database.connection.prepare(
    `UPDATE generation SET state = 'ready', mapping = ?, headers = ?, payers = ?, lines = ?, total = ?, last_payer = ?,
       parts = ? WHERE id = ? AND state = 'building'`,
  );
  const { payers, lines, total, parts } = made;
  const read = [JSON.stringify(made.mapping), JSON.stringify(made.headers)];
  transact(database, () => {
    const { changes } = finish.run(...read, payers, lines, total, payers, parts, id);
    invariant(changes === 1, `generation ${id} is being built`);
  });
}

/** What is done when some of the rows are written: stops a build that was cancelled, and says how far it is. */
type Written = (payers: number) => void;

/** Rows in the order of the list; then what is looked up by a random key, each sorted by its key. */
function writeRows(
  connection: Connection,
  payers: readonly ReferencedPayer[],
  steps: BuildSteps,
  settle: () => void,
): void {
  const part = (from: number, to: number): Written => {
    return (written) => {
      settle();
      steps.stopIfCancelled();
      steps.progress(from + ((to - from) * written) / payers.length);
    };
  };
  makeSortedKeys(connection);
  writePayers(connection, payers, part(0, 0.3));
  writeBills(connection, payers, part(0.3, 0.5));
  writeKeys(connection, payers, part(0.5, 0.65));
  writeWords(connection, payers, part(0.65, 0.8));
  const sorted = [
    'INSERT INTO payer_ref SELECT ref, id FROM payer ORDER BY ref, id',
    'INSERT INTO bill_ref SELECT ref, id FROM bill ORDER BY ref, id',
    'INSERT OR IGNORE INTO payer_family SELECT key, payer FROM temp.family_key ORDER BY key, payer',
    'INSERT OR IGNORE INTO payer_code SELECT key, payer FROM temp.code_key ORDER BY key, payer',
  ];
  const done = part(0.8, 1);
  for (const [index, sql] of sorted.entries()) {
    connection.exec(sql);
    done(((index + 1) * payers.length) / sorted.length);
  }
}

/** Keys wait here, in memory, until all are known and can be sorted. */
function makeSortedKeys(connection: Connection): void {
  for (const name of ['code_key', 'family_key']) {
    connection.exec(`CREATE TEMP TABLE ${name} (key TEXT NOT NULL, payer INTEGER NOT NULL)`);
  }
}

/** Rows of one statement: half the time of writing a row alone goes into coming and going. */
const rowsPerStatement = 16;

type Value = string | number | null;

/** Adds rows of so many columns, many with one statement; `end` writes the last ones. */
function makeInsert(connection: Connection, into: string, columns: number) {
  const row = `(${Array(columns).fill('?').join(', ')})`;
  const insertOf = (count: number) =>
    connection.prepare<Value[]>(`INSERT INTO ${into} VALUES ${Array(count).fill(row).join(', ')}`);
  const insert = insertOf(rowsPerStatement);
  let values: Value[] = [];
  return {
    /** Takes the values of the next row, pushed one after the other. */
    get row(): Value[] {
      if (values.length >= columns * rowsPerStatement) {
        insert.run(...values);
        values = [];
      }
      return values;
    },
    end(): void {
      if (values.length > 0) insertOf(values.length / columns).run(...values);
      values = [];
    },
  };
}

/** Calls `write` for each payer with its id, and `written` after each chunk. */
function eachPayer(
  payers: readonly ReferencedPayer[],
  written: Written,
  write: (payer: ReferencedPayer, id: number) => void,
): void {
  for (const [index, payer] of payers.entries()) {
    write(payer, index + 1);
    if ((index + 1) % payersPerChunk === 0) written(index + 1);
  }
  written(payers.length);
}

function writePayers(connection: Connection, payers: readonly ReferencedPayer[], written: Written): void {
  const columns = 'id, ref, name, sort_key, code, class_name, birth_date, birth_year, gender, address';
  const rows = makeInsert(connection, `payer (${columns}, payer_name, visits, phone)`, 13);
  eachPayer(payers, written, ({ payer, ref, sortKey }, id) => {
    const { code, name, className, birthDate, birthYear, gender, address, payerName, phone } = payer;
    const visits = JSON.stringify(visitsOf(payer));
    rows.row.push(
      id,
      ref,
      name,
      sortKey,
      code,
      className,
      birthDate,
      birthYear,
      gender,
      address,
      payerName,
      visits,
      phone,
    );
  });
  rows.end();
}

function writeBills(connection: Connection, payers: readonly ReferencedPayer[], written: Written): void {
  const columns = 'id, payer, ref, visit, fee, fee_group, period, amount, listed_paid, note, on_behalf';
  const rows = makeInsert(connection, `bill (${columns})`, 11);
  let bill = 0;
  eachPayer(payers, written, ({ payer, billRefs }, id) => {
    for (const [index, one] of payer.bills.entries()) {
      bill += 1;
      const { visit, fee, feeGroup, period, amount, listedPaid, note, onBehalf } = one;
      const ref = billRefs[index] ?? '';
      rows.row.push(bill, id, ref, visit, fee, feeGroup, period, amount, listedPaid, note, onBehalf ? 1 : 0);
    }
  });
  rows.end();
  connection.exec('CREATE INDEX bill_by_payer ON bill (payer, id)');
}

/** Codes by which a payer is found, and the payer's name or phone by which a family is. */
function writeKeys(connection: Connection, payers: readonly ReferencedPayer[], written: Written): void {
  const codes = makeInsert(connection, 'temp.code_key (key, payer)', 2);
  const families = makeInsert(connection, 'temp.family_key (key, payer)', 2);
  eachPayer(payers, written, ({ payer }, id) => {
    for (const key of codeKeys(payer)) if (key !== '') codes.row.push(key, id);
    for (const key of [familyKey(payer.name, payer.payerName), phoneKey(payer.phone)]) {
      if (key !== '') families.row.push(key, id);
    }
  });
  codes.end();
  families.end();
}

function codeKeys(payer: DraftPayer): readonly string[] {
  const { code, bills, identities } = payer;
  const keys = [codeKey(code)];
  for (const visit of visitsOf(payer)) keys.push(codeKey(visit));
  for (const { billCode } of bills) keys.push(codeKey(billCode));
  for (const identity of identities) keys.push(...identityKeys(identity));
  return keys;
}

/** Visits that bills of a payer are of, each once. */
function visitsOf({ bills }: DraftPayer): readonly string[] {
  const [first] = bills;
  if (first !== undefined && bills.length === 1) return first.visit === '' ? [] : [first.visit];
  return [...new Set(bills.map(({ visit }) => visit))].filter((visit) => visit !== '');
}

/** Memory of the search index while it is filled: all words of a large list, so that it is written once. */
const wordsKib = 32 * 1024;

function writeWords(connection: Connection, payers: readonly ReferencedPayer[], written: Written): void {
  connection.exec(`INSERT INTO payer_words (payer_words, rank) VALUES ('hashsize', ${wordsKib * 1024})`);
  const add = connection.prepare('INSERT INTO payer_words (rowid, folded, marked) VALUES (?, ?, ?)');
  eachPayer(payers, written, ({ payer: { name, className } }, id) => {
    add.run(BigInt(id), ...payerWords(name, className));
  });
}
