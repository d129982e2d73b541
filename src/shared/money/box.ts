import { ok, type Result, refuse } from '../kernel/result.ts';
import { maxEntered, type Vnd, vnd } from './vnd.ts';

/** `not-digits` includes `1.5tr`, `12,50` and `1234567.00`: an amount is never guessed (facts/domain §3.1). */
export type MoneyBoxRefusal = 'empty' | 'not-digits' | 'too-large';

const plainDigits = /^\d+$/;
const grouped = /^\d{1,3}(?:[.\u00a0 ]\d{3})+$/;
const sign = /[\u00a0 ]?(?:đ|₫)$/;

/**
 * The amount in a money box or in pasted text: digits alone or in proper groups of three (dots or spaces), with or
 * without the sign. 0 to 999.999.999.999 đ.
 */
export function parseMoneyBox(text: string): Result<Vnd, MoneyBoxRefusal> {
  const bare = text.normalize('NFC').trim().replace(sign, '').trim();
  if (bare === '') return refuse('empty');
  if (!plainDigits.test(bare) && !grouped.test(bare)) return refuse('not-digits');
  const digits = bare.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
  if (digits.length > String(maxEntered).length) return refuse('too-large');
  return ok(vnd(Number(digits)));
}

/**
 * What a money box shows after a key: the digits of the text grouped anew, wherever the edit was. Only for typing;
 * pasted text goes through {@link parseMoneyBox} first, since dropping the dot of `12.50` would make it 1.250.
 */
export function groupMoneyBox(text: string): string {
  const digits = text.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
  return digits.replace(/\B(?=(\d{3})+$)/g, '.');
}
