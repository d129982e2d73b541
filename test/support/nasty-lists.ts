/** Lists as they really come, made wrong in one way each out of a good one. All people are invented. */
import { makeXlsx, makeZip, type XlsxCell } from '../../scripts/support/xlsx.ts';

/** A cell of a formula with what it gave when the file was saved; null when it was never computed. */
interface Formula {
  readonly formula: string;
  readonly value: number | null;
}

const header = ['Mã HS', 'Họ và tên', 'Ngày sinh', 'Lớp', 'Tên khoản thu', 'Kỳ thu', 'Phải thu'] as const;
type Row = [
  code: XlsxCell,
  name: string,
  birth: XlsxCell,
  className: string,
  fee: string,
  period: string,
  amount: XlsxCell,
];

/** Pupils whose codes begin with zero, as a school gives them out. */
export const goodRows: readonly Row[] = [
  ['0026000037', 'Nguyễn Thị Diễm Quỳnh', '25/06/2015', '6A1', 'Bán trú', '11/2026', 704_000],
  ['0026000074', 'Trần Văn Hùng', '13/04/2015', '6A1', 'Bán trú', '11/2026', 704_000],
  ['0026000111', 'Đặng Hoài Ân', '30/01/2015', '6A2', 'Bán trú', '11/2026', 704_000],
  ['0026000148', 'Lê Đức Ước', '17/09/2015', '6A2', 'Bán trú', '11/2026', 704_000],
];

function csv(
  rows: readonly (readonly XlsxCell[])[],
  encode: (text: string) => Uint8Array = utf8,
): Uint8Array {
  const text = [header, ...rows]
    .map((row) => row.map((cell) => (cell === null ? '' : String(cell))).join(';'))
    .join('\r\n');
  return encode(text);
}

function utf8(text: string): Uint8Array {
  return Buffer.from(`\ufeff${text}\r\n`);
}

const edited = (edit: (row: Row, index: number) => Row) =>
  goodRows.map((row, index) => edit([...row], index));
const withName = (change: (name: string) => string) =>
  edited(([code, name, ...rest]) => [code, change(name), ...rest]);
const withAmounts = (amounts: readonly XlsxCell[]) =>
  edited((row, index) => row.with(6, amounts[index % amounts.length] ?? null) as Row);
const withBirths = (births: readonly string[]) =>
  edited((row, index) => row.with(2, births[index % births.length] ?? null) as Row);

/** Vietnamese letters as the font TCVN3 has them, read as Latin-1. */
const tcvn3: Readonly<Record<string, string>> = {
  ...{ Đ: '§', đ: '®', ă: '¨', â: '©', ê: 'ª', ô: '«', ơ: '¬', ư: '\u00ad', ặ: 'Æ', ầ: 'Ç', ễ: 'Ô', ị: 'Þ' },
  ...{ ù: 'ï', à: 'µ', ả: '¶', ứ: 'ø', ớ: 'í', ỳ: 'ú', Ư: '¦', Â: '¢' },
};

/** A workbook with formulas in its amount column; `makeXlsx` writes values only. */
function xlsxWithFormulas(formulas: readonly Formula[]): Uint8Array {
  const text = (value: string, at: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
  const rows = formulas.map(({ formula, value }, index) => {
    const line = index + 2;
    const row = goodRows[index % goodRows.length] ?? [];
    const texts = row.slice(0, 6).map((cell, column) => text(String(cell), `${'ABCDEF'[column]}${line}`));
    const computed = value === null ? '' : `<v>${value}</v>`;
    return `<row r="${line}">${texts.join('')}<c r="G${line}"><f>${formula}</f>${computed}</c></row>`;
  });
  const names = header.map((name, column) => text(name, `${'ABCDEFG'[column]}1`)).join('');
  const sheet = `<sheetData><row r="1">${names}</row>${rows.join('')}</sheetData>`;
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packaged = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const parts: readonly (readonly [string, string])[] = [
    [
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="DS" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${packaged}"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ],
    ['[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'],
    ['xl/worksheets/sheet1.xml', `<worksheet xmlns="${main}">${sheet}</worksheet>`],
  ];
  return makeZip(parts.map(([name, text]) => ({ name, bytes: Buffer.from(text) })));
}

/** Each list by what is wrong with it. */
export const nastyLists = {
  good: csv(goodRows),
  /** Excel read the codes as numbers: their zeros are gone. */
  zerosEaten: makeXlsx([
    { name: 'DS', rows: [[...header], ...edited(([code, ...rest]) => [Number(code), ...rest])] },
  ]),
  nfdNames: csv(withName((name) => name.normalize('NFD'))),
  threeNotations: csv(withAmounts(['704.000', '704,000', '704000 đ', '704.000,00'])),
  duplicatedRows: csv([...goodRows, ...goodRows.slice(0, 2)]),
  scientificCodes: csv(edited(([_, ...rest]) => ['9.5E+10', ...rest])),
  monthFirst: csv(withBirths(['06/25/2015', '04/03/2015', '01/30/2015', '09/17/2015'])),
  bothOrders: csv(withBirths(['06/25/2015', '04/03/2015', '30/01/2015', '17/09/2015'])),
  tcvn3: csv(withName((name) => Array.from(name, (letter) => tcvn3[letter] ?? letter).join(''))),
  tcvn3Bytes: csv(
    withName((name) => Array.from(name, (letter) => tcvn3[letter] ?? letter).join('')),
    (text) => Buffer.from(text, 'latin1'),
  ),
  empty: new Uint8Array(0),
  onlyHeader: csv([]),
  truncatedXlsx: makeXlsx([{ name: 'DS', rows: [[...header], ...goodRows] }]).subarray(0, 700),
  /** Says 1,000 bytes and unpacks to 300 MB. */
  get zipBomb(): Uint8Array {
    const bytes = Buffer.alloc(300 * 1024 * 1024);
    return makeZip([{ name: 'xl/worksheets/sheet1.xml', bytes, declaredBytes: 1_000 }]);
  },
  formulas: xlsxWithFormulas([
    { formula: '352000*2', value: 704_000 },
    { formula: 'G1*1', value: 704_000 },
  ]),
  formulasUncomputed: xlsxWithFormulas([{ formula: '352000*2', value: null }]),
  formulasAsText: csv(withAmounts(['=352000*2'])),
};
