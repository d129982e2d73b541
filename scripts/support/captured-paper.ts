/**
 * Paper from captured printer bytes, by the reader of the simulated printer: it shares nothing with the driver that made
 * them (issue 3 "Receipt").
 */
import { Mechanism, type Sheet } from '../../src/simulators/escpos-printer/mechanism.ts';

/** GS V 0: what was not cut is torn off at the end. */
const cut = Uint8Array.of(0x1d, 0x56, 0x00);

/** The sheets that come out of a printer of `widthDots` (576 for 80 mm, 384 for 58 mm) told these bytes, in order. */
export function capturedPaper(bytes: Uint8Array, widthDots: number): readonly Sheet[] {
  const printer = new Mechanism(widthDots);
  printer.receive(bytes);
  if (printer.rowsOnStrip > 0) printer.receive(cut);
  return printer.sheets;
}
