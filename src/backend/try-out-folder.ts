/** The folder of an embedded database: held by one process, with a secret of its own. */
import { mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../shared/kernel/random.ts';
import { ok, type Result, refuse } from '../shared/kernel/result.ts';

export interface TryOutFolder {
  readonly databaseFolder: string;
  readonly secret: string;
  release(): void;
}

/**
 * Takes the folder for this process. `in-use`: another living process holds it; two on one PGlite folder would destroy
 * it. A lock left by a process that was killed is taken over.
 */
export function takeFolder(folder: string, random: Random): Result<TryOutFolder, 'in-use'> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = join(folder, 'lock');
  if (!tryLock(lock)) {
    const holder = Number(readText(lock));
    if (isAlive(holder)) return refuse('in-use');
    rmSync(lock, { force: true });
    if (!tryLock(lock)) return refuse('in-use');
  }
  const release = () => rmSync(lock, { force: true });
  return ok({
    databaseFolder: join(folder, 'pglite'),
    secret: secretIn(join(folder, 'secret'), random),
    release,
  });
}

function tryLock(path: string): boolean {
  try {
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, String(process.pid));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function secretIn(path: string, random: Random): string {
  const found = readText(path);
  if (found !== '') return found;
  const secret = Buffer.from(random.bytes(32)).toString('base64url');
  writeFileSync(path, secret, { mode: 0o600, flag: 'wx' });
  return secret;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}
