/** The faces of the paper. Registered once in a process under names of our own, so that no system font steps in. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';
import { invariant } from '../../shared/kernel/assert.ts';
import type { Weight } from './blocks.ts';

/** Letters of Be Vietnam Pro; digits of Inter, which are of one width (look.md "Type"). */
const files = {
  'qt-letters-medium': 'BeVietnamPro-Medium.ttf',
  'qt-letters-bold': 'BeVietnamPro-Bold.ttf',
  'qt-digits-medium': 'Inter-Medium.ttf',
  'qt-digits-bold': 'Inter-Bold.ttf',
} as const;

type FaceName = keyof typeof files;

/**
 * Makes the faces known to the canvas; doing it again changes nothing.
 * @param folder `resources/fonts`
 * @throws InvariantBroken when a file is missing or is no font: paper without accents must never be printed
 */
export function loadFonts(folder: string): void {
  for (const [name, file] of Object.entries(files)) {
    if (GlobalFonts.has(name)) continue;
    const registered = GlobalFonts.register(readFileSync(join(folder, file)), name);
    invariant(registered !== null && GlobalFonts.has(name), `font not usable: ${file}`);
  }
}

/** CSS font of letters or digits. */
export function face(kind: 'letters' | 'digits', weight: Weight, sizeDots: number): string {
  const name: FaceName = `qt-${kind}-${weight}`;
  // Inter is drawn a little larger so that its digits stand as high as the capitals beside them.
  return `${kind === 'digits' ? sizeDots * 1.01 : sizeDots}px ${name}`;
}
