/** A counter in a process of its own, as the shells have it, with the cashier's line over IPC. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { counterFlags } from '../../../src/main/shell/process-flags.ts';
import { type Channel, type PortLike, portChannel } from '../../../src/shared/rpc/channel.ts';

export interface CounterChildOptions {
  readonly folder: string;
  readonly resourcesFolder: string;
  /** Simulated devices that are there; none when left out. */
  readonly simulators?: readonly { readonly peer: string; readonly host: string; readonly port: number }[];
  /** Negative control: the answer goes out before the commit. */
  readonly answerFirst: boolean;
}

/** What the child says besides what travels on the line, which is text. */
export type ChildWord = { readonly kind: 'running' } | { readonly kind: 'failed'; readonly message: string };

export interface CounterProcess {
  readonly channel: Channel;
  readonly pid: number;
  /** SIGKILL; settles once the process is gone and everything it had said has been heard. */
  kill(): Promise<void>;
  /** The end of its log. */
  log(): string;
}

const child = fileURLToPath(new URL('./counter-child.ts', import.meta.url));
const startTimeoutMs = 30_000;

interface MessageEnd {
  send?(message: string): unknown;
  on(event: 'message', listen: (message: unknown) => void): unknown;
  on(event: 'disconnect', listen: () => void): unknown;
}

/** The line over one end of a process's IPC. */
export function ipcChannel(end: MessageEnd): Channel {
  const port: PortLike = {
    postMessage: (data) => void end.send?.(String(data)),
    addEventListener(type, listen) {
      if (type === 'close') end.on('disconnect', () => listen({}));
      else end.on('message', (data) => typeof data === 'string' && listen({ data }));
    },
    close: () => undefined,
  };
  return portChannel(port);
}

/**
 * Starts the counter on its folder and waits until it runs. Rejects when it cannot start.
 * @param program another build of `counter-child.ts`
 */
export function startCounterProcess(options: CounterChildOptions, program = child): Promise<CounterProcess> {
  const started = fork(program, [JSON.stringify(options)], {
    execArgv: [...process.execArgv, ...counterFlags],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let errors = '';
  started.stderr?.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-2000);
  });
  // Writing to a process that has died by itself; the line says so too.
  started.on('error', () => undefined);
  const channel = ipcChannel(started);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => started.kill('SIGKILL'), startTimeoutMs);
    const failed = (why: string) => {
      clearTimeout(timer);
      reject(new Error(`the counter did not start: ${why} ${errors}`));
    };
    started.once('exit', (code, signal) => failed(String(code ?? signal)));
    started.on('message', (word: ChildWord | string) => {
      if (typeof word === 'string') return;
      if (word.kind === 'failed') failed(word.message);
      else {
        clearTimeout(timer);
        resolve({ channel, pid: started.pid ?? 0, kill: () => killAndHear(started), log: () => errors });
      }
    });
  });
}

/** What the dead process had sent still lies in the pipe; 'disconnect' comes after the last of it. */
function killAndHear(started: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    let left = 2;
    const over = () => {
      left -= 1;
      if (left === 0) resolve();
    };
    if (started.connected) started.once('disconnect', over);
    else over();
    if (started.exitCode === null && started.signalCode === null) started.once('exit', over);
    else over();
    started.kill('SIGKILL');
  });
}
