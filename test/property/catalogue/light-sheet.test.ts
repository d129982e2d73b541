/** A workbook read with the cells of shared texts taken out and put back says what the reader of workbooks says of it whole. */
import { readSheet } from 'read-excel-file/universal';
import { expect, it } from 'vitest';
import { makeZip } from '../../../scripts/support/xlsx.ts';
import { plainArchive } from '../../../src/main/catalogue/file/archive.ts';
import { lightSheet } from '../../../src/main/catalogue/file/light-sheet.ts';
import { textCell } from '../../../src/main/catalogue/file/table.ts';
import { readXlsx } from '../../../src/main/catalogue/file/xlsx.ts';
import fc from '../../support/check.ts';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** Texts as programs write them: plain, empty, with spaces, escaped, of two fonts, with a reading aid, without anything. */
const items = [
  '<si><t>Mã BN</t></si>',
  '<si><t>Đặng Thị Đào</t></si>',
  '<si><t></t></si>',
  '<si><t xml:space="preserve">  Tống Thị  Lài </t></si>',
  '<si><t>Hoa &amp; Lá &lt;2&gt;</t></si>',
  '<si><t>hai_x000D_dòng</t></si>',
  '<si><r><rPr><b/></rPr><t>Học</t></r><r><t xml:space="preserve"> phí</t></r></si>',
  '<si><t>かな</t><rPh sb="0" eb="1"><t>kana</t></rPh></si>',
  '<si><t>0012</t><phoneticPr fontId="1"/></si>',
  "<si><t>'=1+1</t></si>",
  '<si><t>x<!-- </t></si> --></t></si>',
  '<si/>',
  '<si >\n<t>cách</t></si >',
] as const;
/** Those of the first so many in any order; the last ones make all of them unknown. */
const usualItems = 10;

const styles = `<styleSheet xmlns="${main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`;

interface Cell {
  readonly kind:
    | 'shared'
    | 'styled'
    | 'turned'
    | 'empty'
    | 'number'
    | 'date'
    | 'yes'
    | 'formula'
    | 'inline'
    | 'error'
    | 'none';
  readonly value: number;
}

const letters = (column: number) => String.fromCharCode(0x41 + column);

function cellXml({ kind, value }: Cell, at: string, texts: number): string {
  const text = value % texts;
  switch (kind) {
    case 'shared':
      return `<c r="${at}" t="s"><v>${text}</v></c>`;
    case 'styled':
      return `<c r="${at}" s="1" t="s"><v>${text}</v></c>`;
    case 'turned':
      return `<c t="s" r="${at}"><v>${text}</v></c>`;
    case 'empty':
      return `<c r="${at}"${value % 2 === 0 ? ' s="1"' : ''} t="s"><v></v></c>`;
    case 'number':
      return `<c r="${at}"><v>${value}.5</v></c>`;
    case 'date':
      return `<c r="${at}" s="1"><v>${40_000 + value}</v></c>`;
    case 'yes':
      return `<c r="${at}" t="b"><v>1</v></c>`;
    case 'formula':
      return `<c r="${at}" t="str"><f>A1&amp;"!"</f><v>kết quả ${value}</v></c>`;
    case 'inline':
      return `<c r="${at}" t="inlineStr"><is><t>tại chỗ ${value}</t></is></c>`;
    case 'error':
      return `<c r="${at}" t="e"><v>#N/A</v></c>`;
    case 'none':
      return value % 2 === 0 ? '' : `<c r="${at}" s="1"/>`;
  }
}

interface Book {
  readonly items: readonly string[];
  /** Whether all rows say their number. */
  readonly allNumbered: boolean;
  readonly rows: readonly {
    readonly gap: number;
    readonly numbered: boolean;
    readonly cells: readonly Cell[];
  }[];
}

function partsOf({ items: texts, rows, allNumbered }: Book) {
  let number = 0;
  const body = rows.map(({ gap, numbered, cells }) => {
    number += 1 + gap;
    const own = cells.map((cell, column) => cellXml(cell, `${letters(column)}${number}`, texts.length));
    return `<row${numbered || allNumbered ? ` r="${number}" spans="1:9"` : ''}>${own.join('')}</row>`;
  });
  return {
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="Khác" sheetId="1" r:id="rId3"/><sheet name="Thu &amp; chi" sheetId="2" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="${relations}/worksheet" Target="/xl/worksheets/sheet1.xml"/><Relationship Target="sharedStrings.xml" Type="${relations}/sharedStrings" Id="rId4"/><Relationship Id="rId5" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': styles,
    'xl/sharedStrings.xml': `<sst xmlns="${main}" count="9" uniqueCount="9">${texts.join('')}</sst>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>`,
    'xl/worksheets/sheet2.xml': `<worksheet xmlns="${main}"><sheetData>${body.join('')}</sheetData><pageMargins left="1"/></worksheet>`,
  };
}

const zipOf = (parts: Readonly<Record<string, string>>) =>
  makeZip(Object.entries(parts).map(([name, text]) => ({ name, bytes: Buffer.from(text) })));

/** Rows as the reader of workbooks gives them for the file as it is; null when it refuses it. */
async function wholly(file: Buffer): Promise<unknown[][] | null> {
  try {
    const rows = await readSheet(new Uint8Array(file).buffer, 'Thu & chi', { trim: false });
    return rows.map((row) => row.map(asCell));
  } catch {
    return null;
  }
}

/** Rows read without the cells that were taken out, which were put back; null where none was taken. */
async function lightly(parts: ReturnType<typeof partsOf>): Promise<unknown[][] | null> {
  const sheet = 'xl/worksheets/sheet2.xml';
  const light = lightSheet(Buffer.from(parts[sheet]), Buffer.from(parts['xl/sharedStrings.xml']));
  if (light === null) return null;
  const left = Object.entries(parts).map(([name, text]) => [name, Buffer.from(text)] as const);
  try {
    const raw = await readSheet(
      plainArchive(new Map<string, Buffer>(left).set(sheet, light.xml)),
      'Thu & chi',
      {
        trim: false,
      },
    );
    const rows = raw.map((row) => row.map(asCell)) as Parameters<typeof light.putBack>[0];
    light.putBack(rows);
    return rows;
  } catch {
    return null;
  }
}

function asCell(value: unknown): unknown {
  if (value instanceof Date) return { date: value.toISOString().slice(0, 10) };
  return typeof value === 'string' ? textCell(value) : value;
}

/** Without what is empty at the ends: a table says nothing by that. */
function bare(rows: readonly (readonly unknown[])[]): unknown[][] {
  const cut = (row: readonly unknown[]) => row.slice(0, row.findLastIndex((cell) => cell !== null) + 1);
  const all = rows.map(cut);
  return all.slice(0, all.findLastIndex((row) => row.length > 0) + 1);
}

const cell = fc.record({
  kind: fc.constantFrom<Cell['kind'][]>(
    ...([
      'shared',
      'shared',
      'shared',
      'styled',
      'turned',
      'number',
      'date',
      'yes',
      'formula',
      'inline',
    ] as const),
    ...(['error', 'none', 'none', 'empty'] as const),
  ),
  value: fc.nat({ max: 60 }),
});
const books = fc.record({
  allNumbered: fc.constantFrom(true, true, true, true, false),
  items: fc.oneof(
    { weight: 6, arbitrary: fc.shuffledSubarray(items.slice(0, usualItems), { minLength: 1 }) },
    { weight: 1, arbitrary: fc.shuffledSubarray([...items], { minLength: 1 }) },
  ),
  rows: fc.array(
    fc.record({
      gap: fc.constantFrom(0, 0, 0, 1, 4),
      numbered: fc.boolean(),
      cells: fc.array(cell, { minLength: 1, maxLength: 8 }),
    }),
    { maxLength: 12 },
  ),
});

it('reads every cell as the reader of workbooks does', async () => {
  let light = 0;
  await fc.assert(
    fc.asyncProperty(books, async (book) => {
      const parts = partsOf(book);
      const file = zipOf(parts);
      const expected = await wholly(file);
      const read = await readXlsx(file, 'Thu & chi');
      if (expected === null) expect(read).toMatchObject({ ok: false, reason: { code: 'file-damaged' } });
      else expect(read.ok && bare(read.value.rows)).toEqual(bare(expected));
      const directly = await lightly(parts);
      if (directly === null || expected === null) return;
      light += 1;
      expect(bare(directly)).toEqual(bare(expected));
    }),
    { numRuns: 400 },
  );
  expect(light).toBeGreaterThan(250);
});

const one = (rows: string) => ({
  ...partsOf({ items: items.slice(0, 2), rows: [], allNumbered: true }),
  'xl/worksheets/sheet2.xml': `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
});

it.each([
  ['a text that is not there', '<row r="1"><c r="A1" t="s"><v>2</v></c></row>'],
  ['a text that no number counts', '<row r="1"><c r="A1" t="s"><v>4294967296</v></c></row>'],
  ['a cell twice', '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="A1" t="s"><v>1</v></c></row>'],
  ['a cell twice, once with a number', '<row r="1"><c r="A1"><v>5</v></c><c r="A1" t="s"><v>1</v></c></row>'],
  [
    'rows out of order',
    '<row r="2"><c r="A2" t="s"><v>0</v></c></row><row r="1"><c r="A1" t="s"><v>0</v></c></row>',
  ],
  ['a cell without an address', '<row r="1"><c t="s"><v>0</v></c></row>'],
])('refuses %s', async (_, rows) => {
  const file = zipOf(one(rows));
  expect(await wholly(file)).toBeNull();
  expect(await readXlsx(file, 'Thu & chi')).toMatchObject({ ok: false, reason: { code: 'file-damaged' } });
});

const hidden = '<c r="B1" t="s"><v>1</v></c>';

it.each([
  ['a cell in a comment', `<row r="1"><c r="A1" t="s"><v>0</v></c><!-- ${hidden} --></row>`],
  [
    'a cell in a section',
    `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t><![CDATA[${hidden}]]></t></is></c></row>`,
  ],
  ['a cell in an instruction', `<row r="1"><c r="A1" t="s"><v>0</v></c><?x ${hidden} ?></row>`],
  [
    'cells with the address of another row',
    '<row r="2"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>5</v></c></row><row r="3"><c r="A2" t="s"><v>1</v></c><c r="B2"><v>6</v></c></row>',
  ],
  ['a second number of a row', '<row r="1" x:r="9"><c r="A1" t="s"><v>0</v></c></row>'],
  [
    'a row behind the last number',
    '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row><c r="A2"><v>7</v></c></row>',
  ],
])('leaves %s to the reader of workbooks', async (_, rows) => {
  const file = zipOf(one(rows));
  const read = await readXlsx(file, 'Thu & chi');
  expect(read.ok && bare(read.value.rows)).toEqual(bare((await wholly(file)) ?? []));
});

it('reads parts whose names are not ASCII, and leaves it to the reader of workbooks which of two is meant', async () => {
  const cells = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>';
  const parts = one(cells);
  const { 'xl/worksheets/sheet2.xml': sheet, ...others } = parts;
  const relation = 'xl/_rels/workbook.xml.rels';
  const named = {
    ...others,
    [relation]: parts[relation].replace('sheet2', 'bảng'),
    'xl/worksheets/bảng.xml': sheet,
  };
  const twice = {
    ...parts,
    [relation]: parts[relation].replace(
      '</R',
      `<Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></R`,
    ),
  };
  for (const each of [named, twice]) {
    const read = await readXlsx(zipOf(each), 'Thu & chi');
    expect(read.ok && bare(read.value.rows)).toEqual([['Mã BN']]);
  }
});
