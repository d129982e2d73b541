import { refuse } from '../../../shared/kernel/result.ts';
import { fileLimits } from '../limits.ts';
import { readCsv } from './csv.ts';
import type { ReadTable } from './table.ts';
import { readXlsx } from './xlsx.ts';

/** Beginnings of files people take for a list: an old .xls (OLE), a PDF, pictures. */
const foreign: readonly (readonly number[])[] = [
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x25, 0x50, 0x44, 0x46],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
];

/**
 * Reads a list by what its bytes are, whatever its name says: XLSX or CSV. `sheet` chooses the sheet of a workbook,
 * null the first.
 */
export async function readTable(bytes: Uint8Array, sheet: string | null): Promise<ReadTable> {
  if (bytes.length === 0) return refuse({ code: 'file-empty' });
  if (bytes.length > fileLimits.fileBytes) {
    return refuse({ code: 'file-too-large', limitBytes: fileLimits.fileBytes });
  }
  if (startsWith(bytes, [0x50, 0x4b])) return readXlsx(bytes, sheet);
  if (foreign.some((beginning) => startsWith(bytes, beginning))) return refuse({ code: 'file-kind' });
  const read = readCsv(bytes);
  if (!read.ok) return read;
  if (read.value.rows.some((row) => row.some((cell) => cell !== null))) return read;
  return refuse({ code: 'file-empty' });
}

function startsWith(bytes: Uint8Array, beginning: readonly number[]): boolean {
  return beginning.every((byte, index) => bytes[index] === byte);
}
