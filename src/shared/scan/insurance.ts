/** The QR of health insurance cards, new (10 digits) and old (15 characters) (facts/domain §4.5). */
import { dateText, hexText } from './fields.ts';
import { type Scan, unreadable } from './scan.ts';

/** Old: two letters of the group, one digit of the benefit, two of the province, ten of the insurance number. */
const cardShape = /^(?:[A-Z]{2}\d\d{2})?(\d{10})$/;
const genders: Readonly<Record<string, 'male' | 'female'>> = { '1': 'male', '2': 'female' };

/** Whether a text has the beginning of an insurance card, perhaps rewritten by an input method. */
export function looksInsurance(fields: readonly string[]): boolean {
  const [card = '', name = ''] = fields;
  if (fields.length < 4) return false;
  // The letters of the group may have been rewritten (`TE1` becomes `TÉ`), the ten digits never.
  return /^(?:\p{L}{2}\d{0,3})?\d{10}$/u.test(card) && (name === '-' || name.length >= 4);
}

/** `card | name in hex | birth | gender | …`, `-` for an empty field, `$` at the end. */
export function readInsurance(fields: readonly string[]): Scan {
  const [cardText = '', nameHex = '-', birthText = '-', genderText = '-'] = fields.map((field) =>
    field.trim(),
  );
  const card = cardText.toUpperCase();
  const number = cardShape.exec(card)?.[1];
  if (number === undefined) return unreadable('damaged', 'insurance');
  const name = optional(nameHex, hexText);
  const birth = optional(birthText, dateText);
  const gender = optional(genderText, (text) => genders[text] ?? null);
  // A field that is there and does not hold what it must: the whole scan is not to be trusted.
  if (name === undefined || birth === undefined || gender === undefined)
    return unreadable('damaged', 'insurance');
  return { kind: 'insurance', number, card, name, birth, gender };
}

/** Null for an empty field, undefined for one that is not what it must be. */
function optional<T>(field: string, read: (text: string) => T | null): T | null | undefined {
  if (field === '-' || field === '') return null;
  return read(field) ?? undefined;
}
