/** Files of backups: copied with their hash, on disk before anything says so, and what a disk can get wrong in words. */
import { createHash } from 'node:crypto';
import {
  closeSync,
  type Dirent,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileRecord } from './backup-record.ts';

/** What a disk refused. Nothing of a backup under its final name exists then. */
export interface DiskFailure {
  readonly code: 'disk-full' | 'not-writable' | 'disk-failed';
  readonly message: string;
}

const chunkBytes = 1 << 20;

/** What an error of the file system or of SQLite means; undefined for an error of the program. */
export function diskFailure(cause: unknown): DiskFailure | undefined {
  if (!(cause instanceof Error) || !('code' in cause) || typeof cause.code !== 'string') return undefined;
  const { code, message } = cause;
  if (/^(ENOSPC|EDQUOT|EFBIG|SQLITE_FULL)/.test(code)) return { code: 'disk-full', message };
  if (/^(EACCES|EPERM|EROFS|SQLITE_READONLY|SQLITE_CANTOPEN)/.test(code)) {
    return { code: 'not-writable', message };
  }
  return /^(E[A-Z0-9]+|SQLITE_)/.test(code) && !code.startsWith('ERR_')
    ? { code: 'disk-failed', message }
    : undefined;
}

/** Copies `from/name` to `to/name`, on disk when this returns. @throws a system error */
export function copyFile(from: string, to: string, name: string): FileRecord {
  const target = join(to, name);
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  const source = openSync(join(from, name), 'r');
  try {
    const copy = openSync(target, 'wx', 0o600);
    try {
      const record = { name, ...pump(source, (chunk) => writeAll(copy, chunk)) };
      fsyncSync(copy);
      return record;
    } finally {
      closeSync(copy);
    }
  } finally {
    closeSync(source);
  }
}

/** Size and hash of a file as it is read now. @throws a system error */
export function fileRecordOf(folder: string, name: string): FileRecord {
  const source = openSync(join(folder, name), 'r');
  try {
    return { name, ...pump(source, () => undefined) };
  } finally {
    closeSync(source);
  }
}

function pump(
  source: number,
  take: (chunk: Buffer) => void,
): { readonly bytes: number; readonly sha256: string } {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(chunkBytes);
  let bytes = 0;
  for (;;) {
    const read = readSync(source, buffer, 0, chunkBytes, null);
    if (read === 0) return { bytes, sha256: hash.digest('hex') };
    const chunk = buffer.subarray(0, read);
    hash.update(chunk);
    take(chunk);
    bytes += read;
  }
}

function writeAll(file: number, chunk: Buffer): void {
  for (let done = 0; done < chunk.length; ) done += writeSync(file, chunk, done);
}

/** Writes a new file, on disk when this returns. @throws a system error */
export function writeNew(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeAll(file, Buffer.from(text));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Puts a small file in the place of the one before; the new one is on disk when this returns. @throws a system error */
export function replaceFile(path: string, text: string): void {
  const draft = `${path}.new`;
  rmSync(draft, { force: true });
  writeNew(draft, text);
  renameSync(draft, path);
}

/** Regular files below `folder/under`, as names below `folder`; none when it is not there. */
export function filesBelow(folder: string, under: string): readonly string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(join(folder, under), { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const name = `${under}/${entry.name}`;
    if (entry.isDirectory()) return filesBelow(folder, name);
    return entry.isFile() ? [name] : [];
  });
}

/** Makes what was written to a file by somebody else survive a power-cut. */
export function syncFile(path: string): void {
  // Windows syncs only what is open for writing.
  const handle = openSync(path, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Removes a folder so that at no moment half of it has its name. @throws a system error */
export function removeFolder(path: string, partPath: string): void {
  renameSync(path, partPath);
  rmSync(partPath, { recursive: true, force: true });
}

/** True for an existing folder. */
export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
