/**
 * Draws the golden pictures of every document anew into `test/fixtures/documents`. Run it after a change of layout that
 * is wanted, then look at each changed picture as a chief accountant would before it is kept:
 * `npm exec -- node scripts/golden-documents.ts`.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import {
  goldenFile,
  goldenFolder,
  pagePictures,
  rollPictures,
  voucherPictures,
} from '../test/support/documents/golden.ts';
import { institutions, pageSamples } from '../test/support/documents/page-samples.ts';
import { type Picture, pngOf } from '../test/support/documents/picture.ts';

const mostBytes = 40_000;

function keep(file: string, picture: Picture): number {
  const png = pngOf(picture);
  if (png.length > mostBytes) throw new Error(`${file}: ${png.length} bytes`);
  writeFileSync(file, png);
  return png.length;
}

rmSync(goldenFolder, { recursive: true, force: true });
mkdirSync(goldenFolder, { recursive: true });
let files = 0;
let bytes = 0;
for (const institution of institutions) {
  for (const [name, document] of Object.entries(pageSamples(institution))) {
    for (const [index, picture] of (await pagePictures(document)).entries()) {
      bytes += keep(goldenFile(institution, `${name}-${index + 1}`), picture);
      files += 1;
    }
  }
  for (const [name, picture] of Object.entries(rollPictures(institution))) {
    bytes += keep(goldenFile(institution, name), picture);
    files += 1;
  }
  for (const [name, picture] of Object.entries(await voucherPictures(institution))) {
    bytes += keep(goldenFile(institution, name), picture);
    files += 1;
  }
}
console.log(`${files} pictures, ${Math.round(bytes / 1024)} KB`);
