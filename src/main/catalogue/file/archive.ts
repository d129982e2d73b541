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

/**
 * Proves that a workbook is safe to unpack, before anything else unpacks it, and gives its sheet names. Sizes are
 * checked twice: as the directory of the archive declares them, and by unpacking each part with that size as the limit,
 * because a hostile file declares what it likes.
 */
export function checkArchive(bytes: Buffer): Result<{ readonly sheets: readonly string[] }, FileFault> {
  const entries = readDirectory(bytes);
  if (entries === null) return refuse({ code: 'file-damaged', detail: 'no ZIP directory' });
  if (entries.length > fileLimits.parts) return suspicious(`${entries.length} parts`);
  if (entries.some((entry) => entry.encrypted)) return refuse({ code: 'file-locked' });
  const total = entries.reduce((sum, entry) => sum + entry.plainBytes, 0);
  if (total > fileLimits.workbookBytes) return suspicious(`${total} bytes unpacked`);
  let workbook: Buffer | null = null;
  for (const entry of entries) {
    if (entry.plainBytes > fileLimits.partBytes)
      return suspicious(`${entry.name}: ${entry.plainBytes} bytes`);
    const plain = unpack(bytes, entry);
    if (plain === null) return suspicious(`${entry.name} is not what it says`);
    if (entry.name === 'xl/workbook.xml') workbook = plain;
  }
  if (workbook === null) return refuse({ code: 'file-kind' });
  return ok({ sheets: sheetNames(workbook.toString('utf8')) });
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

function sheetNames(workbook: string): string[] {
  return Array.from(workbook.matchAll(/<(?:\w+:)?sheet\s[^>]*?\bname="([^"]*)"/g), ([, name]) =>
    unescapeXml(name ?? ''),
  );
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
