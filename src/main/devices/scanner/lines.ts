/** Bytes of a scanner → texts of codes, pure. A code ends with CR, LF, Tab or a silence. */

/** What came of the code that is being read. */
export interface ScanLine {
  readonly bytes: readonly number[];
  /** More came than any code holds: the rest up to the end is dropped, and the code with it. */
  readonly tooLong: boolean;
}

export const freshScanLine: ScanLine = { bytes: [], tooLong: false };

/** A QR code of version 40 holds 2,953 bytes; the codes read here are far shorter. */
const mostBytes = 3_000;
const ends = new Set([0x0d, 0x0a, 0x09]);

/** Adds bytes; gives the texts of codes that ended in them. */
export function readScanLine(
  line: ScanLine,
  bytes: Uint8Array,
): { readonly line: ScanLine; readonly texts: readonly string[] } {
  const texts: string[] = [];
  let collected = [...line.bytes];
  let tooLong = line.tooLong;
  for (const byte of bytes) {
    if (ends.has(byte)) {
      texts.push(...restOfScan({ bytes: collected, tooLong }));
      collected = [];
      tooLong = false;
    } else if (collected.length >= mostBytes) tooLong = true;
    // Some scanners fill up with NUL (facts/domain §4.5).
    else if (byte !== 0) collected.push(byte);
  }
  return { line: { bytes: collected, tooLong }, texts };
}

/** The text of a code that ended without a sign of it; none when nothing or too much came. */
export function restOfScan({ bytes, tooLong }: ScanLine): readonly string[] {
  if (tooLong || bytes.length === 0) return [];
  return [new TextDecoder('utf-8').decode(Uint8Array.from(bytes))];
}
