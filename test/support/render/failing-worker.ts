/**
 * The render thread, but the first one fails: with a file `dies` beside the font folder it ends in the middle of a
 * paper, with a file `hangs` it never answers. The file is removed, so that the next thread works.
 */
import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';

function first(what: 'dies' | 'hangs'): boolean {
  const file = join(dirname(workerData.fontFolder), what);
  if (!existsSync(file)) return false;
  rmSync(file);
  return true;
}

if (first('dies')) parentPort?.on('message', () => process.exit(7));
else if (first('hangs')) {
  parentPort?.on('message', () => {
    for (;;);
  });
} else await import('../../../src/main/documents/render-worker.ts');
