/** A list large enough for two parts, read by the counter's own jobs in a process of their own. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Beside, writeListPart } from '../../../src/main/catalogue/build-list.ts';
import { type CatalogueDatabase, openCatalogue } from '../../../src/main/catalogue/database.ts';
import { generations, putInForce } from '../../../src/main/catalogue/generations.ts';
import type { HalfTold } from '../../../src/main/catalogue/halves.ts';
import { type ReadJobInput, readList, sweepGenerations } from '../../../src/main/catalogue/jobs.ts';
import { largeFileBytes, largeListRows } from '../../../src/main/catalogue/limits.ts';
import { listsFolder } from '../../../src/main/catalogue/list-file.ts';
import { readCatalogue } from '../../../src/main/catalogue/read.ts';
import { moneyMigrations } from '../../../src/main/compose/migrations.ts';
import { realClock } from '../../../src/main/ports/real.ts';
import { workerEntry } from '../../../src/main/ports/worker-entry.ts';
import { openDatabase } from '../../../src/main/store/database.ts';
import {
  JobCancelled,
  type JobContext,
  type Jobs,
  jobContext,
  type RunningJob,
} from '../../../src/main/store/jobs.ts';
import { workerJobs } from '../../../src/main/store/jobs-worker.ts';
import type { jobs as jobTable } from '../../../src/main/worker.ts';
import { ok } from '../../../src/shared/kernel/result.ts';
import { largeList } from '../../bench/w5-list.ts';

const rows = largeListRows + 1_000;
const timeoutMs = 60_000;
const folder = mkdtempSync(join(tmpdir(), 'large-list-'));
const catalogue = join(folder, 'catalogue.db');
const money = join(folder, 'money.db');
let database: CatalogueDatabase;
let jobs: Jobs<typeof jobTable>;

beforeAll(() => {
  openDatabase({ path: money, migrations: moneyMigrations, kind: 'money' }).close();
  for (const variant of [0, 1]) writeFileSync(join(folder, `list-${variant}`), largeList(rows, variant));
  const own = import.meta.resolve('../../../src/main/compose/house.ts');
  jobs = workerJobs({
    workerUrl: workerEntry(own, '../worker.ts'),
    clock: realClock(),
    processes: { entryUrl: workerEntry(own, '../job-process.ts'), jobs: new Set(['read-list']) },
  });
});
beforeEach(() => {
  database?.close();
  for (const name of ['catalogue.db', 'catalogue-lists'])
    rmSync(join(folder, name), { recursive: true, force: true });
  database = openCatalogue(catalogue);
});
afterAll(async () => {
  database.close();
  await jobs.close();
  rmSync(folder, { recursive: true, force: true });
});

let imports = 0;
function inputOf(variant: number): ReadJobInput & { readonly money: string } {
  imports += 1;
  const path = join(folder, `list-${variant}`);
  const names = { import: `import-${imports}`, source: 'HIS', fileName: 'ds.csv' };
  return { catalogue, money, path, mapping: null, referenceKey: new Uint8Array(32).fill(7), ...names };
}
const files = () => (existsSync(listsFolder(catalogue)) ? readdirSync(listsFolder(catalogue)).sort() : []);
const context: JobContext<number> = jobContext(
  () => undefined,
  () => false,
);

/** A context that keeps the shares it was told. */
function listening() {
  const shares: number[] = [];
  const told = jobContext(
    (share) => shares.push(Number(share)),
    () => false,
  );
  return { shares, told };
}
const besideContext = (onTold: (told: HalfTold) => void): JobContext<HalfTold> =>
  jobContext(
    (told) => onTold(structuredClone(told) as HalfTold),
    () => false,
  );
/** On this thread, one after the other. */
const here: Beside = (input, onTold) => ({
  done: writeListPart(input, besideContext(onTold)).then(() => ok(undefined)),
  cancel: () => undefined,
});

async function read(variant: number) {
  const answer = await jobs.runJob('read-list', inputOf(variant));
  if (!answer.ok || !answer.value.ok || answer.value.value.generation === null) {
    throw new Error(JSON.stringify(answer));
  }
  putInForce(database, answer.value.value.generation);
  return answer.value.value;
}

/** What a counter would say of it: found by beginnings of names and by codes, opened, and its classes. */
function seen() {
  const reads = readCatalogue(database);
  const texts = ['ng', 'nguyễn t', 'lan', 'an kh', 'p000', 'p0020999', 'dt10', 'zz'];
  const found = texts.map((text) => ({ text, ...reads.findPayers(text, 20) }));
  const opened = found.flatMap(({ rows: page }) => page.map(({ payer }) => reads.openPayer(payer)));
  const bills = opened.flatMap((payer) => payer?.bills.map(({ bill }) => reads.billByRef(bill)) ?? []);
  const ward = reads.payersOfClass('Khoa Nhi').map(({ code }) => code);
  return { found, opened, bills, classes: reads.classes(), groups: reads.feeGroups(), ward };
}

it(
  'is found in both parts as if it were one, and compared with the next one across them',
  async () => {
    const first = await read(0);
    expect(first.preview).toMatchObject({ rows, valid: rows, payers: rows, difference: null });
    expect(files()).toEqual([1, 2].map((part) => `${first.generation}-${part}.db`));
    const inTwo = seen();
    expect(inTwo.opened).toHaveLength(inTwo.bills.length);
    expect(inTwo.found.map(({ count, atLeast }) => [count, atLeast]).at(-1)).toEqual([0, false]);

    const next = await read(1);
    expect(next.preview.difference).toMatchObject({ added: 0, removed: 0, changed: rows / 10, cases: 0 });
    expect(await sweepGenerations({ catalogue, keep: [] }, context)).toBe(1);
    expect(files()).toEqual([1, 2].map((part) => `${next.generation}-${part}.db`));

    // Once more what is in force: read once, and nothing comes of it.
    const { shares, told } = listening();
    const same = await readList(inputOf(1), told, () => 0, here);
    expect(same).toMatchObject({ ok: true, value: { generation: null } });
    expect(same.ok && same.value.preview).toMatchObject({ alreadyInForce: true, rows, payers: rows });
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(files()).toEqual([1, 2].map((part) => `${next.generation}-${part}.db`));

    // The first file once more, written in one part.
    database.close();
    rmSync(catalogue);
    rmSync(listsFolder(catalogue), { recursive: true });
    database = openCatalogue(catalogue);
    const alone = await readList(inputOf(0), context);
    if (!alone.ok || alone.value.generation === null) throw new Error('not read');
    putInForce(database, alone.value.generation);
    expect(files()).toEqual([`${alone.value.generation}-1.db`]);
    expect(seen()).toEqual(inTwo);
  },
  timeoutMs,
);

it(
  'that is cancelled while both parts are written leaves nothing',
  async () => {
    const stop = new AbortController();
    const onProgress = (share: number) => {
      if (share > 0.5) stop.abort();
    };
    const answer = await jobs.runJob('read-list', inputOf(0), { signal: stop.signal, onProgress });
    expect(answer).toEqual({ ok: false, reason: { code: 'cancelled' } });
    expect(files()).toEqual([]);
    expect(generations(database)).toEqual([]);
  },
  timeoutMs,
);

it(
  'whose second part cannot be written is not taken, and leaves nothing',
  async () => {
    const failing: Beside = () => ({
      done: Promise.resolve({ ok: false, reason: { code: 'failed', message: 'disk full' } }),
      cancel: () => undefined,
    });
    await expect(readList(inputOf(0), context, () => 0, failing)).rejects.toThrow('disk full');
    const late: Beside = (input, onTold) => {
      const done = writeListPart(input, besideContext(onTold)).then(() => failing(input, onTold).done);
      return { done, cancel: () => undefined };
    };
    await read(1);
    const before = files();
    await expect(readList(inputOf(0), context, () => 0, late)).rejects.toThrow('disk full');
    const silent: Beside = () => ({ done: Promise.resolve(ok(undefined)), cancel: () => undefined });
    await expect(readList(inputOf(0), context, () => 0, silent)).rejects.toThrow('says what it has read');
    const cancelled: Beside = () => ({
      done: Promise.resolve({ ok: false, reason: { code: 'cancelled' } }),
      cancel: () => undefined,
    });
    await expect(readList(inputOf(0), context, () => 0, cancelled)).rejects.toBeInstanceOf(JobCancelled);
    expect(files()).toEqual(before);
    expect(generations(database)).toHaveLength(1);
  },
  timeoutMs,
);

/** A list with people of both halves, and what is wrong with it here and there. */
function csvOf(
  spoil: (cells: string[], index: number) => readonly string[],
  header: readonly string[],
  footer = '',
): string {
  const given = ['An', 'Bình', 'Chi', 'Hoà', 'Khánh', 'Lan', 'Minh', 'Oanh', 'Sơn', 'Uyên', 'Yến', 'Ý'];
  const lines = Array.from({ length: rows }, (_, index) => {
    const name = `Nguyễn Thị ${given[index % given.length]}`;
    return spoil([`HS${index}`, name, '1A', String(10_000 + index)], index).join(';');
  });
  return `${[header.join(';'), ...lines].join('\n')}\n${footer}${' '.repeat(largeFileBytes)}`;
}

/** Reads a list in halves and as one; what is seen of it is the same. */
async function inBothWays(content: string) {
  const ways = [];
  writeFileSync(join(folder, 'list-2'), content);
  for (const beside of [here, undefined]) {
    const answer = await readList(inputOf(2), context, () => 0, beside);
    if (!answer.ok || answer.value.generation === null) throw new Error(JSON.stringify(answer));
    const { generation, preview } = answer.value;
    const parts = files().filter((name) => name.startsWith(`${generation}-`)).length;
    putInForce(database, generation);
    ways.push({ parts, preview: { ...preview, import: '' }, seen: seen() });
    // As if it had never been there: the next one is not compared with it, nor with its mapping.
    database.connection.exec('DELETE FROM source');
  }
  const [halves, whole] = ways;
  expect(halves?.preview).toEqual(whole?.preview);
  expect(halves?.seen).toEqual(whole?.seen);
  expect(whole?.parts).toBe(1);
  return { parts: halves?.parts, preview: halves?.preview };
}

const long = ['Mã HS', 'Họ và tên', 'Lớp', 'Số tiền'];

it(
  'read in halves, says of wrong rows what it says of them when read as one, in their order',
  async () => {
    const content = csvOf(([code = '', name = '', form = '', amount = ''], index) => {
      if (index % 700 === 3) return [code, '', form, amount];
      if (index % 700 === 10) return [code, name, form, '-5'];
      // The row before once more: the same fee of the same person.
      if (index % 900 === 24) return [`HS${index - 12}`, name, form, amount];
      return [code, name, form, amount];
    }, long);
    const { parts, preview } = await inBothWays(content);
    expect(parts).toBe(2);
    expect(preview).toMatchObject({ rows, difference: null });
    expect(preview?.invalid).toBeGreaterThan(60);
    const said = preview?.errors ?? [];
    expect(said.map(({ row }) => row)).toEqual(said.map(({ row }) => row).toSorted((a, b) => a - b));
    expect(new Set(said.map(({ code }) => code))).toEqual(
      new Set(['name-missing', 'amount-negative', 'duplicate-bill']),
    );
  },
  timeoutMs,
);

it(
  'with one code for people of both halves refuses the later ones; a name spelt in two ways is one person',
  async () => {
    const content = csvOf((cells, index) => {
      const [, , form = '', amount = ''] = cells;
      if (index === 5) return ['HS9999999', 'Trần Văn Ả', form, amount];
      if (index === 9_000) return ['hs9999999', 'Trần Văn Ỵ', form, amount];
      if (index === 9_010) return ['HS8888888', 'Lê Thị Hoà', form, amount];
      if (index === 9_020) return ['HS8888888', 'Lê Thị Hoạ', form, `${Number(amount) + 1}`];
      return cells;
    }, long);
    const { parts, preview } = await inBothWays(content);
    expect(parts).toBe(2);
    expect(preview?.errors).toMatchObject([
      { row: 9_002, code: 'code-of-another', value: 'hs9999999' },
      { row: 9_022, code: 'duplicate-bill' },
    ]);
  },
  timeoutMs,
);

it(
  'with a first row that cannot be taken and a later one of another name is read once more as one',
  async () => {
    const content = csvOf((cells, index) => {
      const [, , form = '', amount = ''] = cells;
      if (index === 5) return ['HS9999999', 'Trần Văn Á', form, 'hai đồng'];
      return index === 9_000 ? ['HS9999999', 'Trần Văn Ỵ', form, amount] : cells;
    }, long);
    const { parts, preview } = await inBothWays(content);
    expect(parts).toBe(1);
    expect(preview?.errors).toMatchObject([{ row: 7, code: 'amount-unreadable' }]);
  },
  timeoutMs,
);

it(
  'with a column for each fee has the same sums, and the same word about its last line',
  async () => {
    const content = csvOf(
      ([code = '', name = '', form = '', amount = '']) => [code, name, form, amount, '25000'],
      ['Mã HS', 'Họ và tên', 'Lớp', 'Học phí', 'Bán trú'],
      `;Tổng cộng;;${'1'};${25_000 * rows}\n`,
    );
    const { parts, preview } = await inBothWays(content);
    expect(parts).toBe(2);
    expect(preview).toMatchObject({ valid: rows, lines: 2 * rows, payers: rows });
    expect(preview?.errors).toMatchObject([{ code: 'column-total-differs', value: 'Học phí' }]);
  },
  timeoutMs,
);

it(
  'is cut among its people, not among the empty lines below them',
  async () => {
    const content = csvOf((cells) => cells, long, ';;;\n'.repeat(2 * rows));
    expect(await inBothWays(content)).toMatchObject({ parts: 2, preview: { payers: rows, invalid: 0 } });
  },
  timeoutMs,
);

it(
  'without columns that are known is refused, and says how far it was in numbers',
  async () => {
    writeFileSync(
      join(folder, 'list-2'),
      csvOf((cells) => cells, ['A', 'B', 'C', 'D']),
    );
    const { shares, told } = listening();
    const answer = await readList(inputOf(2), told, () => 0, here);
    expect(answer).toMatchObject({ ok: true, value: { generation: null, preview: { valid: 0 } } });
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
    expect(files()).toEqual([]);
    expect(generations(database)).toEqual([]);
  },
  timeoutMs,
);

it(
  'that is cancelled while it waits for its second part stops that',
  async () => {
    let stopped = 0;
    const slow: Beside = () => {
      const { promise, resolve } = Promise.withResolvers<Awaited<RunningJob['done']>>();
      const cancel = () => {
        stopped += 1;
        resolve({ ok: false, reason: { code: 'cancelled' } });
      };
      return { done: promise, cancel };
    };
    let cancelled = false;
    const impatient = jobContext(
      () => undefined,
      () => cancelled,
    );
    // What is read and written here takes less than this.
    const soon = setTimeout(() => {
      cancelled = true;
    }, 3_000);
    await expect(readList(inputOf(0), impatient, () => 0, slow)).rejects.toBeInstanceOf(JobCancelled);
    clearTimeout(soon);
    expect(stopped).toBe(1);
    expect(files()).toEqual([]);
    expect(generations(database)).toEqual([]);
  },
  timeoutMs,
);

it(
  'whose people all have one name stands in one part',
  async () => {
    const content = csvOf(([code = '', , form = '', amount = '']) => [code, 'Lê An', form, amount], long);
    expect(await inBothWays(content)).toMatchObject({ parts: 1, preview: { payers: rows } });
  },
  timeoutMs,
);
