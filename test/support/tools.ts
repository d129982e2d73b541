import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Whether a test that needs `program` has to be skipped. On the build machine never: there a missing program makes the
 * test fail. Use as `test.skipIf(isMissing('strace'))(…)`.
 */
export function isMissing(program: string): boolean {
  if (process.env.CI) return false;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return !folders.some((folder) => existsSync(join(folder, program)));
}
