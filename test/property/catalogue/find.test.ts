/** The first page and the count of the search against a plain walk over all payers, from two characters on. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCatalogue } from '../../../src/main/catalogue/database.ts';
import type { DraftPayer } from '../../../src/main/catalogue/draft.ts';
import { type CatalogueReads, readCatalogue } from '../../../src/main/catalogue/read.ts';
import { givenNameKey } from '../../../src/shared/text/index.ts';
import { makePayers } from '../../bench/w2-people.ts';
import { type Chance, makeChance } from '../../support/chance.ts';
import { seed } from '../../support/check.ts';
import { fillCatalogue } from '../../support/fill-catalogue.ts';

const page = 20;
const counted = 1_000;
const folder = mkdtempSync(join(tmpdir(), 'find-oracle-'));
const database = openCatalogue(join(folder, 'catalogue.db'));
let reads: CatalogueReads;
let all: Known[] = [];

interface Known {
  readonly payer: DraftPayer;
  /** Place of its list among the lists in force. */
  readonly list: number;
  readonly marked: readonly string[];
  readonly bare: readonly string[];
  readonly codes: readonly string[];
  readonly order: string;
}

/** Marks off, by another way than the program's. */
function bareOf(text: string): string {
  return Array.from(text.normalize('NFD').toLowerCase())
    .filter((letter) => !/\p{M}/u.test(letter))
    .map((letter) => (letter === 'đ' ? 'd' : letter))
    .join('');
}
const wordsOf = (text: string) =>
  text
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
const codeOf = (text: string) => bareOf(text).replace(/[^a-z0-9]/g, '');

const codesOf = ({ code, bills, identities }: DraftPayer) => [
  code,
  ...bills.map(({ visit }) => visit),
  ...identities,
];

function known(payer: DraftPayer, list: number): Known {
  const marked = wordsOf(`${payer.name} ${payer.className ?? ''}`);
  const codes = codesOf(payer).map(codeOf);
  return { payer, list, marked, bare: marked.map(bareOf), codes, order: givenNameKey(payer.name) };
}

const by = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);
const inOrder = (a: Known, b: Known) =>
  by(a.order, b.order) || by(a.list, b.list) || by(a.payer.code, b.payer.code);

/** Codes of the first page and the number of hits, as the rules say it. */
function oracle(text: string): { page: string[]; count: number } {
  const words = wordsOf(text);
  if (bareOf(words.join('')).length < 2) return { page: [], count: 0 };
  const begins = (tokens: readonly string[], word: string) => tokens.some((token) => token.startsWith(word));
  const found = all.filter(({ bare }) => words.every((word) => begins(bare, bareOf(word))));
  const withMarks = words.some((word) => word !== bareOf(word));
  const exact = found.filter(
    ({ marked, bare }) =>
      withMarks && words.every((word) => begins(word === bareOf(word) ? bare : marked, word)),
  );
  const key = codeOf(text);
  const coded =
    /\d/.test(key) && key.length >= 2
      ? all.flatMap((one) => {
          const hits = one.codes.filter((code) => code.startsWith(key)).sort();
          return hits[0] === undefined ? [] : [{ one, hit: hits[0] }];
        })
      : [];
  coded.sort((a, b) => by(a.hit, b.hit) || by(a.one.list, b.one.list) || inOrder(a.one, b.one));
  const shown = new Set([...coded.map(({ one }) => one), ...exact.sort(inOrder), ...found.sort(inOrder)]);
  return { page: [...shown].slice(0, page).map(({ payer }) => payer.code), count: shown.size };
}

/** A text somebody might be at: beginnings of words of a payer in any order, with or without marks, or of a code. */
function typedText(chance: Chance): string {
  const { payer } = chance.pick(all);
  const codes = codesOf(payer);
  if (chance.maybe(0.25)) {
    const code = chance.pick(codes);
    return code.slice(0, 2 + chance.below(code.length));
  }
  const words = [
    ...payer.name.split(' '),
    ...(chance.maybe(0.3) ? [(payer.className ?? '').replace('Lớp ', '')] : []),
  ];
  const chosen = words.filter(() => chance.maybe(0.6));
  const cut = chosen.map((word) => word.slice(0, 1 + chance.below(word.length + 1)));
  const text = (chance.maybe(0.3) ? cut.reverse() : cut).join(' ');
  if (chance.maybe(0.1)) return `${text} q`;
  return chance.maybe(0.5) ? text : bareOf(text);
}

beforeAll(() => {
  const chance = makeChance(seed);
  const lists = [makePayers(chance, 2_500), makePayers(chance, 600)];
  for (const [list, draft] of lists.entries()) {
    // Codes of two lists must differ, or they could not be told apart here.
    const own = draft.payers.map((payer) => ({ ...payer, code: `${'XY'[list]}${payer.code}` }));
    fillCatalogue(database, `nguồn ${list}`, { ...draft, payers: own }, 2 - list);
    all = [...all, ...own.map((payer) => known(payer, list))];
  }
  reads = readCatalogue(database);
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

test(`the page and the count are those of a walk over everybody, seed ${seed}`, () => {
  const chance = makeChance(seed + 1);
  for (let run = 0; run < 400; run += 1) {
    const text = typedText(chance);
    const expected = oracle(text);
    const found = reads.findPayers(text, page);
    expect({ text, page: found.rows.map(({ code }) => code) }).toEqual({ text, page: expected.page });
    expect({ text, count: found.count, more: found.atLeast }).toEqual({
      text,
      count: Math.min(counted, expected.count),
      more: expected.count > counted,
    });
  }
}, 60_000);
