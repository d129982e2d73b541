/** A table as strips: column widths from what stands in it, headings that repeat, sums carried over a page break. */
import { invariant } from '../../../shared/kernel/assert.ts';
import type { Align, Cell, Column, Run, Table, TableRow } from './blocks.ts';
import { cellText } from './cells.ts';
import type { PageMeasure } from './measure.ts';
import { heightOf, type Ink, lineInks, type Strip, type TableStrips } from './strips.ts';

/** Letters of a table, tried from the largest until the amounts leave room for the words. */
const tableSizes = [9.5, 9, 8.5, 8, 7.5, 7, 6.5, 6] as const;
const padding = 2.6;
const thin = 0.5;
/** Least room for a text column of weight 1, in em. */
const leastTextEm = 5;
/** Rows of a table at its end that stay with what follows, so that no page holds signatures alone. */
const gluedRows = 2;
/** A table of so few rows is broken only where it must be. */
const shortTableRows = 12;
/** A month of a busy counter; more is another document. */
const mostRows = 50_000;

interface Grid {
  readonly measure: PageMeasure;
  readonly columns: readonly Column[];
  /** Left edge of every column, and the right edge of the last. */
  readonly edges: readonly number[];
  readonly size: number;
}

/** @throws InvariantBroken when amounts alone are wider than the page, or rows have not as many cells as columns */
export function tableStrips(table: Table, measure: PageMeasure, width: number): Strip[] {
  invariant(table.rows.length <= mostRows, `table of ${table.rows.length} rows`);
  for (const row of table.rows) checkRow(row, table.columns.length);
  const grid = gridOf(table, measure, width);
  const context = tableContext(grid, table);
  const sums: (number | null)[] = table.columns.map(() => null);
  const rows = table.rows.map((row, index): Strip => {
    if (row.kind === 'line') addTo(sums, table.columns, row);
    const glued = index >= table.rows.length - gluedRows || row.kind === 'section';
    const together = table.rows.length <= shortTableRows;
    return { ...rowStrip(grid, row), table: context, carried: [...sums], glued, together };
  });
  return [{ ...context.head, glued: true }, ...rows];
}

function checkRow(row: TableRow, columns: number): void {
  const covered = row.kind === 'section' ? columns : row.cells.length - 1 + (row.span ?? 1);
  invariant(covered === columns, `row of ${covered} cells in a table of ${columns} columns`);
}

function addTo(sums: (number | null)[], columns: readonly Column[], row: TableRow): void {
  columns.forEach(({ carry }, index) => {
    const cell = row.cells[index - ((row.span ?? 1) - 1)];
    const value = carry === undefined || cell === undefined ? null : numberOf(cell);
    if (value === null) return;
    sums[index] = carry === 'last' ? value : (sums[index] ?? 0) + value;
  });
}

function numberOf(cell: Cell): number | null {
  if (cell === null || typeof cell === 'string') return null;
  if ('dong' in cell) return cell.dong;
  return 'count' in cell ? cell.count : null;
}

function gridOf(table: Table, measure: PageMeasure, width: number): Grid {
  for (const size of tableSizes) {
    for (const wholeHeads of [true, false]) {
      const edges = edgesAt(table, measure, width, size, wholeHeads);
      if (edges !== null) return { measure, columns: table.columns, edges, size };
    }
  }
  throw new TypeError('table wider than its page');
}

function edgesAt(
  { columns, rows }: Table,
  measure: PageMeasure,
  width: number,
  size: number,
  wholeHeads: boolean,
): number[] | null {
  const fixed = columns.map((column, index) =>
    column.kind === 'number' ? numberWidth(column, index, rows, measure, size, wholeHeads) : 0,
  );
  const left = width - fixed.reduce((sum, one) => sum + one, 0);
  const weights = columns.map(({ kind, weight = 1 }) => (kind === 'number' ? 0 : weight));
  const all = weights.reduce((sum, one) => sum + one, 0);
  if (left < all * leastTextEm * size && left < all * 48) return null;
  // Headings on one line are worth having only while the words keep most of the page.
  if (wholeHeads && all > 0 && left < width * 0.55) return null;
  const smallest = Math.min(...weights.map((one, index) => roomFor(one, index)));
  if (smallest < 0) return null;
  const stretch = all === 0 ? left / columns.length : 0;
  const edges = [0];
  columns.forEach((_, index) => {
    const share = all === 0 ? stretch : ((weights[index] ?? 0) / all) * left;
    edges.push((edges.at(-1) ?? 0) + (fixed[index] ?? 0) + share);
  });
  return edges;

  /** Room left in a text column beside the longest word of its heading. */
  function roomFor(weight: number, index: number): number {
    const column = columns[index];
    if (column === undefined || weight === 0) return 0;
    return (weight / all) * left - 2 * padding - longestWord(column.head, measure, size);
  }
}

function longestWord(text: string, measure: PageMeasure, size: number): number {
  return Math.max(...text.split(' ').map((word) => measure.text(word, 'bold', size)));
}

function numberWidth(
  column: Column,
  index: number,
  rows: readonly TableRow[],
  measure: PageMeasure,
  size: number,
  wholeHeads: boolean,
): number {
  let widest = wholeHeads ? measure.text(column.head, 'bold', size) : longestWord(column.head, measure, size);
  // Sums that a page break shows can be wider than any line.
  if (column.carry === 'sum')
    widest = Math.max(widest, measure.text(carriedWidest(rows, index), 'bold', size));
  for (const row of rows) {
    if (row.kind === 'section') continue;
    const at = index - ((row.span ?? 1) - 1);
    const cell = at > 0 || (at === 0 && row.span === undefined) ? row.cells[at] : undefined;
    if (cell !== undefined) widest = Math.max(widest, measure.text(cellText(cell), 'bold', size));
  }
  // Half a point more than needed: sums of fractions must not push the last digit to a second line.
  return widest + 2 * padding + 0.5;
}

function carriedWidest(rows: readonly TableRow[], index: number): string {
  const sum = rows.reduce((all, row) => {
    const cell = row.kind === 'line' ? row.cells[index - ((row.span ?? 1) - 1)] : undefined;
    return all + (cell === undefined ? 0 : Math.abs(numberOf(cell) ?? 0));
  }, 0);
  return cellText({ dong: sum });
}

function tableContext(grid: Grid, table: Table): TableStrips {
  const first = table.columns.findIndex(({ carry }) => carry !== undefined);
  const carry = (label: string, sums: readonly (number | null)[]): Strip | null => {
    if (first === -1) return null;
    const cells = table.columns.slice(first).map(({ carry: carries }, index): Cell => {
      const value = sums[first + index] ?? null;
      return carries === undefined || value === null ? null : { dong: value };
    });
    return rowStrip(grid, { kind: 'subtotal', span: first, cells: [label, ...cells] });
  };
  return {
    head: headStrip(grid, table.numbered === true),
    carry,
    carryHeight: carry('Cộng', [])?.height ?? 0,
  };
}

const rowWeight = { line: 'medium', section: 'bold', subtotal: 'bold', total: 'bold' } as const;

function rowStrip(grid: Grid, row: TableRow): Strip {
  const { measure, columns, edges, size } = grid;
  const weight = rowWeight[row.kind];
  const span = row.kind === 'section' ? columns.length : (row.span ?? 1);
  const placed = row.cells.map((cell, index) => {
    const from = index === 0 ? 0 : index + span - 1;
    const to = index === 0 ? span : from + 1;
    const x = edges[from] ?? 0;
    const width = (edges[to] ?? 0) - x;
    const align = alignOf(cell, columns[from], span > 1 && index === 0);
    const run: Run = { text: cellText(cell), weight, slanted: row.kind === 'subtotal' };
    return { x, width, align, lines: measure.wrap([run], size, width - 2 * padding) };
  });
  const most = Math.max(1, ...placed.map(({ lines }) => lines.length));
  const height = heightOf(most, size) + padding;
  const inks: Ink[] = [];
  if (row.kind === 'total' || row.kind === 'section') {
    const grey = row.kind === 'total' ? 0.93 : 0.96;
    inks.push({ ink: 'box', x: 0, y: 0, width: edges.at(-1) ?? 0, height, grey });
    // The line of the row above lies under the box.
    inks.push(horizontal(edges, 0));
  }
  for (const { x, width, align, lines } of placed) {
    const place = { x: x + padding, width: width - 2 * padding, top: padding / 2, size, align };
    inks.push(...lineInks(measure, lines, place));
    inks.push(vertical(x, height));
  }
  inks.push(vertical(edges.at(-1) ?? 0, height), horizontal(edges, height));
  return { height, inks };
}

function alignOf(cell: Cell, column: Column | undefined, spanning: boolean): Align {
  if (spanning) return 'left';
  if (cell !== null && typeof cell !== 'string' && ('day' in cell || 'at' in cell)) return 'center';
  if (column?.kind === 'number')
    return typeof cell === 'string' && /^[^\d]+$/.test(cell) ? 'center' : 'right';
  return column?.kind === 'center' ? 'center' : 'left';
}

function vertical(x: number, height: number): Ink {
  return { ink: 'line', x, y: 0, toX: x, toY: height, thick: thin };
}

function horizontal(edges: readonly number[], y: number): Ink {
  return { ink: 'line', x: 0, y, toX: edges.at(-1) ?? 0, toY: y, thick: thin };
}

/** Headings, with groups above them, and the row of numbers under them. */
function headStrip(grid: Grid, numbered: boolean): Strip {
  const { measure, columns, edges, size } = grid;
  const grouped = columns.some(({ group }) => group !== undefined);
  const groupHeight = grouped ? heightOf(1, size) + padding : 0;
  const lines = columns.map(({ head }, index) => {
    const width = (edges[index + 1] ?? 0) - (edges[index] ?? 0) - 2 * padding;
    return measure.wrap([{ text: head, weight: 'bold' }], size, width);
  });
  const tallest = columns.map(
    ({ group }, index) => (group === undefined ? 0 : groupHeight) + heightOf(lines[index]?.length ?? 0, size),
  );
  const height = Math.max(...tallest) + padding;
  const inks: Ink[] = [
    { ink: 'box', x: 0, y: 0, width: edges.at(-1) ?? 0, height, grey: 0.9 },
    horizontal(edges, 0),
    horizontal(edges, height),
  ];
  columns.forEach(({ group }, index) => {
    const x = edges[index] ?? 0;
    const width = (edges[index + 1] ?? 0) - x;
    const own = lines[index] ?? [];
    const from = group === undefined ? 0 : groupHeight;
    const free = height - from - heightOf(own.length, size);
    const place = { x: x + padding, width: width - 2 * padding, size, align: 'center' as const };
    inks.push(...lineInks(measure, own, { ...place, top: from + free / 2 }));
    const inner = group !== undefined && columns[index - 1]?.group === group;
    inks.push({ ink: 'line', x, y: inner ? groupHeight : 0, toX: x, toY: height, thick: thin });
    if (group !== undefined && !inner) inks.push(...groupInks(grid, index, group, groupHeight));
  });
  inks.push(vertical(edges.at(-1) ?? 0, height));
  return numbered ? under({ height, inks }, numberStrip(grid)) : { height, inks };
}

function groupInks({ measure, columns, edges, size }: Grid, from: number, group: string, y: number): Ink[] {
  let to = from;
  while (columns[to + 1]?.group === group) to += 1;
  const x = edges[from] ?? 0;
  const width = (edges[to + 1] ?? 0) - x;
  const lines = measure.wrap([{ text: group, weight: 'bold' }], size, width).slice(0, 1);
  return [
    ...lineInks(measure, lines, { x, width, top: padding / 2, size, align: 'center' }),
    { ink: 'line', x, y, toX: x + width, toY: y, thick: thin },
  ];
}

function numberStrip(grid: Grid): Strip {
  const { measure, columns, edges } = grid;
  const size = grid.size - 1;
  const height = heightOf(1, size) + 1;
  const inks = columns.flatMap((_, index): Ink[] => {
    const x = edges[index] ?? 0;
    const width = (edges[index + 1] ?? 0) - x;
    const lines = measure.wrap([{ text: `(${index + 1})`, slanted: true }], size, width);
    return [...lineInks(measure, lines, { x, width, top: 0.5, size, align: 'center' }), vertical(x, height)];
  });
  return { height, inks: [...inks, vertical(edges.at(-1) ?? 0, height), horizontal(edges, height)] };
}

function under(above: Strip, below: Strip): Strip {
  const shifted = below.inks.map((one) =>
    one.ink === 'line'
      ? { ...one, y: one.y + above.height, toY: one.toY + above.height }
      : { ...one, y: one.y + above.height },
  );
  return { height: above.height + below.height, inks: [...above.inks, ...shifted] };
}
