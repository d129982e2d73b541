import { create } from 'qrcode';
import { invariant } from '../../shared/kernel/assert.ts';
import { type Bitmap, emptyBitmap } from './bitmap.ts';

/** Light modules on every side, which scanners need to find the code (ISO/IEC 18004). */
const quietModules = 4;
/** Under 3 dots (0.38 mm) a thermal head runs the modules into each other. */
const leastModuleDots = 3;
/** 8 dots are 1 mm: a transfer code comes out 5 cm wide and reads at arm's length. */
const mostModuleDots = 8;

/** The dark and light modules of a code without its quiet zone. */
export interface QrModules {
  /** Modules of a side. */
  readonly size: number;
  /** One byte a module, row by row from the top, 1 = dark. */
  readonly dark: Uint8Array;
}

/** The modules of `text` at error correction M (facts/payments §1.9). */
export function qrModules(text: string): QrModules {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  return { size: modules.size, dark: Uint8Array.from(modules.data) };
}

/**
 * A code as a strip of the paper, in the middle, with its quiet zone: whole dots a module, 3 to 8, as many as fit.
 * @param widthDots of the paper, a multiple of 8 (576 for K80, 384 for K58)
 * @throws InvariantBroken when the paper is too narrow for the text; every VietQR fits 256 dots
 */
export function qrBitmap(text: string, widthDots: number): Bitmap {
  invariant(widthDots % 8 === 0, `paper of ${widthDots} dots`);
  const modules = qrModules(text);
  const sideModules = modules.size + 2 * quietModules;
  const moduleDots = Math.min(mostModuleDots, Math.floor(widthDots / sideModules));
  invariant(
    moduleDots >= leastModuleDots,
    `paper of ${widthDots} dots for a code of ${modules.size} modules`,
  );
  const bitmap = emptyBitmap(widthDots, sideModules * moduleDots);
  const left = Math.floor((widthDots - modules.size * moduleDots) / 2);
  const top = quietModules * moduleDots;
  for (let row = 0; row < modules.size * moduleDots; row += 1) {
    const from = Math.floor(row / moduleDots) * modules.size;
    for (let column = 0; column < modules.size * moduleDots; column += 1) {
      if (modules.dark[from + Math.floor(column / moduleDots)] === 1) ink(bitmap, left + column, top + row);
    }
  }
  return bitmap;
}

function ink({ bits, widthDots }: Bitmap, x: number, y: number): void {
  const at = y * (widthDots / 8) + (x >> 3);
  bits[at] = (bits[at] ?? 0) | (0x80 >> (x & 7));
}
