/** Lists as they really come: what a person reads about each, in plain words. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openCatalogue } from '../../../src/main/catalogue/database.ts';
import { generations, putInForce } from '../../../src/main/catalogue/generations.ts';
import { readList } from '../../../src/main/catalogue/jobs.ts';
import { jobContext } from '../../../src/main/store/jobs.ts';
import { failureText, keyFor, translate } from '../../../src/shared/i18n/translate.ts';
import { goodRows, nastyLists } from '../../support/nasty-lists.ts';

const folder = mkdtempSync(join(tmpdir(), 'nasty-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const context = jobContext(
  () => undefined,
  () => false,
);
let count = 0;

/** Reads a list into a new catalogue. */
async function read(content: Uint8Array) {
  count += 1;
  const path = join(folder, `list-${count}`);
  const catalogue = join(folder, `catalogue-${count}.db`);
  writeFileSync(path, content);
  const names = { catalogue, import: 'nasty', source: 'Trường', fileName: 'ds', path };
  const answer = await readList({ ...names, mapping: null, referenceKey: new Uint8Array(32) }, context);
  return { answer, catalogue };
}

async function previewOf(content: Uint8Array) {
  const { answer } = await read(content);
  if (!answer.ok) throw new Error(answer.reason.code);
  return answer.value.preview;
}

/** What the screen says of a list: each row error in words, or why the file is refused. */
async function wordsOf(content: Uint8Array): Promise<readonly string[]> {
  const { answer, catalogue } = await read(content);
  if (!answer.ok) {
    const database = openCatalogue(catalogue);
    expect(generations(database)).toEqual([]);
    database.close();
    return [failureText('vi', { code: `import-${answer.reason.code}`, moneyMoved: 'no' })];
  }
  const said = answer.value.preview.errors.map(({ row, code }) => {
    const words = translate('vi', keyFor('row', code, 'row.other'), { code });
    return row === 0 ? words : `dòng ${row}: ${words}`;
  });
  return said;
}

describe('taken, and said what was noticed', () => {
  test('a good list says nothing', async () => {
    expect(await wordsOf(nastyLists.good)).toEqual([]);
    expect(await previewOf(nastyLists.good)).toMatchObject({ valid: 4, payers: 4, total: 2_816_000 });
  });

  test('names in decomposed letters are the same names', async () => {
    const preview = await previewOf(nastyLists.nfdNames);
    expect(preview.errors).toEqual([]);
    expect(preview.sample.map((row) => row[1])).toEqual(goodRows.map(([, name]) => name));
  });

  test('amounts as text in three notations are one amount', async () => {
    expect(await previewOf(nastyLists.threeNotations)).toMatchObject({
      valid: 4,
      total: 4 * 704_000,
      errors: [],
    });
  });

  test('dates with the month first are read so, and said', async () => {
    expect(await wordsOf(nastyLists.monthFirst)).toEqual([
      'ngày sinh ghi tháng trước ngày sau, đã đọc theo thứ tự đó',
    ]);
  });

  test('dates in both orders: what could be either gives its year only, and it is said', async () => {
    expect(await wordsOf(nastyLists.bothOrders)).toEqual([
      'ngày sinh ghi lẫn hai thứ tự; chỗ không rõ chỉ lấy năm sinh',
    ]);
  });

  test('formulas give what they were when the file was saved', async () => {
    expect(await previewOf(nastyLists.formulas)).toMatchObject({ valid: 2, total: 1_408_000, errors: [] });
  });
});

describe('rows that are not taken', () => {
  test('the same row twice is taken once', async () => {
    expect(await wordsOf(nastyLists.duplicatedRows)).toEqual([
      'dòng 6: khoản trùng với dòng trên',
      'dòng 7: khoản trùng với dòng trên',
    ]);
    expect(await previewOf(nastyLists.duplicatedRows)).toMatchObject({ valid: 4, invalid: 2 });
  });

  test('codes that Excel turned into powers are lost', async () => {
    const words = await wordsOf(nastyLists.scientificCodes);
    expect(words[0]).toBe('dòng 2: mã bị Excel đổi thành số mũ, đã mất chữ số');
    expect(words).toHaveLength(4);
  });

  test('names in an old font are not guessed', async () => {
    const words = await wordsOf(nastyLists.tcvn3);
    expect(words).toEqual([2, 3, 4, 5].map((row) => `dòng ${row}: họ tên gõ bằng phông cũ, không đọc được`));
  });

  test.each(['formulasUncomputed', 'formulasAsText'] as const)(
    'a formula without an amount: %s',
    async (which) => {
      const [first] = await wordsOf(nastyLists[which]);
      expect(first).toBe(
        which === 'formulasAsText' ? 'dòng 2: ô là công thức, không có số tiền' : 'dòng 2: thiếu số tiền',
      );
    },
  );
});

describe('zeros that Excel ate', () => {
  test('a workbook that holds codes as numbers is warned of', async () => {
    expect(await wordsOf(nastyLists.zerosEaten)).toEqual([
      'mã là số trong Excel: nếu mã thật có số 0 ở đầu thì đã mất',
    ]);
  });

  test('codes that are in force with their zeros are recognised', async () => {
    const { answer, catalogue } = await read(nastyLists.good);
    if (!answer.ok || answer.value.generation === null) throw new Error('not read');
    const database = openCatalogue(catalogue);
    putInForce(database, answer.value.generation);
    database.close();
    const path = join(folder, 'eaten');
    writeFileSync(path, nastyLists.zerosEaten);
    const input = { catalogue, import: 'again', source: 'Trường', fileName: 'ds', path, mapping: null };
    const again = await readList({ ...input, referenceKey: new Uint8Array(32) }, context);
    expect(again.ok && again.value.preview.errors[0]).toMatchObject({ row: 0, code: 'code-zero-known' });
  });
});

describe('files that are refused whole', () => {
  test.each([
    ['empty', 'Tệp không có gì. Danh sách chưa đổi. Chọn tệp khác.'],
    ['truncatedXlsx', 'Tệp bị hỏng. Danh sách chưa đổi. Mở bằng Excel, lưu lại rồi chọn lại.'],
    [
      'zipBomb',
      'Tệp có cấu trúc lạ nên không mở. Danh sách chưa đổi. Lưu lại dạng XLSX hoặc CSV rồi chọn lại.',
    ],
    [
      'tcvn3Bytes',
      'Chữ trong tệp không đọc được. Danh sách chưa đổi. Lưu lại dạng XLSX hoặc CSV UTF-8 rồi chọn lại.',
    ],
  ] as const)('%s', async (which, words) => {
    expect(await wordsOf(nastyLists[which])).toEqual([words]);
  });

  test('a header alone takes nothing', async () => {
    expect(await previewOf(nastyLists.onlyHeader)).toMatchObject({ rows: 0, valid: 0 });
  });
});
