/** Payers for `bench w2`, and what a cashier types to find them. */
import { makePerson } from '../../scripts/support/people.ts';
import { type Draft, type DraftPayer, nothingRead } from '../../src/main/catalogue/draft.ts';
import type { Chance } from '../support/chance.ts';

/** A list of so many payers with one bill each. */
export function makePayers(chance: Chance, payers: number): Draft {
  const list = Array.from({ length: payers }, (_, index) => makePayer(chance, index));
  const total = payers * 38_700;
  return { ...nothingRead, payers: list, rows: payers, valid: payers, lines: payers, total };
}

function makePayer(chance: Chance, index: number): DraftPayer {
  const person = makePerson(chance, 1940, 2025);
  return {
    code: `BN26${String(index).padStart(7, '0')}`,
    name: person.name,
    birthDate: person.birthDate,
    birthYear: person.birthDate.slice(0, 4),
    gender: person.gender,
    className: `Lớp ${1 + chance.below(12)}A${1 + chance.below(9)}`,
    address: person.address,
    payerName: null,
    phone: null,
    identities: [`0${String(10_000_000_000 + index * 7919).slice(0, 11)}`],
    bills: [
      {
        visit: `DT${1_000_000 + index}`,
        billCode: '',
        fee: 'Khám bệnh',
        feeGroup: null,
        period: null,
        amount: 38_700,
        listedPaid: 0,
        note: null,
        onBehalf: false,
      },
    ],
  };
}

const marks: Readonly<Record<string, string>> = { đ: 'd', Đ: 'D' };

/** A name as most people type it. */
function bare(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, (letter) => marks[letter] ?? letter)
    .toLowerCase();
}

/** What is typed in full to find one payer, by kind. */
const typed: Readonly<Record<string, (payer: DraftPayer, chance: Chance) => string>> = {
  'whole name': ({ name }) => bare(name),
  'with marks': ({ name }) => name,
  'given and family name': ({ name }) => {
    const words = bare(name).split(' ');
    return `${words.at(-1)} ${words[0]}`;
  },
  'name and class': ({ name, className }) =>
    `${bare(name).split(' ').at(-1)} ${className?.replace('Lớp ', '').toLowerCase()}`,
  'patient code': ({ code }) => code.toLowerCase(),
  'visit code': ({ bills }) => bills[0]?.visit ?? '',
  'identity number': ({ identities }) => identities[0] ?? '',
  initials: ({ name }) =>
    bare(name)
      .split(' ')
      .map((word) => word[0])
      .join(' '),
  'words that never meet': (_, chance) => chance.pick(['thi duc', 'van lan', 'minh dao', 'thuy hung']),
  nobody: (_, chance) => chance.pick(['xyzw qqq', 'nguyen zzz', 'tran thi qq']),
};

/** One keystroke: all that stands in the box after it. */
export interface Keystroke {
  readonly kind: string;
  readonly text: string;
}

/** Every state of the box, from the second character on, while `searches` payers are looked for, each kind in turn. */
export function keystrokes(draft: Draft, chance: Chance, searches: number): Keystroke[] {
  const kinds = Object.entries(typed);
  return Array.from({ length: searches }).flatMap((_, index) => {
    const [kind, write] = kinds[index % kinds.length] ?? ['', () => ''];
    const text = write(chance.pick(draft.payers), chance);
    return Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => ({
      kind,
      text: text.slice(0, at + 2),
    }));
  });
}
