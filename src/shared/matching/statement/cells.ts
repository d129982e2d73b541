/** Texts, amounts and dates of statements as banks write them (facts/files §1.12–1.14). */
import { foldVietnamese } from '../../text/index.ts';
import type { StatementCell } from './types.ts';

/** A cell as text: composed, spaces collapsed, one leading apostrophe dropped; line breaks stay. */
export function textOfCell(cell: StatementCell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'object') return cell.date;
  if (typeof cell === 'number') return Number.isSafeInteger(cell) ? cell.toFixed(0) : String(cell);
  return String(cell)
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[^\S\n]+/gu, ' ')
    .trim()
    .replace(/^'/, '');
}

/** Letters and digits only, without marks; footnote digits behind a word are dropped. */
export function foldHeader(text: string): string {
  return foldVietnamese(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/([a-z])\d+(?= |$)/g, '$1')
    .trim();
}

/** Đồng of a cell; null for an empty cell, `invalid` for what is none or has a fraction. */
export function amountOfCell(cell: StatementCell | undefined): number | null | 'invalid' {
  if (typeof cell === 'number') return Number.isSafeInteger(cell) ? cell : 'invalid';
  const text = textOfCell(cell);
  if (text === '' || text === '-') return null;
  return wholeDong(text) ?? 'invalid';
}

const grouped = /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/;

/**
 * Digits with separators: one kind in groups of exactly three separates thousands; of two kinds the last is the decimal
 * sign. Brackets and a leading sign are kept. Null when it is no whole number of đồng.
 */
function wholeDong(text: string): number | null {
  const bare = text
    .replace(/\s+/g, '')
    .replace(/(?:VND|VNĐ|đ|₫)$/iu, '')
    .replace(/^(?:VND|VNĐ|đ|₫)/iu, '');
  const [, open, sign, digits, close] = /^(\(?)([+-]?)([\d.,]+)(\)?)$/.exec(bare) ?? [];
  if (digits === undefined || (open === '(') !== (close === ')')) return null;
  const plain = plainDigits(digits);
  if (plain === null) return null;
  const value = Number(plain);
  if (!Number.isSafeInteger(value)) return null;
  return (sign === '-' || open === '(') && value !== 0 ? -value : value;
}

function plainDigits(digits: string): string | null {
  if (/^\d+$/.test(digits)) return digits;
  if (grouped.test(digits)) return digits.replace(/[.,]/g, '');
  const [, whole, fraction] = /^(.*\d)[.,](\d{1,2})$/.exec(digits) ?? [];
  if (whole === undefined || fraction === undefined || !/^0+$/.test(fraction)) return null;
  return /^\d+$/.test(whole) || grouped.test(whole) ? whole.replace(/[.,]/g, '') : null;
}

export interface DayAndTime {
  readonly date: string;
  readonly time: string | null;
  /** What stands behind it in the same cell. */
  readonly rest: string;
}

const dayFirst = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?!\d)/;
const yearFirst = /^(\d{4})-(\d{2})-(\d{2})(?!\d)/;
const timeOfDay = /^[ T\n]*(\d{1,2}):(\d{2})(?::(\d{2}))?/;
/** Day 0 of Excel’s calendar for every day since March 1900. */
const excelStart = Date.UTC(1899, 11, 30);
const dayMs = 24 * 60 * 60 * 1000;
const excelDays = { first: 36_526, last: 80_000 };

/** The day at the beginning of a cell, always day first; null when there is none or it does not exist. */
export function dayOfCell(cell: StatementCell | undefined): DayAndTime | null {
  if (typeof cell === 'number') return excelDay(cell);
  const text = textOfCell(cell);
  const iso = yearFirst.exec(text);
  const local = iso === null ? dayFirst.exec(text) : null;
  const found = iso ?? local;
  if (found === null) return null;
  const parts = iso === null ? [local?.[3], local?.[2], local?.[1]] : [iso[1], iso[2], iso[3]];
  const date = realDay(parts.map(Number));
  if (date === null) return null;
  const after = text.slice(found[0].length);
  const clock = timeOfDay.exec(after);
  if (clock === null) return { date, time: null, rest: after.trim() };
  const time = `${(clock[1] ?? '').padStart(2, '0')}:${clock[2]}:${clock[3] ?? '00'}`;
  return { date, time, rest: after.slice(clock[0].length).trim() };
}

function realDay([year = 0, month = 0, day = 0]: readonly number[]): string | null {
  const full = year < 100 ? 2000 + year : year;
  const at = new Date(Date.UTC(full, month - 1, day));
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return null;
  return at.toISOString().slice(0, 10);
}

function excelDay(serial: number): DayAndTime | null {
  if (serial < excelDays.first || serial > excelDays.last) return null;
  const at = new Date(excelStart + Math.round(serial * dayMs)).toISOString();
  return { date: at.slice(0, 10), time: Number.isInteger(serial) ? null : at.slice(11, 19), rest: '' };
}
