/** Pages: nothing beside the paper, nothing over something else, amounts whole, carried sums right at every break. */
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import { describe, expect, test } from 'vitest';
import type { Column, PageBlock, Table, TableRow } from '../../../src/main/documents/page/blocks.ts';
import { loadFaces, piecesOf } from '../../../src/main/documents/page/faces.ts';
import { figureFace } from '../../../src/main/documents/page/figure-face.ts';
import { PageMeasure } from '../../../src/main/documents/page/measure.ts';
import { paginate, type SetPage } from '../../../src/main/documents/page/paginate.ts';
import { stripsOf } from '../../../src/main/documents/page/setter.ts';
import { tableStrips } from '../../../src/main/documents/page/table.ts';
import { pagePaperOf } from '../../../src/main/documents/pages.ts';
import fc from '../../support/check.ts';
import { institutions, pageSamples } from '../../support/documents/page-samples.ts';

const faces = loadFaces(fileURLToPath(new URL('../../../resources/fonts', import.meta.url)));
const ruler = new PDFDocument({ autoFirstPage: false, font: null as unknown as string });
for (const [name, face] of Object.entries(faces)) ruler.registerFont(name, face);
const widthOf = (text: string, face: string, size: number) =>
  ruler.font(face).fontSize(size).widthOfString(text);
const measure = new PageMeasure(widthOf);
const seed = 20_261_119;

const textsOf = ({ inks }: SetPage) => inks.flatMap((ink) => (ink.ink === 'text' ? [ink.text] : []));

describe('faces', () => {
  test.each(['figures-medium', 'figures-bold'] as const)('digits of %s are of one width', (face) => {
    const widths = new Set(Array.from('0123456789', (digit) => widthOf(digit, face, 100)));
    expect(widths.size).toBe(1);
  });

  test('letters have no such digits, which is why there are two faces', () => {
    expect(() => figureFace(faces['letters-medium'])).toThrow('digits of one width');
    expect(widthOf('1', 'letters-medium', 100)).not.toBe(widthOf('0', 'letters-medium', 100));
  });

  test('figures with their signs are one piece', () => {
    const pieces = (text: string) =>
      piecesOf(text, 'medium').map((piece) => [piece.text, piece.face.split('-')[0]]);
    expect(pieces('−1.234.567')).toEqual([['−1.234.567', 'figures']]);
    expect(pieces('Số 004182, ngày 19/11/2026')).toEqual([
      ['Số ', 'letters'],
      ['004182,', 'figures'],
      [' ngày ', 'letters'],
      ['19/11/2026', 'figures'],
    ]);
  });
});

const columns: readonly Column[] = [
  { head: 'STT', kind: 'number' },
  { head: 'Nội dung', kind: 'text' },
  { head: 'Số tiền', kind: 'number', carry: 'sum' },
];

function tableOf(amounts: readonly number[]): Table {
  const rows = amounts.map(
    (amount, index): TableRow => ({
      kind: 'line',
      cells: [{ count: index + 1 }, `Khoản ${index + 1}`, { dong: amount }],
    }),
  );
  const total = amounts.reduce((sum, one) => sum + one, 0);
  return {
    type: 'table',
    columns,
    rows: [...rows, { kind: 'total', span: 2, cells: ['Tổng', { dong: total }] }],
  };
}

test(`every page carries the sum of all lines before it, and every line stands once (seed ${seed})`, () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 9_999_999_999 }), { minLength: 1, maxLength: 120 }),
      (amounts) => {
        const pages = paginate(tableStrips(tableOf(amounts), measure, 480), 300);
        let before = 0;
        let lines = 0;
        pages.forEach((page, index) => {
          expect(page.used).toBeLessThanOrEqual(300);
          const texts = textsOf(page);
          const after = (label: string) => texts[texts.indexOf(label) + 1]?.replaceAll('.', '');
          if (index > 0) expect(after('Cộng mang sang')).toBe(String(before));
          const own = texts.filter((text) => text === 'Khoản ').length;
          before += amounts.slice(lines, lines + own).reduce((sum, one) => sum + one, 0);
          lines += own;
          if (index < pages.length - 1) expect(after('Cộng chuyển trang sau')).toBe(String(before));
          expect(texts).toContain('STT');
        });
        expect(lines).toBe(amounts.length);
      },
    ),
    { seed, numRuns: 60 },
  );
});

test('signatures never stand alone: the end of the table comes with them', () => {
  const signers = ['Người lập', 'Kế toán trưởng'].map((title) => ({
    title,
    hint: '(Ký, họ tên)',
    name: 'Đỗ Đức Đông',
  }));
  for (let rows = 1; rows < 60; rows += 1) {
    const blocks: PageBlock[] = [
      tableOf(Array.from({ length: rows }, () => 1_000)),
      { type: 'gap', points: 6 },
      { type: 'signatures', date: null, signers },
    ];
    const last = paginate(stripsOf(blocks, measure, 480, 40), 300).at(-1);
    expect(last === undefined ? [] : textsOf(last)).toContain('Tổng');
  }
});

test('a table whose amounts alone are wider than the page is refused, not cut', () => {
  const wide = Array.from({ length: 30 }, () => ({ head: 'x', kind: 'number' }) as const);
  const row: TableRow = { kind: 'line', cells: wide.map(() => ({ dong: 9_999_999_999 })) };
  expect(() => tableStrips({ type: 'table', columns: wide, rows: [row] }, measure, 480)).toThrow('wider');
});

test('a row with too few cells is refused', () => {
  const row: TableRow = { kind: 'line', cells: ['một'] };
  expect(() => tableStrips({ type: 'table', columns, rows: [row] }, measure, 480)).toThrow('row of 1 cells');
});

describe.each(institutions)('%s', (institution) => {
  test.each(Object.keys(pageSamples(institution)))('%s: nothing leaves its column', (name) => {
    const document = pageSamples(institution)[name];
    if (document === undefined) throw new Error(name);
    const paper = pagePaperOf(document, { kind: 'original' });
    const width = paper.landscape === (paper.size === 'A4') ? 757 : 510;
    for (const strip of paper.copies.flatMap((blocks) => stripsOf(blocks, measure, width, 30))) {
      for (const ink of strip.inks) {
        if (ink.ink !== 'text') continue;
        expect(ink.x).toBeGreaterThanOrEqual(-0.01);
        expect(ink.x + widthOf(ink.text, ink.face, ink.size)).toBeLessThanOrEqual(width + 0.5);
        // Ẩ rises 1.16 em, Ộ falls 0.24 em.
        expect(ink.y - 1.16 * ink.size).toBeGreaterThanOrEqual(-0.5);
        expect(ink.y + 0.24 * ink.size).toBeLessThanOrEqual(strip.height + 0.5);
      }
    }
  });
});
