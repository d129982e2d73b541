/** One line of an account as a provider tells it, and what the four have in common (facts/payments §2.1). */
import type { Result } from '../../shared/kernel/result.ts';

export interface ProviderLine {
  readonly accountNumber: string;
  /** The bank's own reference, or the provider's id when the bank gave none. */
  readonly reference: string;
  readonly direction: 'in' | 'out';
  /** Whole đồng, more than nothing. */
  readonly amount: number;
  readonly paidAt: number;
  readonly content: string;
  readonly virtualAccount: string | null;
  readonly otherName: string | null;
  readonly otherNumber: string | null;
  readonly otherBank: string | null;
}

/** `forged`: no or a wrong signature; `expired`: signed too long ago; `malformed`: signed, but not a line. */
export type CallbackFault = 'forged' | 'expired' | 'malformed';

/** A line, or null for a signed call that tells of none (a test call, a failed payment). */
export type ReadCallback = Result<ProviderLine | null, CallbackFault>;

/** What a callback is checked with. */
export interface CallbackInput {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly raw: Uint8Array;
  readonly now: number;
}

const vietnamOffset = '+07:00';
const mostContent = 500;
/** A number of seconds below this is a number of seconds. */
const secondsBelow = 100_000_000_000;

/** `YYYY-MM-DD HH:mm:ss` at +07:00, ISO with an offset, or a number of seconds or milliseconds. Null when it is none. */
export function instantOf(value: unknown): number | null {
  if (typeof value === 'number' || (typeof value === 'string' && /^\d{9,14}$/.test(value))) {
    const number = Number(value);
    if (!Number.isSafeInteger(number) || number <= 0) return null;
    return number < secondsBelow ? number * 1000 : number;
  }
  if (typeof value !== 'string') return null;
  const text = value.trim();
  const local = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,3})?)$/.exec(text);
  const at = Date.parse(local === null ? text : `${local[1]}T${local[2]}${vietnamOffset}`);
  return Number.isNaN(at) || at < 0 ? null : at;
}

/** Whole đồng as number or digits, with a sign; null otherwise. */
export function amountOf(value: unknown): number | null {
  const number = typeof value === 'string' && /^-?\d{1,15}(?:\.0{1,2})?$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number !== 0 ? number : null;
}

/** A text field that may be missing; null when there is nothing in it. */
export function textOf(value: unknown, most = 200): string | null {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string' || value.trim() === '') return null;
  return value.trim().slice(0, most);
}

/** The content as it is matched and sealed. */
export function contentOf(value: unknown): string {
  return textOf(value, mostContent) ?? '';
}

/** One header. */
export function headerOf(headers: CallbackInput['headers'], name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}

/** An object of the JSON of a body, else null. */
export function objectOf(value: unknown): Readonly<Record<string, unknown>> | null {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Readonly<Record<string, unknown>>) : null;
}
