/**
 * Outside check of device bytes by encoders of other authors (docs/decisions/0013-outside-checks.md): pictures, drawer and
 * knife by receipt-printer-encoder, the check of a ZVT frame by the package crc.
 */
import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import crc16kermit from 'crc/crc16kermit';
import { expect, test } from 'vitest';
import type { Raster } from '../../../src/main/devices/ports.ts';
import { drawerCommand, initCommand, rasterBands } from '../../../src/main/devices/printer/escpos-codec.ts';
import { encodeApdu, encodeSerial } from '../../../src/main/devices/terminal/zvt/codec.ts';
import fc, { seed } from '../../support/check.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The other encoder takes heights in whole bytes only. */
const sheet: fc.Arbitrary<Raster> = fc
  .record({ bytes: fc.integer({ min: 1, max: 72 }), eights: fc.integer({ min: 1, max: 6 }) })
  .chain(({ bytes, eights }) =>
    fc
      .uint8Array({ minLength: bytes * eights * 8, maxLength: bytes * eights * 8 })
      .map((bits) => ({ widthDots: bytes * 8, rows: eights * 8, bits })),
  );

/** Black and white as a camera has them: four bytes a dot. */
function pictureOf({ widthDots, rows, bits }: Raster) {
  const data = new Uint8ClampedArray(widthDots * rows * 4).fill(255);
  for (let dot = 0; dot < widthDots * rows; dot += 1) {
    if (((bits[dot >> 3] ?? 0) & (0x80 >> (dot & 7))) !== 0) data.fill(0, dot * 4, dot * 4 + 3);
  }
  return { width: widthDots, height: rows, data, colorSpace: 'srgb' } as const;
}

const other = () =>
  new ReceiptPrinterEncoder({ language: 'esc-pos', imageMode: 'raster', columns: 48, feedBeforeCut: 0 });

test('any picture is the same GS v 0 command', () => {
  fc.assert(
    fc.property(sheet, (raster) => {
      const theirs = other().image(pictureOf(raster), raster.widthDots, raster.rows, 'threshold').encode();
      const [ours] = rasterBands(raster, raster.rows);
      expect(hex(theirs)).toContain(hex(ours ?? new Uint8Array()));
    }),
    { seed, numRuns: 40 },
  );
});

test('the drawer gets the same pulse, the printer the same reset', () => {
  expect(hex(other().pulse(0, 50, 500).encode())).toContain(hex(drawerCommand));
  expect(hex(other().initialize().encode())).toContain(hex(initCommand).slice(0, 4));
});

test('the check of any ZVT frame is that of the undoubled message and its end', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffff }), fc.uint8Array({ maxLength: 400 }), (command, data) => {
      const apdu = { command, data };
      const check = crc16kermit(Buffer.from([...encodeApdu(apdu), 0x03]));
      expect([...encodeSerial(apdu).subarray(-2)]).toEqual([check & 0xff, check >> 8]);
    }),
    { seed, numRuns: 200 },
  );
});
