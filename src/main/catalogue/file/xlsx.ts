import { readSheet } from 'read-excel-file/universal';
import { ok, refuse } from '../../../shared/kernel/result.ts';
import { fileLimits } from '../limits.ts';
import { checkArchive } from './archive.ts';
import { type Cell, type ReadTable, textCell } from './table.ts';

/**
 * Reads one sheet of an XLSX, the first one when none is named. The archive is proven safe before it is unpacked.
 * Formulas give their last computed value; dates become calendar days.
 */
export async function readXlsx(bytes: Uint8Array, wanted: string | null): Promise<ReadTable> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const checked = checkArchive(file);
  if (!checked.ok) return checked;
  const { sheets } = checked.value;
  const sheet = wanted ?? sheets[0];
  if (sheet === undefined) return refuse({ code: 'file-damaged', detail: 'no sheet' });
  if (!sheets.includes(sheet)) return refuse({ code: 'sheet-unknown', sheet });
  let raw: readonly (readonly unknown[])[];
  try {
    raw = await readSheet(new Uint8Array(file).buffer, sheet, { trim: false });
  } catch (cause) {
    return refuse({ code: 'file-damaged', detail: cause instanceof Error ? cause.message : String(cause) });
  }
  if (raw.length > fileLimits.rows) return refuse({ code: 'too-many-rows', limit: fileLimits.rows });
  if (raw.some((row) => row.length > fileLimits.columns)) {
    return refuse({ code: 'too-many-columns', limit: fileLimits.columns });
  }
  return ok({ sheets, sheet, rows: raw.map((row) => row.map(cellOf)) });
}

function cellOf(value: unknown): Cell {
  if (typeof value === 'string') return textCell(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean') return value;
  if (value instanceof Date && !Number.isNaN(value.getTime()))
    return { date: value.toISOString().slice(0, 10) };
  return null;
}
