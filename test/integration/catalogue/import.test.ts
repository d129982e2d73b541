import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeXlsx } from '../../../scripts/support/xlsx.ts';
import { type CatalogueDatabase, openCatalogue } from '../../../src/main/catalogue/database.ts';
import {
  dropGeneration,
  generations,
  isInForce,
  putInForce,
} from '../../../src/main/catalogue/generations.ts';
import { type ReadJobInput, readList, sweepGenerations } from '../../../src/main/catalogue/jobs.ts';
import { listsFolder } from '../../../src/main/catalogue/list-file.ts';
import { readCatalogue } from '../../../src/main/catalogue/read.ts';
import { JobCancelled, type JobContext, jobContext } from '../../../src/main/store/jobs.ts';
import { importPreview } from '../../../src/shared/rpc/import.ts';

let folder = '';
let catalogue = '';
let database: CatalogueDatabase;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'catalogue-'));
  catalogue = join(folder, 'catalogue.db');
  database = openCatalogue(catalogue);
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const context: JobContext<number> = jobContext(
  () => undefined,
  () => false,
);
const referenceKey = new Uint8Array(32).fill(9);
const csv = (...rows: string[]) =>
  Buffer.from(['Mã BN;Họ tên;Khoa;Nội dung thu;Số tiền;Ghi chú', ...rows].join('\n'));
const november = csv(
  'BN1;Đặng Thị Đào;Nội;Khám bệnh;37.538;',
  'BN1;Đặng Thị Đào;Nội;Xét nghiệm;100.000;',
  'BN2;Trần Ân;Nhi;Khám bệnh;38.700;',
);

let imports = 0;
function nextImport(): string {
  imports += 1;
  return `import-${imports}`;
}

function inputOf(content: Uint8Array, more: Partial<ReadJobInput> = {}): ReadJobInput {
  const path = join(folder, `incoming-${imports}`);
  writeFileSync(path, content);
  const names = { import: more.import ?? nextImport(), source: 'HIS', fileName: 'ds.csv' };
  return { catalogue, path, mapping: null, referenceKey, ...names, ...more };
}
async function read(content: Uint8Array, more: Partial<ReadJobInput> = {}, job = context) {
  const answer = await readList(inputOf(content, more), job);
  if (!answer.ok) throw new Error(answer.reason.code);
  return answer.value;
}
async function build(content: Uint8Array, source = 'HIS', id = nextImport(), job = context) {
  const { preview, generation } = await read(content, { source, import: id }, job);
  if (generation === null) throw new Error('nothing was built');
  return { ...preview, generation };
}
async function accept(content: Uint8Array, source = 'HIS') {
  const built = await build(content, source);
  putInForce(database, built.generation);
  return built;
}
const find = (text: string, limit = 20) => readCatalogue(database).findPayers(text, limit);
/** From all lists in force, part by part. */
const values = <T>(sql: string): T[] =>
  database.lists.current().flatMap(({ connection }) => connection.prepare<[], T>(sql).pluck().all());
const rowsIn = (table: string) =>
  values<number>(`SELECT count(*) FROM ${table}`).reduce((sum, rows) => sum + rows, 0);
const filesOf = (generation: number) =>
  filesThere()
    .filter((name) => name.startsWith(`${generation}-`))
    .sort();
const filesThere = () => (existsSync(listsFolder(catalogue)) ? readdirSync(listsFolder(catalogue)) : []);

describe('reading', () => {
  test('says what taking the file would mean, in the shape of the contract, and puts nothing in force', async () => {
    const content = csv('BN1;Đặng Thị Đào;Nội;Khám bệnh;37.538;', 'BN2;;Nhi;Khám bệnh;9.5E+10;');
    const { preview } = await read(content, { import: '0191f7a0-0000-7000-8000-000000000001' });
    expect(importPreview.parse(preview)).toEqual(preview);
    expect(preview).toMatchObject({ rows: 2, valid: 1, invalid: 1, lines: 1, payers: 1, total: 37_538 });
    expect(preview).toMatchObject({ alreadyInForce: false, remembered: false, difference: null });
    expect(preview.errors.map(({ row, code }) => [row, code])).toEqual([
      [3, 'name-missing'],
      [3, 'amount-scientific'],
    ]);
    expect(preview.sample[0]?.[1]).toBe('Đặng Thị Đào');
    expect(generations(database).map(({ inForce }) => inForce)).toEqual([false]);
    expect(find('dang').count).toBe(0);
  });

  test('a file without a recognisable header shows its rows and asks for the columns', async () => {
    const { preview, generation } = await read(Buffer.from('a;b\n1;2\n'));
    expect(generation).toBeNull();
    expect(preview.valid).toBe(0);
    expect(preview.sample).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  test('a file that cannot be read is refused with a code', async () => {
    expect(await readList(inputOf(Buffer.from('%PDF-')), context)).toEqual({
      ok: false,
      reason: { code: 'file-kind' },
    });
  });
});

describe('generations', () => {
  test('nothing is found until the pointer moves; then payers and bills are', async () => {
    const built = await build(november);
    expect(built).toMatchObject({ payers: 2, lines: 3, total: 176_238, invalid: 0 });
    expect(find('dang').count).toBe(0);
    putInForce(database, built.generation);
    const [payer] = find('dang').rows;
    expect(payer).toMatchObject({ name: 'Đặng Thị Đào', code: 'BN1', className: 'Nội', matches: [[0, 4]] });
    const reads = readCatalogue(database);
    const opened = reads.openPayer(payer?.payer ?? '');
    expect(opened?.bills.map(({ fee, amount, feeGroup }) => [fee, amount, feeGroup])).toEqual([
      ['Khám bệnh', 37_538, 'other'],
      ['Xét nghiệm', 100_000, 'other'],
    ]);
    const [bill] = opened?.bills ?? [];
    expect(reads.billByRef(bill?.bill ?? '')).toEqual(bill);
    expect(reads.openPayer('none')).toBeNull();
    expect(reads.billByRef('none')).toBeNull();
  });

  test('a new list of a source replaces the old one, other sources stay; references stay the same', async () => {
    const first = await accept(november);
    await accept(csv('HS1;Lê Ánh;1A;Học phí;0;'), 'trường');
    const before = readCatalogue(database).openPayer(find('dang').rows[0]?.payer ?? '');
    await accept(csv('BN1;ĐẶNG THỊ ĐÀO;Ngoại;Khám bệnh;40.000;', 'BN3;Phạm Bình;Nhi;Khám bệnh;1;'));
    expect(find('tran').count).toBe(0);
    expect(find('le anh').count).toBe(1);
    const after = readCatalogue(database).openPayer(before?.payer ?? '');
    expect(after?.bills).toMatchObject([{ bill: before?.bills[0]?.bill, amount: 40_000 }]);
    expect(readCatalogue(database).billByRef(before?.bills[1]?.bill ?? '')).toBeNull();

    expect(filesOf(first.generation)).toEqual([`${first.generation}-1.db`]);
    expect(await sweepGenerations({ catalogue, keep: [] }, context)).toBe(1);
    expect(filesOf(first.generation)).toEqual([]);
    expect(generations(database).some(({ id }) => id === first.generation)).toBe(false);
    expect(rowsIn('payer')).toEqual(3);
    expect(rowsIn('bill')).toEqual(3);
    expect(rowsIn('payer_code')).toEqual(3);
    expect(find('dang').count).toBe(1);
  });

  test('of more hits than are shown, the first in list order are', async () => {
    await accept(
      csv('B1;Trần Văn Ân;;Khám;1;', 'B2;Trần Bảo;;Khám;1;', 'B3;Trần An;;Khám;1;', 'B4;Lê Ái;;Khám;1;'),
    );
    expect(find('tran', 2).rows.map(({ name }) => name)).toEqual(['Trần An', 'Trần Văn Ân']);
  });

  test('a rebuild into a new file gives the same references', async () => {
    await accept(november);
    const before = find('dang').rows;
    database.close();
    catalogue = join(folder, 'rebuilt.db');
    database = openCatalogue(catalogue);
    await accept(november);
    expect(find('dang').rows).toEqual(before);
  });

  test('the same file again is recognised and nothing is built', async () => {
    const built = await accept(november);
    expect(isInForce(database, 'HIS', built.fileHash, built.mapping)).toBe(true);
    expect(isInForce(database, 'khác', built.fileHash, built.mapping)).toBe(false);
    expect(await read(november)).toMatchObject({ generation: null, preview: { alreadyInForce: true } });
    expect(generations(database)).toHaveLength(1);
    // Read another way it is another list.
    const columns = { ...built.mapping.columns, note: null };
    const other = await read(november, { mapping: { ...built.mapping, columns } });
    expect(other.preview).toMatchObject({ alreadyInForce: false, difference: { same: 3, changed: 0 } });
    expect(other.generation).not.toBeNull();
  });

  test('cancelled in the middle, nothing stays', async () => {
    await accept(november);
    let asked = 0;
    const stopping = jobContext(
      () => undefined,
      () => {
        asked += 1;
        return asked > 8;
      },
    );
    const rows = Array.from({ length: 9_000 }, (_, i) => `BN${i};Lê Lan;Nội;Khám;1;`);
    await expect(build(csv(...rows), 'HIS', 'cancelled', stopping)).rejects.toBeInstanceOf(JobCancelled);
    expect(generations(database)).toHaveLength(1);
    expect(filesThere()).toHaveLength(1);
    expect(rowsIn('payer')).toEqual(2);
    expect(find('dang').count).toBe(1);
    // The same import may be tried again.
    expect((await build(csv('BN1;Lê Lan;Nội;Khám;1;'), 'HIS', 'cancelled')).payers).toBe(1);
  });

  test('a build that was killed starts afresh, and what it left goes', async () => {
    database.connection.exec(
      `INSERT INTO generation VALUES (1, 'killed', 'HIS', 'a', 'b', '{}', 'building', 5, 5, 5, 1, 5, '[]', 1)`,
    );
    mkdirSync(listsFolder(catalogue));
    for (const name of ['1-1.db', '77-1.db'])
      writeFileSync(join(listsFolder(catalogue), name), 'half a file');
    const built = await build(november, 'HIS', 'killed');
    putInForce(database, built.generation);
    expect(() => putInForce(database, 1)).toThrow(/ready/);
    expect(await sweepGenerations({ catalogue, keep: [] }, context)).toBe(1);
    // Also a file that no generation is of: from a catalogue that was lost.
    expect(filesThere()).toEqual([`${built.generation}-1.db`]);
    expect(rowsIn('payer')).toEqual(2);
  });

  test('what is in force cannot be dropped, and what is not finished cannot be put in force', async () => {
    const built = await accept(november);
    expect(() => dropGeneration(database, built.generation)).toThrow(/not in force/);
    expect(() => putInForce(database, 99)).toThrow(/ready/);
  });

  test('a list without one valid row builds nothing', async () => {
    const { mapping } = (await read(november)).preview;
    const { preview, generation } = await read(csv(';;;;;'), { mapping });
    expect(preview.valid).toBe(0);
    expect(generation).toBeNull();
  });

  test('read again with other columns, only the last reading stays', async () => {
    const id = nextImport();
    const first = await read(november, { import: id });
    const columns = { ...first.preview.mapping.columns, className: null };
    const second = await read(november, { import: id, mapping: { ...first.preview.mapping, columns } });
    expect(await sweepGenerations({ catalogue, keep: [second.generation ?? 0] }, context)).toBe(1);
    expect(generations(database).map(({ id }) => id)).toEqual([second.generation]);
    putInForce(database, second.generation ?? 0);
    expect(rowsIn('payer_ref')).toEqual(2);
    expect(rowsIn('bill_ref')).toEqual(3);
  });

  test('references tell nothing: no name or code is in them', async () => {
    await accept(november);
    const refs = values<string>('SELECT ref FROM payer UNION SELECT ref FROM bill');
    expect(refs).toHaveLength(5);
    for (const ref of refs) expect(ref).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
  });
});

const allRefs = () => values<string>('SELECT ref FROM payer');

function relatives(ref: string) {
  const reads = readCatalogue(database);
  const payer = reads.openPayer(ref);
  return payer === null ? [] : reads.relatives(payer);
}

describe('brothers and sisters', () => {
  const list = (rows: string) => Buffer.from(`Mã HS;Họ và tên;Phụ huynh;Địa chỉ;Khoản thu;Số tiền\n${rows}`);
  const named = (name: string) => {
    const ref = allRefs().find((one) => readCatalogue(database).openPayer(one)?.name === name);
    return relatives(ref ?? '').map(({ payer, sure }) => [payer.name, sure]);
  };

  test('are those with the same payer at the same address; others of that name are not', async () => {
    await accept(
      list(
        `1;Trần Lan;Lý Mỹ;tổ 4;Ăn;5
2;Trần Hoa;LÝ MỸ;Tổ 4;Ăn;5
3;Trần Xa;Lý Mỹ;tổ 9;Ăn;5
4;Lê Minh;;tổ 4;Ăn;5
5;Lê Tự;Lê Tự;tổ 4;Ăn;5`,
      ),
    );
    expect(named('Trần Lan')).toEqual([['Trần Hoa', true]]);
    expect(named('Trần Xa')).toEqual([]);
    expect(named('Lê Minh')).toEqual([]);
    expect(named('Lê Tự')).toEqual([]);
  });

  test('are told apart as not sure where the list has no address, and then need the family name', async () => {
    await accept(list('1;Trần Lan;Lý Mỹ;;Ăn;5\n2;Trần Hoa;Lý Mỹ;;Ăn;5\n3;Phạm Khác;Lý Mỹ;;Ăn;5'));
    expect(named('Trần Lan')).toEqual([['Trần Hoa', false]]);
    expect(named('Phạm Khác')).toEqual([]);
  });

  test('have the same phone, however it is written; a phone that many have is an office', async () => {
    const phones = (rows: string) => Buffer.from(`Mã HS;Họ và tên;SĐT phụ huynh;Khoản thu;Số tiền\n${rows}`);
    const many = Array.from({ length: 8 }, (_, n) => `9${n};Võ Em${n};0241234567;Ăn;5`).join('\n');
    await accept(
      phones(`1;Trần Lan;0900 000 001;Ăn;5
2;Lê Hoa;900000001;Ăn;5
3;Phạm Tú;+84 900000001;Ăn;5
4;Lý Xa;0900000002;Ăn;5
5;Đỗ Không;;Ăn;5
${many}`),
    );
    expect(named('Trần Lan')).toEqual([
      ['Lê Hoa', true],
      ['Phạm Tú', true],
    ]);
    for (const alone of ['Lý Xa', 'Đỗ Không', 'Võ Em3']) expect(named(alone)).toEqual([]);
  });

  test('go with the list they came from', async () => {
    await accept(list('1;Trần Lan;Lý Mỹ;x;Ăn;5\n2;Trần Hoa;Lý Mỹ;x;Ăn;5'));
    await accept(list('1;Trần Lan;Lý Mỹ;x;Ăn;5'));
    await sweepGenerations({ catalogue, keep: [] }, context);
    expect(named('Trần Lan')).toEqual([]);
    expect(rowsIn('payer_family')).toEqual(1);
  });
});

describe('the sample lists', () => {
  test.each([
    ['benh-vien.csv', 3_000, 6],
    ['truong-hoc.xlsx', 1_200, 30],
  ])('%s is taken whole', { timeout: 60_000 }, async (name, payers, classes) => {
    const path = join(folder, name);
    copyFileSync(join(import.meta.dirname, '../../../resources/samples', name), path);
    const input = { catalogue, import: nextImport(), source: 'mẫu', fileName: name, path };
    const read = await readList({ ...input, mapping: null, referenceKey }, context);
    if (!read.ok || read.value.generation === null) throw new Error('not read');
    expect(read.value.preview).toMatchObject({ invalid: 0, errors: [] });
    putInForce(database, read.value.generation);
    const count = (sql: string) => values<number>(`SELECT count(*) FROM (${sql})`)[0];
    expect(count('SELECT 1 FROM payer')).toBeGreaterThanOrEqual(payers);
    expect(count('SELECT DISTINCT class_name FROM payer')).toBeGreaterThanOrEqual(classes);
    expect(count('SELECT DISTINCT fee FROM bill')).toBeGreaterThanOrEqual(8);
    if (classes > 6) {
      expect(count(`SELECT 1 FROM bill WHERE amount = 0 AND note LIKE '%NQ 217%'`)).toBeGreaterThan(1_000);
      expect(count('SELECT 1 FROM bill WHERE on_behalf = 1')).toBeGreaterThan(100);
      expect(
        count('SELECT 1 FROM payer WHERE payer_name IS NOT NULL GROUP BY payer_name HAVING count(*) > 1'),
      ).toBeGreaterThan(100);
      expect(count('SELECT DISTINCT period FROM bill')).toBeGreaterThan(2);
      // Every fifth pupil is a brother or sister; both find each other, and hardly anybody finds a stranger.
      const found = new Map(
        allRefs().map((ref) => [ref, relatives(ref).map((one) => one.payer.payer)] as const),
      );
      const pairs = [...found].filter(([, others]) => others.length > 0);
      expect(pairs.length).toBeGreaterThan(400);
      expect(pairs.length).toBeLessThan(600);
      for (const [ref, others] of pairs) for (const other of others) expect(found.get(other)).toContain(ref);
    } else {
      expect(count('SELECT 1 FROM bill WHERE amount = 37538')).toBeGreaterThan(100);
      expect(count('SELECT 1 FROM bill GROUP BY payer HAVING count(*) > 2')).toBeGreaterThan(1_000);
    }
  });
});

test('a workbook goes the same way', async () => {
  const content = makeXlsx([
    { name: 'Bìa', rows: [['Danh sách']] },
    {
      name: 'DS',
      rows: [
        ['Mã HS', 'Họ tên', 'Lớp', 'Khoản thu', 'Phải thu', 'Ngày sinh'],
        ['0012', 'Lê Ước', '1A', 'Bán trú', 704_000, { date: '2019-05-06' }],
      ],
    },
  ]);
  const first = await read(content, { source: 'trường' });
  expect(first.preview).toMatchObject({ sheets: ['Bìa', 'DS'], valid: 0 });
  const { mapping } = first.preview;
  const columns = { ...mapping.columns, code: 0, name: 1, amount: 4, fee: 3, birthDate: 5 };
  const chosen = { ...mapping, sheet: 'DS', columns };
  const { generation } = await read(content, { source: 'trường', mapping: chosen });
  putInForce(database, generation ?? 0);
  expect(readCatalogue(database).openPayer(find('0012').rows[0]?.payer ?? '')).toMatchObject({
    code: '0012',
    birthDate: '2019-05-06',
    bills: [{ fee: 'Bán trú', amount: 704_000 }],
  });
});
