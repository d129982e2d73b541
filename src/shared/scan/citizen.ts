/** The QR of citizen cards (facts/domain §4.4). Fields are known by what they hold, not by their place alone. */
import { dateText, nameText } from './fields.ts';
import { type Scan, unreadable } from './scan.ts';

/** First province code … last. NĐ 137/2015: 001 to 096 are provinces, higher ones countries of birth. */
const numberShape = /^(\d{3})(\d)(\d{2})\d{6}$/;

interface NumberFacts {
  readonly gender: 'male' | 'female';
  readonly birthYear: number;
}

/**
 * Gender and year of birth that are part of the number: three digits of province or country, one of century and gender
 * (0 and 1: twentieth century, 2 and 3: twenty-first …; even is male), two of the year (NĐ 137/2015 Điều 13).
 */
export function citizenNumberFacts(number: string): NumberFacts | null {
  const [, place, sign, year] = numberShape.exec(number) ?? [];
  if (place === undefined || sign === undefined || year === undefined || place === '000') return null;
  const century = 1900 + Math.floor(Number(sign) / 2) * 100;
  return { gender: Number(sign) % 2 === 0 ? 'male' : 'female', birthYear: century + Number(year) };
}

/** Whether a text has the beginning of a citizen card. */
export function looksCitizen(fields: readonly string[]): boolean {
  return fields.length >= 5 && /^\d{12}$/.test(fields[0] ?? '');
}

/**
 * `number | old number or nothing | name | birth | gender | address | issued`, also without the second field and with
 * more fields after them. The number must agree with birth and gender: that is the check of the whole scan.
 */
export function readCitizen(fields: readonly string[]): Scan {
  const [number = '', ...rest] = fields.map((field) => field.trim());
  const facts = citizenNumberFacts(number);
  const oldNumber = rest.find((field) => /^\d{9}$/.test(field)) ?? null;
  const birthAt = rest.findIndex((field) => dateText(field) !== null);
  const birth = dateText(rest[birthAt] ?? '');
  if (facts === null || birth === null) return unreadable('damaged', 'citizen');
  const gender = genderText(rest[birthAt + 1] ?? '');
  if (Number(birth.slice(0, 4)) !== facts.birthYear) return unreadable('damaged', 'citizen');
  if (gender !== null && gender !== facts.gender) return unreadable('damaged', 'citizen');
  const name = nameText(rest[birthAt - 1] ?? '');
  return {
    kind: 'citizen',
    number,
    oldNumber,
    name: name === null || /\d/.test(name) ? null : name,
    birth,
    gender: facts.gender,
  };
}

/** Scanners that type cannot send "Nữ" whole: anything but Nam and N… says nothing. */
function genderText(text: string): 'male' | 'female' | null {
  if (/^nam$/i.test(text)) return 'male';
  return /^n(?:ữ|ữ|u|ư|)$/i.test(text.normalize('NFC')) && text !== '' ? 'female' : null;
}
