/** Blocks → dots. Lines are tall enough for Ẩ (1.16 em up) and Ộ (0.24 em down): look.md "Type". */
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { invariant } from '../../shared/kernel/assert.ts';
import { type Bitmap, inkOf, stippleInto } from './bitmap.ts';
import type { Align, Block, Paper, Run, Size } from './blocks.ts';
import { face } from './fonts.ts';
import { type Line, Measure, pieces } from './measure.ts';
import { qrModules } from './qr.ts';
import { watermark, whiteCanvas } from './watermark.ts';

/** Letter heights in dots at 203 dots an inch, for a width. */
type Sizes = Readonly<Record<Size, number>>;

const wideSizes: Sizes = { small: 23, body: 26, total: 31, title: 34 };
const narrowSizes: Sizes = { small: 19, body: 21, total: 25, title: 28 };

/** K80 from 512 dots up, K58 below. */
function sizesFor(widthDots: number): Sizes {
  return widthDots >= 512 ? wideSizes : narrowSizes;
}

const ascentEm = 1.18;
const lineEm = 1.45;
/** Between label and value, in em. */
const gutterEm = 0.6;
/** Widest part of the paper a wrapped value may take beside its label. */
const valueShare = 0.68;
/** Room to sign, in em of body text. */
const signatureEm = 3.2;
/** Dots of a module of a code beside words: half a millimetre, read by phones and by scanners at the counter. */
const codeModuleDots = 4;
/** 3 m; the driver refuses longer ones. */
const maxRows = 24_000;

/** Something to draw once the height is known; `top` in rows from the top of the paper. */
interface Piece {
  readonly rows: number;
  draw(context: SKRSContext2D, top: number): void;
}

/**
 * Draws a paper `widthDots` wide (a multiple of 8) as one-bit dots. Needs `loadFonts` first.
 * @throws InvariantBroken when it would be longer than 3 m
 */
export function typeset(paper: Paper, widthDots: number): Bitmap {
  invariant(widthDots % 8 === 0 && widthDots >= 200, `paper of ${widthDots} dots`);
  const setter = new Setter(widthDots);
  const piecesOfPaper = paper.blocks.map((block) => setter.piece(block));
  const rows = piecesOfPaper.reduce((all, piece) => all + piece.rows, 0);
  invariant(rows > 0 && rows <= maxRows, `paper of ${rows} rows`);
  const canvas = whiteCanvas(widthDots, rows);
  const context = canvas.getContext('2d');
  let top = 0;
  for (const piece of piecesOfPaper) {
    piece.draw(context, top);
    top += piece.rows;
  }
  const bitmap = inkOf(context, widthDots, rows);
  if (paper.watermark !== null) stippleInto(bitmap, watermark(paper.watermark, widthDots, rows));
  return bitmap;
}

class Setter {
  readonly #width: number;
  readonly #sizes: Sizes;
  readonly #measure: Measure;

  constructor(widthDots: number) {
    this.#width = widthDots;
    this.#sizes = sizesFor(widthDots);
    this.#measure = new Measure(createCanvas(8, 8).getContext('2d'));
  }

  piece(block: Block): Piece {
    switch (block.type) {
      case 'text':
        return this.#text(block.runs, this.#sizes[block.size], block.align);
      case 'pair':
        return this.#pair(block);
      case 'rule':
        return this.#rule();
      case 'gap':
        return { rows: Math.round(block.em * this.#sizes.body), draw: () => {} };
      case 'band':
        return this.#band(block.text, this.#sizes[block.size]);
      case 'signatures':
        return this.#signatures(block.signers);
      case 'qr':
        return this.#qr(block.text, block.caption);
      case 'blank':
        return this.#blank(block.label);
    }
  }

  #text(runs: Line, size: number, align: Align): Piece {
    const lines = this.#measure.wrap(normal(runs), size, this.#width);
    const lineRows = rowsOf(size);
    return {
      rows: lines.length * lineRows,
      draw: (context, top) => {
        lines.forEach((line, index) => {
          this.#line(context, line, size, this.#startOf(line, size, align), top + index * lineRows);
        });
      },
    };
  }

  #startOf(line: Line, size: number, align: Align): number {
    const free = this.#width - this.#measure.width(line, size);
    if (align === 'left') return 0;
    return align === 'right' ? free : free / 2;
  }

  #pair({ left, right, size: sizeName, keepRight }: Block & { type: 'pair' }): Piece {
    const size = this.#sizes[sizeName];
    const gutter = gutterEm * size;
    const label = normal([left]);
    const value = normal([right]);
    const labelWidth = this.#measure.width(label, size);
    const valueWidth = this.#measure.width(value, size);
    const valueRoom = keepRight
      ? valueWidth
      : Math.max(this.#width - labelWidth - gutter, this.#width * valueShare - gutter);
    const valueLines = this.#measure.wrap(value, size, Math.min(valueRoom, this.#width));
    const widest = Math.max(...valueLines.map((line) => this.#measure.width(line, size)), 0);
    const labelLines = this.#measure.wrap(label, size, Math.max(this.#width - widest - gutter, 8 * size));
    // An amount stands beside the last line of its name, a name beside the first line of its label.
    const shift = keepRight ? Math.max(0, labelLines.length - valueLines.length) : 0;
    const lineRows = rowsOf(size);
    return {
      rows: Math.max(labelLines.length, valueLines.length + shift) * lineRows,
      draw: (context, top) => {
        labelLines.forEach((line, index) => {
          this.#line(context, line, size, 0, top + index * lineRows);
        });
        valueLines.forEach((line, index) => {
          const x = this.#startOf(line, size, 'right');
          this.#line(context, line, size, x, top + (index + shift) * lineRows);
        });
      },
    };
  }

  #rule(): Piece {
    const rows = Math.round(this.#sizes.body * 0.75);
    return {
      rows,
      draw: (context, top) => {
        const y = top + Math.floor(rows / 2);
        for (let x = 0; x < this.#width; x += 10) context.fillRect(x, y, 6, 2);
      },
    };
  }

  #band(text: string, size: number): Piece {
    const runs = normal([{ text, weight: 'bold' }]);
    const lines = this.#measure.wrap(runs, size, this.#width - size);
    const lineRows = rowsOf(size);
    return {
      rows: lines.length * lineRows,
      draw: (context, top) => {
        context.fillRect(0, top, this.#width, lines.length * lineRows);
        context.fillStyle = '#fff';
        lines.forEach((line, index) => {
          this.#line(context, line, size, this.#startOf(line, size, 'center'), top + index * lineRows);
        });
        context.fillStyle = '#000';
      },
    };
  }

  #signatures(signers: readonly { readonly title: string; readonly name: string | null }[]): Piece {
    const { body, small } = this.#sizes;
    const column = this.#width / signers.length;
    const columns = signers.map(({ title, name }) => ({
      title: this.#measure.wrap(normal([{ text: title, weight: 'medium' }]), body, column - body / 2),
      name: this.#measure.wrap(normal([{ text: name ?? '', weight: 'bold' }]), small, column - body / 2),
    }));
    const titleRows = Math.max(...columns.map(({ title }) => title.length)) * rowsOf(body);
    const hintRows = rowsOf(small);
    const nameRows = Math.max(...columns.map(({ name }) => name.length)) * rowsOf(small);
    const room = Math.round(signatureEm * body);
    return {
      rows: titleRows + hintRows + room + nameRows,
      draw: (context, top) => {
        columns.forEach(({ title, name }, index) => {
          const middle = column * (index + 0.5);
          this.#stack(context, title, body, middle, top);
          this.#stack(
            context,
            [[{ text: '(ký, họ tên)', weight: 'medium' }]],
            small,
            middle,
            top + titleRows,
          );
          this.#stack(context, name, small, middle, top + titleRows + hintRows + room);
        });
      },
    };
  }

  /** A code of whole dots a module, with its quiet zone, and words in the middle of its height. */
  #qr(text: string, caption: readonly Run[]): Piece {
    const { size, dark } = qrModules(text);
    const quiet = codeModuleDots * 4;
    const side = size * codeModuleDots + 2 * quiet;
    const { small } = this.#sizes;
    const lines = caption.flatMap((run) =>
      this.#measure.wrap(normal([run]), small, this.#width - side - small),
    );
    const wordRows = lines.length * rowsOf(small);
    const rows = Math.max(side, wordRows);
    return {
      rows,
      draw: (context, top) => {
        const from = top + Math.floor((rows - side) / 2) + quiet;
        dark.forEach((ink, index) => {
          const row = Math.floor(index / size);
          const x = quiet + (index - row * size) * codeModuleDots;
          if (ink === 1) context.fillRect(x, from + row * codeModuleDots, codeModuleDots, codeModuleDots);
        });
        lines.forEach((line, index) => {
          const y = top + Math.floor((rows - wordRows) / 2) + index * rowsOf(small);
          this.#line(context, line, small, side, y);
        });
      },
    };
  }

  #stack(context: SKRSContext2D, lines: readonly Line[], size: number, middle: number, top: number): void {
    lines.forEach((line, index) => {
      const x = middle - this.#measure.width(line, size) / 2;
      this.#line(context, line, size, x, top + index * rowsOf(size));
    });
  }

  #blank(label: string): Piece {
    const size = this.#sizes.body;
    const line = normal([{ text: label, weight: 'medium' }]);
    const start = Math.ceil(this.#measure.width(line, size) + gutterEm * size);
    return {
      rows: rowsOf(size),
      draw: (context, top) => {
        this.#line(context, line, size, 0, top);
        const y = Math.round(top + ascentEm * size);
        for (let x = start; x < this.#width; x += 6) context.fillRect(x, y, 2, 2);
      },
    };
  }

  /** Draws one line from whole dots, since a fraction would make every stem grey before it becomes black. */
  #line(context: SKRSContext2D, line: Line, size: number, x: number, top: number): void {
    const baseline = Math.round(top + ascentEm * size);
    let at = Math.round(x);
    for (const { text, weight } of line) {
      for (const piece of pieces(text)) {
        if (/^\d/.test(piece)) at = this.#digits(context, piece, weight, size, at, baseline);
        else {
          context.font = face('letters', weight, size);
          context.fillText(piece, at, baseline);
          at += this.#measure.letters(piece, weight, size);
        }
      }
    }
  }

  #digits(
    context: SKRSContext2D,
    text: string,
    weight: Line[number]['weight'],
    size: number,
    from: number,
    baseline: number,
  ): number {
    const cell = this.#measure.cell(weight, size);
    context.font = face('digits', weight, size);
    let at = from;
    for (const one of text) {
      context.fillText(one, Math.round(at + (cell - this.#measure.digit(one, weight, size)) / 2), baseline);
      at += cell;
    }
    return at;
  }
}

function rowsOf(size: number): number {
  return Math.ceil(lineEm * size);
}

/** Marks joined to their letters: fonts draw the composed form best. */
function normal(runs: Line): Line {
  return runs.map(({ text, weight }) => ({ text: text.normalize('NFC'), weight }));
}
