/** The same paper as a workbook: amounts are numbers, codes are text, dates are dd/mm/yyyy (facts/files.md §7.7). */
import writeXlsxFile, { type CellObject, type SheetData } from 'write-excel-file/node';
import type { Cell, Column, Field, PageBlock, PagePaper, Run, Table, TableRow } from './blocks.ts';
import { cellText } from './cells.ts';
import { withoutTimes } from './zip-times.ts';

/** One sheet of the workbook. */
export interface SheetOfPaper {
  readonly name: string;
  readonly blocks: readonly PageBlock[];
  readonly mark: string | null;
  readonly landscape: boolean;
}

/** A table alone on a sheet, headings in the first row: for another program. */
export interface NamedTable {
  readonly name: string;
  readonly table: Table;
}

const leastColumns = 6;
/** A sheet's own limit. */
const mostRows = 1_048_576;
const amountFormat = '#,##0;[Red]-#,##0';
const shareFormat = '0.00%';
/** A cell that begins so is a formula for whoever opens the list as text. */
const formulaStart = /^[=+\-@\t\r]/;

type Row = (CellObject | null)[];

/** The first copy of a paper: a workbook has no liên. */
export function sheetsOf(paper: PagePaper): SheetOfPaper[] {
  const blocks = paper.copies[0] ?? [];
  const mark = [paper.mark, paper.watermark].find((one) => one !== null) ?? null;
  return [{ name: 'Chứng từ', blocks, mark, landscape: paper.landscape }];
}

/**
 * The bytes of a workbook; the same sheets give the same bytes.
 * @throws TypeError when a sheet would have more rows than a sheet can
 */
export async function xlsxOf(sheets: readonly (SheetOfPaper | NamedTable)[]): Promise<Uint8Array> {
  const made = sheets.map((sheet) => {
    const { data, widths } = 'table' in sheet ? rawSheet(sheet.table) : paperSheet(sheet);
    if (data.length > mostRows) throw new TypeError(`sheet of ${data.length} rows`);
    return {
      data,
      sheet: sheet.name,
      columns: widths.map((width) => ({ width })),
      ...('table' in sheet ? { stickyRowsCount: 1 } : {}),
      ...('landscape' in sheet && sheet.landscape ? { orientation: 'landscape' as const } : {}),
    };
  });
  const buffer = await writeXlsxFile(made, { fontFamily: 'Arial', fontSize: 11 }).toBuffer();
  return new Uint8Array(withoutTimes(buffer));
}

interface Drawn {
  readonly data: SheetData;
  readonly widths: readonly number[];
}

function rawSheet(table: Table): Drawn {
  const head = table.columns.map((column): CellObject => ({ value: column.head, fontWeight: 'bold' }));
  const rows = table.rows.map((row) => row.cells.map((cell) => cellOf(cell, 'line')));
  return { data: [head, ...rows], widths: widthsOf([table]) };
}

function paperSheet({ blocks, mark }: SheetOfPaper): Drawn {
  const tables = blocks.filter((block): block is Table => block.type === 'table');
  const columns = Math.max(leastColumns, ...tables.map((table) => table.columns.length));
  const data: Row[] = mark === null ? [] : [wide({ value: mark, fontWeight: 'bold' }, columns)];
  for (const block of blocks) data.push(...blockRows(block, columns));
  return { data, widths: widthsOf(tables) };
}

function blockRows(block: PageBlock, columns: number): Row[] {
  switch (block.type) {
    case 'letterhead':
      return [...block.left, ...block.right].map((run) => wide(runCell([run]), columns));
    case 'title': {
      const title: CellObject = { value: block.text, fontWeight: 'bold', fontSize: 15, align: 'center' };
      const under = [...block.under, ...block.right].map(
        (run): CellObject => ({ ...runCell([run]), align: 'center' }),
      );
      return [[], wide(title, columns), ...under.map((cell) => wide(cell, columns)), []];
    }
    case 'fields':
      return block.fields.map((field) => wide(fieldCell(field), columns));
    case 'text':
      return [wide(runCell(block.runs), columns)];
    case 'table':
      return tableRows(block);
    case 'signatures':
      return signatureRows(block, columns);
    case 'gap':
      return block.points >= 4 ? [[]] : [];
  }
}

function wide(cell: CellObject, columns: number): Row {
  return [{ ...cell, columnSpan: columns, wrap: true }, ...Array.from({ length: columns - 1 }, () => null)];
}

function runCell(runs: readonly Run[]): CellObject {
  const text = runs.map((run) => run.text).join('');
  const allBold = runs.every((run) => run.weight === 'bold');
  return { ...safe(text), ...(allBold ? { fontWeight: 'bold' as const } : {}) };
}

function fieldCell({ label, value, weight }: Field): CellObject {
  const text = `${label}: ${value ?? '…'}`;
  return { ...safe(text), ...(weight === 'bold' ? { fontWeight: 'bold' as const } : {}) };
}

function safe(text: string): CellObject {
  const plain = text.normalize('NFC');
  return { value: formulaStart.test(plain) ? `'${plain}` : plain, type: String, format: '@' };
}

const grid = { borderStyle: 'thin', borderColor: '#808080' } as const;

function tableRows(table: Table): Row[] {
  const groups = table.columns.some(({ group }) => group !== undefined) ? [groupRow(table.columns)] : [];
  const head = table.columns.map(
    (column): CellObject => ({
      value: column.head,
      fontWeight: 'bold',
      align: 'center',
      wrap: true,
      backgroundColor: '#e6e6e6',
      ...grid,
    }),
  );
  return [...groups, head, ...table.rows.map((row) => tableRow(row, table.columns.length))];
}

function groupRow(columns: readonly Column[]): Row {
  return columns.map(({ group }, index): CellObject | null => {
    if (group !== undefined && columns[index - 1]?.group === group) return null;
    const after = columns.slice(index).findIndex((one) => one.group !== group);
    const span = group === undefined ? 1 : after === -1 ? columns.length - index : after;
    return {
      value: group ?? '',
      fontWeight: 'bold',
      align: 'center',
      backgroundColor: '#e6e6e6',
      columnSpan: span,
      ...grid,
    };
  });
}

function tableRow(row: TableRow, columns: number): Row {
  const span = row.kind === 'section' ? columns : (row.span ?? 1);
  return row.cells.flatMap((cell, index): Row => {
    const own = { ...cellOf(cell, row.kind), ...grid };
    if (index > 0 || span === 1) return [own];
    return [{ ...own, columnSpan: span }, ...Array.from({ length: span - 1 }, () => null)];
  });
}

function cellOf(cell: Cell, kind: TableRow['kind']): CellObject {
  const weight = kind === 'line' ? {} : { fontWeight: 'bold' as const };
  if (cell === null) return { ...weight };
  if (typeof cell === 'string') return { ...safe(cell), wrap: true, alignVertical: 'top', ...weight };
  if ('dong' in cell) return { value: cell.dong, type: Number, format: amountFormat, ...weight };
  if ('count' in cell) return { value: cell.count, type: Number, format: '#,##0', ...weight };
  if ('share' in cell) return { value: cell.share / 10_000, type: Number, format: shareFormat, ...weight };
  return { ...safe(cellText(cell)), ...weight };
}

function signatureRows(block: PageBlock & { type: 'signatures' }, columns: number): Row[] {
  const { signers, date } = block;
  const span = Math.max(1, Math.floor(columns / signers.length));
  const line = (text: (index: number) => string, weight: 'bold' | null): Row =>
    signers.flatMap(
      (_, index): Row => [
        {
          ...safe(text(index)),
          columnSpan: span,
          align: 'center',
          ...(weight === null ? {} : { fontWeight: weight }),
        },
        ...Array.from({ length: span - 1 }, () => null),
      ],
    );
  return [
    ...(date === null ? [] : [wide({ ...safe(date), align: 'right' }, columns)]),
    line((index) => signers[index]?.title ?? '', 'bold'),
    line((index) => signers[index]?.hint ?? '', null),
    [],
    [],
    [],
    line((index) => signers[index]?.name ?? '', 'bold'),
  ];
}

/** Widths in letters: amounts whole, text within reason. */
function widthsOf(tables: readonly Table[]): number[] {
  const columns = Math.max(leastColumns, ...tables.map((table) => table.columns.length));
  return Array.from({ length: columns }, (_, index) => {
    const lengths = tables.flatMap((table) => [
      Math.ceil((table.columns[index]?.head.length ?? 0) / 2),
      ...table.rows.map((row) => lengthAt(row, index)),
    ]);
    return Math.min(42, Math.max(8, ...lengths) + 2);
  });
}

function lengthAt(row: TableRow, index: number): number {
  if (row.kind === 'section') return 0;
  const at = index - ((row.span ?? 1) - 1);
  if (at < 0 || (at === 0 && row.span !== undefined)) return 0;
  const cell = row.cells[at];
  return cell === undefined ? 0 : cellText(cell).length;
}
