/** The golden pictures of all documents: what is drawn, and where it is kept. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ReceiptDocument } from '../../../src/main/documents/model.ts';
import { type PageDocument, pageMaker } from '../../../src/main/documents/pages.ts';
import { makeRenderer } from '../../../src/main/documents/render.ts';
import { guidanceOf, type Institution, receiptOf } from './page-samples.ts';
import { type Picture, pictureOfBitmap, pictureOfPgm } from './picture.ts';
import { throughBytes, vouchers } from './printed.ts';

export const fontFolder = fileURLToPath(new URL('../../../resources/fonts', import.meta.url));
export const goldenFolder = fileURLToPath(new URL('../../fixtures/documents', import.meta.url));
/** Enough to read a page on screen, small enough to keep. */
const dotsPerInch = '56';
/** Of a long document the first pages show all there is to see. */
const mostPages = 3;
const original = { kind: 'original' } as const;

/** Runs `use` with a file of these bytes, which is gone afterwards. */
export function withFile<R>(bytes: Uint8Array, use: (file: string, folder: string) => R): R {
  const folder = mkdtempSync(join(tmpdir(), 'documents-'));
  try {
    const file = join(folder, 'document.pdf');
    writeFileSync(file, bytes);
    return use(file, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Pictures of the first pages of a PDF, by poppler. */
export function picturesOfPdf(pdf: Uint8Array): readonly Picture[] {
  return withFile(pdf, (file, folder) => {
    execFileSync('pdftoppm', [
      '-gray',
      '-r',
      dotsPerInch,
      '-l',
      String(mostPages),
      file,
      join(folder, 'page'),
    ]);
    return readdirSync(folder)
      .filter((name) => name.endsWith('.pgm'))
      .sort()
      .map((name) => pictureOfPgm(readFileSync(join(folder, name))));
  });
}

/** Pictures of the pages of a document. */
export async function pagePictures(document: PageDocument | ReceiptDocument): Promise<readonly Picture[]> {
  return picturesOfPdf(await pageMaker(fontFolder).pdf(document, original));
}

/** Pictures of the papers that come from a roll, by name. */
export function rollPictures(institution: Institution): Readonly<Record<string, Picture>> {
  const renderer = makeRenderer(fontFolder);
  const draw = (document: Parameters<typeof renderer.render>[0], widthDots: number) =>
    pictureOfBitmap(renderer.render(document, original, widthDots));
  const receipt = receiptOf(institution, 4);
  return {
    'bien-lai-k80': draw(receipt, 576),
    'bien-lai-k58': draw(receipt, 384),
    'huong-dan-k80': draw(guidanceOf(institution), 576),
  };
}

/** Pictures of phiếu thu tạm ứng and phiếu chi as a printer draws them from its bytes, by name. */
export async function voucherPictures(institution: Institution): Promise<Readonly<Record<string, Picture>>> {
  const renderer = makeRenderer(fontFolder);
  const { deposit, refund } = await vouchers(institution);
  const draw = (document: ReceiptDocument) =>
    pictureOfBitmap(throughBytes(renderer.render(document, original, 576)));
  return { 'phieu-thu-tam-ung-k80': draw(deposit), 'phieu-chi-k80': draw(refund) };
}

/** Where a golden picture lies. */
export function goldenFile(institution: Institution, name: string): string {
  return join(goldenFolder, `${institution}-${name}.png`);
}
