/** Faces of a page: which file, and which of them a piece of text is set in. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Weight } from './blocks.ts';
import { figureCharacters, figureFace } from './figure-face.ts';

export type FaceName = 'letters-medium' | 'letters-bold' | 'figures-medium' | 'figures-bold';

/** Bytes of every face, read once in a thread. */
export type Faces = Readonly<Record<FaceName, Buffer>>;

/**
 * Reads the faces of pages.
 * @param folder `resources/fonts`
 * @throws when a file is missing or is no font of ours: a page without accents must never be made
 */
export function loadFaces(folder: string): Faces {
  const read = (file: string) => readFileSync(join(folder, file));
  return {
    'letters-medium': read('BeVietnamPro-Medium.ttf'),
    'letters-bold': read('BeVietnamPro-Bold.ttf'),
    'figures-medium': figureFace(read('Inter-Medium.ttf')),
    'figures-bold': figureFace(read('Inter-Bold.ttf')),
  };
}

/** A piece of text of one face. */
export interface Piece {
  readonly text: string;
  readonly face: FaceName;
}

const inside = figureCharacters.replace(/\d/g, '').replace(/[-/.]/g, '\\$&');
/** Digits, with signs and points between and around them: `1.234.567`, `−12,50%`, `004182`, `19/11/2026`. */
const figures = new RegExp(`([${inside}]*\\d[\\d${inside}]*)`);

/** `Số 004182` → `Số ` in letters, `004182` in figures. */
export function piecesOf(text: string, weight: Weight): Piece[] {
  return text
    .split(figures)
    .map(
      (part, index): Piece => ({ text: part, face: `${index % 2 === 1 ? 'figures' : 'letters'}-${weight}` }),
    )
    .filter((piece) => piece.text !== '');
}
