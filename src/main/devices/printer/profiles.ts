/** What differs between printers and between the lines to them, as data (design §5). */
import type { PrinterConnection } from '../../../shared/rpc/device-profiles.ts';

export interface PrinterProfile {
  readonly name: string;
  /** 576 for 80 mm paper, 384 for 58 mm; a multiple of 8. */
  readonly widthDots: number;
  /** What the line carries: 11,520 for 115,200 baud; a LAN is far above the 256-row limit anyway. */
  readonly bytesPerSecond: number;
  /** Whether it answers GS r. False ends every job as `sent` at best. */
  readonly proves: boolean;
  /** A picture that would hold the line longer than this is printed as letters; null = always pictures. */
  readonly plainAfterMs: number | null;
  readonly openTimeoutMs: number;
  /** For each part; a part is about half a second of line time. */
  readonly writeTimeoutMs: number;
  /** For each DLE EOT. */
  readonly statusTimeoutMs: number;
  /** For the proof: this much … */
  readonly proofTimeoutMs: number;
  /** … plus this much per row, since a slow head needs 2–3 ms a row. */
  readonly proofPerRowMs: number;
  /** For the other side to end its half of the line. */
  readonly finishTimeoutMs: number;
}

/** A K80 printer on the LAN. */
export const lanPrinterProfile: PrinterProfile = {
  name: 'K80',
  widthDots: 576,
  bytesPerSecond: 1_000_000,
  proves: true,
  plainAfterMs: null,
  openTimeoutMs: 3_000,
  writeTimeoutMs: 8_000,
  statusTimeoutMs: 800,
  proofTimeoutMs: 3_000,
  proofPerRowMs: 4,
  finishTimeoutMs: 5_000,
};

/** Dots across the paper at 203 dots an inch. */
const dotsOf: Readonly<Record<PrinterConnection['paper'], number>> = { K80: 576, K58: 384 };
/** A letter of font A is 12 dots wide. */
const letterDots = 12;
/** USB printers take some hundred kilobytes a second; a device file does not say. */
const fileBytesPerSecond = 200_000;
/** Longer than this nobody waits for a picture (issue "Devices"). */
export const longestPictureMs = 10_000;

/** Letters in a line of a paper of this width: 48 on K80, 32 on K58. */
export function columnsOf(widthDots: number): number {
  return Math.floor(widthDots / letterDots);
}

/** What the driver goes by for a printer as a person set it up. */
export function profileOf(
  name: string,
  { paper, link, proves, plainWhenSlow }: PrinterConnection,
): PrinterProfile {
  return {
    ...lanPrinterProfile,
    name,
    widthDots: dotsOf[paper],
    proves,
    bytesPerSecond: speedOf(link),
    plainAfterMs: plainWhenSlow ? longestPictureMs : null,
  };
}

function speedOf(link: PrinterConnection['link']): number {
  switch (link.type) {
    case 'serial': {
      const parityBits = link.parity === 'none' ? 0 : 1;
      return Math.floor(link.baudRate / (1 + link.dataBits + parityBits + link.stopBits));
    }
    case 'file':
      return fileBytesPerSecond;
    case 'tcp':
    case 'system':
      return lanPrinterProfile.bytesPerSecond;
  }
}
