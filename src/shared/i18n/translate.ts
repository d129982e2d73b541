import type { Failure, MoneyMoved } from '../rpc/define.ts';
import { en } from './en.ts';
import { vi } from './vi.ts';

export type Language = 'vi' | 'en';

/** Every text has a key; Vietnamese is the source and fixes the set. */
export type TextKey = keyof typeof vi;

export type TextParams = Readonly<Record<string, string | number>>;

const texts: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { vi, en };

/** Groups of three with full stops, as money is written in Vietnam in every language of the screens. */
function groupDigits(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '.');
}

/**
 * The text of `key` with `{name}` filled from `params`; numbers are grouped. A parameter that is missing leaves the
 * place empty rather than showing braces to a payer.
 */
export function translate(language: Language, key: TextKey, params: TextParams = {}): string {
  return texts[language][key].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    return typeof value === 'number' ? groupDigits(value) : (value ?? '');
  });
}

/** The key `prefix.code` when there is such a text, else `fallback`: codes may come from a newer counter. */
export function keyFor(prefix: string, code: string, fallback: TextKey): TextKey {
  const key = `${prefix}.${code}`;
  return Object.hasOwn(vi, key) ? (key as TextKey) : fallback;
}

const unknownFailure: Readonly<Record<MoneyMoved, TextKey>> = {
  no: 'failure.other.no',
  yes: 'failure.other.yes',
  unknown: 'failure.other.unknown',
};

/**
 * What to tell a person about a refusal: what happened, whether money moved, what next (look.md "Wording"). A text
 * `failure.code.no`, `.yes` or `.unknown` goes before `failure.code`; a code without words gets a general sentence.
 */
export function failureText(language: Language, failure: Failure): string {
  const { code, moneyMoved, detail = {} } = failure;
  const general = keyFor('failure', code, unknownFailure[moneyMoved]);
  const variant = Object.hasOwn(detail, 'attemptsLeft') ? 'left' : moneyMoved;
  const waitSeconds = Math.ceil(Number(detail.waitMs ?? 0) / 1000);
  return translate(language, keyFor('failure', `${code}.${variant}`, general), {
    code,
    waitSeconds,
    ...detail,
  });
}
