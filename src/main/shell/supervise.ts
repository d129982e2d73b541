/** Keeps the process of the browser shell alive: same port, same sessions, three restarts a minute (design §2). */
import { type ChildProcess, fork } from 'node:child_process';
import type { CounterSettings } from '../../shared/handover/counter.ts';
import { nextRestart } from '../../shared/handover/crash-limit.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import { type FailureServer, startFailureServer } from './failure-server.ts';
import type { LogFile } from './log-file.ts';
import { counterFlags } from './process-flags.ts';
import { cannotStartExitCode, fromBrowserProcess, type ToBrowserProcess } from './process-messages.ts';
import type { StoredSession } from './sessions.ts';

export interface Links {
  readonly cashier: string;
  readonly display: string;
}

export interface SuperviseOptions {
  /** The program to run: the built browser-main, or its source in tests. */
  readonly program: string;
  readonly rendererFolder: string;
  readonly settings: CounterSettings;
  readonly port: number;
  readonly clock: Clock;
  readonly log: LogFile;
  /** The counter takes lines. `restarted` is true when windows are already open and find back by themselves. */
  readonly onRunning: (links: Links, restarted: boolean) => void;
  readonly onLinks: (links: Links) => void;
  /** Died too often; the failure page stands on the same port until a person presses "try again". */
  readonly onCrashLoop: () => void;
}

export interface Supervised {
  /** Asks for fresh launch addresses; they come through `onLinks`. */
  askForLinks(): void;
  /** Ends the process, by force after {@link stopTimeoutMs}. */
  stop(): void;
  /** Why it is over: a sentence when the counter could not start, null when it was stopped. */
  readonly ended: Promise<string | null>;
}

export const stopTimeoutMs = 10_000;

/** Starts the process and looks after it until `stop`. */
export function superviseBrowser(options: SuperviseOptions): Supervised {
  const { clock, log } = options;
  let { port } = options;
  let child: ChildProcess | null = null;
  let failure: FailureServer | null = null;
  let sessions: readonly StoredSession[] = [];
  let restartsMs: readonly number[] = [];
  let everRan = false;
  let stopping = false;
  let cannotStart: string | null = null;
  let settle: (why: string | null) => void = () => undefined;
  const ended = new Promise<string | null>((resolve) => {
    settle = resolve;
  });

  const send = (message: ToBrowserProcess): void => {
    // A child that just died tells so by its exit; what could not be sent no longer matters.
    child?.send(message, () => undefined);
  };

  const receive = (data: unknown): void => {
    const message = fromBrowserProcess.parse(data);
    switch (message.kind) {
      case 'running':
        port = message.port;
        options.onRunning(message, everRan);
        everRan = true;
        break;
      case 'links':
        options.onLinks(message);
        break;
      case 'sessions':
        sessions = message.sessions;
        break;
      case 'failed':
        cannotStart = message.message;
        break;
    }
  };

  const start = (): void => {
    const started = fork(options.program, [], {
      execArgv: [...counterFlags],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    child = started;
    started.stdout?.on('data', (chunk) => log.write(String(chunk)));
    started.stderr?.on('data', (chunk) => log.write(String(chunk)));
    started.on('message', receive);
    started.on('error', (error) => log.write(`${error.message}\n`));
    started.once('exit', (code, signal) => {
      child = null;
      log.write(`counter process ended with ${signal ?? code}\n`);
      exited(code);
    });
    send({
      kind: 'start',
      settings: options.settings,
      port,
      sessions: [...sessions],
      rendererFolder: options.rendererFolder,
    });
  };

  const exited = (code: number | null): void => {
    if (stopping) {
      settle(null);
      return;
    }
    if (code === cannotStartExitCode) {
      settle(cannotStart ?? 'counter cannot start');
      return;
    }
    const next = nextRestart(restartsMs, clock.monotonicMs());
    if (next === null) giveUp().catch((error) => settle(String(error)));
    else {
      restartsMs = next;
      start();
    }
  };

  const giveUp = async (): Promise<void> => {
    options.onCrashLoop();
    const retry = (): void => {
      failure = null;
      restartsMs = [];
      start();
    };
    failure = await startFailureServer({ port, logPath: log.path, retry });
    if (stopping) {
      await failure.close();
      settle(null);
    }
  };

  start();
  return {
    askForLinks: () => send({ kind: 'links' }),
    stop() {
      if (stopping) return;
      stopping = true;
      const last = child;
      if (last !== null) {
        send({ kind: 'stop' });
        last.once(
          'exit',
          clock.after(stopTimeoutMs, () => last.kill('SIGKILL')),
        );
      } else if (failure !== null) {
        void failure.close().then(() => settle(null));
      }
    },
    ended,
  };
}
