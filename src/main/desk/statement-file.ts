import { readFile } from 'node:fs/promises';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import {
  htmlRows,
  looksLikeHtml,
  readStatement,
  type StatementFault,
  type StatementRow,
  type StatementSection,
} from '../../shared/matching/index.ts';
import { readTable } from '../catalogue/file/read.ts';

/** Why a statement was not read. */
export type StatementFileFault = { readonly code: StatementFault['code'] | string };

/** Reads a bank's file, whatever its name says: XLSX, CSV, or HTML that calls itself .xls. In a worker. */
export async function readStatementFile(input: {
  readonly path: string;
}): Promise<Result<readonly StatementSection[], StatementFileFault>> {
  const bytes = await readFile(input.path);
  const text = bytes.subarray(0, 4_096).toString('utf8');
  if (looksLikeHtml(text)) return readRows(htmlRows(bytes.toString('utf8')));
  const table = await readTable(bytes, null);
  return table.ok ? readRows(table.value.rows) : refuse({ code: table.reason.code });
}

function readRows(rows: readonly StatementRow[]): Result<readonly StatementSection[], StatementFileFault> {
  const read = readStatement(rows);
  return read.ok ? ok(read.value) : refuse({ code: read.reason.code });
}
