/** Codes painted by us and read by two decoders that are not ours: zbar (a program) and jsqr (a library). */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import jsQr from 'jsqr';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bitmap } from '../../../src/main/documents/bitmap.ts';
import { qrBitmap, qrModules } from '../../../src/main/documents/qr.ts';
import {
  decodeVietQr,
  encodeVietQr,
  makeMatchCode,
  purposeText,
  type VietQrInput,
} from '../../../src/shared/vietqr/index.ts';
import { goodInput } from '../../property/vietqr/inputs.ts';
import { makeChance } from '../../support/chance.ts';
import fc, { seed } from '../../support/check.ts';

const codesOfChance = 60;

/** As a counter makes it: the most common code. */
const usual: VietQrInput = {
  bin: '970436',
  account: '0000000001',
  amount: 1_254_000,
  bill: 'BL26000123',
  purpose: purposeText(makeMatchCode(makeChance(seed)), 'Học phí tháng 9'),
};
/** The longest there is. */
const longest: VietQrInput = {
  bin: '970436',
  account: 'ABCDEFGHIJ123456789',
  service: 'QRPUSH',
  amount: 499_999_999,
  bill: 'b'.repeat(25),
  store: 's'.repeat(25),
  terminal: 't'.repeat(8),
  purpose: 'p'.repeat(25),
  merchant: { category: '8062', name: 'n'.repeat(25), city: 'c'.repeat(15) },
};
const payloads = [usual, longest, ...fc.sample(goodInput, { numRuns: codesOfChance, seed })].map((input) => {
  const made = encodeVietQr(input);
  if (!made.ok) throw new Error(made.reason);
  return made.value;
});

interface Picture {
  readonly file: Buffer;
  readonly extension: 'png' | 'pbm';
  readonly rgba: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}
/**
 * A square code on a screen, the modules `side` px wide, with a quiet zone of four modules.
 * @param edgeOf where the edge between two modules is drawn, in px
 */
function onScreen(text: string, side: number, edgeOf: (px: number) => number = Math.round): Picture {
  const { size, dark } = qrModules(text);
  const module = side / size;
  const width = Math.round(side + 8 * module);
  const canvas = createCanvas(width, width);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, width);
  context.fillStyle = '#000';
  const edge = (at: number) => edgeOf((4 + at) * module);
  dark.forEach((is, at) => {
    if (is === 0) return;
    const [x, y] = [at % size, Math.floor(at / size)];
    context.fillRect(edge(x), edge(y), edge(x + 1) - edge(x), edge(y + 1) - edge(y));
  });
  const { data } = context.getImageData(0, 0, width, width);
  return { file: canvas.toBuffer('image/png'), extension: 'png', rgba: data, width, height: width };
}

/** The dots of the paper as a portable bitmap, which has the same bits, and as pixels. */
function onPaper({ bits, widthDots, rows }: Bitmap): Picture {
  const rgba = new Uint8ClampedArray(widthDots * rows * 4).fill(255);
  for (let dot = 0; dot < widthDots * rows; dot += 1) {
    const black = ((bits[dot >> 3] ?? 0) >> (7 - (dot & 7))) & 1;
    if (black === 1) rgba.fill(0, dot * 4, dot * 4 + 3);
  }
  const file = Buffer.concat([Buffer.from(`P4\n${widthDots} ${rows}\n`), bits]);
  return { file, extension: 'pbm', rgba, width: widthDots, height: rows };
}

function readByJsQr({ rgba, width, height }: Picture): string | null {
  return jsQr(rgba, width, height)?.data ?? null;
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quay-thu-qr-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What zbar reads in each picture; a picture without a code gives nothing. */
function readByZbar(pictures: readonly Picture[]): string[] {
  const files = pictures.map(({ file, extension }, index) => {
    const path = join(folder, `${index}.${extension}`);
    writeFileSync(path, file);
    return path;
  });
  const arguments_ = ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', ...files];
  const { status, stdout, stderr } = spawnSync('zbarimg', arguments_, { encoding: 'utf8' });
  // 4: at least one picture has nothing to read.
  if (status !== 0 && status !== 4) throw new Error(`zbarimg ended with ${status}: ${stderr}`);
  return stdout.trimEnd().split('\n');
}

/** Under 10 px a module, side / size is hardly ever whole: edges are rounded, or all modules take the whole pixels below. */
const surfaces: readonly (readonly [string, (text: string) => Picture])[] = [
  ['the customer display, modules 396 px wide in all', (text) => onScreen(text, 396)],
  ['the customer display, whole pixels a module', (text) => onScreen(text, wholeSide(text, 396))],
  ['the cashier window, modules 220 px wide in all', (text) => onScreen(text, 220)],
  ['K80 paper, 576 dots', (text) => onPaper(qrBitmap(text, 576))],
  ['K58 paper, 384 dots', (text) => onPaper(qrBitmap(text, 384))],
];

function wholeSide(text: string, most: number): number {
  const { size } = qrModules(text);
  return Math.floor(most / size) * size;
}

describe.each(surfaces)(`codes on %s (${codesOfChance} by chance, seed ${seed})`, (_, paint) => {
  const pictures = payloads.map(paint);

  it('are read by zbar', () => {
    expect(readByZbar(pictures)).toEqual(payloads);
  });

  it('are read by jsqr', () => {
    expect(pictures.map(readByJsQr)).toEqual(payloads);
  });
});

describe('the painter', () => {
  it('keeps a clear quiet zone and whole dots, in the middle of the paper', () => {
    for (const widthDots of [576, 384]) {
      for (const text of payloads) {
        const { size } = qrModules(text);
        const { rows, bits, widthDots: width } = qrBitmap(text, widthDots);
        const module = rows / (size + 8);
        expect(Number.isInteger(module) && module >= 4 && module <= 8).toBe(true);
        expect(width).toBe(widthDots);
        const side = (width - size * module) / 2;
        expect(side).toBeGreaterThanOrEqual(4 * module);
        let [first, last] = [width, 0];
        bits.forEach((byte, at) => {
          for (let bit = 0; bit < 8; bit += 1) {
            if (((byte >> (7 - bit)) & 1) === 0) continue;
            const x = (at * 8 + bit) % width;
            first = Math.min(first, x);
            last = Math.max(last, x);
          }
        });
        expect([first, last]).toEqual([Math.floor(side), Math.floor(side) + size * module - 1]);
        const quiet = bits.subarray(0, (width / 8) * 4 * module);
        expect(quiet.every((byte) => byte === 0)).toBe(true);
        expect(bits.subarray(-quiet.length).every((byte) => byte === 0)).toBe(true);
      }
    }
  });

  it('paints every VietQR on 256 dots, and refuses paper too narrow or of no whole bytes', () => {
    for (const text of payloads) expect(qrBitmap(text, 256).widthDots).toBe(256);
    expect(() => qrBitmap(payloads[0] ?? '', 128)).toThrow('128');
    expect(() => qrBitmap(payloads[0] ?? '', 572)).toThrow('572');
  });
});

describe('the decoders tell a bad picture from a good one', () => {
  const text = payloads[0] ?? '';
  const good = qrBitmap(text, 576);
  const blank = onPaper({ ...good, bits: new Uint8Array(good.bits.length) });
  /** The upper left third gone, with a finder in it. */
  const torn = onPaper({
    ...good,
    bits: good.bits.map((byte, at) => (at < good.bits.length / 3 ? 0 : byte)),
  });
  const wrongBitOrder = onPaper({
    ...good,
    bits: good.bits.map((byte) =>
      Number.parseInt([...byte.toString(2).padStart(8, '0')].reverse().join(''), 2),
    ),
  });

  it.each([
    ['blank', blank],
    ['torn', torn],
    ['with bits the wrong way round', wrongBitOrder],
  ])('%s', (_, picture) => {
    expect(readByJsQr(picture)).not.toBe(text);
    expect(readByZbar([onPaper(good), picture])).toEqual([text]);
  });

  it('drawn module by module with edges between pixels, whose grey seams break most codes for zbar', () => {
    const seamed = payloads.slice(0, 20).map((payload) => onScreen(payload, 396, (px) => px));
    expect(readByZbar(seamed).length).toBeLessThan(20);
  });

  it('and what they read is the payment', () => {
    const read = readByJsQr(onPaper(good)) ?? '';
    expect(decodeVietQr(read)).toMatchObject({ ok: true, value: { amount: 1_254_000, bill: 'BL26000123' } });
  });
});
