import { inflateRawSync } from 'node:zlib';
import { ok, type Result, refuse } from '../../../shared/kernel/result.ts';
import { fileLimits } from '../limits.ts';
import type { FileFault } from './table.ts';

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly packedBytes: number;
  readonly plainBytes: number;
  readonly offset: number;
}

const endBytes = 22;
const maxCommentBytes = 65_535;
/** Parts that a workbook is read from. */
const readable = /\.(?:xml|rels)$/i;
/** Names are UTF-8 (bit 11 of the general purpose flags). */
const utf8Names = 0x0800;

/** A workbook that was proven safe, with what it is read from. */
export interface PlainWorkbook {
  /** Names of its sheets. */
  readonly sheets: readonly string[];
  /** Its parts by name, unpacked, but pictures and the like. */
  readonly parts: ReadonlyMap<string, Buffer>;
}

/**
 * Proves that a workbook is safe, before anything else reads it, and unpacks it. Sizes are checked twice: as the directory
 * of the archive declares them, and by unpacking each part with that size as the limit, because a hostile file declares
 * what it likes.
 */
export function unpackWorkbook(bytes: Buffer): Result<PlainWorkbook, FileFault> {
  const entries = readDirectory(bytes);
  if (entries === null) return refuse({ code: 'file-damaged', detail: 'no ZIP directory' });
  if (entries.length > fileLimits.parts) return suspicious(`${entries.length} parts`);
  if (entries.some((entry) => entry.encrypted)) return refuse({ code: 'file-locked' });
  const total = entries.reduce((sum, entry) => sum + entry.plainBytes, 0);
  if (total > fileLimits.workbookBytes) return suspicious(`${total} bytes unpacked`);
  const parts = new Map<string, Buffer>();
  for (const entry of entries) {
    if (entry.plainBytes > fileLimits.partBytes)
      return suspicious(`${entry.name}: ${entry.plainBytes} bytes`);
    const plain = unpack(bytes, entry);
    if (plain === null) return suspicious(`${entry.name} is not what it says`);
    if (readable.test(entry.name)) parts.set(entry.name, plain);
  }
  const workbook = parts.get('xl/workbook.xml');
  if (workbook === undefined) return refuse({ code: 'file-kind' });
  return ok({ sheets: sheetsOf(workbook).map(({ name }) => name), parts });
}

function suspicious(detail: string): Result<never, FileFault> {
  return refuse({ code: 'file-suspicious', detail });
}

function readDirectory(bytes: Buffer): Entry[] | null {
  const from = Math.max(0, bytes.length - endBytes - maxCommentBytes);
  const end = bytes.subarray(from).lastIndexOf('PK\x05\x06', undefined, 'latin1') + from;
  if (end < from || end + endBytes > bytes.length) return null;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const entries: Entry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) return null;
    const nameBytes = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameBytes),
      method: bytes.readUInt16LE(at + 10),
      encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      packedBytes: bytes.readUInt32LE(at + 20),
      plainBytes: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** The part unpacked, or null when its headers or its size are not true. */
function unpack(bytes: Buffer, entry: Entry): Buffer | null {
  const { offset } = entry;
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== 0x04034b50) return null;
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const packed = bytes.subarray(start, start + entry.packedBytes);
  if (packed.length !== entry.packedBytes) return null;
  if (entry.method === 0) return entry.packedBytes === entry.plainBytes ? packed : null;
  if (entry.method !== 8) return null;
  try {
    const plain = inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.plainBytes) });
    return plain.length === entry.plainBytes ? plain : null;
  } catch {
    return null;
  }
}

/**
 * Names of the parts a sheet and the texts of its cells lie in; empty where the workbook does not say it as programs do,
 * or says it twice.
 */
export function partsOf(
  { parts }: PlainWorkbook,
  sheet: string,
): { readonly sheetPart: string; readonly textsPart: string } {
  const workbook = parts.get('xl/workbook.xml') ?? Buffer.alloc(0);
  const relation = sheetsOf(workbook).find(({ name }) => name === sheet)?.relation;
  const relations = parts.get('xl/_rels/workbook.xml.rels')?.toString('utf8') ?? '';
  const named = Array.from(relations.matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g), ([tag]) => ({
    id: /\sId="([^"]*)"/.exec(tag)?.[1],
    type: /\sType="([^"]*)"/.exec(tag)?.[1] ?? '',
    target: /\sTarget="([^"]*)"/.exec(tag)?.[1] ?? '',
  }));
  const pathOf = ([one, ...others]: readonly { readonly target: string }[]) => {
    if (one === undefined || others.length > 0) return '';
    return one.target.startsWith('/') ? one.target.slice(1) : `xl/${one.target}`;
  };
  return {
    sheetPart: pathOf(named.filter(({ id }) => id !== undefined && id === relation)),
    textsPart: pathOf(named.filter(({ type }) => type.endsWith('/sharedStrings'))),
  };
}

/** The sheets with the relations that lead to their parts. */
function sheetsOf(workbook: Buffer): { readonly name: string; readonly relation: string | undefined }[] {
  const text = workbook.toString('utf8');
  return Array.from(text.matchAll(/<(?:\w+:)?sheet\s[^>]*?\bname="([^"]*)"[^>]*>/g), ([tag, name]) => ({
    name: unescapeXml(name ?? ''),
    relation: /\s\w+:id="([^"]*)"/.exec(tag)?.[1],
  }));
}

/**
 * An archive of these parts as they are (APPNOTE.TXT §4.3: local headers, directory, its end). It never leaves the memory,
 * so it has no checksums.
 */
export function plainArchive(parts: ReadonlyMap<string, Buffer>): ArrayBuffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [text, plain] of parts) {
    const name = Buffer.from(text);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(utf8Names, 6);
    local.writeUInt32LE(plain.length, 18);
    local.writeUInt32LE(plain.length, 22);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(utf8Names, 8);
    // Both say sizes and length of the name in the same order.
    local.copy(entry, 20, 18, 28);
    entry.writeUInt32LE(offset, 42);
    files.push(local, name, plain);
    directory.push(entry, name);
    offset += local.length + name.length + plain.length;
  }
  const end = Buffer.alloc(endBytes);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length / 2, 8);
  end.writeUInt16LE(directory.length / 2, 10);
  end.writeUInt32LE(bytesOf(directory), 12);
  end.writeUInt32LE(offset, 16);
  const pieces = [...files, ...directory, end];
  const whole = new Uint8Array(bytesOf(pieces));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole.buffer;
}

function bytesOf(pieces: readonly Buffer[]): number {
  return pieces.reduce((sum, { length }) => sum + length, 0);
}

function unescapeXml(text: string): string {
  return text
    .replace(/&#(x?)([0-9a-f]+);/gi, (_, hex: string, digits: string) => {
      const code = Number.parseInt(digits, hex === '' ? 10 : 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '';
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
