/** Wide lists: one column for each fee or month (facts/files §3.4). */
import type { FeeColumn, ImportMapping } from '../../shared/rpc/import.ts';
import { foldVietnamese } from '../../shared/text/index.ts';
import { readAmount } from './file/amount.ts';
import { type Cell, cellText } from './file/table.ts';
import { type HeaderColumn, headerKey } from './header-rows.ts';
import { afterFees, emptyGroups, notAFee } from './headers.ts';

type Rows = readonly (readonly Cell[])[];
type Columns = ImportMapping['columns'];

/** Rows that are looked at to tell whether a column holds amounts. */
const looked = 200;
/** Share of its filled cells that must be amounts or marks. */
const amountShare = 0.6;

/** Marks that stand in a fee column in place of an amount. */
export type FeeMark = 'ticked' | 'exempt';

/** `M`, `MG`, `miễn` mean exempt; a tick says something was done, but not how much it was. */
export function feeMark(cell: Cell): FeeMark | null {
  const text = foldVietnamese(cellText(cell));
  if (/^(m|mg|mien|mien giam|mien 100%)$/.test(text)) return 'exempt';
  return /^(x|v|✓|✔|co)$/.test(text) ? 'ticked' : null;
}

/**
 * Columns that look like fees: after the name, before the first word for a sum or a note, not known as anything else,
 * and holding amounts. One alone is a fee only when nothing else holds an amount.
 */
export function findFeeColumns(
  rows: Rows,
  headerRow: number,
  header: readonly HeaderColumn[],
  columns: Columns,
): FeeColumn[] {
  if (columns.fee !== null) return [];
  const others = new Set(
    Object.entries(columns).flatMap(([role, column]) =>
      column === null || role === 'amount' ? [] : [column],
    ),
  );
  const from = columns.name ?? 0;
  const sample = rows.slice(headerRow + 1, headerRow + 1 + looked);
  const found: FeeColumn[] = [];
  for (const [column, { parts }] of header.entries()) {
    if (column <= from) continue;
    const keys = parts.map(headerKey);
    if (keys.some((key) => afterFees.test(key))) break;
    const last = keys.at(-1) ?? '';
    if (last === '' || others.has(column) || keys.some((key) => notAFee.test(key))) continue;
    if (holdsAmounts(sample, column)) found.push(feeColumnOf(column, parts));
  }
  const amountIsOther = columns.amount !== null && !found.some(({ column }) => column === columns.amount);
  const enough = found.length > 1 || (found.length === 1 && columns.amount === null && !amountIsOther);
  return enough ? found : [];
}

function holdsAmounts(sample: Rows, column: number): boolean {
  const filled = sample.map((row) => row[column] ?? null).filter((cell) => cell !== null);
  const amounts = filled.filter((cell) => isAmount(cell) || feeMark(cell) !== null);
  return filled.some(isAmount) && amounts.length >= filled.length * amountShare;
}

/** A text of digits beginning with zero is a number of something else, a telephone for instance. */
function isAmount(cell: Cell): boolean {
  if (typeof cell === 'string' && /^0\d/.test(cell)) return false;
  return readAmount(cell).ok;
}

/** What the texts over a column say: the fee, its group, its month. */
export function feeColumnOf(column: number, parts: readonly string[]): FeeColumn {
  const named = parts.map(plain).filter((part) => part !== '' && !emptyGroups.includes(foldVietnamese(part)));
  const periods = named.map(periodOf);
  const period = periods.find((each) => each !== null) ?? null;
  const names = named.filter((_, index) => periods[index] === null);
  const cut = names.map(cutPeriod);
  const fee = cut.at(-1)?.fee ?? named.at(-1) ?? parts.at(-1) ?? '';
  const feeGroup = cut.length > 1 ? (cut.at(-2)?.fee ?? null) : null;
  return {
    column,
    fee: fee.slice(0, 200),
    feeGroup: feeGroup?.slice(0, 200) ?? null,
    period: period ?? cut.findLast((each) => each.period !== null)?.period ?? null,
    onBehalf: parts.some((part) => /\bthu ho\b/.test(foldVietnamese(part))),
    take: true,
  };
}

/** Without the unit and a footnote. */
function plain(text: string): string {
  return text
    .replace(/\((?:đồng|đ|vnđ|vnd)\)/giu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The month, term or date a header is, or null when it is something else. */
function periodOf(text: string): string | null {
  const folded = foldVietnamese(text);
  const month = /^(?:thang|thg|t)\s*\.?\s*(\d{1,2})(?:\s*[/\-.]\s*(\d{4}))?$/.exec(folded);
  if (month !== null) return monthText(month[1], month[2]);
  const bare = /^(\d{1,2})[/\-.](\d{4})$/.exec(folded);
  if (bare !== null) return monthText(bare[1], bare[2]);
  return /^(hoc ky|hk|ky|dot|quy|tuan)\s*\.?\s*(\d{1,2}|[ivx]+)\b.*$/.test(folded) ? text : null;
}

function monthText(month: string | undefined, year: string | undefined): string | null {
  const number = Number(month);
  if (number < 1 || number > 12) return null;
  return year === undefined ? `Tháng ${number}` : `${String(number).padStart(2, '0')}/${year}`;
}

/** `Học phí T9` is the fee of a month. */
function cutPeriod(text: string): { readonly fee: string; readonly period: string | null } {
  const found = /^(.*\S)[\s\-–(]+((?:tháng|thg|t)\.?\s*\d{1,2}(?:\s*[/\-.]\s*\d{4})?)\)?$/iu.exec(text);
  const period = periodOf(found?.[2] ?? '');
  return found === null || period === null ? { fee: text, period: null } : { fee: found[1] ?? text, period };
}

/** What the rows above the header say for the whole list: `… LỚP 6A2`, `THÁNG 11/2026`. */
export function titleFacts(rows: Rows, above: number): ImportMapping['fixed'] {
  const title = rows
    .slice(0, Math.max(0, above))
    .flatMap((row) => row.map(cellText))
    .filter((text) => text !== '');
  const className = firstMatch(title, /\blớp:?\s+(\d{1,2}\s?[\p{L}\d.]*\d?)/iu)?.[1] ?? null;
  const month = firstMatch(title, /\btháng\s*(\d{1,2})\s*(?:[/\-.]|năm)\s*(\d{4})/iu);
  return { className, period: month === null ? null : monthText(month[1], month[2]) };
}

function firstMatch(texts: readonly string[], pattern: RegExp): RegExpExecArray | null {
  for (const text of texts) {
    const found = pattern.exec(text);
    if (found !== null) return found;
  }
  return null;
}
