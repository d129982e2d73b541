/** Widths and line breaks of a page, in points. */
import type { Run, Weight } from './blocks.ts';
import { type FaceName, type Piece, piecesOf } from './faces.ts';

/** Width of a text in one face. */
export type WidthOf = (text: string, face: FaceName, size: number) => number;

/** A word with what stands before it: runs keep their look across a break. */
interface Word {
  readonly parts: readonly Required<Run>[];
}

/** A line that fits. */
export type Line = readonly Required<Run>[];

const breaks = / +/;

export class PageMeasure {
  readonly #widthOf: WidthOf;
  readonly #known = new Map<string, number>();

  constructor(widthOf: WidthOf) {
    this.#widthOf = widthOf;
  }

  text(text: string, weight: Weight, size: number): number {
    const key = `${weight} ${size} ${text}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const width = piecesOf(text, weight).reduce(
      (sum, piece: Piece) => sum + this.#widthOf(piece.text, piece.face, size),
      0,
    );
    this.#known.set(key, width);
    return width;
  }

  line(line: Line, size: number): number {
    return line.reduce((sum, { text, weight }) => sum + this.text(text, weight, size), 0);
  }

  /** Breaks at spaces into lines of at most `width`; a word wider than that is broken where it must. */
  wrap(runs: readonly Run[], size: number, width: number): Line[] {
    const lines: Line[] = [];
    let line: Line = [];
    for (const word of wordsOf(runs)) {
      const longer = append(line, word);
      if (line.length > 0 && this.line(longer, size) > width) {
        lines.push(line);
        line = word.parts;
      } else line = longer;
      while (this.line(line, size) > width) {
        const [fits, rest] = this.#breakWord(line, size, width);
        if (rest.length === 0) break;
        lines.push(fits);
        line = rest;
      }
    }
    if (line.length > 0) lines.push(line);
    return lines;
  }

  /** Splits after the last whole character that fits; at least one, so that it always ends. */
  #breakWord(line: Line, size: number, width: number): readonly [Line, Line] {
    const fits: Required<Run>[] = [];
    const rest: Required<Run>[] = [];
    let at = 0;
    let full = false;
    for (const run of line) {
      for (const one of graphemes(run.text)) {
        const wide = this.text(one, run.weight, size);
        full ||= at > 0 && at + wide > width;
        at += wide;
        push(full ? rest : fits, { ...run, text: one });
      }
    }
    return [fits, rest];
  }
}

const segmenter = new Intl.Segmenter('vi', { granularity: 'grapheme' });

function graphemes(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function full({ text, weight = 'medium', slanted = false }: Run): Required<Run> {
  return { text: text.normalize('NFC'), weight, slanted };
}

function wordsOf(runs: readonly Run[]): Word[] {
  const words: Required<Run>[][] = [[]];
  for (const run of runs.map(full)) {
    run.text.split(breaks).forEach((text, index) => {
      if (index > 0) words.push([]);
      if (text !== '') words.at(-1)?.push({ ...run, text });
    });
  }
  return words.filter((parts) => parts.length > 0).map((parts) => ({ parts }));
}

function append(line: Line, { parts }: Word): Line {
  const [first, ...others] = parts;
  const last = line.at(-1);
  if (first === undefined) return line;
  if (last === undefined) return parts;
  if (last.weight === first.weight && last.slanted === first.slanted) {
    return [...line.slice(0, -1), { ...first, text: `${last.text} ${first.text}` }, ...others];
  }
  return [...line.slice(0, -1), { ...last, text: `${last.text} ` }, ...parts];
}

function push(line: Required<Run>[], run: Required<Run>): void {
  const last = line.at(-1);
  if (last?.weight === run.weight && last.slanted === run.slanted)
    line[line.length - 1] = { ...last, text: last.text + run.text };
  else line.push(run);
}
