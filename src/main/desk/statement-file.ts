import { readFile } from 'node:fs/promises';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import {
  htmlRows,
  looksLikeHtml,
  readStatement,
  type StatementFault,
  type StatementMapping,
  type StatementRow,
  type StatementSection,
} from '../../shared/matching/index.ts';
import {
  statementCellChars,
  statementColumnsShown,
  statementRowsShown,
} from '../../shared/rpc/statements.ts';
import { readTable } from '../catalogue/file/read.ts';
import { cellText } from '../catalogue/file/table.ts';

/** Why a statement was not read. */
export type StatementFileFault = { readonly code: StatementFault['code'] | string };

/** A file that has arrived. */
export interface StatementFile {
  readonly path: string;
  /** Which column is what, where the file itself does not say. */
  readonly mapping?: StatementMapping;
}

/** Reads a bank's file, whatever its name says: XLSX, CSV, or HTML that calls itself .xls. In a worker. */
export async function readStatementFile(
  input: StatementFile,
): Promise<Result<readonly StatementSection[], StatementFileFault>> {
  const rows = await rowsOf(input.path);
  if (!rows.ok) return rows;
  const read = readStatement(rows.value, input.mapping ?? null);
  return read.ok ? ok(read.value) : refuse({ code: read.reason.code });
}

/** The first rows as a person reads them, to say which column is what. In a worker. */
export async function firstStatementRows(
  input: StatementFile,
): Promise<Result<string[][], StatementFileFault>> {
  const rows = await rowsOf(input.path);
  if (!rows.ok) return rows;
  const filled = rows.value.filter((row) => row.some((cell) => cellText(cell) !== ''));
  return ok(
    filled
      .slice(0, statementRowsShown)
      .map((row) =>
        row.slice(0, statementColumnsShown).map((cell) => cellText(cell).slice(0, statementCellChars)),
      ),
  );
}

async function rowsOf(path: string): Promise<Result<readonly StatementRow[], StatementFileFault>> {
  const bytes = await readFile(path);
  if (looksLikeHtml(bytes.subarray(0, 4_096).toString('utf8'))) return ok(htmlRows(bytes.toString('utf8')));
  const table = await readTable(bytes, null);
  return table.ok ? ok(table.value.rows) : refuse({ code: table.reason.code });
}
