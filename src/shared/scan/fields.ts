/** Fields that the codes on cards have in common (facts/domain §4.4–4.5). Each gives null for what it must not hold. */
import { normaliseName } from '../text/index.ts';

/** Longest name or address taken from a code. */
const mostLetters = 400;

/**
 * Text written as hexadecimal UTF-8, composed (NFC) whatever form it came in: `4e677579e1bb856e` and
 * `4e67757965cc82cc836e` are both "Nguyễn". Null unless it is hex of valid UTF-8.
 */
export function hexText(hex: string): string | null {
  if (hex.length === 0 || hex.length % 2 !== 0 || hex.length > 4 * mostLetters) return null;
  if (!/^[0-9a-fA-F]+$/.test(hex)) return null;
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  try {
    return nameText(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

/** A name as it is stored: composed, single spaces; null when nothing is left or it is no text at all. */
export function nameText(text: string): string | null {
  const name = normaliseName(text).slice(0, mostLetters);
  return name === '' || /\p{Cc}|\uFFFD/u.test(name) ? null : name;
}

/** `29031988`, `29/03/1988` or a year alone → `1988-03-29` or `1988`; null unless it is a day of the calendar. */
export function dateText(text: string): string | null {
  if (/^(?:19|20)\d{2}$/.test(text)) return text;
  const digits = /^\d{2}\/\d{2}\/\d{4}$/.test(text) ? text.replaceAll('/', '') : text;
  const [, day, month, year] = /^(\d{2})(\d{2})(\d{4})$/.exec(digits) ?? [];
  if (day === undefined || month === undefined || year === undefined) return null;
  const iso = `${year}-${month}-${day}`;
  const date = new Date(`${iso}T00:00:00Z`);
  if (Number(year) < 1900 || Number.isNaN(date.getTime())) return null;
  return date.toISOString().startsWith(iso) ? iso : null;
}
