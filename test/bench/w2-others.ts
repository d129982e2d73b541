/** Other ways to find a payer, in the same run: a scan with LIKE, a trigram index, MiniSearch. */
import { rmSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import MiniSearch from 'minisearch';
import type { Draft } from '../../src/main/catalogue/draft.ts';
import { foldVietnamese } from '../../src/shared/text/index.ts';

/** Finds the first page for a text; gives how many rows came. */
export interface OtherWay {
  readonly name: string;
  find(text: string): number;
  close(): void;
}

const page = 20;
const wordsOf = (text: string) =>
  foldVietnamese(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

function texts(draft: Draft): { readonly id: number; readonly text: string }[] {
  return draft.payers.map(({ name, className, code, bills, identities }, id) => {
    const codes = [code, ...bills.map(({ visit }) => visit), ...identities].join(' ');
    return { id, text: foldVietnamese(`${name} ${className ?? ''} ${codes}`) };
  });
}

/** Both ways of SQLite in one file: `LIKE '%word%'` over a folded column, and the same through a trigram index. */
export function sqliteWays(draft: Draft, path: string): OtherWay[] {
  rmSync(path, { force: true });
  const connection = new BetterSqlite3(path);
  connection.pragma('journal_mode = WAL');
  connection.exec(`
    CREATE TABLE payer (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
    CREATE VIRTUAL TABLE grams USING fts5 (text, content = 'payer', content_rowid = 'id', tokenize = 'trigram')`);
  const add = connection.prepare('INSERT INTO payer VALUES (?, ?)');
  connection.transaction(() => {
    for (const { id, text } of texts(draft)) add.run(id, text);
  })();
  connection.exec(`INSERT INTO grams (grams) VALUES ('rebuild')`);
  const like = (words: readonly string[], table: string) => {
    const where = words.map(() => 'text LIKE ?').join(' AND ');
    return connection
      .prepare(`SELECT rowid FROM ${table} WHERE ${where} LIMIT ${page}`)
      .all(...words.map((word) => `%${word}%`)).length;
  };
  return [
    { name: 'LIKE', find: (text) => like(wordsOf(text), 'payer'), close: () => undefined },
    { name: 'trigram', find: (text) => like(wordsOf(text), 'grams'), close: () => void connection.close() },
  ];
}

/** The library most such programs use, with prefixes and all words required. */
export function miniSearchWay(draft: Draft): OtherWay {
  const search = new MiniSearch<{ id: number; text: string }>({
    fields: ['text'],
    searchOptions: { prefix: true, combineWith: 'AND' },
    tokenize: wordsOf,
  });
  search.addAll(texts(draft));
  return {
    name: 'MiniSearch',
    find: (text) => search.search(text).slice(0, page).length,
    close: () => undefined,
  };
}
