import type { SKRSContext2D } from '@napi-rs/canvas';

/** One bit per dot, rows from the top, bit 7 leftmost, 1 = black; each row is `widthDots / 8` bytes. */
export interface Bitmap {
  readonly widthDots: number;
  readonly rows: number;
  readonly bits: Uint8Array;
}

/** Below this lightness a dot is burned. Above the middle, because a thermal head thins what it prints. */
const inkBelow = 160;

/** White paper. */
export function emptyBitmap(widthDots: number, rows: number): Bitmap {
  return { widthDots, rows, bits: new Uint8Array((widthDots / 8) * rows) };
}

/** The dots of what was drawn in black on white. */
export function inkOf(context: SKRSContext2D, widthDots: number, rows: number): Bitmap {
  const { data } = context.getImageData(0, 0, widthDots, rows);
  const bitmap = emptyBitmap(widthDots, rows);
  const { bits } = bitmap;
  for (let at = 0; at < bits.length; at += 1) {
    let byte = 0;
    // Everything is grey, so red tells the lightness.
    for (let bit = 0; bit < 8; bit += 1) {
      byte = (byte << 1) | ((data[(at * 8 + bit) * 4] ?? 255) < inkBelow ? 1 : 0);
    }
    bits[at] = byte;
  }
  return bitmap;
}

/** Adds every fourth dot of `light` to `bitmap`: grey enough to be read, thin enough to read through. */
export function stippleInto(bitmap: Bitmap, light: Bitmap): void {
  const rowBytes = bitmap.widthDots / 8;
  for (let at = 0; at < bitmap.bits.length; at += 1) {
    const row = Math.floor(at / rowBytes);
    const screen = row % 2 === 0 ? 0b1000_1000 : 0b0010_0010;
    bitmap.bits[at] = (bitmap.bits[at] ?? 0) | ((light.bits[at] ?? 0) & screen);
  }
}
