/** Rolls read by a reader of letters that knows nothing of us. */
import { execFileSync } from 'node:child_process';
import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import type { Bitmap } from '../../../src/main/documents/bitmap.ts';
import type { Block } from '../../../src/main/documents/blocks.ts';
import { makeRenderer, paperOf } from '../../../src/main/documents/render.ts';
import { fontFolder } from '../../support/documents/golden.ts';
import { guidanceOf, institutions, receiptOf } from '../../support/documents/page-samples.ts';
import { isMissing } from '../../support/tools.ts';

/** Share of the words that must be read letter for letter, accents included; the hardest of these papers gives 0.91. */
const leastShare = 0.9;
const scale = 1.5;
const marginDots = 60;
const original = { kind: 'original' } as const;
const renderer = makeRenderer(fontFolder);

/** The paper as a camera sees it: grey, with a margin, half as large again. */
function photograph({ widthDots, rows, bits }: Bitmap): Buffer {
  const canvas = createCanvas(widthDots, rows);
  const context = canvas.getContext('2d');
  const image = context.createImageData(widthDots, rows);
  for (let index = 0; index < widthDots * rows; index += 1) {
    const black = ((bits[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0;
    image.data.set(black ? [0, 0, 0, 255] : [255, 255, 255, 255], index * 4);
  }
  context.putImageData(image, 0, 0);
  const photo = createCanvas(widthDots * scale + 2 * marginDots, rows * scale + 2 * marginDots);
  const grey = photo.getContext('2d');
  grey.fillStyle = '#fff';
  grey.fillRect(0, 0, photo.width, photo.height);
  grey.imageSmoothingQuality = 'high';
  grey.drawImage(canvas, marginDots, marginDots, widthDots * scale, rows * scale);
  return photo.toBuffer('image/png');
}

function read(bitmap: Bitmap): string {
  return execFileSync('tesseract', ['-', '-', '-l', 'vie', '--psm', '6', '--dpi', '300'], {
    input: photograph(bitmap),
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, OMP_THREAD_LIMIT: '1' },
  });
}

function textsOf(block: Block): string[] {
  switch (block.type) {
    case 'text':
      return [block.runs.map(({ text }) => text).join('')];
    case 'pair':
      return [block.left.text, block.right.text];
    case 'band':
      return [block.text];
    case 'signatures':
      return block.signers.flatMap(({ title, name }) => [title, name ?? '']);
    case 'qr':
      return block.caption.map(({ text }) => text);
    case 'blank':
      return [block.label];
    case 'rule':
    case 'gap':
      return [];
  }
}

/** Letters and digits alone: commas and dashes of a few dots are not what is asked. */
const wordsIn = (text: string) =>
  text
    .normalize('NFC')
    .split(/[\s\u00a0]+/u)
    .map((word) => word.replace(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, ''))
    .filter((word) => word !== '');

function share(wanted: readonly string[], got: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of got) left.set(word, (left.get(word) ?? 0) + 1);
  const found = wanted.filter((word) => {
    const many = left.get(word) ?? 0;
    left.set(word, many - 1);
    return many > 0;
  });
  return found.length / wanted.length;
}

describe.skipIf(isMissing('tesseract'))('K80 and K58 by tesseract', () => {
  test.each(
    institutions.flatMap(
      (institution) =>
        [
          [institution, 'receipt', 576],
          [institution, 'receipt', 384],
          [institution, 'guidance', 576],
        ] as const,
    ),
  )('%s %s at %i dots', (institution, kind, widthDots) => {
    const document = kind === 'receipt' ? receiptOf(institution, 4) : guidanceOf(institution);
    const wanted = paperOf(document, original).blocks.flatMap(textsOf).flatMap(wordsIn);
    const got = wordsIn(read(renderer.render(document, original, widthDots)));
    const read95 = share(wanted, got);
    expect(wanted.length).toBeGreaterThan(40);
    expect(read95, wanted.filter((word) => !got.includes(word)).join(' ')).toBeGreaterThanOrEqual(leastShare);
  });

  test('amounts and numbers are read without a fault', () => {
    const got = wordsIn(read(renderer.render(receiptOf('hospital', 4), original, 576)));
    for (const figure of ['004182', '37.538', '46.800', '59.760', '70.871', '214.969'])
      expect(got).toContain(figure);
  });

  test('another paper is not taken for this one', () => {
    const wanted = paperOf(guidanceOf('hospital'), original).blocks.flatMap(textsOf).flatMap(wordsIn);
    const got = wordsIn(read(renderer.render(receiptOf('hospital', 4), original, 576)));
    expect(share(wanted, got)).toBeLessThan(0.5);
  });
});
