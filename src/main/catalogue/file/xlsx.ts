import { readSheet } from 'read-excel-file/universal';
import { ok, refuse } from '../../../shared/kernel/result.ts';
import { fileLimits } from '../limits.ts';
import { type PlainWorkbook, partsOf, plainArchive, unpackWorkbook } from './archive.ts';
import { lightSheet } from './light-sheet.ts';
import { type Cell, type ReadTable, textCell } from './table.ts';

/**
 * Reads one sheet of an XLSX, the first one when none is named. The archive is proven safe before it is read, and read as
 * it was unpacked then. Formulas give their last computed value; dates become calendar days.
 */
export async function readXlsx(bytes: Uint8Array, wanted: string | null): Promise<ReadTable> {
  const unpacked = unpackWorkbook(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (!unpacked.ok) return unpacked;
  const { sheets } = unpacked.value;
  const sheet = wanted ?? sheets[0];
  if (sheet === undefined) return refuse({ code: 'file-damaged', detail: 'no sheet' });
  if (!sheets.includes(sheet)) return refuse({ code: 'sheet-unknown', sheet });
  let rows: Cell[][];
  try {
    rows = await readCells(unpacked.value, sheet);
  } catch (cause) {
    return refuse({ code: 'file-damaged', detail: cause instanceof Error ? cause.message : String(cause) });
  }
  if (rows.length > fileLimits.rows) return refuse({ code: 'too-many-rows', limit: fileLimits.rows });
  if (rows.some((row) => row.length > fileLimits.columns)) {
    return refuse({ code: 'too-many-columns', limit: fileLimits.columns });
  }
  return ok({ sheets, sheet, rows });
}

/** @throws when the sheet cannot be read */
async function readCells(workbook: PlainWorkbook, sheet: string): Promise<Cell[][]> {
  const { parts } = workbook;
  const { sheetPart, textsPart } = partsOf(workbook, sheet);
  const xml = parts.get(sheetPart);
  const light = xml === undefined ? null : lightSheet(xml, parts.get(textsPart));
  if (light !== null) {
    try {
      const rows = await readRows(new Map(parts).set(sheetPart, light.xml), sheet);
      light.putBack(rows);
      return rows;
    } catch {
      // What is wrong with a sheet is said of the sheet as it is.
    }
  }
  return readRows(parts, sheet);
}

async function readRows(parts: ReadonlyMap<string, Buffer>, sheet: string): Promise<Cell[][]> {
  const raw = await readSheet(plainArchive(parts), sheet, { trim: false });
  return raw.map((row) => row.map(cellOf));
}

function cellOf(value: unknown): Cell {
  if (typeof value === 'string') return textCell(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean') return value;
  if (value instanceof Date && !Number.isNaN(value.getTime()))
    return { date: value.toISOString().slice(0, 10) };
  return null;
}
