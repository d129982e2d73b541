/** The workbook against the pages: the same figures, as numbers; codes as text; nothing that runs. */
import { fileURLToPath } from 'node:url';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, test, vi } from 'vitest';
import { withoutTimes } from '../../../src/main/documents/page/zip-times.ts';
import { pageMaker, pagePaperOf } from '../../../src/main/documents/pages.ts';
import { institutions, pageSamples } from '../../support/documents/page-samples.ts';

const original = { kind: 'original' } as const;
const maker = pageMaker(fileURLToPath(new URL('../../../resources/fonts', import.meta.url)));

async function cellsOf(bytes: Uint8Array, sheet: number): Promise<unknown[]> {
  const rows = await readSheet(Buffer.from(bytes), sheet);
  return rows.flat();
}

describe.each(institutions)('%s', (institution) => {
  test.each(Object.keys(pageSamples(institution)))(
    '%s: every figure of the pages is a number in the sheet',
    async (name) => {
      const document = pageSamples(institution)[name];
      if (document === undefined) throw new Error(name);
      const cells = await cellsOf(await maker.xlsx(document, original), 1);
      const left = new Map<unknown, number>();
      for (const cell of cells) left.set(cell, (left.get(cell) ?? 0) + 1);
      const tables = (pagePaperOf(document, original).copies[0] ?? []).filter(
        (block) => block.type === 'table',
      );
      for (const cell of tables.flatMap(({ rows }) => rows.flatMap((row) => row.cells))) {
        if (cell === null || typeof cell === 'string' || !('dong' in cell)) continue;
        expect(left.get(cell.dong) ?? 0, String(cell.dong)).toBeGreaterThan(0);
        left.set(cell.dong, (left.get(cell.dong) ?? 0) - 1);
      }
      expect(cells).toContain(document.title);
    },
  );
});

test('numbers of receipts stay text, with their zeros', async () => {
  const set = pageSamples('hospital')['hoa-don-ngay'];
  if (set === undefined) throw new Error('no sample');
  const bytes = await maker.xlsx(set, original);
  for (const sheet of [1, 2, 3])
    expect(await cellsOf(bytes, sheet)).toContain(sheet === 3 ? '004145' : '004143');
  const upload = await readSheet(Buffer.from(bytes), 3);
  expect(upload[0]?.[0]).toBe('Khóa');
  expect(upload.slice(1, 3).map((row) => row[0])).toEqual(['VP26-Q2-004145', 'VP26-Q2-004145']);
  expect(upload.length).toBe(1 + 10 * 2);
});

test('a name that would be a formula is text with an apostrophe', async () => {
  const report = pageSamples('hospital')['bao-cao-huy'];
  if (report?.kind !== 'void-report') throw new Error('no sample');
  const [first, ...rest] = report.rows;
  if (first === undefined) throw new Error('no row');
  const risky = { ...report, rows: [{ ...first, reason: '=HYPERLINK("http://example.invalid")' }, ...rest] };
  const cells = await cellsOf(await maker.xlsx(risky, original), 1);
  expect(cells).toContain(`'=HYPERLINK("http://example.invalid")`);
  expect(cells.filter((cell) => typeof cell === 'string' && cell.startsWith('='))).toEqual([]);
});

test('the same document gives the same bytes, whenever it is made', async () => {
  const report = pageSamples('school')['bao-cao-ty-le'];
  if (report === undefined) throw new Error('no sample');
  const first = await maker.xlsx(report, original);
  vi.useFakeTimers({ now: Date.UTC(2031, 5, 1), toFake: ['Date'] });
  try {
    expect(await maker.xlsx(report, original)).toEqual(first);
  } finally {
    vi.useRealTimers();
  }
});

test('what is no ZIP is not touched', () => {
  expect(() => withoutTimes(Buffer.from('no archive at all, only words'))).toThrow('no ZIP');
});
