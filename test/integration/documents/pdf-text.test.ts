/** What another program reads in our PDF: every word, composed, in embedded faces; the code scans. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PageBlock, PagePaper } from '../../../src/main/documents/page/blocks.ts';
import { cellText } from '../../../src/main/documents/page/cells.ts';
import { pageMaker, pagePaperOf } from '../../../src/main/documents/pages.ts';
import { parseReceiptCode } from '../../../src/shared/text/index.ts';
import { fontFolder, withFile } from '../../support/documents/golden.ts';
import { institutions, pageSamples, receiptOf } from '../../support/documents/page-samples.ts';
import { isMissing } from '../../support/tools.ts';

const original = { kind: 'original' } as const;
const maker = pageMaker(fontFolder);

function textOf(pdf: Uint8Array): string {
  return withFile(pdf, (file) => execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }));
}

/** Every text that stands in a paper. */
function textsOf({ copies }: PagePaper): string[] {
  return copies.flat().flatMap(blockTexts);
}

function blockTexts(block: PageBlock): string[] {
  switch (block.type) {
    case 'letterhead':
      return [...block.left, ...block.right].map(({ text }) => text);
    case 'title':
      return [block.text, ...[...block.under, ...block.right].map(({ text }) => text)];
    case 'fields':
      return block.fields.flatMap(({ label, value }) => [`${label}:`, value ?? '']);
    case 'text':
      return [block.runs.map(({ text }) => text).join('')];
    case 'table':
      return [
        ...block.columns.flatMap(({ head, group }) => [head, group ?? '']),
        ...block.rows.flatMap(({ cells }) => cells.map(cellText)),
      ];
    case 'signatures':
      return block.signers.flatMap(({ title, hint, name }) => [title, hint, name ?? '']);
    case 'gap':
      return [];
  }
}

const wordsIn = (text: string) => text.split(/[\s\u00a0]+/u).filter((word) => word !== '');

describe.skipIf(isMissing('pdftotext') || isMissing('pdffonts'))('PDF', () => {
  describe.each(institutions)('%s', (institution) => {
    test.each(Object.keys(pageSamples(institution)))('%s: words and faces', async (name) => {
      const document = pageSamples(institution)[name];
      if (document === undefined) throw new Error(name);
      const pdf = await maker.pdf(document, original);
      const text = textOf(pdf);
      expect(text).toBe(text.normalize('NFC'));
      const read = new Set(wordsIn(text));
      const missing = textsOf(pagePaperOf(document, original))
        .flatMap(wordsIn)
        .filter((word) => !read.has(word));
      expect(missing).toEqual([]);
      const faces = withFile(pdf, (file) => execFileSync('pdffonts', [file], { encoding: 'utf8' }));
      const rows = faces.trim().split('\n').slice(2);
      expect(rows.length).toBeGreaterThan(1);
      for (const row of rows)
        expect(row).toMatch(/\+(BeVietnamPro|Inter)-\w+\s+CID TrueType\s+Identity-H\s+yes yes yes/);
    });
  });

  test('a word that was changed is missed', async () => {
    const text = textOf(await maker.pdf(receiptOf('hospital', 4), original));
    expect(wordsIn(text)).toContain('214.969');
    expect(wordsIn(text)).not.toContain('214.968');
  });

  test('forty lines: what is carried over is the sum of the lines before', async () => {
    const pages = textOf(await maker.pdf(receiptOf('hospital', 40), original)).split('\f');
    const sums = (page: string | undefined) =>
      [...(page ?? '').matchAll(/^\s*\d+ .*?([\d.]+)$/gm)].map(([, sum = '']) =>
        Number(sum.replaceAll('.', '')),
      );
    const carried = /Cộng chuyển trang sau\s+([\d.]+)/.exec(pages[0] ?? '')?.[1];
    expect(sums(pages[0]).reduce((all, one) => all + one, 0)).toBe(Number(carried?.replaceAll('.', '')));
    expect(/Cộng mang sang\s+([\d.]+)/.exec(pages[1] ?? '')?.[1]).toBe(carried);
  });
});

describe('bytes', () => {
  test('the same document gives the same bytes', async () => {
    const document = receiptOf('school', 40);
    expect(await maker.pdf(document, original)).toEqual(await maker.pdf(document, original));
    const other = await maker.pdf({ ...document, number: '004183' }, original);
    expect(other).not.toEqual(await maker.pdf(document, original));
  });

  test('a copy and a training paper say so on every page', async () => {
    const document = { ...receiptOf('hospital', 40), training: true };
    const text = textOf(await maker.pdf(document, { kind: 'copy', number: 2, at: document.issuedAt }));
    const pages = text.split('\f').filter((page) => page.trim() !== '');
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) {
      expect(page).toContain('BẢN SAO – lần 2 – in lúc 14:37 ngày 19/11/2026');
      expect(page).toContain('TẬP HUẤN');
    }
  });
});

test.skipIf(isMissing('zbarimg') || isMissing('pdftoppm'))('the look-up code scans from paper', async () => {
  const pdf = await maker.pdf(receiptOf('hospital', 4), original);
  const scanned = withFile(pdf, (file, folder) => {
    execFileSync('pdftoppm', ['-r', '203', '-png', file, join(folder, 'page')]);
    return execFileSync('zbarimg', ['-q', '--raw', join(folder, 'page-1.png')], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  });
  const codes = scanned.trim().split('\n');
  expect(codes.length).toBe(2);
  for (const code of codes) {
    expect(parseReceiptCode(code)).toEqual({ ok: true, value: { series: 'VP26-Q2', number: '004182' } });
  }
});
