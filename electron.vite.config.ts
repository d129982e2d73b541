/** Builds the programs of the main process, both preloads and the pages into `out/`. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = import.meta.dirname;

/** Windows whose page is there: cashier, display, and the panel of simulated devices. */
function pages(): Record<string, string> {
  const names = readdirSync(join(root, 'src/renderer'));
  const files = names.map((name) => [name, join(root, 'src/renderer', name, 'index.html')] as const);
  return Object.fromEntries(files.filter(([, file]) => existsSync(file)));
}

/** Simulated devices, for the Electron shell; the browser shell runs their sources. */
function simulators(): Record<string, string> {
  const names = readdirSync(join(root, 'src/simulators'));
  const files = names.map(
    (name) => [`simulator-${name}`, join(root, 'src/simulators', name, 'main.ts')] as const,
  );
  return Object.fromEntries(files.filter(([, file]) => existsSync(file)));
}

export default defineConfig({
  main: {
    build: {
      // Of hundreds of small files each: read one by one they are a quarter of the start of a thread that reads a list.
      externalizeDeps: { exclude: ['kysely', 'zod'] },
      outDir: 'out/main',
      rolldownOptions: {
        input: {
          electron: join(root, 'src/main/shell/electron.ts'),
          'counter-process': join(root, 'src/main/shell/counter-process.ts'),
          'browser-main': join(root, 'src/main/shell/browser-main.ts'),
          launch: join(root, 'src/main/shell/launch.ts'),
          worker: join(root, 'src/main/worker.ts'),
          'job-process': join(root, 'src/main/job-process.ts'),
          'render-worker': join(root, 'src/main/documents/render-worker.ts'),
          ...simulators(),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload cannot load a second file: each is built whole.
      isolatedEntries: true,
      rolldownOptions: {
        input: {
          cashier: join(root, 'src/main/shell/preload/cashier.ts'),
          display: join(root, 'src/main/shell/preload/display.ts'),
        },
        // A sandboxed preload is loaded as CommonJS and can require nothing but electron.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: join(root, 'src/renderer'),
    plugins: [react()],
    build: {
      outDir: join(root, 'out/renderer'),
      minify: true,
      rolldownOptions: { input: pages() },
    },
  },
});
