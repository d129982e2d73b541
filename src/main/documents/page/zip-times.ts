/** Times out of a ZIP, so that the same workbook is the same bytes (APPNOTE.TXT 6.3.10 §4.3.7, §4.3.12, §4.3.16). */
import { invariant } from '../../../shared/kernel/assert.ts';

const endSignature = 0x06054b50;
const centralSignature = 0x02014b50;
const localSignature = 0x04034b50;
const endBytes = 22;
/** 01/01/1980, the first day a ZIP can say. */
const firstDay = 0x0021;

/**
 * Sets the time of every member to the first a ZIP can say; changes the bytes it is given.
 * @throws InvariantBroken when they are no ZIP without a comment
 */
export function withoutTimes(zip: Buffer): Buffer {
  const end = zip.length - endBytes;
  invariant(end >= 0 && zip.readUInt32LE(end) === endSignature, 'no ZIP');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    invariant(zip.readUInt32LE(at) === centralSignature, 'ZIP directory');
    setTime(zip, at + 12);
    const local = zip.readUInt32LE(at + 42);
    invariant(zip.readUInt32LE(local) === localSignature, 'ZIP member');
    setTime(zip, local + 10);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return zip;
}

function setTime(zip: Buffer, at: number): void {
  zip.writeUInt16LE(0, at);
  zip.writeUInt16LE(firstDay, at + 2);
}
