/**
 * What stands inside the messages: numbered fields of fixed or written length (PA00P015 chapter "bitmaps"). Nothing of a
 * card but its last four digits leaves this file.
 */
import { maskCardNumbers } from '../mask.ts';

type Shape = number | 'll' | 'lll' | 'tlv';

/** Bytes of each field after its number. */
const shapes = new Map<number, Shape>([
  [0x01, 1],
  [0x02, 1],
  [0x03, 1],
  [0x04, 6],
  [0x05, 1],
  [0x06, 'tlv'],
  [0x0b, 3],
  [0x0c, 3],
  [0x0d, 2],
  [0x0e, 2],
  [0x17, 2],
  [0x19, 1],
  [0x22, 'll'],
  [0x23, 'll'],
  [0x24, 'lll'],
  [0x27, 1],
  [0x29, 4],
  [0x2a, 15],
  [0x2d, 'll'],
  [0x2e, 'lll'],
  [0x37, 3],
  [0x3a, 2],
  [0x3b, 8],
  [0x3c, 'lll'],
  [0x3d, 3],
  [0x49, 2],
  [0x60, 'lll'],
  [0x87, 2],
  [0x88, 3],
  [0x8a, 1],
  [0x8b, 'll'],
  [0x8c, 1],
  [0x92, 'lll'],
  [0x9a, 'lll'],
  [0xa0, 1],
  [0xa7, 'll'],
  [0xaa, 3],
  [0xaf, 'lll'],
  [0xba, 5],
  [0xd0, 1],
  [0xd1, 'll'],
  [0xd3, 'll'],
]);
/** Fields of which nothing is kept: tracks, chip data, expiry, check value, free containers that may hold them. */
const secret = new Set([0x06, 0x0e, 0x23, 0x24, 0x2d, 0x2e, 0x3a, 0x3d, 0x92, 0x9a, 0xa7, 0xaf]);
const pan = 0x22;
/** Counts and sums, of which only those are taken; a sum is not to be starred for looking like a card number. */
const totals = 0x60;
/** Fields that hold text. */
const texts = new Set([0x2a, 0x3b, 0x3c, 0x8b]);

/** Fields by number, as the rest of the program may see them: digits of packed fields, masked text, hex otherwise. */
export type Fields = ReadonlyMap<number, string>;

/** Where the value of a field begins and how long it is; null when the bytes do not fit. */
function spanOf(data: Uint8Array, at: number, shape: Shape): { from: number; length: number } | null {
  if (shape === 'tlv') return tlvSpan(data, at);
  if (typeof shape === 'number') return { from: at, length: shape };
  const digits = shape === 'll' ? 2 : 3;
  let length = 0;
  for (let index = 0; index < digits; index += 1) {
    const byte = data[at + index];
    if (byte === undefined || byte >> 4 !== 0xf || (byte & 15) > 9) return null;
    length = length * 10 + (byte & 15);
  }
  return { from: at + digits, length };
}

function tlvSpan(data: Uint8Array, at: number): { from: number; length: number } | null {
  const first = data[at];
  if (first === undefined) return null;
  if (first < 0x80) return { from: at + 1, length: first };
  const [high, low] = [data[at + 1], data[at + 2]];
  if (first === 0x81 && high !== undefined) return { from: at + 2, length: high };
  if (first === 0x82 && high !== undefined && low !== undefined)
    return { from: at + 3, length: high * 256 + low };
  return null;
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

/** The last four of a packed card number; `E` is a digit the terminal masked itself, `F` fills up. */
function lastFourOf(bytes: Uint8Array): string {
  return /\d{4}$/.exec(hexOf(bytes).replace(/F+$/, ''))?.[0] ?? '';
}

function shown(number: number, value: Uint8Array): string | null {
  if (secret.has(number)) return null;
  if (number === pan) return lastFourOf(value);
  if (texts.has(number)) return textOf(value);
  if (number === totals) return hexOf(value);
  return maskCardNumbers(hexOf(value));
}

/** Printable characters of a text field, card numbers starred out. */
export function textOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/[^ -~\u00a0-\u00ff]+/g, ' ');
  return maskCardNumbers(text).trim();
}

/**
 * Reads fields one after the other; null when they do not fit, or one is not known: nobody knows where it ends. A field
 * that comes twice makes the message unreadable too, for nobody knows which is meant.
 */
export function readFields(data: Uint8Array): Fields | null {
  const fields = new Map<number, string>();
  const seen = new Set<number>();
  for (let at = 0; at < data.length; ) {
    const number = data[at] ?? 0;
    const shape = shapes.get(number);
    const span = shape === undefined ? null : spanOf(data, at + 1, shape);
    if (span === null || span.from + span.length > data.length || seen.has(number)) return null;
    seen.add(number);
    const value = shown(number, data.subarray(span.from, span.from + span.length));
    if (value !== null) fields.set(number, value);
    at = span.from + span.length;
  }
  return fields;
}

/** `value` as so many packed digits. */
export function packed(value: number | string, bytes: number): readonly number[] {
  return [...Buffer.from(String(value).padStart(bytes * 2, '0'), 'hex')];
}
