/** The files of one list: written once, then only read, and removed when their list is in force no longer (decision 0018). */
import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Database as Connection } from 'better-sqlite3';
import { buildFile } from '../store/build-file.ts';
import { tryRemoveFile } from '../store/copy.ts';
import { type Database, openDatabase } from '../store/database.ts';
import type { Migration } from '../store/migrate.ts';
import { syncFolder } from '../store/sync-folder.ts';
import { rows } from './list-migrations/0001-rows.ts';
import type { ListTables } from './schema.ts';

const listMigrations: readonly Migration[] = [rows];

/** The folder of the lists of a `catalogue.db`, beside it. */
export function listsFolder(catalogue: string): string {
  return `${catalogue.replace(/\.db$/, '')}-lists`;
}

/** A part of a generation: a small list has only the first, a large one also the second. */
export interface ListPart {
  /** Path of `catalogue.db`. */
  readonly catalogue: string;
  readonly generation: number;
  /** From 1 on. */
  readonly part: number;
}

/** Where the rows of a part lie. */
export function listPath({ catalogue, generation, part }: ListPart): string {
  return join(listsFolder(catalogue), `${generation}-${part}.db`);
}

/** Writes the rows of a part; see {@link buildFile}. */
export function buildList(part: ListPart, fill: (connection: Connection, settle: () => void) => void): void {
  const folder = listsFolder(part.catalogue);
  const made = mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined) syncFolder(dirname(folder));
  buildFile({ path: listPath(part), migrations: listMigrations, kind: 'list' }, fill);
}

/** Pages of one file kept in memory: of a large list as many as the whole catalogue would have. */
const cacheKib = 8 * 1024;

/** Opens the rows of a part. @throws {OpenRefused} when the file is gone, damaged or of another version */
export function openListFile(part: ListPart): Database<ListTables> {
  const path = listPath(part);
  const file = openDatabase<ListTables>({ path, migrations: listMigrations, kind: 'list', readonly: true });
  file.connection.pragma(`cache_size = -${cacheKib}`);
  return file;
}

/** Removes the rows of a generation; false when somebody still has a file and the system does not let it go. */
export function removeListFiles(catalogue: string, generation: number): boolean {
  return partsThere(catalogue, generation).every((part) => tryRemoveFile(listPath(part)));
}

/** Whether there are files that belong to none of these generations: of a catalogue that is gone, or of a killed build. */
export function hasOtherLists(catalogue: string, keep: ReadonlySet<number>): boolean {
  return allParts(catalogue).some(({ generation }) => !keep.has(generation));
}

/** Removes those files. */
export function removeOtherLists(catalogue: string, keep: ReadonlySet<number>): void {
  for (const part of allParts(catalogue)) {
    if (!keep.has(part.generation)) tryRemoveFile(listPath(part));
  }
}

/** Puts the files of a damaged list aside, in the place of those put aside before. */
export function putListAside(catalogue: string, generation: number): void {
  for (const part of partsThere(catalogue, generation)) {
    try {
      renameSync(listPath(part), join(listsFolder(catalogue), `list-${part.part}.db.damaged`));
    } catch {
      // Somebody still has it. It is in force no longer, and goes with the next sweep.
    }
  }
}

function partsThere(catalogue: string, generation: number): readonly ListPart[] {
  return allParts(catalogue).filter((part) => part.generation === generation);
}

function allParts(catalogue: string): readonly ListPart[] {
  return filesIn(listsFolder(catalogue)).flatMap((name) => {
    const [, generation, part] = /^(\d+)-(\d+)\.db$/.exec(name) ?? [];
    return part === undefined ? [] : [{ catalogue, generation: Number(generation), part: Number(part) }];
  });
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
