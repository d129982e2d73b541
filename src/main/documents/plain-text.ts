/**
 * Blocks → lines of letters without marks, for a line that is too slow for pictures (facts/payments §4.1 "last resort").
 * The same content in the same order; sizes, weights and watermarks are lost, marks of reprints and training stand
 * between stars.
 */
import { invariant } from '../../shared/kernel/assert.ts';
import { toAscii } from '../../shared/text/index.ts';
import type { Align, Block, Paper } from './blocks.ts';

/** Narrower paper would break amounts. */
const leastColumns = 24;
/** Empty lines to sign in. */
const signatureLines = 4;

/**
 * Lines of printable ASCII, none longer than `columns`.
 * @param columns 48 on K80, 32 on K58
 */
export function plainLines({ blocks }: Paper, columns: number): readonly string[] {
  invariant(columns >= leastColumns, `paper of ${columns} letters`);
  return blocks.flatMap((block) => linesOf(block, columns)).map((line) => line.trimEnd());
}

function linesOf(block: Block, columns: number): readonly string[] {
  switch (block.type) {
    case 'text':
      return wrap(joined(block.runs), columns).map((line) => aligned(line, columns, block.align));
    case 'pair':
      return pair(toAscii(block.left.text), toAscii(block.right.text), columns);
    case 'rule':
      return ['-'.repeat(columns)];
    case 'gap':
      return block.em >= 1 ? [''] : [];
    case 'band':
      return wrap(`*** ${toAscii(block.text)} ***`, columns).map((line) => aligned(line, columns, 'center'));
    case 'signatures':
      return signatures(block.signers, columns);
    case 'qr':
      return block.caption.flatMap(({ text }) => wrap(toAscii(text), columns));
    case 'blank':
      return [`${toAscii(block.label)} `.padEnd(columns, '.').slice(0, columns)];
  }
}

function joined(runs: readonly { readonly text: string }[]): string {
  return toAscii(runs.map(({ text }) => text).join(''));
}

function aligned(line: string, columns: number, align: Align): string {
  if (align === 'left') return line;
  const free = columns - line.length;
  return ' '.repeat(align === 'right' ? free : Math.floor(free / 2)) + line;
}

/** The value at the right of the label where both fit in one line, else on lines of its own. */
function pair(label: string, value: string, columns: number): readonly string[] {
  const labelLines = wrap(label, columns);
  const last = labelLines.at(-1) ?? '';
  if (last.length + 1 + value.length <= columns) {
    return [...labelLines.slice(0, -1), last + ' '.repeat(columns - last.length - value.length) + value];
  }
  return [...labelLines, ...wrap(value, columns).map((line) => aligned(line, columns, 'right'))];
}

function signatures(
  signers: readonly { readonly title: string; readonly name: string | null }[],
  columns: number,
): readonly string[] {
  return signers.flatMap(({ title, name }) => [
    ...wrap(`${toAscii(title)} (ky, ho ten)`, columns),
    ...Array.from({ length: signatureLines }, () => ''),
    ...wrap(toAscii(name ?? ''), columns),
  ]);
}

/** Breaks at spaces; a word longer than the line is cut where it must. Never empty. */
function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text
    .split(/\s+/)
    .flatMap((whole) => whole.match(new RegExp(`.{1,${columns}}`, 'g')) ?? [])) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines;
}
