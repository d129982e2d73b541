/** Devices as a person sets them up: what a window sends, what `local.db` keeps. */
import { z } from 'zod';

const host = z
  .string()
  .min(1)
  .max(253)
  .regex(/^[0-9A-Za-z.:_-]+$/);
const tcpLink = z.strictObject({ type: z.literal('tcp'), host, port: z.int().min(1).max(65_535) });

/** Speeds that real devices have; anything else is a slip of the hand. */
export const baudRates = [1_200, 2_400, 4_800, 9_600, 19_200, 38_400, 57_600, 115_200] as const;

const serialLink = z.strictObject({
  type: z.literal('serial'),
  /** `COM3`, `/dev/ttyUSB0`. */
  path: z.string().min(1).max(200),
  baudRate: z.union(baudRates.map((rate) => z.literal(rate))),
  dataBits: z.union([z.literal(7), z.literal(8)]),
  stopBits: z.union([z.literal(1), z.literal(2)]),
  parity: z.enum(['none', 'even', 'odd']),
});
export type SerialLink = z.infer<typeof serialLink>;

/** A device file such as `/dev/usb/lp0`. It is never made, so a wrong path is just not there. */
const fileLink = z.strictObject({ type: z.literal('file'), path: z.string().min(1).max(200) });
/** A printer queue of the operating system, by its name. */
const systemLink = z.strictObject({ type: z.literal('system'), queue: z.string().min(1).max(200) });
/** A scanner that types like a keyboard. */
const keyboardLink = z.strictObject({
  type: z.literal('keyboard'),
  /** `KeyboardEvent.code` that the scanner was told to send first; null: told by its speed alone. */
  prefixKey: z
    .string()
    .regex(/^[A-Za-z0-9]{1,20}$/)
    .nullable(),
});

const printerConnection = z.strictObject({
  kind: z.literal('printer'),
  paper: z.enum(['K80', 'K58']),
  link: z.discriminatedUnion('type', [tcpLink, serialLink, fileLink, systemLink]),
  /** Whether it answers GS r. */
  proves: z.boolean(),
  /** Whether letters without marks are printed when the picture would take over 10 s. */
  plainWhenSlow: z.boolean(),
  /** Whether the cash drawer hangs on it. */
  drawer: z.boolean(),
  /** Takes over, in the order of the list, what another printer could not begin. */
  takesOver: z.boolean(),
});
export type PrinterConnection = z.infer<typeof printerConnection>;

const poleConnection = z.strictObject({
  kind: z.literal('pole'),
  link: z.discriminatedUnion('type', [tcpLink, serialLink]),
});

const scannerConnection = z.strictObject({
  kind: z.literal('scanner'),
  link: z.discriminatedUnion('type', [tcpLink, serialLink, keyboardLink]),
});

export const deviceConnection = z.discriminatedUnion('kind', [
  printerConnection,
  poleConnection,
  scannerConnection,
]);
export type DeviceConnection = z.infer<typeof deviceConnection>;

export const deviceName = z.string().trim().min(1).max(40);

/** A printer on the LAN with everything as most have it. */
export function lanPrinter(address: { readonly host: string; readonly port: number }): PrinterConnection {
  return {
    kind: 'printer',
    paper: 'K80',
    link: { type: 'tcp', host: address.host, port: address.port },
    proves: true,
    plainWhenSlow: true,
    drawer: true,
    takesOver: false,
  };
}
