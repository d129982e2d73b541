/**
 * Paper that tells what it is: every row of a sheet begins with a tag of the document, the mark and the row's number, so
 * that whatever comes out, whole or in pieces, can be told apart row by row.
 */
import type { Raster } from '../../../src/main/devices/ports.ts';
import type { PaperMark } from '../../../src/main/documents/model.ts';

const magic = 0xa5;
/** Ends the tag: one that was cut off in the middle says nothing. */
const closing = 0x5a;
const marks: readonly PaperMark['kind'][] = ['original', 'replaces-faulty', 'copy'];

/** The same sheet with a tag at the left of each row. `document` below 65,536. */
export function tagged(sheet: Raster, document: number, mark: PaperMark['kind']): Raster {
  const bits = Uint8Array.from(sheet.bits);
  const rowBytes = sheet.widthDots / 8;
  for (let row = 0; row < sheet.rows; row += 1) {
    const tag = [
      magic,
      marks.indexOf(mark) + 1,
      document & 0xff,
      document >> 8,
      row & 0xff,
      row >> 8,
      closing,
    ];
    bits.set(tag, row * rowBytes);
  }
  return { ...sheet, bits };
}

/** A run of rows of one sheet that came out in their order: one attempt to print it, whole or not. */
export interface Piece {
  readonly document: number;
  readonly mark: PaperMark['kind'];
  readonly rows: number;
  /** Whether it begins with the first row. */
  readonly fromTop: boolean;
}

interface Run extends Piece {
  rows: number;
  last: number;
}

/**
 * What stands on paper, from the top. A piece goes on as long as its row numbers grow.
 * @param papers each some rows of `rowBytes` bytes
 */
export function piecesOn(papers: readonly Uint8Array[], rowBytes: number): Piece[] {
  const runs: Run[] = [];
  const newest = new Map<number, Run>();
  for (const bits of papers) {
    for (let at = 0; at < bits.length; at += rowBytes) {
      if (bits[at] !== magic || bits[at + 6] !== closing) continue;
      const mark = marks[(bits[at + 1] ?? 0) - 1];
      if (mark === undefined) continue;
      const document = (bits[at + 2] ?? 0) + 256 * (bits[at + 3] ?? 0);
      const row = (bits[at + 4] ?? 0) + 256 * (bits[at + 5] ?? 0);
      const sheet = (document << 2) | marks.indexOf(mark);
      const run = newest.get(sheet);
      if (run !== undefined && row > run.last) {
        run.rows += 1;
        run.last = row;
        continue;
      }
      const begun = { document, mark, rows: 1, fromTop: row === 0, last: row };
      runs.push(begun);
      newest.set(sheet, begun);
    }
  }
  return runs;
}
