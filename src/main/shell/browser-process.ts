/** The process of the browser shell: counter, pages and lines together, told what to do by the launcher. */

import type { CounterHandle, StartCounter } from '../../shared/handover/counter.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { Random } from '../../shared/kernel/random.ts';
import { type BrowserShell, startBrowserShell } from './browser.ts';
import {
  cannotStartExitCode,
  type FromBrowserProcess,
  type ToBrowserProcess,
  toBrowserProcess,
} from './process-messages.ts';

/** The launcher's end of the process, and the way out. */
export interface LauncherLine {
  send(message: FromBrowserProcess): void;
  onMessage(receive: (message: unknown) => void): void;
  /** The launcher is gone: nobody could stop this process any more. */
  onGone(gone: () => void): void;
  exit(code: number): void;
  /** A line for the log. */
  log(text: string): void;
}

export interface BrowserProcessParts {
  readonly startCounter: StartCounter;
  readonly clock: Clock;
  readonly random: Random;
}

type Start = Extract<ToBrowserProcess, { kind: 'start' }>;

/** Serves the launcher until it says stop or dies. Closing the counter is always awaited. */
export function runBrowserProcess(launcher: LauncherLine, parts: BrowserProcessParts): void {
  let counter: CounterHandle | null = null;
  let shell: BrowserShell | null = null;
  let started = false;
  let stopping = false;

  const links = (open: BrowserShell) => ({ cashier: open.link('cashier'), display: open.link('display') });

  const stop = async (code: number): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await shell?.close();
    await counter?.close();
    launcher.exit(code);
  };

  const start = async (message: Start): Promise<void> => {
    counter = await parts.startCounter(message.settings);
    shell = await startBrowserShell({
      rendererFolder: message.rendererFolder,
      counter,
      clock: parts.clock,
      random: parts.random,
      port: message.port,
      earlierSessions: message.sessions,
      onSessions: (sessions) => launcher.send({ kind: 'sessions', sessions: [...sessions] }),
      onRefused: (why, window) => launcher.log(`shell refused ${why} ${window ?? 'unknown window'}`),
    });
    launcher.send({ kind: 'running', port: shell.port, ...links(shell) });
  };

  const cannotStart = async (error: unknown): Promise<void> => {
    launcher.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    launcher.send({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    await stop(cannotStartExitCode);
  };

  launcher.onGone(() => void stop(0));
  launcher.onMessage((data) => {
    const message = toBrowserProcess.parse(data);
    switch (message.kind) {
      case 'start':
        if (started) return;
        started = true;
        start(message).catch(cannotStart);
        return;
      case 'links':
        if (shell !== null) launcher.send({ kind: 'links', ...links(shell) });
        return;
      case 'stop':
        void stop(0);
        return;
    }
  });
}
