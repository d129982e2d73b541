import { unreachable } from '../../shared/kernel/assert.ts';
import type { Clock, EpochMs } from '../../shared/kernel/clock.ts';
import type { DeviceConnection, PrinterConnection } from '../../shared/rpc/device-profiles.ts';
import { cd5220Display } from './pole/driver.ts';
import type {
  CashDrawerPort,
  LineTrouble,
  OsPrinterRoute,
  PolePort,
  PrinterPort,
  PrinterState,
  ScannerPort,
  TerminalPort,
} from './ports.ts';
import { escPosPrinter } from './printer/driver.ts';
import { osQueuePrinter } from './printer/os-queue.ts';
import { profileOf } from './printer/profiles.ts';
import { lineScanner } from './scanner/driver.ts';
import {
  type DeviceState,
  mayPrint,
  supervise,
  type Watched,
  watchedLine,
  watchedPrinter,
} from './supervisor.ts';
import { terminalOf } from './terminal/open.ts';
import { type HeldLine, heldLine } from './transport/held.ts';
import { transportOf } from './transport/of-link.ts';
import { remembering } from './transport/remember.ts';

/** A device to drive. */
export interface DeviceSetting {
  readonly name: string;
  readonly connection: DeviceConnection;
}

/** How a device stands, for the screens. */
export interface OpenDevice extends DeviceSetting {
  readonly state: DeviceState;
  readonly since: EpochMs;
  /** Why its line could not be opened, while it is offline and that is known. */
  readonly trouble: LineTrouble | null;
  /** Whether new papers go to it. */
  readonly usual: boolean;
}

/** The devices of this counter. */
export interface Devices {
  /** The printer of that name. */
  printer(name: string): PrinterPort | undefined;
  /** The printer new papers go to. */
  usualPrinter(): PrinterPort | undefined;
  /**
   * Who takes over what this printer could not begin; the way through the spares never leads back. One that was offline
   * when it was last looked for is tried too: it may be back, and if not, it takes no byte.
   */
  spareFor(name: string): string | undefined;
  /** The drawer on the first printer that has one. */
  drawer(): CashDrawerPort | undefined;
  poles(): readonly PolePort[];
  /** Card terminals in the order of their settings. Whoever takes charges watches over their lines. */
  terminals(): readonly TerminalPort[];
  /** Codes read by scanners on lines of their own. */
  onScan(listener: (text: string, device: string) => void): () => void;
  standings(): readonly OpenDevice[];
  /** Tries the line of a device or asks it, now and not when its turn comes. Never rejects. */
  check(name: string): Promise<void>;
  /** Drives these from now on; what stays as it was goes on without a break. */
  replace(settings: readonly DeviceSetting[]): void;
  stop(): void;
}

export interface DevicesInput {
  readonly settings: readonly DeviceSetting[];
  readonly clock: Clock;
  /** Called when a device changes its state. */
  readonly changed: () => void;
  /** Print queues of the operating system; null where the shell has none. */
  readonly osPrinters: OsPrinterRoute | null;
  /** References a terminal must be asked about before it takes a charge, as the journal knows them. */
  readonly unresolved: (terminal: string) => readonly string[];
}

/** For a line that stays open. */
const openTimeoutMs = 3_000;
const noQueues: OsPrinterRoute = { list: async () => [], print: async () => 'refused' };

/** Makes a driver for each setting and one supervisor over them all. */
export function openDevices(input: DevicesInput): Devices {
  const { clock, changed } = input;
  const scans = new Set<(text: string, device: string) => void>();
  let rig = openRig(input.settings, [], input, scans);
  const printers = () => rig.made.filter(({ printer }) => printer !== undefined);
  const usual = () => {
    const regular = printers().find(({ connection }) => !takesOver(connection));
    return regular ?? printers()[0];
  };
  return {
    printer: (name) => rig.made.find((one) => one.name === name)?.printer,
    usualPrinter: () => usual()?.printer,
    spareFor(name) {
      const spares = printers().filter(({ connection }) => takesOver(connection));
      const after = spares.slice(spares.findIndex((one) => one.name === name) + 1);
      return after.find((one) => one.name !== name && one.printer && mayTakeOver(one.printer.state))?.name;
    },
    drawer: () => rig.made.find(({ drawer }) => drawer !== undefined)?.drawer,
    poles: () => rig.made.flatMap(({ pole }) => pole ?? []),
    terminals: () => rig.made.flatMap(({ terminal }) => terminal?.port ?? []),
    onScan(listener) {
      scans.add(listener);
      return () => scans.delete(listener);
    },
    standings: () =>
      rig.made.map(({ name, connection }) => {
        const { state, since } = rig.standing(name, clock);
        const trouble = state === 'offline' ? rig.troubleOf(name) : null;
        return { name, connection, state, since, trouble, usual: usual()?.name === name };
      }),
    check: async (name) => {
      await rig.made.find((one) => one.name === name)?.watched?.check();
    },
    replace(settings) {
      rig = openRig(settings, rig.made, input, scans, rig.stopWatching);
      changed();
    },
    stop: () => {
      rig.stopWatching();
      for (const one of rig.made) one.close();
    },
  };
}

function mayTakeOver(state: PrinterState): boolean {
  return state === 'offline' || mayPrint(state);
}

function takesOver(connection: DeviceConnection): boolean {
  return connection.kind === 'printer' && connection.takesOver;
}

/** One device with the ports it gives. */
interface Made extends DeviceSetting {
  readonly watched: Watched | null;
  readonly printer?: PrinterPort | undefined;
  readonly drawer?: CashDrawerPort | undefined;
  readonly pole?: PolePort;
  readonly scanner?: ScannerPort;
  readonly terminal?: WatchedTerminal;
  /** Why its line could not be opened the last time. */
  trouble?(): LineTrouble | null;
  close(): void;
}

type ScanListeners = ReadonlySet<(text: string, device: string) => void>;

/** Drivers for all settings; those of `before` whose setting is the same are kept. */
function openRig(
  settings: readonly DeviceSetting[],
  before: readonly Made[],
  input: DevicesInput,
  scans: ScanListeners,
  stopBefore: () => void = () => undefined,
) {
  stopBefore();
  const same = (setting: DeviceSetting) =>
    before.find((one) => one.name === setting.name && sameConnection(one.connection, setting.connection));
  const kept = settings.map(same);
  // A port must be free before another driver opens it.
  for (const one of before) if (!kept.includes(one)) one.close();
  const made = settings.map((setting, at) => kept[at] ?? make(setting, input, scans));
  const supervisor = supervise(
    made.flatMap(({ watched }) => watched ?? []),
    input.clock,
    input.changed,
  );
  return {
    made,
    stopWatching: supervisor.stop,
    troubleOf: (name: string) => made.find((one) => one.name === name)?.trouble?.() ?? null,
    standing: (name: string, clock: Clock): { readonly state: DeviceState; readonly since: EpochMs } =>
      supervisor.standings.find((one) => one.name === name) ??
      made.find((one) => one.name === name)?.terminal?.standing() ?? { state: 'ready', since: clock.now() },
  };
}

function sameConnection(one: DeviceConnection, other: DeviceConnection): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function make(setting: DeviceSetting, input: DevicesInput, scans: ScanListeners): Made {
  const { connection } = setting;
  switch (connection.kind) {
    case 'printer':
      return { ...setting, ...makePrinter(setting.name, connection, input) };
    case 'pole': {
      const transport = remembering(transportOf(connection.link, input.clock));
      const line = heldLine(transport);
      const pole = cd5220Display(setting.name, line, input.clock);
      return { ...setting, pole, trouble: () => transport.trouble, ...onLine(pole, line) };
    }
    case 'scanner': {
      const { link } = connection;
      // It types: the window hears it, and nothing can be said of its line.
      if (link.type === 'keyboard') return { ...setting, watched: null, close: () => undefined };
      const transport = remembering(transportOf(link, input.clock));
      const line = heldLine(transport);
      const scanner = lineScanner(setting.name, line, input.clock);
      scanner.onScan((text) => {
        for (const listener of [...scans]) listener(text, setting.name);
      });
      return { ...setting, scanner, trouble: () => transport.trouble, ...onLine(scanner, line) };
    }
    case 'terminal': {
      const { clock, unresolved } = input;
      const transport = remembering(transportOf(connection.link, clock, 'reset'));
      const port = terminalOf(setting.name, connection, { clock, transport, unresolved });
      const terminal = watchedTerminal(port, input);
      const trouble = () => transport.trouble;
      return { ...setting, watched: null, terminal, trouble, close: () => port.close() };
    }
    default:
      return unreachable(connection);
  }
}

/** A card terminal and how it stands: its line is kept by whoever asks it about what is open. */
interface WatchedTerminal {
  readonly port: TerminalPort;
  standing(): { readonly state: DeviceState; readonly since: EpochMs };
}

function watchedTerminal(port: TerminalPort, { clock, changed }: DevicesInput): WatchedTerminal {
  let since = clock.now();
  port.onState(() => {
    since = clock.now();
    changed();
  });
  return { port, standing: () => ({ state: port.state === 'online' ? 'ready' : port.state, since }) };
}

function onLine(port: PolePort | ScannerPort, line: HeldLine): Pick<Made, 'watched' | 'close'> {
  return { watched: watchedLine(port, line, openTimeoutMs), close: line.drop };
}

function makePrinter(
  name: string,
  connection: PrinterConnection,
  { clock, osPrinters }: DevicesInput,
): Omit<Made, keyof DeviceSetting> {
  const { link } = connection;
  const profile = profileOf(name, connection);
  if (link.type === 'system') {
    const { widthDots } = profile;
    const printer = osQueuePrinter({ name, queue: link.queue, widthDots }, osPrinters ?? noQueues, clock);
    const trouble = () => (osPrinters === null ? 'no-queues' : 'no-queue');
    return { watched: watchedPrinter(printer), printer, trouble, close: () => undefined };
  }
  const transport = remembering(transportOf(link, clock));
  // A printer on the LAN is shared and proves by the end of a talk that it took all; a cable is ours alone.
  const line = link.type === 'serial' ? heldLine(transport) : null;
  const { printer, drawer } = escPosPrinter(profile, line ?? transport, clock);
  return {
    watched: watchedPrinter(printer),
    printer,
    drawer: connection.drawer ? drawer : undefined,
    trouble: () => transport.trouble,
    close: () => line?.drop(),
  };
}
