/** Blocks → strips. */
import { invariant } from '../../../shared/kernel/assert.ts';
import { qrModules } from '../qr.ts';
import type { Field, PageBlock, Run } from './blocks.ts';
import type { Line, PageMeasure } from './measure.ts';
import { heightOf, type Ink, lineInks, type Strip, sizes } from './strips.ts';
import { tableStrips } from './table.ts';

/** Of a look-up code with its quiet zone, in points: 18 mm. */
const codeSide = 52;
const quietModules = 4;

/**
 * The strips of blocks in a column `width` points wide.
 * @param signatureRoom points for a signature and a stamp
 */
export function stripsOf(
  blocks: readonly PageBlock[],
  measure: PageMeasure,
  width: number,
  signatureRoom: number,
): Strip[] {
  const lastTable = blocks.findLastIndex((block) => block.type === 'table');
  return blocks.flatMap((block, index) => {
    // What closes a document stays with the end of its last table, so that no page holds signatures alone.
    if (block.type === 'gap') return [{ height: block.points, inks: [], glued: index > lastTable }];
    return blockStrips(block, measure, width, signatureRoom);
  });
}

function blockStrips(
  block: Exclude<PageBlock, { type: 'gap' }>,
  measure: PageMeasure,
  width: number,
  signatureRoom: number,
): Strip[] {
  switch (block.type) {
    case 'letterhead':
      return [letterhead(block, measure, width)];
    case 'title':
      return [title(block, measure, width)];
    case 'fields':
      return [fields(block.fields, measure, width)];
    case 'text':
      return textStrips(block, measure, width);
    case 'table':
      return tableStrips(block, measure, width);
    case 'signatures':
      return [signatures(block, measure, width, signatureRoom)];
  }
}

function wrapAll(measure: PageMeasure, runs: readonly Run[], size: number, width: number): Line[] {
  return runs.flatMap((run) => measure.wrap([run], size, width));
}

function letterhead(
  { left, right }: PageBlock & { type: 'letterhead' },
  measure: PageMeasure,
  width: number,
): Strip {
  const size = 9.5;
  const leftWidth = width * (right.length === 0 ? 1 : 0.62);
  const rightWidth = width * 0.34;
  const leftLines = wrapAll(measure, left, size, leftWidth);
  const rightLines = wrapAll(measure, right, size, rightWidth);
  return {
    height: heightOf(Math.max(leftLines.length, rightLines.length), size) + 4,
    inks: [
      ...lineInks(measure, leftLines, { x: 0, width: leftWidth, top: 0, size, align: 'left' }),
      ...lineInks(measure, rightLines, {
        x: width - rightWidth,
        width: rightWidth,
        top: 0,
        size,
        align: 'center',
      }),
    ],
  };
}

function title(
  { text, under, right }: PageBlock & { type: 'title' },
  measure: PageMeasure,
  width: number,
): Strip {
  const rightLines = wrapAll(measure, right, sizes.body, width * 0.3);
  const rightWidth = Math.max(0, ...rightLines.map((line) => measure.line(line, sizes.body)));
  const middle = width - 2 * (rightWidth === 0 ? 0 : rightWidth + 8);
  const heads = measure.wrap([{ text, weight: 'bold' }], sizes.title, middle);
  const lines = wrapAll(measure, under, sizes.body, middle);
  const titleHeight = heightOf(heads.length, sizes.title);
  const x = (width - middle) / 2;
  const place = { x, width: middle, align: 'center' as const };
  const height = Math.max(
    titleHeight + heightOf(lines.length, sizes.body),
    heightOf(rightLines.length, sizes.body),
  );
  return {
    height: height + 4,
    inks: [
      ...lineInks(measure, heads, { ...place, top: 0, size: sizes.title }),
      ...lineInks(measure, lines, { ...place, top: titleHeight, size: sizes.body }),
      ...lineInks(measure, rightLines, {
        x: width - rightWidth,
        width: rightWidth,
        top: 4,
        size: sizes.body,
        align: 'left',
      }),
    ],
    glued: true,
  };
}

function fields(parts: readonly Field[], measure: PageMeasure, width: number): Strip {
  const all = parts.reduce((sum, { share = 1 }) => sum + share, 0);
  const gap = 12;
  const inks: Ink[] = [];
  let x = 0;
  let most = 1;
  for (const { label, value, weight = 'medium', share = 1 } of parts) {
    const own = (width * share) / all - (parts.length > 1 ? gap : 0);
    const runs: Run[] = [{ text: `${label}:` }];
    if (value !== null) runs.push({ text: ' ' }, { text: value, weight });
    const lines = measure.wrap(runs, sizes.body, own);
    most = Math.max(most, lines.length);
    inks.push(...lineInks(measure, lines, { x, width: own, top: 0, size: sizes.body, align: 'left' }));
    if (value === null) {
      const from = x + measure.line(lines[0] ?? [], sizes.body) + 4;
      const y = sizes.body * 1.2;
      inks.push({ ink: 'line', x: from, y, toX: x + own, toY: y, thick: 0.7, dots: true });
    }
    x += own + gap;
  }
  return { height: heightOf(most, sizes.body), inks };
}

/** A strip for each line, so that a long text can go on over the page. */
function textStrips(block: PageBlock & { type: 'text' }, measure: PageMeasure, width: number): Strip[] {
  const size = sizes[block.size ?? 'body'];
  const glued = block.glued === true;
  return measure.wrap(block.runs, size, width).map((line) => ({
    height: heightOf(1, size),
    inks: lineInks(measure, [line], { x: 0, width, top: 0, size, align: block.align ?? 'left' }),
    glued,
  }));
}

function signatures(
  { date, signers, code }: PageBlock & { type: 'signatures' },
  measure: PageMeasure,
  width: number,
  signatureRoom: number,
): Strip {
  invariant(signers.length > 0, 'nobody signs');
  const columns = signers.length + (code === undefined ? 0 : 1);
  const column = width / columns;
  const size = columns > 4 ? 9 : 10;
  const room = column - 6;
  const place = (index: number) => ({
    x: column * (index + columns - signers.length) + 3,
    width: room,
    align: 'center' as const,
  });
  const titles = signers.map((one) => measure.wrap([{ text: one.title, weight: 'bold' }], size, room));
  const hints = signers.map((one) => measure.wrap([{ text: one.hint, slanted: true }], size - 1, room));
  const names = signers.map((one) =>
    one.name === null ? [] : measure.wrap([{ text: one.name, weight: 'bold' }], size, room),
  );
  const most = (lines: readonly (readonly Line[])[]) => Math.max(...lines.map((one) => one.length));
  const titleTop = date === null ? 0 : heightOf(1, size);
  const hintTop = titleTop + heightOf(most(titles), size);
  const nameTop = hintTop + heightOf(most(hints), size - 1) + signatureRoom;
  const inks = signers.flatMap((_, index): Ink[] => [
    ...lineInks(measure, titles[index] ?? [], { ...place(index), top: titleTop, size }),
    ...lineInks(measure, hints[index] ?? [], { ...place(index), top: hintTop, size: size - 1 }),
    ...lineInks(measure, names[index] ?? [], { ...place(index), top: nameTop, size }),
  ]);
  if (code !== undefined) inks.push(...codeInks(code, measure, column));
  if (date !== null) inks.push(...dateInks(date, measure, width, column, size));
  const codeHeight = code === undefined ? 0 : codeSide - 2 + heightOf(code.caption.length, sizes.small);
  return { height: Math.max(codeHeight, nameTop + heightOf(Math.max(1, most(names)), size)), inks };
}

/** The date above the last signature, as official forms have it, moved left where it would leave the page. */
function dateInks(date: string, measure: PageMeasure, width: number, column: number, size: number): Ink[] {
  const line = measure.wrap([{ text: date, slanted: true }], size, width);
  const dateWidth = measure.line(line[0] ?? [], size);
  const x = Math.min(width - column / 2 - dateWidth / 2, width - dateWidth);
  return lineInks(measure, line, { x, width: dateWidth, top: 0, size, align: 'left' });
}

/** A look-up code with its words under it, in the middle of a column. */
function codeInks(
  { text, caption }: { readonly text: string; readonly caption: readonly string[] },
  measure: PageMeasure,
  width: number,
): Ink[] {
  const { size, dark } = qrModules(text);
  const module = codeSide / (size + 2 * quietModules);
  const left = (width - codeSide) / 2;
  const inks: Ink[] = [];
  dark.forEach((ink, index) => {
    if (ink !== 1) return;
    const row = Math.floor(index / size);
    const at = { x: left + (quietModules + index - row * size) * module, y: (quietModules + row) * module };
    inks.push({ ink: 'box', ...at, width: module, height: module, grey: 0 });
  });
  const words = caption.map((one): Run => ({ text: one }));
  const lines = wrapAll(measure, words, sizes.small, width);
  const place = { x: 0, width, top: codeSide - 2, size: sizes.small, align: 'center' as const };
  return [...inks, ...lineInks(measure, lines, place)];
}
