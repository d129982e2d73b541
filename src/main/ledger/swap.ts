import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Puts the complete file `draft` in the place of `path` and keeps what lay there, with its log, as
 * `money.quarantine-<stamp>.db` beside it. At no moment is there no file at `path`, unless the disk knows no hard links.
 * @returns the path of the kept file. @throws a system error; then `path` is as it was.
 */
export function swapIn(draft: string, path: string, stamp: string): string {
  const kept = freeName(dirname(path), stamp);
  const log = `${path}-wal`;
  // Reading a file in WAL mode leaves an empty log behind.
  if (existsSync(log) && statSync(log).size > 0) {
    copyFileSync(log, `${kept}-wal`);
    sync(`${kept}-wal`, 'r+');
  }
  keep(path, kept);
  // A log left beside the new file would be played into it.
  for (const suffix of ['-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
  renameSync(draft, path);
  if (process.platform !== 'win32') sync(dirname(path), 'r');
  return kept;
}

function keep(path: string, kept: string): void {
  try {
    linkSync(path, kept);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS' && code !== 'EINVAL') throw cause;
    renameSync(path, kept);
  }
}

function freeName(folder: string, stamp: string): string {
  for (let copy = 1; ; copy += 1) {
    const path = join(folder, `money.quarantine-${stamp}${copy === 1 ? '' : `-${copy}`}.db`);
    if (!existsSync(path)) return path;
  }
}

/** Windows syncs only what is open for writing; a folder opens only for reading. */
function sync(path: string, flags: 'r' | 'r+'): void {
  const handle = openSync(path, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
