/** Widths and line breaks. Digits stand in cells of one width, so that columns of amounts line up. */
import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Run, Weight } from './blocks.ts';
import { face } from './fonts.ts';

const digit = /\d/;
/** Breaks are allowed at spaces, never at a no-break space. */
const spaces = / +/;

/** A line of runs that fits. */
export type Line = readonly Run[];

export class Measure {
  readonly #context: SKRSContext2D;
  readonly #widths = new Map<string, number>();

  constructor(context: SKRSContext2D) {
    this.#context = context;
  }

  /** Width of one digit's cell. */
  cell(weight: Weight, size: number): number {
    return this.#cached(`cell ${weight} ${size}`, () => {
      this.#context.font = face('digits', weight, size);
      return Math.max(...Array.from('0123456789', (one) => this.#context.measureText(one).width));
    });
  }

  /** Width of one digit as drawn, to centre it in its cell. */
  digit(one: string, weight: Weight, size: number): number {
    return this.#cached(`digit ${weight} ${size} ${one}`, () => {
      this.#context.font = face('digits', weight, size);
      return this.#context.measureText(one).width;
    });
  }

  /** Width of letters, without digits. */
  letters(text: string, weight: Weight, size: number): number {
    return this.#cached(`letters ${weight} ${size} ${text}`, () => {
      this.#context.font = face('letters', weight, size);
      return this.#context.measureText(text).width;
    });
  }

  width(runs: Line, size: number): number {
    let width = 0;
    for (const { text, weight } of runs) {
      for (const piece of pieces(text)) {
        width += digit.test(piece)
          ? piece.length * this.cell(weight, size)
          : this.letters(piece, weight, size);
      }
    }
    return width;
  }

  /** Breaks runs into lines of at most `width` dots, at spaces; a word wider than that is broken where it must. */
  wrap(runs: readonly Run[], size: number, width: number): Line[] {
    const lines: Line[] = [];
    let line: Run[] = [];
    for (const word of wordsOf(runs)) {
      const longer = joined(line, word);
      if (line.length > 0 && this.width(longer, size) > width) {
        lines.push(line);
        line = [];
      }
      line = line.length === 0 ? [...word] : joined(line, word);
      while (this.width(line, size) > width) {
        const [fits, rest] = this.#breakWord(line, size, width);
        lines.push(fits);
        line = rest;
      }
    }
    if (line.length > 0) lines.push(line);
    return lines;
  }

  /** Splits after the last whole character that fits; at least one character, so that it always ends. */
  #breakWord(line: readonly Run[], size: number, width: number): [Run[], Run[]] {
    const fits: Run[] = [];
    const rest: Run[] = [];
    let taken = 0;
    for (const { text, weight } of line) {
      for (const one of graphemes(text)) {
        const longer = joinTight(fits, { text: one, weight });
        if (rest.length === 0 && (taken === 0 || this.width(longer, size) <= width)) {
          fits.splice(0, fits.length, ...longer);
          taken += 1;
        } else {
          rest.splice(0, rest.length, ...joinTight(rest, { text: one, weight }));
        }
      }
    }
    return [fits, rest];
  }

  #cached(key: string, measure: () => number): number {
    const known = this.#widths.get(key);
    if (known !== undefined) return known;
    const width = measure();
    this.#widths.set(key, width);
    return width;
  }
}

/** `Khóm 2` → `Khóm `, `2`. */
export function pieces(text: string): string[] {
  return text.split(/(\d+)/).filter((piece) => piece !== '');
}

const segmenter = new Intl.Segmenter('vi', { granularity: 'grapheme' });

function graphemes(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Words, each perhaps of several weights (`Số` then a bold number after a space stay two words). */
function wordsOf(runs: readonly Run[]): Run[][] {
  const words: Run[][] = [[]];
  for (const { text, weight } of runs) {
    text.split(spaces).forEach((part, index) => {
      if (index > 0) words.push([]);
      if (part !== '') words.at(-1)?.push({ text: part, weight });
    });
  }
  return words.filter((word) => word.length > 0);
}

function joined(line: readonly Run[], word: readonly Run[]): Run[] {
  const last = line.at(-1);
  const first = word[0];
  if (last === undefined || first === undefined) return [...line, ...word];
  if (last.weight === first.weight) {
    return [
      ...line.slice(0, -1),
      { text: `${last.text} ${first.text}`, weight: last.weight },
      ...word.slice(1),
    ];
  }
  return [...line.slice(0, -1), { ...last, text: `${last.text} ` }, ...word];
}

function joinTight(line: readonly Run[], run: Run): Run[] {
  const last = line.at(-1);
  if (last?.weight !== run.weight) return [...line, run];
  return [...line.slice(0, -1), { text: last.text + run.text, weight: run.weight }];
}
