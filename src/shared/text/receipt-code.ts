/**
 * The code of a receipt, as its look-up QR says it: `BL.VP26-Q2.004182.7K` is series, number as printed, and two check
 * characters. ASCII of the alphanumeric mode of QR, so that the code stays small; it says nothing about anybody.
 */
import { ok, type Result, refuse } from '../kernel/result.ts';

const prefix = 'BL';
/** What a check is reckoned over, and the digits it is written in. */
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-.';
const checkDigits = 36;
/** The largest prime below 36²: every single wrong character and every swap of two neighbours is found. */
const modulus = 1291;

const seriesShape = /^[A-Z0-9]+(?:-[A-Z0-9]+)*$/;
const mostSeries = 24;
const numberShape = /^\d{4,12}$/;
const codeShape = /^BL\.([A-Z0-9-]+)\.(\d+)\.([0-9A-Z]{2})$/;

/** Series and number as they stand on the paper. */
export interface ReceiptCode {
  /** `VP26-Q2`: 1–24 of A–Z, 0–9, with single hyphens between. */
  readonly series: string;
  /** `004182`: 4–12 digits, leading zeros kept. */
  readonly number: string;
}

/** `shape`: a series or number that no receipt of ours has. `not-ours`: some other code. `check`: misread. */
export type ReceiptCodeRefusal = 'shape' | 'not-ours' | 'check';

/** The code of a receipt, for its QR. Refuses what {@link parseReceiptCode} would not give back. */
export function encodeReceiptCode({ series, number }: ReceiptCode): Result<string, 'shape'> {
  if (!fits(series, number)) return refuse('shape');
  const said = `${prefix}.${series}.${number}`;
  return ok(`${said}.${checkOf(said)}`);
}

/** Series and number of a scanned code: exactly what {@link encodeReceiptCode} writes, nothing looser. */
export function parseReceiptCode(text: string): Result<ReceiptCode, ReceiptCodeRefusal> {
  const [, series, number, check] = codeShape.exec(text) ?? [];
  if (series === undefined || number === undefined) return refuse('not-ours');
  if (!fits(series, number)) return refuse('shape');
  if (checkOf(`${prefix}.${series}.${number}`) !== check) return refuse('check');
  return ok({ series, number });
}

function fits(series: string, number: string): boolean {
  return series.length <= mostSeries && seriesShape.test(series) && numberShape.test(number);
}

function checkOf(said: string): string {
  let rest = 0;
  for (const one of said) rest = (rest * alphabet.length + alphabet.indexOf(one)) % modulus;
  return alphabet.charAt(Math.floor(rest / checkDigits)) + alphabet.charAt(rest % checkDigits);
}
