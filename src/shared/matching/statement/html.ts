/** A table of an HTML page: some banks serve one under an Excel name (facts/files §0.8). */
import type { StatementRow } from './types.ts';

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};
const mostColumns = 200;

/** Whether the beginning of a file is that of an HTML page or table. */
export function looksLikeHtml(text: string): boolean {
  return /^\s*(?:\ufeff)?\s*<(?:!doctype|html|head|body|meta|table)\b/i.test(text.slice(0, 2_000));
}

/** Rows of all tables, one after the other; a cell over several columns stands in the first of them. */
export function htmlRows(text: string): readonly StatementRow[] {
  const bare = text.replace(/<!--[\s\S]*?-->|<(script|style)\b[\s\S]*?<\/\1>/gi, '');
  return Array.from(bare.matchAll(/<tr\b[^>]*>([\s\S]*?)(?=<tr\b|<\/tr>|<\/table>|$)/gi), ([, row = '']) =>
    cellsOf(row),
  );
}

function cellsOf(row: string): StatementRow {
  const cells: (string | null)[] = [];
  for (const [, attributes = '', inner = ''] of row.matchAll(
    /<t[dh]\b([^>]*)>([\s\S]*?)(?=<t[dh]\b|<\/t[dh]>|$)/gi,
  )) {
    const span = Number(/colspan\s*=\s*["']?(\d{1,3})/i.exec(attributes)?.[1] ?? 1);
    const text = plain(inner);
    cells.push(text === '' ? null : text);
    for (let more = 1; more < span && cells.length < mostColumns; more += 1) cells.push(null);
    if (cells.length >= mostColumns) break;
  }
  return cells;
}

function plain(html: string): string {
  return html
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{1,8});/gi, (whole, code: string) => entity(code) ?? whole)
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}

function entity(code: string): string | null {
  if (!code.startsWith('#')) return named[code.toLowerCase()] ?? null;
  const point = /^#x/i.test(code) ? Number.parseInt(code.slice(2), 16) : Number(code.slice(1));
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : null;
}
