import { parseReceiptCode } from '../text/index.ts';
import { decodeVietQr, findMatchCodes, parseMatchCode } from '../vietqr/index.ts';
import { looksCitizen, readCitizen } from './citizen.ts';
import { looksInsurance, readInsurance } from './insurance.ts';
import { type Scan, unreadable } from './scan.ts';

/** Longer texts are nothing the counter knows; a card has 400 characters at most. */
const mostCharacters = 1_500;
/** Codes of patients, visits, pupils and bills as lists have them. */
const codeShape = /^[A-Za-z0-9](?:[A-Za-z0-9./_-]{0,38}[A-Za-z0-9])?$/;
/** Recovery sheet, in its first form. */
const sheetShape = /^QTKP1[0-9A-Z]{120}$/i;
/** AIM identifier that scanners can put before a code (`]Q3`, `]C0`). */
const aim = /^\][A-Za-z][0-9A-Za-z]/;
/** Letters that only an input method makes of what a scanner types. */
const vietnamese = /[àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]/iu;

/**
 * What a scanned text is.
 * @param text as it came, without its ending
 * @param rewritten an input method was seen at work while a scanner typed it: nothing in it can be trusted
 */
export function readScan(text: string, rewritten = false): Scan {
  const code = clean(text);
  if (code === '' || code.length > mostCharacters) return unreadable('not-known');
  const read = readClean(code);
  // The number stood the check against birth and gender, so only what is a hint anyway is dropped.
  if (read.kind === 'citizen' && rewritten) return { ...read, name: null };
  if (rewritten) return unreadable('input-method', familyOf(read));
  if (read.kind !== 'unreadable' || read.looksLike === 'citizen') return read;
  // A citizen card holds names as they are written; in every other code such letters can only come from an input method.
  return vietnamese.test(code.normalize('NFC')) ? unreadable('input-method', read.looksLike) : read;
}

/** NUL, CR, LF, Tab and AIM identifiers come from the scanner, not from the code. */
function clean(text: string): string {
  const printable = text.replace(/\p{Cc}/gu, '').trim();
  return printable.replace(aim, '').trim();
}

function readClean(code: string): Scan {
  const fields = code.replace(/\|?\$$/, '').split('|');
  if (looksCitizen(fields)) return readCitizen(fields);
  if (looksInsurance(fields)) return readInsurance(fields);
  const receipt = parseReceiptCode(code.toUpperCase());
  if (receipt.ok) return { kind: 'receipt', ...receipt.value };
  if (receipt.reason !== 'not-ours') return unreadable('damaged', 'receipt');
  if (code.startsWith('000201')) return readPayment(code);
  const matchCode = parseMatchCode(code.toUpperCase());
  if (matchCode !== null) return { kind: 'bill', matchCode };
  if (sheetShape.test(code)) return { kind: 'sheet', text: code };
  return codeShape.test(code) ? { kind: 'code', code } : unreadable('not-known');
}

/** The match code of a payment code of ours, from the words the payer sends with the money. */
function readPayment(code: string): Scan {
  const decoded = decodeVietQr(code);
  if (!decoded.ok) return unreadable('damaged', 'bill');
  const { purpose, bill } = decoded.value;
  const [matchCode] = [purpose ?? '', bill ?? ''].flatMap(findMatchCodes);
  return matchCode === undefined ? unreadable('not-known', 'bill') : { kind: 'bill', matchCode };
}

function familyOf(read: Scan): Extract<Scan, { kind: 'unreadable' }>['looksLike'] {
  if (read.kind === 'unreadable') return read.looksLike;
  return read.kind === 'code' || read.kind === 'sheet' ? null : read.kind;
}
