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

/**
 * How many units of the twelve digits one đồng is. Wrong is a charge a hundred times too high or too low, so there is no
 * usual choice: a person makes it, and it carries their name and the day (facts/payments §3.2).
 */
const amountScaling = z.strictObject({
  factor: z.union([z.literal(1), z.literal(100)]),
  chosenBy: z.string().min(1).max(80),
  chosenOn: z.iso.date(),
});

const terminalCommon = {
  kind: z.literal('terminal'),
  link: z.discriminatedUnion('type', [tcpLink, serialLink]),
  amountScaling,
  /** Whether the bank lets the counter take a payment back before settlement, and give money back after it. */
  voids: z.boolean(),
  refunds: z.boolean(),
  /** Whether it answers a query only when no transaction is under way (facts/payments §3.5 rule 4). */
  answersOnlyWhenIdle: z.boolean(),
  /** For the answer to a charge: the payer looks for the card, types the PIN, the bank answers. */
  replyTimeoutMs: z.int().min(30_000).max(600_000),
};

const stxCode = z.string().regex(/^[0-9A-Z]{2}$/);
const stxTerminal = z.strictObject({
  ...terminalCommon,
  protocol: z.literal('stx'),
  /** Codes of a payer's wallet on the terminal's screen. */
  wallet: z.boolean(),
  /** What answers a query about a payment it never had; empty where the bank's paper does not say. */
  notFound: z.array(stxCode).max(5),
  /** Fields of the settlement's totals; null where it does not tell them. */
  settledCount: stxCode.nullable(),
  settledTotal: stxCode.nullable(),
});

const zvtCode = z.string().regex(/^[0-9A-F]{2}$/);
const zvtTerminal = z.strictObject({
  ...terminalCommon,
  protocol: z.literal('zvt'),
  password: z.string().regex(/^\d{6}$/),
  /** What ends a settlement with nothing in it. */
  nothingToSettle: z.array(zvtCode).max(5),
  tellsClock: z.boolean(),
});

/** A card terminal. Only these protocols; what else differs between banks is data. */
const terminalConnection = z.discriminatedUnion('protocol', [stxTerminal, zvtTerminal]);
export type TerminalConnection = z.infer<typeof terminalConnection>;

export const deviceConnection = z.discriminatedUnion('kind', [
  printerConnection,
  poleConnection,
  scannerConnection,
  terminalConnection,
]);
export type DeviceConnection = z.infer<typeof deviceConnection>;

export const deviceName = z.string().trim().min(1).max(40);

/** The usual answers of a terminal whose bank said nothing else; the scaling is for a person. */
export const usualTerminal = {
  stx: {
    protocol: 'stx',
    voids: true,
    refunds: true,
    answersOnlyWhenIdle: false,
    replyTimeoutMs: 150_000,
    wallet: false,
    notFound: [],
    settledCount: null,
    settledTotal: null,
  },
  zvt: {
    protocol: 'zvt',
    voids: true,
    refunds: true,
    answersOnlyWhenIdle: false,
    replyTimeoutMs: 180_000,
    password: '000000',
    nothingToSettle: [],
    tellsClock: false,
  },
} as const;

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
