import { InvariantBroken } from '../kernel/assert.ts';
import type { Brand } from '../kernel/brand.ts';
import type { Random } from '../kernel/random.ts';

/** Ten characters that tie a bank's credit to a tender: nine by chance, the last checks them. */
export type MatchCode = Brand<string, 'MatchCode'>;

/**
 * At most one of each group of look-alikes: 0 O D Q (none), 1 I L (none), U V (none), 2 Z, 5 S, 8 B, 6 G. A prime number
 * of characters, so that the check below misses nothing.
 */
const alphabet = '23456789ACEFHJKMNPRTWXY';
const length = 10;
const digitsInAlphabet = 8;
/** Fewest digits, and fewest letters, in the nine: words and numbers of a bank do not look like a code then. */
const fewestOfKind = 2;
/** Largest multiple of the alphabet in a byte; higher bytes would favour some characters. */
const evenBytes = 256 - (256 % alphabet.length);
/** 10 · 7 = 1 modulo 23: turns the sum of the nine into the tenth. */
const inverseOfLastWeight = 7;
const mostDraws = 200;
/** Longest content searched; banks carry far less. */
const longestContent = 2_000;

/**
 * A new match code with 40.5 random bits (1.57 · 10¹² codes).
 * @throws InvariantBroken when `random` gives nothing usable 200 times running
 */
export function makeMatchCode(random: Random): MatchCode {
  for (let draw = 0; draw < mostDraws; draw += 1) {
    const values = [...random.bytes(16)]
      .filter((byte) => byte < evenBytes)
      .slice(0, length - 1)
      .map((byte) => byte % alphabet.length);
    if (values.length === length - 1 && isMixed(values)) return withCheck(values);
  }
  throw new InvariantBroken('chance gives no match code');
}

/** The text as a match code when it is one to the letter, else null. */
export function parseMatchCode(text: string): MatchCode | null {
  if (text.length !== length) return null;
  const values = Array.from(text, (character) => alphabet.indexOf(character));
  if (values.includes(-1) || !isMixed(values.slice(0, -1)) || weightedSum(values) !== 0) return null;
  return text as MatchCode;
}

/**
 * Match codes in the content of a credit, each once, in order of appearance. Banks prefix, wrap, upper- or lower-case the
 * content and drop or add marks and spaces (facts/files §1.10), so only letters and digits are looked at. About one
 * foreign run of characters in 23 that looks like a code passes the check: the caller asks which of these it gave out.
 */
export function findMatchCodes(content: string): readonly MatchCode[] {
  const letters = content
    .slice(0, longestContent)
    .replace(/[^A-Za-z0-9]+/g, '')
    .toUpperCase();
  const found = new Set<MatchCode>();
  for (let at = 0; at + length <= letters.length; at += 1) {
    const code = parseMatchCode(letters.slice(at, at + length));
    if (code !== null) found.add(code);
  }
  return [...found];
}

function isMixed(nine: readonly number[]): boolean {
  const digits = nine.filter((value) => value < digitsInAlphabet).length;
  return digits >= fewestOfKind && nine.length - digits >= fewestOfKind;
}

function withCheck(nine: readonly number[]): MatchCode {
  const check = ((alphabet.length - weightedSum(nine)) * inverseOfLastWeight) % alphabet.length;
  return [...nine, check].map((value) => alphabet.charAt(value)).join('') as MatchCode;
}

/**
 * Σ weight · value modulo 23 with weights 1 … 10 by position; 0 for a whole code. All weights differ and none is 0
 * modulo the prime, so one wrong character, or two swapped ones at any distance, always change the sum.
 */
function weightedSum(values: readonly number[]): number {
  return values.reduce((sum, value, index) => sum + value * (index + 1), 0) % alphabet.length;
}
