/**
 * ESC/POS bytes ↔ meanings, pure (facts/payments §4.1–4.2). Vietnamese is printed as a picture, so the set is small.
 * The few commands are put together by node-thermal-printer used as an encoder; pictures are packed here, because
 * its picture path builds an object per dot (docs/decisions/0003-escpos-bytes.md).
 */
import { PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import { invariant } from '../../../shared/kernel/assert.ts';
import type { PrinterState, Raster } from '../ports.ts';

/** Rows in one GS v 0 command; cheap printers drop data on taller pictures (facts/payments §4.1). */
const maxBandRows = 256;
const minBandRows = 24;
/** A band should not occupy the line longer than this, so that a break is noticed soon. */
const bandTargetMs = 500;

/** Bytes of a freshly made encoder after `build`. It has no interface, so it can send nothing by itself. */
function encode(build: (printer: ThermalPrinter) => void): Uint8Array {
  const printer = new ThermalPrinter({ type: PrinterTypes.EPSON, interface: '' });
  build(printer);
  return new Uint8Array(printer.getBuffer());
}

/** ESC @ and left alignment: whatever the last program left behind is gone. Clears the print buffer. */
export const initCommand = encode((printer) => {
  printer.append(Buffer.from([0x1b, 0x40]));
  printer.alignLeft();
});

/** GS V 66 0: feed to the knife, partial cut. The library's own cut resets the printer afterwards, so not that. */
export const cutCommand = encode((printer) => printer.append(Buffer.from([0x1d, 0x56, 0x42, 0x00])));

/** ESC p 0: one pulse of 50 ms on pin 2, then 500 ms rest. The library sends two pulses that are too short. */
export const drawerCommand = encode((printer) => printer.append(Buffer.from([0x1b, 0x70, 0x00, 0x19, 0xfa])));

/**
 * GS r 1: the paper sensor, answered only after everything before it was worked through. The answer is the proof
 * that the job was printed.
 */
export const proofRequest: Uint8Array = Uint8Array.of(0x1d, 0x72, 0x01);

/**
 * GS a: from now on the printer tells by itself (ASB) of being online, errors and paper, and at once how it stands. For
 * lines that stay open; printers without it ignore the three bytes.
 */
export const tellCommand: Uint8Array = Uint8Array.of(0x1d, 0x61, 0x0e);

/** What DLE EOT can be asked, answered at once whatever the printer is doing. */
export type StatusTopic = 1 | 2 | 3 | 4;

/** DLE EOT n: 1 = printer, 2 = cause of being offline, 3 = cause of an error, 4 = paper. */
export function statusRequest(topic: StatusTopic): Uint8Array {
  return Uint8Array.of(0x10, 0x04, topic);
}

/**
 * How many rows of a picture go into one command on a line of `bytesPerSecond`: half a second's worth, 24–256.
 * @param widthDots a multiple of 8
 */
export function bandRowsFor(widthDots: number, bytesPerSecond: number): number {
  const rows = Math.floor((bytesPerSecond * bandTargetMs) / 1000 / (widthDots / 8));
  return Math.min(maxBandRows, Math.max(minBandRows, rows));
}

/** GS v 0 commands, from the top, of at most `bandRows` rows each. */
export function rasterBands(sheet: Raster, bandRows: number): Uint8Array[] {
  invariant(bandRows >= 1 && bandRows <= maxBandRows, `band of ${bandRows} rows`);
  invariant(sheet.widthDots % 8 === 0, `width of ${sheet.widthDots} dots`);
  const rowBytes = sheet.widthDots / 8;
  invariant(sheet.bits.length === rowBytes * sheet.rows, 'bits do not fill the rows');
  const bands: Uint8Array[] = [];
  for (let row = 0; row < sheet.rows; row += bandRows) {
    const rows = Math.min(bandRows, sheet.rows - row);
    const band = new Uint8Array(8 + rows * rowBytes);
    band.set([0x1d, 0x76, 0x30, 0x00, rowBytes & 0xff, rowBytes >> 8, rows & 0xff, rows >> 8]);
    band.set(sheet.bits.subarray(row * rowBytes, (row + rows) * rowBytes), 8);
    bands.push(band);
  }
  return bands;
}

/** Lines of printable ASCII, each with its line feed. @throws InvariantBroken for any other character */
export function textLines(lines: readonly string[]): Uint8Array {
  const text = lines.map((line) => `${line}\n`).join('');
  invariant(/^[ -~\n]*$/.test(text), 'only printable ASCII is sent as letters');
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** One thing the printer said. */
export type PrinterReply =
  | { readonly kind: 'status'; readonly byte: number }
  | { readonly kind: 'proof'; readonly paperOut: boolean }
  /** An automatic status message (ASB), said without being asked. */
  | { readonly kind: 'told'; readonly state: PrinterState };

/** Reads replies byte by byte; `message` holds the beginning of an automatic status message. */
export interface ReplyReader {
  readonly message: readonly number[];
}

export const freshReader: ReplyReader = { message: [] };

/** Bytes of an automatic status message. */
const messageBytes = 4;

/**
 * Replies in `bytes`. A DLE EOT reply has bits 1 and 4 set, bits 0 and 7 clear; an automatic status message (ASB)
 * is four bytes of which the first is 0xx1xx00 and the others have bits 4 and 7 clear; a GS r reply has bits 4 and 7
 * clear. Anything else is noise; noise within a message drops the message.
 */
export function readReplies(
  reader: ReplyReader,
  bytes: Uint8Array,
): { readonly reader: ReplyReader; readonly replies: readonly PrinterReply[] } {
  const replies: PrinterReply[] = [];
  let message = reader.message;
  for (const byte of bytes) {
    if (message.length > 0 && (byte & 0x90) === 0) {
      message = [...message, byte];
      if (message.length < messageBytes) continue;
      replies.push({ kind: 'told', state: toldState(message) });
      message = [];
      continue;
    }
    message = [];
    if ((byte & 0x93) === 0x12) replies.push({ kind: 'status', byte });
    else if ((byte & 0x93) === 0x10) message = [byte];
    else if ((byte & 0x90) === 0) replies.push({ kind: 'proof', paperOut: (byte & 0x0c) !== 0 });
  }
  return { reader: { message }, replies };
}

/** What the four bytes of an automatic status message say: printer, errors, paper sensors, more sensors. */
function toldState([printer = 0, errors = 0, paper = 0]: readonly number[]): PrinterState {
  if ((printer & 0x20) !== 0) return 'cover-open';
  if ((paper & 0x0c) !== 0) return 'no-paper';
  if ((errors & 0x08) !== 0) return 'cutter';
  if ((errors & 0x64) !== 0) return 'fault';
  if ((printer & 0x08) !== 0) return 'fault';
  return (paper & 0x03) !== 0 ? 'paper-low' : 'ready';
}

/** Answers to DLE EOT 1 to 4; null where none came. The third is asked for only when the second tells of an error. */
export interface StatusBytes {
  readonly printer: number | null;
  readonly cause: number | null;
  readonly error: number | null;
  readonly paper: number | null;
}

/** Whether an answer to DLE EOT 2 tells of an error, whose cause DLE EOT 3 knows. */
export function tellsError(cause: number): boolean {
  return (cause & 0x40) !== 0;
}

/**
 * The state that stops printing first: cover, paper, knife, another error or being off-line for a reason not told (the
 * line to it stands, so that is no `offline`), paper near its end. Ready only when all were answered and good; any silence without bad news is `unknown` (facts/payments §4.2).
 */
export function stateOf({ printer, cause, error, paper }: StatusBytes): PrinterState {
  if (cause !== null && (cause & 0x04) !== 0) return 'cover-open';
  if (paper !== null && (paper & 0x60) !== 0) return 'no-paper';
  if (cause !== null && (cause & 0x20) !== 0) return 'no-paper';
  if (error !== null && (error & 0x08) !== 0) return 'cutter';
  if (cause !== null && tellsError(cause)) return 'fault';
  if (printer !== null && (printer & 0x08) !== 0) return 'fault';
  if (printer === null || cause === null || paper === null) return 'unknown';
  return (paper & 0x0c) !== 0 ? 'paper-low' : 'ready';
}
