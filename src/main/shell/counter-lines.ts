/** The counter in Electron's utility process: takes its orders and the counter's ends of the lines from main. */

import type { CounterHandle, CounterSettings } from '../../shared/handover/counter.ts';
import { type Channel, type PortLike, portChannel } from '../../shared/rpc/channel.ts';
import type { OsPrinterRoute } from '../devices/ports.ts';
import { osPrinterLine } from './os-printers.ts';
import { cannotStartExitCode, type FromCounterProcess, toCounterProcess } from './process-messages.ts';

/** Electron's `MessagePortMain`, which is an event emitter. */
export interface EmitterPort {
  on(event: 'message', listen: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listen: () => void): unknown;
  start(): void;
  postMessage(data: unknown): void;
  close(): void;
}

export interface MainLine {
  send(message: FromCounterProcess): void;
  onMessage(receive: (message: unknown, ports: readonly EmitterPort[]) => void): void;
  exit(code: number): void;
  log(text: string): void;
}

/** A line over Electron's kind of port. */
export function emitterPortChannel(port: EmitterPort): Channel {
  const portLike: PortLike = {
    postMessage: (data) => port.postMessage(data),
    addEventListener(type, listen) {
      if (type === 'message') port.on('message', listen);
      else port.on('close', () => listen({}));
    },
    start: () => port.start(),
    close: () => port.close(),
  };
  return portChannel(portLike);
}

/** Starts a counter that can print through the operating system. */
export type StartWithPrinters = (
  settings: CounterSettings,
  osPrinters: OsPrinterRoute,
) => Promise<CounterHandle>;

/** Serves main until it says stop. Lines that come before the counter runs wait for it. */
export function runCounterProcess(main: MainLine, startCounter: StartWithPrinters): void {
  const printers = osPrinterLine(main.send);
  let starting: Promise<CounterHandle> | null = null;

  const cannotStart = (error: unknown): void => {
    main.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    main.send({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    main.exit(cannotStartExitCode);
  };
  const stop = async (): Promise<void> => {
    await (await starting)?.close();
    main.exit(0);
  };

  main.onMessage((data, [port]) => {
    const message = toCounterProcess.parse(data);
    switch (message.kind) {
      case 'start':
        if (starting !== null) return;
        starting = startCounter(message.settings, printers.route);
        starting.then(() => main.send({ kind: 'running' }), cannotStart);
        return;
      case 'line':
        if (port === undefined) return;
        starting?.then(
          (counter) => counter.accept(emitterPortChannel(port), message.capability),
          () => port.close(),
        );
        return;
      case 'queues':
      case 'print-answer':
        printers.answered(message);
        return;
      case 'stop':
        stop().catch(cannotStart);
        return;
    }
  });
}
