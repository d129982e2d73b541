import type { Clock } from '../../shared/kernel/clock.ts';
import type { CashDrawerPort, PrinterPort } from './ports.ts';
import { escPosPrinter, lanPrinterProfile } from './printer/driver.ts';
import { supervisePrinter } from './supervisor.ts';
import { tcpTransport } from './transport/tcp.ts';

/** How often the printer is asked for its state while nothing is printed. */
const statusEveryMs = 5_000;

/** A printer to drive. */
export interface PrinterSetting {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly widthDots: number;
}

/** The devices of this counter. */
export interface Devices {
  /** The printer of that name. */
  printer(name: string): PrinterPort | undefined;
  /** The printer new papers go to. */
  usualPrinter(): PrinterPort | undefined;
  /** The drawer, which hangs on the usual printer. */
  drawer(): CashDrawerPort | undefined;
  stop(): void;
}

/** Makes a driver for each setting and watches over it; `changed` is called when one changes its state. */
export function openDevices(printers: readonly PrinterSetting[], clock: Clock, changed: () => void): Devices {
  const made = printers.map(({ name, host, port, widthDots }) =>
    escPosPrinter({ ...lanPrinterProfile, name, widthDots }, tcpTransport({ host, port }, clock), clock),
  );
  const stops = made.flatMap(({ printer }) => [
    supervisePrinter(printer, clock, statusEveryMs),
    printer.onState(changed),
  ]);
  return {
    printer: (name) => made.find(({ printer }) => printer.name === name)?.printer,
    usualPrinter: () => made[0]?.printer,
    drawer: () => made[0]?.drawer,
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}
