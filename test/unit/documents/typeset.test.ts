/** The dots themselves: nothing clipped, columns true, fast enough. */

import { fileURLToPath } from 'node:url';
import { createCanvas } from '@napi-rs/canvas';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Bitmap, inkOf } from '../../../src/main/documents/bitmap.ts';
import { flowing, type Run, sum } from '../../../src/main/documents/blocks.ts';
import { face, loadFonts } from '../../../src/main/documents/fonts.ts';
import { Measure } from '../../../src/main/documents/measure.ts';
import { makeRenderer, type Renderer } from '../../../src/main/documents/render.ts';
import { typeset } from '../../../src/main/documents/typeset.ts';
import fc from '../../support/check.ts';
import { hardReceipt, hospitalReceipt, sampleZ } from './samples.ts';

const fontFolder = fileURLToPath(new URL('../../../resources/fonts', import.meta.url));
const original = { kind: 'original' } as const;
let renderer: Renderer;
beforeAll(() => {
  renderer = makeRenderer(fontFolder);
});

function black(bitmap: Bitmap): number {
  let dots = 0;
  for (let byte of bitmap.bits) for (; byte !== 0; byte &= byte - 1) dots += 1;
  return dots;
}

/** Rightmost black dot of each row that has one. */
function rightEdges({ widthDots, rows, bits }: Bitmap): number[] {
  const edges: number[] = [];
  for (let row = 0; row < rows; row += 1) {
    for (let x = widthDots - 1; x >= 0; x -= 1) {
      if (((bits[(row * widthDots) / 8 + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0) {
        edges.push(x);
        break;
      }
    }
  }
  return edges;
}

describe('letters', () => {
  test.each(['Ẩ Ễ Ổ Ỗ Ậ Ộ Ệ Ỷ Ữ', 'Công Tằng Tôn Nữ Thị Ngọc Ẩn', 'Nguyễn Thị Diễm Ngữ'])(
    '%s: not a dot less than on paper without edges',
    (text) => {
      const line = typeset({ blocks: [flowing(text, 'title', 'bold')], watermark: null }, 576);
      const roomy = createCanvas(576, 200).getContext('2d');
      roomy.fillStyle = '#fff';
      roomy.fillRect(0, 0, 576, 200);
      roomy.fillStyle = '#000';
      roomy.font = face('letters', 'bold', 34);
      roomy.fillText(text, 0, 100);
      expect(black(line)).toBeGreaterThan(500);
      expect(black(line)).toBe(black(inkOf(roomy, 576, 200)));
    },
  );

  test('NFD and NFC give the same paper', () => {
    const of = (text: string) => typeset({ blocks: [flowing(text)], watermark: null }, 576);
    expect(of('Nguyễn Thị Ẩn'.normalize('NFD'))).toEqual(of('Nguyễn Thị Ẩn'));
  });

  test('a missing font stops the print instead of dropping accents', () => {
    expect(() => loadFonts(fontFolder)).not.toThrow();
    expect(black(typeset({ blocks: [flowing('Ẩ')], watermark: null }, 576))).toBeGreaterThan(
      black(typeset({ blocks: [flowing('A')], watermark: null }, 576)),
    );
  });
});

describe('columns', () => {
  test('amounts end at the right edge, whatever their digits', () => {
    const amounts = ['1.111.111', '9.876.543.210', '40.000', '7'];
    const edges = amounts.map((amount) =>
      Math.max(...rightEdges(typeset({ blocks: [sum('', amount)], watermark: null }, 576))),
    );
    for (const edge of edges) expect(edge).toBeGreaterThanOrEqual(576 - 8);
  });

  test('digits have one width, so that the same places stand below each other', () => {
    const measure = new Measure(createCanvas(8, 8).getContext('2d'));
    const widths = ['1.111.111', '8.888.888', '4.040.404'].map((text) =>
      measure.width([{ text, weight: 'medium' }], 26),
    );
    expect(new Set(widths.map((width) => width.toFixed(3))).size).toBe(1);
  });

  test('wrapping loses nothing and never exceeds the width', () => {
    const measure = new Measure(createCanvas(8, 8).getContext('2d'));
    const word = fc.stringMatching(/^[A-Za-zẨễổđƯ0-9.,]{1,60}$/);
    const run = fc.record({
      text: fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' ')),
      weight: fc.constantFrom('medium' as const, 'bold' as const),
    });
    fc.assert(
      fc.property(
        fc.array(run, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 60, max: 576 }),
        (runs: Run[], width) => {
          const lines = measure.wrap(runs, 26, width);
          for (const line of lines) expect(measure.width(line, 26)).toBeLessThanOrEqual(width);
          const bare = (all: readonly Run[]) => all.map(({ text }) => text.replaceAll(' ', '')).join('');
          expect(bare(lines.flat())).toBe(bare(runs));
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('papers', () => {
  test.each([576, 384])('at %i dots every sample has its width and ink on it', (width) => {
    for (const document of [hospitalReceipt, hardReceipt, sampleZ]) {
      const bitmap = renderer.render(document, original, width);
      expect(bitmap.widthDots).toBe(width);
      expect(bitmap.bits.length).toBe((width / 8) * bitmap.rows);
      expect(bitmap.rows).toBeLessThan(5000);
      expect(black(bitmap)).toBeGreaterThan(5000);
    }
  });

  test('the same document gives the same dots', () => {
    expect(renderer.render(hospitalReceipt, original, 576)).toEqual(
      renderer.render(hospitalReceipt, original, 576),
    );
  });

  test('a mark changes the paper', () => {
    const plain = renderer.render(hospitalReceipt, original, 576);
    const copy = renderer.render(
      hospitalReceipt,
      { kind: 'copy', number: 1, at: hospitalReceipt.issuedAt },
      576,
    );
    expect(copy.rows).toBeGreaterThan(plain.rows);
  });

  test('the watermark reaches every hand of paper and leaves the text black', () => {
    const plain = typeset(
      { blocks: Array.from({ length: 40 }, () => flowing('Một dòng chữ')), watermark: null },
      576,
    );
    const marked = typeset(
      {
        blocks: Array.from({ length: 40 }, () => flowing('Một dòng chữ')),
        watermark: 'MẪU TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ',
      },
      576,
    );
    plain.bits.forEach((byte, at) => {
      expect((marked.bits[at] ?? 0) & byte).toBe(byte);
    });
    for (let row = 0; row + 300 < marked.rows; row += 300) {
      const part = (bitmap: Bitmap) => ({
        ...bitmap,
        rows: 300,
        bits: bitmap.bits.subarray(row * 72, (row + 300) * 72),
      });
      expect(black(part(marked))).toBeGreaterThan(black(part(plain)));
    }
  });

  test('a usual receipt takes well under a tenth of a second of a processor', () => {
    // Time of this thread on a processor, not the clock: other work on the machine is not what is asked about.
    const times = Array.from({ length: 9 }, () => {
      const start = process.threadCpuUsage();
      renderer.render(hospitalReceipt, original, 576);
      const { user, system } = process.threadCpuUsage(start);
      return (user + system) / 1_000;
    });
    expect(Math.min(...times)).toBeLessThan(100);
  });
});
