/**
 * The facility's secret keys as they stand on the recovery sheet (design §6 "Keys"): read in at the next counter, by a
 * scanner or typed line by line. Each line has its own check, so that a mistyped one is named and the others stay.
 */
import type { Sha256 } from '../journal/entry.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { codeAlphabet, readLetters } from './enrol.ts';

/** Secret halves of the two key pairs of a facility, 32 bytes each. */
export interface FacilitySecrets {
  /** Ed25519 seed of the key that vouches for counters. */
  readonly facility: Uint8Array;
  /** P-256 scalar of the key that private parts are sealed to. */
  readonly sealing: Uint8Array;
}

/** Why a sheet was not read. `line` counts from 1. */
export type SheetFault =
  | { readonly code: 'sheet-empty' }
  /** So many lines are there, eight are needed. */
  | { readonly code: 'sheet-lines'; readonly found: number }
  | { readonly code: 'sheet-line'; readonly line: number };

const lines = 8;
const lineBytes = 8;
const dataLetters = 13;
const checkLetters = 2;
const lineLetters = dataLetters + checkLetters;
/** Where the code of a scanner begins: a newer form of the sheet begins otherwise. */
const scanMark = 'QTKP1';

/** Eight lines of three groups of five letters, `AAAAA-BBBBB-CCCCC`, the last two letters of each its check. */
export function sheetLines({ facility, sealing }: FacilitySecrets, sha256: Sha256): readonly string[] {
  const bytes = Uint8Array.from([...facility, ...sealing]);
  return Array.from({ length: lines }, (_, index) => {
    const part = bytes.subarray(index * lineBytes, (index + 1) * lineBytes);
    const letters = lettersOf(part) + checkOf(part, index, sha256);
    return letters.replace(/(.{5})(?=.)/g, '$1-');
  });
}

/** The same as one text for a code that scanners read: capital letters and digits only. */
export function sheetCode(secrets: FacilitySecrets, sha256: Sha256): string {
  return scanMark + sheetLines(secrets, sha256).join('').replaceAll('-', '');
}

/** Reads what was scanned or typed; spaces, hyphens, case and look-alikes do not matter. */
export function readSheet(text: string, sha256: Sha256): Result<FacilitySecrets, SheetFault> {
  const plain = readLetters(
    text.trim().toUpperCase().startsWith(scanMark) ? text.trim().slice(scanMark.length) : text,
  );
  if (plain.length === 0) return refuse({ code: 'sheet-empty' });
  const bytes = new Uint8Array(lines * lineBytes);
  for (let index = 0; index < lines; index += 1) {
    const line = plain.slice(index * lineLetters, (index + 1) * lineLetters);
    if (line.length < lineLetters) return refuse({ code: 'sheet-lines', found: index });
    const part = bytesOf(line.slice(0, dataLetters));
    if (part === null || checkOf(part, index, sha256) !== line.slice(dataLetters)) {
      return refuse({ code: 'sheet-line', line: index + 1 });
    }
    bytes.set(part, index * lineBytes);
  }
  if (plain.length > lines * lineLetters) return refuse({ code: 'sheet-lines', found: lines + 1 });
  return ok({ facility: bytes.slice(0, 32), sealing: bytes.slice(32) });
}

/** Tells one line from another too: two lines that were swapped do not pass. */
function checkOf(part: Uint8Array, index: number, sha256: Sha256): string {
  const hex = Array.from(part, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const digest = sha256(`quay-thu-sheet:${index}:${hex}`);
  return [0, 2].map((at) => codeAlphabet.charAt(Number.parseInt(digest.slice(at, at + 2), 16) % 32)).join('');
}

function lettersOf(bytes: Uint8Array): string {
  let value = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  let text = '';
  for (let at = 0; at < dataLetters; at += 1) {
    text = codeAlphabet.charAt(Number(value % 32n)) + text;
    value /= 32n;
  }
  return text;
}

/** Null for letters that are no eight bytes. */
function bytesOf(letters: string): Uint8Array | null {
  let value = 0n;
  for (const letter of letters) {
    const digit = codeAlphabet.indexOf(letter);
    if (digit < 0) return null;
    value = value * 32n + BigInt(digit);
  }
  if (value >= 1n << BigInt(8 * lineBytes)) return null;
  return Uint8Array.from({ length: lineBytes }, (_, at) =>
    Number((value >> BigInt(8 * (lineBytes - 1 - at))) & 255n),
  );
}
