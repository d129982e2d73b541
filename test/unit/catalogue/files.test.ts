import { describe, expect, test } from 'vitest';
import { makeXlsx, makeZip } from '../../../scripts/support/xlsx.ts';
import { readTable } from '../../../src/main/catalogue/file/read.ts';
import { fileLimits } from '../../../src/main/catalogue/limits.ts';

const rowsOf = async (bytes: Uint8Array, sheet: string | null = null) => {
  const read = await readTable(bytes, sheet);
  return read.ok ? read.value.rows : read.reason;
};
const text = 'Mã BN,Họ tên\nBN1,Đặng Thị Đào\n';
const table = [
  ['Mã BN', 'Họ tên'],
  ['BN1', 'Đặng Thị Đào'],
];
const utf16 = (body: string, big: boolean) => {
  const bytes = Buffer.from(body, 'utf16le');
  return big ? bytes.swap16() : bytes;
};

describe('CSV', () => {
  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 little endian with mark', utf16(`\ufeff${text}`, false)],
    ['UTF-16 big endian with mark', utf16(`\ufeff${text}`, true)],
    ['UTF-16 without mark', utf16(text, false)],
    ['semicolons', Buffer.from(text.replaceAll(',', ';'))],
    ['tabs', Buffer.from(text.replaceAll(',', '\t'))],
    ['declared delimiter', Buffer.from(`sep=;\r\n${text.replaceAll(',', ';')}`)],
    ['CRLF', Buffer.from(text.replaceAll('\n', '\r\n'))],
  ])('%s', async (_, bytes) => {
    expect(await rowsOf(bytes)).toEqual(table);
  });

  test('quoted delimiters, line breaks and quotes; grouped amounts do not choose the delimiter', async () => {
    const csv = 'Mã;Tên;Tiền\n1;"Trần; ""Bé"" Lan";"1,234,567"\n2;"hai\ndòng";1,000,000\n';
    expect(await rowsOf(Buffer.from(csv))).toEqual([
      ['Mã', 'Tên', 'Tiền'],
      ['1', 'Trần; "Bé" Lan', '1,234,567'],
      ['2', 'hai\ndòng', '1,000,000'],
    ]);
  });

  test('an old encoding is refused, not guessed', async () => {
    // "Đặng" in Windows-1258.
    const bytes = Buffer.concat([
      Buffer.from('ma,ten\n1,'),
      Buffer.from([0xd0, 0xe3, 0xf2, 0x6e, 0x67, 0x0a]),
    ]);
    expect(await rowsOf(bytes)).toEqual({ code: 'file-encoding' });
  });

  test('nothing in it', async () => {
    expect(await rowsOf(Buffer.alloc(0))).toEqual({ code: 'file-empty' });
    expect(await rowsOf(Buffer.from('\n;;\n'))).toEqual({ code: 'file-empty' });
  });

  test('too many columns', async () => {
    const wide = Buffer.from('a,'.repeat(fileLimits.columns + 1));
    expect(await rowsOf(wide)).toMatchObject({ code: 'too-many-columns' });
  });
});

describe('XLSX', () => {
  const book = makeXlsx([
    {
      name: 'Lớp 1A',
      rows: [
        ['Mã', 'Ngày sinh', 'Tiền', 'Thu hộ'],
        ['0012', { date: '2016-03-05' }, 704_000, true],
      ],
    },
    { name: 'B & "C"', rows: [['x'], [], [null, 12.5]] },
  ]);

  test('the first sheet, or the one named; texts stay texts', async () => {
    expect(await readTable(book, null)).toEqual({
      ok: true,
      value: {
        sheets: ['Lớp 1A', 'B & "C"'],
        sheet: 'Lớp 1A',
        rows: [
          ['Mã', 'Ngày sinh', 'Tiền', 'Thu hộ'],
          ['0012', { date: '2016-03-05' }, 704_000, true],
        ],
      },
    });
    expect(await rowsOf(book, 'B & "C"')).toEqual([
      ['x', null],
      [null, null],
      [null, 12.5],
    ]);
    expect(await rowsOf(book, 'C')).toEqual({ code: 'sheet-unknown', sheet: 'C' });
  });

  test('a part larger than it says, or larger than is sensible, is not unpacked', async () => {
    const zeros = Buffer.alloc(50 * 1024 * 1024);
    const lying = makeZip([{ name: 'xl/workbook.xml', bytes: zeros, declaredBytes: 1000 }]);
    expect(await rowsOf(lying)).toMatchObject({ code: 'file-suspicious' });
    const huge = makeZip([
      { name: 'a.xml', bytes: Buffer.from('x'), declaredBytes: fileLimits.workbookBytes + 1 },
    ]);
    expect(await rowsOf(huge)).toMatchObject({ code: 'file-suspicious' });
    const many = Array.from({ length: fileLimits.parts + 1 }, (_, i) => ({
      name: `${i}`,
      bytes: Buffer.alloc(1),
    }));
    expect(await rowsOf(makeZip(many))).toMatchObject({ code: 'file-suspicious' });
  });

  test('other files are named for what they are not', async () => {
    expect(await rowsOf(makeZip([{ name: 'a.txt', bytes: Buffer.from('x') }]))).toEqual({
      code: 'file-kind',
    });
    expect(await rowsOf(Buffer.from('%PDF-1.7 …'))).toEqual({ code: 'file-kind' });
    expect(await rowsOf(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]))).toEqual({ code: 'file-kind' });
    expect(await rowsOf(book.subarray(0, book.length - 40))).toMatchObject({ code: 'file-damaged' });
    const broken = makeZip([{ name: 'xl/workbook.xml', bytes: Buffer.from('<workbook><sheet name="a"/>') }]);
    expect(await rowsOf(broken)).toMatchObject({ code: 'file-damaged' });
  });

  test('damage anywhere is refused or read, never thrown', async () => {
    for (let at = 0; at < book.length; at += 97) {
      const damaged = Buffer.from(book);
      damaged[at] = (damaged[at] ?? 0) ^ 0xff;
      const read = await readTable(damaged, null);
      expect(typeof read.ok).toBe('boolean');
    }
  });
});
