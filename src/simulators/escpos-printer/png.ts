import { crc32, deflateSync } from 'node:zlib';

/** A PNG of a one-bit picture where 1 = black, for whoever wants to look at the paper. */
export function pngOf(picture: {
  readonly widthDots: number;
  readonly rows: number;
  readonly bits: Uint8Array;
}): Buffer {
  const rowBytes = picture.widthDots / 8;
  const lines = new Uint8Array((rowBytes + 1) * picture.rows);
  for (let row = 0; row < picture.rows; row += 1) {
    for (let at = 0; at < rowBytes; at += 1) {
      // In greyscale PNG 1 is white; the byte before each line is the filter, none.
      lines[row * (rowBytes + 1) + 1 + at] = ~(picture.bits[row * rowBytes + at] ?? 0) & 0xff;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(picture.widthDots, 0);
  header.writeUInt32BE(picture.rows, 4);
  header[8] = 1;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
