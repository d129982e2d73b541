import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '../../..');

/**
 * Bundles `counter-child.ts` as the product's build does; gives the program. Run from its sources a process holds Node's
 * own reader of TypeScript and every source text besides, a hundred megabytes that no till has, and reads a thousand
 * files at each start.
 * @param run who builds: two runs at once do not share a folder
 */
export async function buildCounter(run: string): Promise<string> {
  const outDir = join(root, 'node_modules', '.cache', `quay-thu-${run}`);
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      rolldownOptions: {
        input: {
          'counter-child': join(root, 'test/support/faults/counter-child.ts'),
          worker: join(root, 'src/main/worker.ts'),
          'job-process': join(root, 'src/main/job-process.ts'),
          'render-worker': join(root, 'src/main/documents/render-worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  });
  return join(outDir, 'counter-child.js');
}
