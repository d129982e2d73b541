/** The list in force of a source once more, in the file's own rows and columns, with what was paid here added. */
import { readFileSync, writeFileSync } from 'node:fs';
import writeXlsx from 'write-excel-file/node';
import { invariant } from '../../shared/kernel/assert.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { ImportMapping } from '../../shared/rpc/import.ts';
import type { JobContext } from '../store/jobs.ts';
import { draftList } from './draft.ts';
import { readTable } from './file/read.ts';
import { type Cell, cellText, type FileFault } from './file/table.ts';
import { makeReferences } from './references.ts';

/** What was paid at this counter on one bill line. */
export interface PaidLine {
  /** On receipts that stand, less what was given back, in đồng. */
  readonly paid: number;
  /** Days of its receipts, `YYYY-MM-DD`, the first one first, each once. */
  readonly dates: readonly string[];
  /** Series and numbers of its receipts. */
  readonly receipts: readonly string[];
}

export interface ExportJobInput {
  /** The accepted file and how it was read. */
  readonly list: string;
  readonly mapping: ImportMapping;
  readonly source: string;
  readonly referenceKey: Uint8Array;
  readonly format: 'xlsx' | 'csv';
  /** Where the answer is written. */
  readonly to: string;
}

/**
 * Headers of the added columns. None of them is a word by which a column is recognised: a list exported and brought in
 * again must not count what was paid here a second time.
 */
export const addedHeaders = ['Đã thu tại quầy (đồng)', 'Ngày thu tại quầy', 'Số biên lai tại quầy'] as const;

type Added = readonly [paid: number | null, dates: string | null, receipts: string | null];

/** Writes the file. Rows and columns of the list stay as they were, also those that were not understood. */
export async function exportList(
  input: ExportJobInput,
  context: JobContext<number>,
  paidLines: (bills: ReadonlySet<string>) => ReadonlyMap<string, PaidLine>,
): Promise<Result<{ readonly bytes: number }, FileFault>> {
  const { mapping } = input;
  const table = await readTable(readFileSync(input.list), mapping.sheet);
  if (!table.ok) return table;
  context.progress(0.3);
  context.stopIfCancelled();
  const { rows } = table.value;
  const billsOfRow = billsByRow(rows, input);
  const paid = paidLines(new Set([...billsOfRow.values()].flat()));
  context.progress(0.5);
  const width = Math.max(0, ...rows.slice(mapping.headerRow).map(({ length }) => length));
  const whole = rows.map((cells, index): Cell[] => {
    const row: Cell[] = [...cells];
    while (row.length < width) row.push(null);
    if (index === mapping.headerRow) return [...row, ...addedHeaders];
    return [...row, ...addedOf(billsOfRow.get(index) ?? [], paid)];
  });
  context.stopIfCancelled();
  const bytes = input.format === 'csv' ? csvOf(whole) : await xlsxOf(whole, table.value.sheet);
  writeFileSync(input.to, bytes, { mode: 0o600 });
  return ok({ bytes: bytes.byteLength });
}

/** References of the bills each row of the file gave. */
function billsByRow(
  rows: readonly (readonly Cell[])[],
  { mapping, source, referenceKey }: ExportJobInput,
): Map<number, readonly string[]> {
  const references = makeReferences(source, referenceKey);
  const found = new Map<number, readonly string[]>();
  draftList(rows, mapping, {
    taken: (index, { payer: { code, bills } }) => {
      found.set(
        index,
        bills.map((bill) => references.bill(code, bill)),
      );
    },
  });
  return found;
}

function addedOf(bills: readonly string[], paid: ReadonlyMap<string, PaidLine>): Added {
  const lines = bills.flatMap((bill) => paid.get(bill) ?? []);
  if (lines.length === 0) return [null, null, null];
  const dates = [...new Set(lines.flatMap((line) => line.dates))].sort();
  const receipts = [...new Set(lines.flatMap((line) => line.receipts))];
  const total = lines.reduce((sum, line) => sum + line.paid, 0);
  return [total, dates.map(vietnameseDate).join('; '), receipts.join('; ')];
}

function vietnameseDate(date: string): string {
  return date.split('-').reverse().join('/');
}

/** With a byte order mark, so that spreadsheets read it as UTF-8; semicolons, as they write CSV here. */
function csvOf(rows: readonly (readonly Cell[])[]): Buffer {
  const lines = rows.map((row) => row.map((cell) => quoted(guarded(cell))).join(';'));
  return Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`);
}

/** A text that a spreadsheet would take for a formula gets an apostrophe (facts/files §7.7). */
function guarded(cell: Cell): string {
  const text = cellText(cell);
  return typeof cell === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

async function xlsxOf(rows: readonly (readonly Cell[])[], sheet: string | null): Promise<Buffer> {
  const data = rows.map((row) => row.map(xlsxCell));
  const made: unknown = await writeXlsx(data, { sheet: sheet ?? 'Danh sách' }).toBuffer();
  invariant(Buffer.isBuffer(made), 'a workbook is bytes');
  return made;
}

/** Codes stay texts, so that no zero is lost; numbers stay numbers; dates stay dates. */
function xlsxCell(cell: Cell) {
  if (cell === null) return null;
  if (typeof cell === 'string') return { type: String, value: cell };
  if (typeof cell === 'number') return { type: Number, value: cell };
  if (typeof cell === 'boolean') return { type: Boolean, value: cell };
  return { type: Date, value: new Date(`${cell.date}T00:00:00Z`), format: 'dd/mm/yyyy' };
}
