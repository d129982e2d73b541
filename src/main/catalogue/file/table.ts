import type { Result } from '../../../shared/kernel/result.ts';

/** A calendar day of a date cell, `YYYY-MM-DD`. */
export interface DateCell {
  readonly date: string;
}

/** A cell as the file holds it: CSV gives only texts. Texts are NFC, trimmed, and never empty. */
export type Cell = string | number | boolean | DateCell | null;

/** One sheet of a file. Rows may have different lengths. */
export interface Table {
  /** Names of all sheets of a workbook; empty for a CSV. */
  readonly sheets: readonly string[];
  /** The sheet these rows are from; null for a CSV. */
  readonly sheet: string | null;
  readonly rows: readonly (readonly Cell[])[];
}

/** Why a file was not read. Nothing was changed. */
export type FileFault =
  | { readonly code: 'file-empty' }
  | { readonly code: 'file-too-large'; readonly limitBytes: number }
  /** Neither UTF-8 nor UTF-16: an old Vietnamese encoding (Windows-1258, TCVN3 …), which cannot be told safely. */
  | { readonly code: 'file-encoding' }
  /** An old binary .xls, a PDF or picture: not a CSV and not an XLSX. */
  | { readonly code: 'file-kind' }
  | { readonly code: 'file-damaged'; readonly detail: string }
  /** A workbook that is larger inside than it says, or than is sensible. */
  | { readonly code: 'file-suspicious'; readonly detail: string }
  | { readonly code: 'file-locked' }
  | { readonly code: 'sheet-unknown'; readonly sheet: string }
  | { readonly code: 'too-many-rows'; readonly limit: number }
  | { readonly code: 'too-many-columns'; readonly limit: number };

export type ReadTable = Result<Table, FileFault>;

/**
 * What needs no change, as nearly every cell: ASCII and composed Latin letters, without a space at the ends or an apostrophe
 * in front.
 */
const plainText = /^[!-&(-~À-ɏḀ-ỿ](?:[ -~À-ɏḀ-ỿ]*[!-~À-ɏḀ-ỿ])?$/;

/**
 * A text cell as it is kept: NFC, no invisible characters, no leading or trailing space, null when nothing is left.
 * One leading apostrophe before `= + - @` is dropped: exports put it there against formulas (facts/files §7.7).
 */
export function textCell(text: string): string | null {
  if (plainText.test(text)) return text;
  const plain = text
    .normalize('NFC')
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .trim();
  const bare = /^'[=+\-@]/.test(plain) ? plain.slice(1) : plain;
  return bare === '' ? null : bare;
}

/** A cell in words, as the preview shows it and as names and codes are read from it. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'object') return cell.date.split('-').reverse().join('/');
  return typeof cell === 'number' ? numberText(cell) : String(cell);
}

/** Digits without exponent for whole numbers: a code stored as a number reads as it was typed. */
function numberText(value: number): string {
  return Number.isSafeInteger(value) ? value.toFixed(0) : String(value);
}
