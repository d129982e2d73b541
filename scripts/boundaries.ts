/** Import boundaries, clock and chance (the table of the architecture document). Exits 1 when a rule is broken. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkModule } from './boundaries/check.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

const files = readdirSync(join(root, 'src'), { recursive: true })
  .map((name) => `src/${String(name).split(sep).join('/')}`)
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
  .sort();

const violations = files.flatMap((file) => checkModule(file, readFileSync(join(root, file), 'utf8')));
for (const { file, line, rule, message } of violations) console.log(`${file}:${line}  [${rule}] ${message}`);
console.log(`${files.length} files, ${violations.length} broken boundaries`);
process.exitCode = violations.length === 0 ? 0 : 1;
