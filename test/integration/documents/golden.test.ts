/** Every document of both institution kinds against its golden picture. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { goldenFile, pagePictures, rollPictures, voucherPictures } from '../../support/documents/golden.ts';
import { institutions, pageSamples } from '../../support/documents/page-samples.ts';
import { type Picture, pictureOfPng, worstCell } from '../../support/documents/picture.ts';
import { isMissing } from '../../support/tools.ts';

/** Another version of the renderer smooths edges differently: a twentieth. A lost word is three times this. */
const mostDifference = 0.15;
const mostBytes = 40_000;

const golden = (file: string) => pictureOfPng(readFileSync(file));

describe.each(institutions)('%s', (institution) => {
  test.skipIf(isMissing('pdftoppm')).each(Object.keys(pageSamples(institution)))('%s', async (name) => {
    const document = pageSamples(institution)[name];
    if (document === undefined) throw new Error(name);
    const pictures = await pagePictures(document);
    expect(existsSync(goldenFile(institution, `${name}-${pictures.length + 1}`))).toBe(false);
    for (const [index, picture] of pictures.entries()) {
      const file = goldenFile(institution, `${name}-${index + 1}`);
      expect(statSync(file).size).toBeLessThanOrEqual(mostBytes);
      expect(worstCell(picture, await golden(file)), `page ${index + 1}`).toBeLessThan(mostDifference);
    }
  });

  test('papers of a roll', async () => {
    for (const [name, picture] of Object.entries(rollPictures(institution))) {
      const kept = await golden(goldenFile(institution, name));
      expect(worstCell(picture, kept), name).toBeLessThan(mostDifference);
    }
  });

  test('phiếu thu tạm ứng and phiếu chi on the roll, read back from the bytes for the printer', async () => {
    for (const [name, picture] of Object.entries(await voucherPictures(institution))) {
      const kept = await golden(goldenFile(institution, name));
      expect(worstCell(picture, kept), name).toBeLessThan(mostDifference);
    }
  });
});

describe('what the comparison finds', () => {
  const file = goldenFile('hospital', 'so-quy-1');
  const without = (
    { width, height, ink }: Picture,
    x: number,
    y: number,
    wide: number,
    high: number,
  ): Picture => ({
    width,
    height,
    ink: ink.map((one, index) => {
      const [column, row] = [index % width, Math.floor(index / width)];
      return column >= x && column < x + wide && row >= y && row < y + high ? 0 : one;
    }),
  });

  test('the picture itself is the same', async () => {
    const picture = await golden(file);
    expect(worstCell(picture, picture)).toBe(0);
  });

  test('one word of a table is gone', async () => {
    const picture = await golden(file);
    const { width, ink } = picture;
    // The first row of letters under the title: some word stands there.
    const at = ink.findIndex(
      (one, index) => one > 8 && Math.floor(index / width) > 120 && index % width > 300,
    );
    const gone = without(picture, (at % width) - 2, Math.floor(at / width) - 2, 24, 9);
    expect(worstCell(picture, gone)).toBeGreaterThan(mostDifference);
  });

  test('everything stands a millimetre lower', async () => {
    const picture = await golden(file);
    const ink = new Uint8Array(picture.ink.length);
    ink.set(picture.ink.subarray(0, picture.ink.length - 2 * picture.width), 2 * picture.width);
    expect(worstCell(picture, { ...picture, ink })).toBeGreaterThan(mostDifference);
  });
});
