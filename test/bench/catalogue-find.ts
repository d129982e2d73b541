/** `bench catalogue-find`: searching 200,000 payers by name, class and code, as a cashier types. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePerson } from '../../scripts/support/people.ts';
import { type CatalogueDatabase, openCatalogue } from '../../src/main/catalogue/database.ts';
import type { Draft, DraftPayer } from '../../src/main/catalogue/draft.ts';
import { buildGeneration, putInForce } from '../../src/main/catalogue/generations.ts';
import { mappingOf } from '../../src/main/catalogue/layout.ts';
import { readCatalogue } from '../../src/main/catalogue/read.ts';
import { type Chance, makeChance } from '../support/chance.ts';
import type { Measured, Run, RunOptions } from '../support/runner.ts';

const payers = 200_000;
const limitMs = 10;

function makeDraft(chance: Chance): Draft {
  const list = Array.from({ length: payers }, (_, index): DraftPayer => {
    const person = makePerson(chance, 1940, 2025);
    return {
      code: `BN26${String(index).padStart(6, '0')}`,
      name: person.name,
      birthDate: person.birthDate,
      birthYear: person.birthDate.slice(0, 4),
      gender: person.gender,
      className: `Lớp ${1 + chance.below(12)}A${1 + chance.below(9)}`,
      address: person.address,
      payerName: null,
      visits: new Set([`DT${100_000 + index}`]),
      identities: new Set([`0${String(10_000_000_000 + index * 7919).slice(0, 11)}`]),
      bills: [
        {
          visit: '',
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
  });
  return { payers: list, rows: payers, valid: payers, invalid: 0, total: payers * 38_700, errors: [] };
}

const kinds: Readonly<Record<string, (chance: Chance) => string>> = {
  'two letters': (chance) => chance.pick(['ng', 'th', 'da', 'an', 'le', 'tr', 'ph']),
  'common family name': () => 'nguyen',
  'family and given name': (chance) =>
    chance.pick(['nguyen dao', 'tran lan', 'dang ngu', 'le uoc', 'pham hoa']),
  'whole name': (chance) => chance.pick(['dang thi dao', 'nguyen van hung', 'tong duc an', 'le thi dieu']),
  'with marks': (chance) => chance.pick(['Đào', 'đặng thị đ', 'Nguyễn Thị Bích Á', 'ước']),
  'name and class': (chance) =>
    `${chance.pick(['dao', 'hung', 'lan'])} ${1 + chance.below(12)}a${chance.below(10)}`,
  'code begun': (chance) => `BN26${chance.below(100)}`,
  'code whole': (chance) => `bn26${String(chance.below(payers)).padStart(6, '0')}`,
  nothing: () => 'xyzw qqq',
};

async function measure({ runs, seed }: RunOptions): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'catalogue-bench-'));
  const database = openCatalogue(join(folder, 'catalogue.db'));
  try {
    const chance = makeChance(seed);
    const buildSeconds = fill(database, chance);
    const { findPayers } = readCatalogue(database);
    const all: number[] = [];
    const table = Object.entries(kinds).map(([kind, text]) => {
      const times = Array.from({ length: Math.ceil(runs / Object.keys(kinds).length) }, () => {
        const asked = text(chance);
        const from = performance.now();
        findPayers(asked, 20);
        return performance.now() - from;
      });
      all.push(...times);
      return { kind, p50Ms: rounded(quantile(times, 0.5)), p95Ms: rounded(quantile(times, 0.95)) };
    });
    const worst = Math.max(...table.map(({ p95Ms }) => p95Ms));
    return {
      table,
      bounds: [
        {
          name: 'p95 of all searches',
          value: rounded(quantile(all, 0.95)),
          op: '<=',
          limit: limitMs,
          unit: 'ms',
        },
        { name: 'p95 of the slowest kind', value: worst, op: '<=', limit: limitMs, unit: 'ms' },
      ],
      figures: { payers, buildSeconds },
    };
  } finally {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function fill(database: CatalogueDatabase, chance: Chance): number {
  const draft = makeDraft(chance);
  const from = performance.now();
  const plan = {
    import: 'bench',
    source: 'bench',
    fileName: 'bench.csv',
    fileHash: '0'.repeat(64),
    mapping: mappingOf(null, 0, {}),
  };
  const steps = { progress: () => undefined, stopIfCancelled: () => undefined };
  putInForce(database, buildGeneration(database, plan, draft, new Uint8Array(32), steps));
  return Math.round((performance.now() - from) / 100) / 10;
}

function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

export const catalogueFind: Run = {
  name: 'catalogue-find',
  about: 'search among 200,000 payers; --runs counts searches',
  runs: 3600,
  shortRuns: 900,
  measure,
};
