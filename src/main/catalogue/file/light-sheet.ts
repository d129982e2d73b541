/**
 * Most cells of a list say nothing but which of the workbook's shared texts they show (ECMA-376 part 1, §18.3.1.4 and
 * §18.4.8). For the reader of workbooks each is as much work as a date or a formula: two thirds of the time of a large list.
 * They are taken out of the sheet before it is read, and put back. What is not plain text is asked of that reader, once each.
 */
import { invariant } from '../../../shared/kernel/assert.ts';
import { type Cell, textCell } from './table.ts';

/** A sheet without the cells that point to a shared text. */
export interface LightSheet {
  /** What is left of its XML, and below its last row the texts that only the reader of workbooks can tell, each once. */
  readonly xml: Buffer;
  /**
   * Puts the cells back where they were, into the rows that were read of {@link xml}.
   * @throws when that has other rows than expected, or a cell in the place of one
   */
  putBack(read: Cell[][]): void;
}

/** What the format allows (§18.3.1.73): a sheet with more is not touched. */
const mostRows = 1_048_576;
const mostColumns = 16_384;
/** More than any workbook has. */
const mostTexts = 2 ** 32;

/** The shortest of these cells, in letters: `<c r="A1" t="s"><v>0</v></c>`. */
const shortestCell = 28;

/**
 * Takes them out; null where there are none, or the sheet is not written as programs write it.
 * @param shared the part with the workbook's texts, if it has one
 */
export function lightSheet(sheet: Buffer, shared: Buffer | undefined): LightSheet | null {
  // Byte by byte, whatever its letters are: what is looked for is ASCII, and the rest stays as it is.
  const xml = sheet.toString('latin1');
  const end = xml.lastIndexOf('</sheetData>');
  const begin = xml.indexOf(rowsBegin);
  const once = begin >= 0 && begin < end && xml.indexOf(rowsBegin, begin + 1) < 0;
  if (!once || mayHide(xml)) return null;
  const last = lastRowOf(xml, end);
  const cells = takeCells(xml, begin, end);
  const usual =
    cells.count > 0 && cells.lastRow <= last && last <= mostRows && cells.lastColumn <= mostColumns;
  if (!usual) return null;
  const known = plainTexts(shared?.toString('utf8') ?? '');
  const unknown = [...new Set(cells.texts.subarray(0, cells.count))].filter(
    (text) => known[text] === undefined,
  );
  const width = cells.lastColumn;
  const left = [cells.left, rowsOfTexts(unknown, last, width), xml.slice(end)];
  return {
    xml: Buffer.from(left.join(''), 'latin1'),
    putBack(rows) {
      const told = rows.splice(last);
      if (told.length > Math.ceil(unknown.length / width)) throw new Error(`more rows than ${last}`);
      const textOf = new Map(
        unknown.map((text, place) => [text, told[Math.floor(place / width)]?.[place % width] ?? null]),
      );
      while (rows.length < cells.lastRow) rows.push([]);
      for (let index = 0; index < cells.count; index += 1) {
        const [row, column, text] = [
          cells.rows[index] ?? 0,
          cells.columns[index] ?? 0,
          cells.texts[index] ?? 0,
        ];
        const into = rows[row - 1];
        invariant(into !== undefined, 'a cell lies in a row of its sheet');
        while (into.length < column) into.push(null);
        if (into[column - 1] !== null)
          throw new Error(`cell ${columnLetters(column)}${row} stands there twice`);
        const plain = known[text];
        into[column - 1] = plain === undefined ? (textOf.get(text) ?? null) : plain;
      }
    },
  };
}

/**
 * The workbook's texts by their numbers: of those that are plain text what their cells show, of others (of several fonts,
 * with escapes) undefined.
 */
function plainTexts(xml: string): (string | null | undefined)[] {
  const texts: (string | null | undefined)[] = [];
  // An item that is not found below would give its number to the next one.
  if (mayHide(xml) || /<\/?si[^>]/.test(xml)) return texts;
  for (let at = xml.indexOf(item); at >= 0; at = xml.indexOf(item, at)) {
    const from = at + (plainBeginnings.find((begin) => xml.startsWith(begin, at))?.length ?? 0);
    const to = xml.indexOf('<', from);
    const text = xml.slice(from, to);
    const plain = from > at && xml.startsWith(plainEnd, to) && !/[&\r]|_x/.test(text);
    texts.push(plain ? textCell(text) : undefined);
    const close = xml.indexOf(itemEnd, at);
    if (close < 0) break;
    at = close + itemEnd.length;
  }
  return texts;
}

const item = '<si>';
const itemEnd = '</si>';
const plainBeginnings = ['<si><t>', '<si><t xml:space="preserve">'];
const plainEnd = '</t></si>';

/** Cells that were taken out, in the order of the sheet. */
interface TakenCells {
  readonly count: number;
  /** From 1 on, as columns and their texts' numbers. */
  readonly rows: Uint32Array;
  readonly columns: Uint16Array;
  readonly texts: Uint32Array;
  readonly lastRow: number;
  readonly lastColumn: number;
  /** The XML without them. */
  readonly left: string;
}

const opening = '<c r="';
const style = ' s="';
const pointing = '" t="s"><v>';
const closing = '</v></c>';

/** Letters of a column, digits of a number. */
const isLetter = (code: number) => code >= 0x41 && code <= 0x5a;
const isDigit = (code: number) => code >= 0x30 && code <= 0x39;

const rowsBegin = '<sheetData';

/** Whether it has comments, sections or, behind its declaration, instructions, in which a tag would be text. */
function mayHide(xml: string): boolean {
  const has = (mark: string, from: number) => {
    let at = xml.indexOf(mark, from);
    while (at > 0 && xml[at - 1] !== '<') at = xml.indexOf(mark, at + 1);
    return at > 0;
  };
  const declared = /^[^<]{0,3}<\?xml\s[^>]*>/.exec(xml)?.[0].length ?? 0;
  return has('!', 0) || has('?', declared);
}

/** Row tags from a place on, one after the other: what each says its number is. */
function rowNumbers(xml: string, from: number) {
  let next = xml.indexOf('<row', from);
  let number = 0;
  return {
    /** Number of the row that a cell at this place stands in, 0 where it has none; places only grow. */
    at(place: number): number {
      while (next >= 0 && next < place) {
        number = rowNumber(xml, next);
        next = xml.indexOf('<row', next + 1);
      }
      return number;
    },
  };
}

/** As most programs begin a row. */
const usualRow = /<row r="(\d+)"(?: spans="[\d:]*")?>/y;

/** The number of the row tag at this place, by its own word; 0 where it has none, or two. */
function rowNumber(xml: string, at: number): number {
  usualRow.lastIndex = Math.max(0, at);
  const usual = usualRow.exec(xml)?.[1];
  if (usual !== undefined) return Number(usual);
  const tag = /^<row\s[^>]*>/.exec(xml.slice(at, at + 1_000))?.[0] ?? '';
  const numbers = Array.from(tag.matchAll(/[\s:]r="(\d+)"/g), ([, number]) => Number(number));
  return numbers.length === 1 ? (numbers[0] ?? 0) : 0;
}

const noCells: TakenCells = {
  ...{ count: 0, lastRow: 0, lastColumn: 0, left: '' },
  ...{ rows: new Uint32Array(), columns: new Uint16Array(), texts: new Uint32Array() },
};

/** Of the XML from `begin` to `end`. */
function takeCells(xml: string, begin: number, end: number): TakenCells {
  const room = Math.ceil(end / shortestCell);
  const [rows, columns, texts] = [new Uint32Array(room), new Uint16Array(room), new Uint32Array(room)];
  const left: string[] = [];
  let count = 0;
  let lastRow = 0;
  let lastOfRow = 0;
  let lastColumn = 0;
  let kept = 0;
  const numberOfRow = rowNumbers(xml, begin);
  let at = xml.indexOf(opening, begin);
  /** Reads a number that begins at `at` and moves behind it; not a number where there is no digit. */
  const number = (): number => {
    let value = isDigit(xml.charCodeAt(at)) ? 0 : Number.NaN;
    for (let code = xml.charCodeAt(at); isDigit(code); code = xml.charCodeAt(at)) {
      value = value * 10 + code - 0x30;
      at += 1;
    }
    return value;
  };
  while (at >= 0 && at < end) {
    const start = at;
    at += opening.length;
    let column = 0;
    for (let code = xml.charCodeAt(at); isLetter(code); code = xml.charCodeAt(at)) {
      column = column * 26 + code - 0x40;
      at += 1;
    }
    const row = number();
    if (xml.startsWith(style, at + 1)) {
      at += 1 + style.length;
      number();
    }
    const points = xml.startsWith(pointing, at);
    at += points ? pointing.length : 0;
    const text = points ? number() : 0;
    if (points && text < mostTexts && xml.startsWith(closing, at)) {
      // A cell goes where its row is, whatever its address says: of such a sheet nothing is taken.
      if (row !== numberOfRow.at(start) || row < lastRow || (row === lastRow && column <= lastOfRow))
        return noCells;
      at += closing.length;
      if (start > kept) left.push(xml.slice(kept, start));
      kept = at;
      rows[count] = row;
      columns[count] = column;
      texts[count] = text;
      count += 1;
      lastRow = row;
      lastOfRow = column;
      lastColumn = Math.max(lastColumn, column);
    }
    at = xml.indexOf(opening, at);
  }
  left.push(xml.slice(kept, end));
  return { count, rows, columns, texts, lastRow, lastColumn, left: left.join('') };
}

/** Number of the last row of the XML up to `end`, by its own word; 0 where it has none. */
function lastRowOf(xml: string, end: number): number {
  return rowNumber(xml, xml.lastIndexOf('<row', end));
}

/** Rows with these texts below the row of that number, so many in one. */
function rowsOfTexts(texts: readonly number[], below: number, width: number): string {
  const letters = Array.from({ length: width }, (_, index) => columnLetters(index + 1));
  const rows: string[] = [];
  for (let from = 0; from < texts.length; from += width) {
    const row = below + 1 + from / width;
    const cells = texts
      .slice(from, from + width)
      .map((text, index) => `${opening}${letters[index]}${row}${pointing}${text}${closing}`);
    rows.push(`<row r="${row}">${cells.join('')}</row>`);
  }
  return rows.join('');
}

function columnLetters(column: number): string {
  const rest = (column - 1) % 26;
  const before = column > 26 ? columnLetters((column - 1 - rest) / 26) : '';
  return before + String.fromCharCode(0x41 + rest);
}
