/**
 * `npm start` without its build step: runs what `electron-vite build` left in `out/` with the arguments of the command
 * line. A program of its own, so that the launcher, the counter's process and the simulators are those of the product.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '../../..');
const built: { launch(args: readonly string[], root: string): Promise<number> } = await import(
  pathToFileURL(join(root, 'out', 'main', 'launch.js')).href
);
process.exit(await built.launch(process.argv.slice(2), root));
