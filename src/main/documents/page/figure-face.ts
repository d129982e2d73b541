/**
 * Inter with its digits of one width in the place of the usual ones, and without layout tables. Be Vietnam Pro has no
 * such digits (look.md "Type"), and asking the layout engine for them figure by figure makes a long list sixty times
 * slower. Table formats: OpenType 1.9, chapters "OpenType Font File", "cmap", "GSUB".
 */
import { invariant } from '../../../shared/kernel/assert.ts';

interface FontTable {
  readonly tag: string;
  readonly sum: number;
  readonly data: Buffer;
}

/** Layout tables are not needed any more once the digits are in their place. */
const dropped = new Set(['GSUB', 'GPOS', 'GDEF', 'DSIG']);
/** What stands in amounts, dates, numbers and shares. */
export const figureCharacters = '0123456789.,:/%-+–−';
const headerBytes = 12;
const recordBytes = 16;

/** @throws InvariantBroken when the font has no digits of one width */
export function figureFace(font: Buffer): Buffer {
  const tables = readTables(font);
  const glyphs = readCmap(tableOf(tables, 'cmap'));
  const tabular = readTabular(tableOf(tables, 'GSUB'));
  const mapped = Array.from(figureCharacters, (character): readonly [number, number] => {
    const code = character.codePointAt(0) ?? 0;
    const glyph = glyphs(code);
    invariant(glyph !== 0, `font without ${character}`);
    return [code, tabular.get(glyph) ?? glyph];
  });
  const digits = mapped.filter(([code]) => code >= 0x30 && code <= 0x39);
  invariant(
    digits.some(([code, glyph]) => glyph !== glyphs(code)),
    'font without digits of one width',
  );
  const kept = tables.filter(({ tag }) => !dropped.has(tag));
  return writeTables(
    font,
    kept.map((table) => (table.tag === 'cmap' ? { ...table, data: writeCmap(mapped) } : table)),
  );
}

function readTables(font: Buffer): FontTable[] {
  return Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
    const at = headerBytes + recordBytes * index;
    const from = font.readUInt32BE(at + 8);
    return {
      tag: font.toString('latin1', at, at + 4),
      sum: font.readUInt32BE(at + 4),
      data: font.subarray(from, from + font.readUInt32BE(at + 12)),
    };
  });
}

function tableOf(tables: readonly FontTable[], tag: string): Buffer {
  const table = tables.find((one) => one.tag === tag);
  invariant(table !== undefined, `font without ${tag}`);
  return table.data;
}

/** Glyph of a character by a format 4 subtable, which every font for Windows has. */
function readCmap(cmap: Buffer): (code: number) => number {
  for (let index = 0; index < cmap.readUInt16BE(2); index += 1) {
    const from = cmap.readUInt32BE(4 + 8 * index + 4);
    if (cmap.readUInt16BE(from) === 4) return (code) => format4(cmap.subarray(from), code);
  }
  throw new TypeError('font without a format 4 cmap');
}

function format4(table: Buffer, code: number): number {
  const twice = table.readUInt16BE(6);
  const ends = 14;
  const starts = ends + twice + 2;
  for (let at = 0; at < twice; at += 2) {
    if (table.readUInt16BE(ends + at) < code) continue;
    const start = table.readUInt16BE(starts + at);
    if (start > code) return 0;
    const delta = table.readUInt16BE(starts + twice + at);
    const offsetAt = starts + 2 * twice + at;
    const offset = table.readUInt16BE(offsetAt);
    if (offset === 0) return (code + delta) & 0xffff;
    const glyph = table.readUInt16BE(offsetAt + offset + 2 * (code - start));
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  }
  return 0;
}

/** Substitutions of the feature `tnum`: glyph → glyph. */
function readTabular(gsub: Buffer): Map<number, number> {
  const features = gsub.subarray(gsub.readUInt16BE(6));
  const lookups = gsub.subarray(gsub.readUInt16BE(8));
  const found = new Map<number, number>();
  for (let index = 0; index < features.readUInt16BE(0); index += 1) {
    const at = 2 + 6 * index;
    if (features.toString('latin1', at, at + 4) !== 'tnum') continue;
    const feature = features.subarray(features.readUInt16BE(at + 4));
    for (let one = 0; one < feature.readUInt16BE(2); one += 1) {
      const lookup = lookups.subarray(lookups.readUInt16BE(2 + 2 * feature.readUInt16BE(4 + 2 * one)));
      for (const [from, to] of singleSubstitutions(lookup)) found.set(from, to);
    }
  }
  return found;
}

function singleSubstitutions(lookup: Buffer): (readonly [number, number])[] {
  const subtables = Array.from({ length: lookup.readUInt16BE(4) }, (_, index) =>
    lookup.subarray(lookup.readUInt16BE(6 + 2 * index)),
  );
  return subtables.flatMap((outer) => {
    const extension = lookup.readUInt16BE(0) === 7;
    if (!extension && lookup.readUInt16BE(0) !== 1) return [];
    const table = extension ? outer.subarray(outer.readUInt32BE(4)) : outer;
    const covered = coverage(table.subarray(table.readUInt16BE(2)));
    if (table.readUInt16BE(0) === 1) {
      const delta = table.readUInt16BE(4);
      return covered.map((glyph) => [glyph, (glyph + delta) & 0xffff] as const);
    }
    return covered.map((glyph, index) => [glyph, table.readUInt16BE(6 + 2 * index)] as const);
  });
}

function coverage(table: Buffer): number[] {
  const size = table.readUInt16BE(2);
  if (table.readUInt16BE(0) === 1)
    return Array.from({ length: size }, (_, index) => table.readUInt16BE(4 + 2 * index));
  return Array.from({ length: size }, (_, index) => {
    const start = table.readUInt16BE(4 + 6 * index);
    const end = table.readUInt16BE(4 + 6 * index + 2);
    return Array.from({ length: end - start + 1 }, (__, step) => start + step);
  }).flat();
}

/** A cmap of one format 12 subtable with a group for each character. */
function writeCmap(mapped: readonly (readonly [number, number])[]): Buffer {
  const sorted = [...mapped].sort(([a], [b]) => a - b);
  const cmap = Buffer.alloc(12 + 16 + 12 * sorted.length);
  cmap.writeUInt16BE(1, 2);
  cmap.writeUInt16BE(3, 4);
  cmap.writeUInt16BE(10, 6);
  cmap.writeUInt32BE(12, 8);
  cmap.writeUInt16BE(12, 12);
  cmap.writeUInt32BE(16 + 12 * sorted.length, 16);
  cmap.writeUInt32BE(sorted.length, 24);
  sorted.forEach(([code, glyph], index) => {
    const at = 28 + 12 * index;
    cmap.writeUInt32BE(code, at);
    cmap.writeUInt32BE(code, at + 4);
    cmap.writeUInt32BE(glyph, at + 8);
  });
  return cmap;
}

function writeTables(font: Buffer, tables: readonly FontTable[]): Buffer {
  const head = Buffer.alloc(headerBytes + recordBytes * tables.length);
  font.copy(head, 0, 0, headerBytes);
  head.writeUInt16BE(tables.length, 4);
  const parts: Buffer[] = [head];
  let from = head.length;
  tables.forEach(({ tag, sum, data }, index) => {
    const at = headerBytes + recordBytes * index;
    head.write(tag, at, 'latin1');
    head.writeUInt32BE(sum, at + 4);
    head.writeUInt32BE(from, at + 8);
    head.writeUInt32BE(data.length, at + 12);
    const padding = (4 - (data.length % 4)) % 4;
    parts.push(data, Buffer.alloc(padding));
    from += data.length + padding;
  });
  return Buffer.concat(parts);
}
