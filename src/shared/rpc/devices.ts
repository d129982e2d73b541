/** Devices of this counter: set up, tried out, and what they read. Methods and topics of the contract. */
import { z } from 'zod';
import { scan } from '../scan/scan.ts';
import { method, topic } from './define.ts';
import { deviceConnection, deviceName } from './device-profiles.ts';
import { epochMs, id, nothing } from './shapes.ts';

/** The lines of the test page with the stacked marks that printers lose first; the screen shows the same (look 13a). */
export const testPageNames = ['Nguyễn Thị Diễm Ngữ', 'ĐẶNG THỊ ĐÀO ẨN', 'Ễ Ộ Ữ Ỵ Ẵ Ẫ Ổ Ợ Ử Ỡ'] as const;
/** What the code on the test page holds; scanned again it shows that the scanner reads what the printer prints. */
export const testPageCode = 'QUAY-THU-IN-THU-0123456789';

const cashier = ['cashier'] as const;

const deviceState = z.enum([
  'ready',
  'no-paper',
  'paper-low',
  'cover-open',
  'cutter',
  'offline',
  'fault',
  'unknown',
]);
export type DeviceStateView = z.infer<typeof deviceState>;

/** Why a test ended as it did, as a code the window translates: what a device said, or what its line did. */
const testTrouble = z.enum([
  'no-paper',
  'cover-open',
  'cutter',
  'offline',
  'fault',
  'unknown',
  'refused',
  'not-found',
  'busy',
  'deadline',
  'disconnected',
  'error',
  'too-long',
  'not-drawn',
  'no-answer',
  'not-understood',
  /** The system no longer has the queue; or this shell reaches none of its queues. */
  'no-queue',
  'no-queues',
]);

const deviceView = z.strictObject({
  name: z.string(),
  connection: deviceConnection,
  origin: z.enum(['launcher', 'person']),
  /** `unknown`: it was not tried yet, or does not tell. */
  state: deviceState,
  since: epochMs,
  /** Why it cannot be reached, while it is offline and that is known. */
  trouble: testTrouble.nullable(),
  /** Whether new papers go to it. */
  usual: z.boolean(),
});
export type DeviceView = z.infer<typeof deviceView>;

const testStep = z.strictObject({
  /** `reached`: its line opens; `ready`: it says that it is well; `done`: it did what was asked. */
  step: z.enum(['reached', 'ready', 'done']),
  /** `unproved`: taken, but this device cannot tell whether it did it. */
  outcome: z.enum(['good', 'unproved', 'failed']),
  trouble: testTrouble.nullable(),
  tookMs: z.int().min(0),
});
export type TestStep = z.infer<typeof testStep>;

const testResult = z.strictObject({ at: epochMs, steps: z.array(testStep) });
export type TestResult = z.infer<typeof testResult>;

const serialPort = z.strictObject({ path: z.string(), about: z.string() });
const found = z.strictObject({
  serial: z.array(serialPort),
  files: z.array(z.string()),
  queues: z.array(z.string()),
  /** Addresses of the own network that answer on a printer's port. */
  hosts: z.array(z.strictObject({ host: z.string(), port: z.int() })),
});
export type FoundPorts = z.infer<typeof found>;

export const deviceMethods = {
  /** What a device could hang on. Looking through the network takes some seconds and is only done when asked for. */
  'devices.find': method({
    request: z.strictObject({ network: z.boolean() }),
    response: found,
    capabilities: cashier,
    access: ['administrator'],
  }),
  /** Saves a device and opens it at once; `was` is its name before, null for a new one. */
  'devices.save': method({
    request: z.strictObject({
      name: deviceName,
      was: deviceName.nullable(),
      connection: deviceConnection,
    }),
    response: nothing,
    capabilities: cashier,
    access: ['administrator'],
  }),
  'devices.remove': method({
    request: z.strictObject({ name: deviceName }),
    response: nothing,
    capabilities: cashier,
    access: ['administrator'],
  }),
  /** Prints the test page, shows the test pattern on a pole display, asks a card terminal whether it is there. */
  'devices.test': method({
    request: z.strictObject({ name: deviceName }),
    response: testResult,
    capabilities: cashier,
    access: 'unlocked',
  }),
  /** Opens the drawer to see that it does. Journalled as every opening is. */
  'devices.testDrawer': method({
    request: nothing,
    response: testResult,
    capabilities: cashier,
    access: ['cashier', 'treasurer', 'administrator'],
  }),
} as const;

export const deviceTopics = {
  devices: topic({
    value: z.strictObject({
      devices: z.array(deviceView),
      /** In a training ledger devices come from the launcher and cannot be changed. */
      changeable: z.boolean(),
      /** Whether this shell reaches the printers of the operating system: Electron does, a browser cannot. */
      osPrinting: z.boolean(),
    }),
    capabilities: cashier,
  }),
  /**
   * The last code that a scanner of the counter read, for the window in front: null after a restart, a lock and sign-out.
   * A scan is an event: a window acts on it once, by its id.
   */
  scan: topic({
    value: z.strictObject({ last: z.strictObject({ id, at: epochMs, device: z.string(), scan }).nullable() }),
    capabilities: cashier,
  }),
} as const;
