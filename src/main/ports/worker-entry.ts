import { basename } from 'node:path';

/**
 * Where the entry of a worker thread, or of a process for one job, lies. As source: `source`, relative to the module
 * `from`. Bundled: the file of the same name in the folder of the entries, whether `from` became an entry or one of their
 * chunks.
 * @param from `import.meta.url` of the module that starts it
 */
export function workerEntry(from: string, source: string): URL {
  if (from.endsWith('.ts')) return new URL(source, from);
  const built = `${basename(source, '.ts')}.js`;
  return new URL(from.includes('/chunks/') ? `../${built}` : `./${built}`, from);
}
