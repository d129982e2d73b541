/** Translates Electron's events into `shared/handover` and its commands into Electron (design §2). */
import { app, MessageChannelMain, powerMonitor, screen } from 'electron';
import type { CounterSettings } from '../../shared/handover/counter.ts';
import { runHandover } from '../../shared/handover/runner.ts';
import type { HandoverCommand, HandoverEvent, WindowKind } from '../../shared/handover/types.ts';
import { unreachable } from '../../shared/kernel/assert.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import { lineLostMessage, lineMessage, screenLockedMessage } from '../../shared/rpc/page-messages.ts';
import { makeCounterProcess } from './electron-counter.ts';
import { appAddress, retryPath } from './electron-guard.ts';
import { queuesOf } from './electron-printing.ts';
import { makeAppWindows, otherScreens } from './electron-windows.ts';
import type { LogFile } from './log-file.ts';
import { displayPausedPage, failurePage } from './pages.ts';

export interface ElectronAppOptions {
  readonly files: {
    readonly rendererFolder: string;
    readonly preloadFolder: string;
    readonly counterProcess: string;
  };
  readonly settings: () => CounterSettings;
  readonly clock: Clock;
  readonly log: LogFile;
  /** Runs once, before the app is gone: ends simulated devices. */
  readonly onExit: () => void;
}

/** Starts both windows and the counter; call when the app is ready. */
export function startElectronApp({ files, settings, clock, log, onExit }: ElectronAppOptions): void {
  let cashierCause: 'counter' | 'window' = 'counter';
  let dispatch: (event: HandoverEvent) => void = () => undefined;
  let ending = false;

  const retryAddress = appAddress('cashier', retryPath);
  const failures: Record<WindowKind, () => string> = {
    cashier: () => failurePage({ cause: cashierCause, logPath: log.path, log: log.tail(), retryAddress }),
    display: displayPausedPage,
  };
  const pageSource = (window: WindowKind) => ({
    rendererFolder: files.rendererFolder,
    failure: failures[window],
  });
  const windows = makeAppWindows({
    preloadFolder: files.preloadFolder,
    pages: { cashier: pageSource('cashier'), display: pageSource('display') },
    dispatch: (event) => dispatch(event),
  });
  const counter = makeCounterProcess({
    file: files.counterProcess,
    settings,
    log,
    clock,
    dispatch: (event) => dispatch(event),
    queues: () => queuesOf(windows.get('cashier')),
  });

  const link = (window: WindowKind): void => {
    const { port1, port2 } = new MessageChannelMain();
    counter.giveLine(window, port1);
    windows.get(window)?.webContents.postMessage(lineMessage, null, [port2]);
  };

  const act = (command: HandoverCommand): void => {
    switch (command.type) {
      case 'start-counter':
        counter.start(command.generation);
        break;
      case 'stop-counter':
        counter.stop();
        break;
      case 'open-window':
        windows.open(command.window, command.screen);
        break;
      case 'move-window':
        windows.move(command.window, command.screen);
        break;
      case 'close-window':
        windows.close(command.window);
        break;
      case 'reload-window':
        windows.load(command.window);
        break;
      case 'link':
        link(command.window);
        break;
      case 'unlink':
        windows.get(command.window)?.webContents.send(lineLostMessage);
        break;
      case 'show-failure':
        if (command.window === 'cashier') cashierCause = command.cause;
        windows.showFailure(command.window);
        break;
      case 'exit':
        ending = true;
        onExit();
        app.exit(0);
        break;
      default:
        unreachable(command);
    }
  };
  dispatch = runHandover(clock, act);

  const screensChanged = (): void => dispatch({ type: 'screens-changed', screens: otherScreens() });
  screen.on('display-added', screensChanged);
  screen.on('display-removed', screensChanged);
  app.on('before-quit', (event) => {
    if (ending) return;
    event.preventDefault();
    dispatch({ type: 'quit' });
  });
  // The machine decides what the end of a window means; without this Electron would quit by itself.
  app.on('window-all-closed', () => undefined);
  app.on('second-instance', () => {
    const cashier = windows.get('cashier');
    if (cashier?.isMinimized()) cashier.restore();
    cashier?.focus();
  });
  powerMonitor.on('lock-screen', () => windows.get('cashier')?.webContents.send(screenLockedMessage));
  dispatch({ type: 'app-started', screens: otherScreens() });
}
