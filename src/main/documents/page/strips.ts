/** Strips: what the setter puts under each other, each with its height and what is drawn in it. */
import type { Align } from './blocks.ts';
import type { FaceName } from './faces.ts';
import { piecesOf } from './faces.ts';
import type { Line, PageMeasure } from './measure.ts';

/** One thing drawn, in points from the top left corner of its strip, later of its page. */
export type Ink =
  | {
      readonly ink: 'text';
      readonly x: number;
      /** Of the baseline. */
      readonly y: number;
      readonly text: string;
      readonly face: FaceName;
      readonly size: number;
      readonly slanted: boolean;
      readonly white?: boolean;
    }
  | {
      readonly ink: 'line';
      readonly x: number;
      readonly y: number;
      readonly toX: number;
      readonly toY: number;
      readonly thick: number;
      readonly dots?: boolean;
    }
  | {
      readonly ink: 'box';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      /** 0 black … 1 white. */
      readonly grey: number;
    };

/** A piece of a page that is never broken. */
export interface Strip {
  readonly height: number;
  readonly inks: readonly Ink[];
  /** Stays on the page of what follows. */
  readonly glued?: boolean;
  /** Stays with what follows where there is room for that: rows of a short table. */
  readonly together?: boolean;
  /** Set on rows of a table: what the next page begins with, and what this one ends with. */
  readonly table?: TableStrips;
  /** Sums after this row, for a break behind it. */
  readonly carried?: readonly (number | null)[];
}

/** What a table puts around a page break. */
export interface TableStrips {
  readonly head: Strip;
  /** The row at the foot of a page and at the head of the next; null for a table that carries nothing. */
  carry(label: string, sums: readonly (number | null)[]): Strip | null;
  /** Of such a row, whatever the sums are; 0 for a table that carries nothing. */
  readonly carryHeight: number;
}

/** Ẩ rises 1.16 em above the baseline and Ộ falls 0.24 em below (look.md "Type"). */
export const lineEm = 1.42;
const ascentEm = 1.15;

/** Heights of letters in points. */
export const sizes = { small: 8.5, body: 10, large: 12, title: 15 } as const;

/** Moves inks down and right. */
export function moved(inks: readonly Ink[], x: number, y: number): Ink[] {
  return inks.map((one) =>
    one.ink === 'line'
      ? { ...one, x: one.x + x, y: one.y + y, toX: one.toX + x, toY: one.toY + y }
      : { ...one, x: one.x + x, y: one.y + y },
  );
}

/** Lines under each other in a column of `width` from `x`; `top` of the first. */
export function lineInks(
  measure: PageMeasure,
  lines: readonly Line[],
  place: {
    readonly x: number;
    readonly width: number;
    readonly top: number;
    readonly size: number;
    readonly align: Align;
    readonly white?: boolean;
  },
): Ink[] {
  const { x, width, top, size, align, white = false } = place;
  return lines.flatMap((line, index) => {
    const free = width - measure.line(line, size);
    let at = x + (align === 'left' ? 0 : align === 'right' ? free : free / 2);
    const y = top + index * lineEm * size + ascentEm * size;
    return line.flatMap(({ text, weight, slanted }) =>
      piecesOf(text, weight).map((piece): Ink => {
        const from = at;
        at += measure.text(piece.text, weight, size);
        return { ink: 'text', x: from, y, text: piece.text, face: piece.face, size, slanted, white };
      }),
    );
  });
}

/** Height of so many lines. */
export function heightOf(lines: number, size: number): number {
  return lines * lineEm * size;
}
