/**
 * Small grey pictures of papers, and how far two of them differ. Pictures and not hashes: a person can look at them in a
 * review, and another version of the renderer, which smooths edges differently, does not fail every test.
 */
import { deflateSync } from 'node:zlib';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { Bitmap } from '../../../src/main/documents/bitmap.ts';

/** Ink of each dot, 0 white … 15 black, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly ink: Uint8Array;
}

/** A binary PGM, as pdftoppm -gray writes it. */
export function pictureOfPgm(pgm: Buffer): Picture {
  const [head = '', width = '0', height = '0'] =
    /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.toString('latin1', 0, 64)) ?? [];
  const dots = pgm.subarray(head.length);
  const ink = Uint8Array.from(dots, (grey) => 15 - Math.round(grey / 17));
  return { width: Number(width), height: Number(height), ink };
}

/** Dots of a roll at half their size. */
export function pictureOfBitmap({ widthDots, rows, bits }: Bitmap): Picture {
  const width = widthDots / 2;
  const height = Math.ceil(rows / 2);
  const ink = new Uint8Array(width * height);
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < widthDots; x += 1) {
      if (((bits[(y * widthDots) / 8 + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) === 0) continue;
      const at = (y >> 1) * width + (x >> 1);
      ink[at] = Math.min(15, (ink[at] ?? 0) + 4);
    }
  }
  return { width, height, ink };
}

/** A PNG of sixteen greys (PNG, third edition: colour type 0, depth 4). */
export function pngOf({ width, height, ink }: Picture): Buffer {
  const stride = Math.ceil(width / 2);
  const rows = Buffer.alloc((stride + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * (stride + 1) + 1 + (x >> 1);
      rows[at] = (rows[at] ?? 0) | ((15 - (ink[y * width + x] ?? 0)) << ((x & 1) === 0 ? 4 : 0));
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 4;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc(body), body.length + 4);
  return whole;
}

function crc(bytes: Buffer): number {
  let sum = 0xffff_ffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (0xedb8_8320 & -(sum & 1));
  }
  return (sum ^ 0xffff_ffff) >>> 0;
}

/** A stored picture, read by somebody else's decoder. */
export async function pictureOfPng(png: Buffer): Promise<Picture> {
  const image = await loadImage(png);
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const ink = Uint8Array.from(
    { length: image.width * image.height },
    (_, index) => 15 - Math.round((data[index * 4] ?? 0) / 17),
  );
  return { width: image.width, height: image.height, ink };
}

/** Side of the squares in which ink is compared: about a letter. */
const cellDots = 5;

/** The largest difference of ink in any square, 0 … 1; 1 when the sizes differ. */
export function worstCell(one: Picture, other: Picture): number {
  if (one.width !== other.width || one.height !== other.height) return 1;
  const columns = Math.ceil(one.width / cellDots);
  const sums = new Int32Array(columns * Math.ceil(one.height / cellDots));
  one.ink.forEach((ink, index) => {
    const y = Math.floor(index / one.width);
    const cell = Math.floor(y / cellDots) * columns + Math.floor((index % one.width) / cellDots);
    sums[cell] = (sums[cell] ?? 0) + ink - (other.ink[index] ?? 0);
  });
  const most = sums.reduce((worst, sum) => Math.max(worst, Math.abs(sum)), 0);
  return most / (cellDots * cellDots * 15);
}
