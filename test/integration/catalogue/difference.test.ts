import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CatalogueDatabase, openCatalogue } from '../../../src/main/catalogue/database.ts';
import { differenceOf } from '../../../src/main/catalogue/difference.ts';
import type { Draft } from '../../../src/main/catalogue/draft.ts';
import { linesOf, tellHalf } from '../../../src/main/catalogue/halves.ts';
import { orderDraft, referencePayers } from '../../../src/main/catalogue/references.ts';
import { makePayers } from '../../bench/w2-people.ts';
import { makeChance } from '../../support/chance.ts';
import { fillCatalogue } from '../../support/fill-catalogue.ts';

let folder = '';
let database: CatalogueDatabase;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'difference-'));
  database = openCatalogue(join(folder, 'catalogue.db'));
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const key = new Uint8Array(32);
const count = 600;

const referenced = (draft: Draft) => referencePayers(orderDraft(draft), 'HIS', key);

it.each([1, 2])(
  'finds every line wherever it stands now, and shows cases first, then in the order of the list: %d part',
  (parts) => {
    const before = makePayers(makeChance(7), count);
    fillCatalogue(database, 'HIS', before, parts);
    const inForce = database.lists.current();
    expect(inForce).toHaveLength(parts);
    const sorted = referenced(before);
    // A whole ward goes, a whole ward comes, somebody is called by another name now, sums change here and there.
    const gone = new Set(sorted.slice(100, 190).map(({ payer }) => payer.code));
    const renamed = new Set(sorted.slice(300, 310).map(({ payer }) => payer.code));
    const changed = new Set([5, 320, 321, 599].map((place) => sorted[place]?.payer.code));
    const newcomers = makePayers(makeChance(8), 90).payers.map((payer, index) => ({
      ...payer,
      code: `M${index}`,
      name: `${payer.name.split(' ')[0]} Mới ${sorted[250]?.payer.name.split(' ').at(-1)}`,
    }));
    const stay = before.payers.filter(({ code }) => !gone.has(code));
    const payers = stay.map((payer) => ({
      ...payer,
      name: renamed.has(payer.code) ? `Trần ${payer.name.split(' ')[0]}` : payer.name,
      bills: payer.bills.map((bill) => (changed.has(payer.code) ? { ...bill, amount: 50_000 } : bill)),
    }));
    const after: Draft = { ...before, payers: [...payers, ...newcomers] };
    const paidCode = sorted[599]?.payer.code;
    const paidRef = sorted[599]?.billRefs[0];

    const paidOn = (bill: string) => (bill === paidRef ? 38_700 : 0);
    const lines = referenced(after);
    const found = differenceOf(inForce, linesOf(lines, undefined), paidOn);

    // The same when another thread has read the second half, wherever that begins.
    for (const from of [0, 1, 250, lines.length]) {
      const told = structuredClone(tellHalf(after, lines.slice(from)));
      expect(differenceOf(inForce, linesOf(lines.slice(0, from), told), paidOn)).toEqual(found);
    }
    expect(found).toMatchObject({ added: 90, removed: 90, changed: 4, same: count - 94, cases: 1 });
    const inOrder = sorted.map(({ payer }) => payer.code);
    const others = inOrder.filter((code) => (gone.has(code) || changed.has(code)) && code !== paidCode);
    expect(found.lines.slice(0, 94).map(({ code }) => code)).toEqual([paidCode, ...others]);
    expect(found.lines.slice(94).every(({ kind }) => kind === 'added')).toBe(true);
  },
);
