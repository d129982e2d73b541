/**
 * `npm exec -- node scripts/paper-png.ts <captured bytes> <folder> [--width 576|384]`: pictures of what a printer makes of
 * a captured stream of ESC/POS bytes, one PNG a sheet.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { pngOf } from '../src/simulators/escpos-printer/png.ts';
import { capturedPaper } from './support/captured-paper.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { width: { type: 'string', default: '576' } },
});
const [captured, folder] = positionals;
const widthDots = Number(values.width);
if (captured === undefined || folder === undefined || !(widthDots > 0) || widthDots % 8 !== 0) {
  console.error('paper-png <captured bytes> <folder> [--width 576|384]');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const sheets = capturedPaper(readFileSync(captured), widthDots);
for (const sheet of sheets) {
  const file = join(folder, `${basename(captured)}-${sheet.sheet}.png`);
  writeFileSync(file, pngOf(sheet));
  console.log(`${file}: ${sheet.rows} rows, ${sheet.end}`);
}
if (sheets.length === 0) {
  console.error('no paper came out of these bytes');
  process.exitCode = 1;
}
