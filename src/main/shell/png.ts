import { crc32, deflateSync } from 'node:zlib';
import type { Raster } from '../devices/ports.ts';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A one-bit greyscale PNG of a sheet, for drivers that take nothing but pages. */
export function pngOfSheet({ widthDots, rows, bits }: Raster): Buffer {
  const rowBytes = widthDots / 8;
  // A byte 0 (no filter) before each row; in greyscale 1 is white, on a sheet 1 is ink.
  const lines = new Uint8Array((rowBytes + 1) * rows);
  for (let row = 0; row < rows; row += 1) {
    const ink = bits.subarray(row * rowBytes, (row + 1) * rowBytes);
    lines.set(
      ink.map((byte) => ~byte & 0xff),
      row * (rowBytes + 1) + 1,
    );
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthDots, 0);
  header.writeUInt32BE(rows, 4);
  header[8] = 1;
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([signature, ...parts]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  const check = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
