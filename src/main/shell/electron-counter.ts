/** The counter as Electron's utility process: starts it, hands it lines, keeps what it says, ends it. */
import { type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import type { CounterSettings } from '../../shared/handover/counter.ts';
import type { HandoverEvent, WindowKind } from '../../shared/handover/types.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import { printSheet } from './electron-printing.ts';
import type { LogFile } from './log-file.ts';
import { fromCounterProcess, type ToCounterProcess } from './process-messages.ts';

export interface CounterProcess {
  start(generation: number): void;
  /** Gives the counter its end of a line with this capability. */
  giveLine(capability: WindowKind, port: MessagePortMain): void;
  /** Asks it to end, and ends it after {@link stopTimeoutMs}. */
  stop(): void;
}

export interface CounterProcessOptions {
  readonly file: string;
  /** Asked anew for each start. */
  readonly settings: () => CounterSettings;
  readonly log: LogFile;
  readonly clock: Clock;
  readonly dispatch: (event: HandoverEvent) => void;
  /** The system's print queues. */
  readonly queues: () => Promise<string[]>;
}

/** The journal needs no goodbye; this is for printers and files to be let go of properly. */
export const stopTimeoutMs = 10_000;

/** Makes the keeper of the counter process. */
export function makeCounterProcess(options: CounterProcessOptions): CounterProcess {
  const { log, clock, dispatch } = options;
  let current: UtilityProcess | null = null;

  const send = (message: ToCounterProcess, ports: MessagePortMain[] = []): void => {
    current?.postMessage(message, ports);
  };

  /** To the process that asked; one started since then knows nothing of the question. */
  const answer = (child: UtilityProcess, message: ToCounterProcess): void => {
    if (current === child) child.postMessage(message);
  };

  return {
    start(generation) {
      const child = utilityProcess.fork(options.file, [], { stdio: 'pipe', serviceName: 'Quầy Thu' });
      current = child;
      child.stdout?.on('data', (chunk) => log.write(String(chunk)));
      child.stderr?.on('data', (chunk) => log.write(String(chunk)));
      child.on('message', (data) => {
        const message = fromCounterProcess.parse(data);
        switch (message.kind) {
          case 'running':
            dispatch({ type: 'counter-running', generation });
            return;
          case 'failed':
            log.write(`counter cannot start: ${message.message}\n`);
            return;
          case 'queues':
            void options
              .queues()
              .then((queues) => answer(child, { kind: 'queues', ask: message.ask, queues }));
            return;
          case 'print':
            void printSheet(message).then((outcome) =>
              answer(child, { kind: 'print-answer', ask: message.ask, outcome }),
            );
            return;
        }
      });
      child.on('exit', (code) => {
        log.write(`counter process ${generation} ended with ${code}\n`);
        if (current === child) current = null;
        dispatch({ type: 'counter-exited', generation });
      });
      send({ kind: 'start', settings: options.settings() });
    },
    giveLine: (capability, port) => send({ kind: 'line', capability }, [port]),
    stop() {
      const child = current;
      if (child === null) return;
      send({ kind: 'stop' });
      const cancel = clock.after(stopTimeoutMs, () => child.kill());
      child.once('exit', cancel);
    },
  };
}
