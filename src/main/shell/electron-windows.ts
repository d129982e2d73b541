/** The two windows under Electron: opens, moves and closes them, and tells the machine what happens to them. */
import { join } from 'node:path';
import { BrowserWindow, type Rectangle, screen, session } from 'electron';
import type { HandoverEvent, WindowKind } from '../../shared/handover/types.ts';
import { pageReadyMessage } from '../../shared/rpc/page-messages.ts';
import { appAddress, failurePath, guardContents, guardSession, type PageSource } from './electron-guard.ts';

export interface AppWindows {
  open(window: WindowKind, screenId: number | null): void;
  move(window: WindowKind, screenId: number): void;
  close(window: WindowKind): void;
  /** Loads the window's own page. */
  load(window: WindowKind): void;
  showFailure(window: WindowKind): void;
  get(window: WindowKind): BrowserWindow | null;
}

export interface AppWindowsOptions {
  readonly preloadFolder: string;
  readonly pages: Readonly<Record<WindowKind, PageSource>>;
  readonly dispatch: (event: HandoverEvent) => void;
}

const cashierSize = { width: 1366, height: 768 } as const;

/** Bounds of a screen; of the main one if it is gone by now. */
function boundsOf(screenId: number | null): Rectangle {
  const found = screen.getAllDisplays().find((each) => each.id === screenId);
  return (found ?? screen.getPrimaryDisplay()).bounds;
}

/** Screens besides the cashier's, which is on the primary one. */
export function otherScreens(): number[] {
  const primary = screen.getPrimaryDisplay().id;
  return screen
    .getAllDisplays()
    .map((each) => each.id)
    .filter((id) => id !== primary);
}

function placement(window: WindowKind, screenId: number | null) {
  if (window === 'cashier') return { ...cashierSize, minWidth: 1024, minHeight: 600 };
  return { ...boundsOf(screenId), fullscreen: true, frame: false, minimizable: false, skipTaskbar: true };
}

/** Makes the keeper of both windows. Each has its own session, kept in memory only. */
export function makeAppWindows({ preloadFolder, pages, dispatch }: AppWindowsOptions): AppWindows {
  const open = new Map<WindowKind, BrowserWindow>();
  const guarded = new Set<WindowKind>();

  const sessionOf = (window: WindowKind) => {
    const own = session.fromPartition(window);
    if (!guarded.has(window)) guardSession(own, window, pages[window]);
    guarded.add(window);
    return own;
  };

  const listen = (browserWindow: BrowserWindow, window: WindowKind): void => {
    const { webContents } = browserWindow;
    guardContents(browserWindow, window, () => dispatch({ type: 'retry' }));
    webContents.ipc.on(pageReadyMessage, (event) => {
      if (event.senderFrame === webContents.mainFrame) dispatch({ type: 'window-ready', window });
    });
    webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason !== 'clean-exit') dispatch({ type: 'window-crashed', window });
    });
    browserWindow.once('ready-to-show', () => browserWindow.show());
    browserWindow.on('closed', () => {
      // A window that was closed to open another one is no longer of interest.
      if (open.get(window) !== browserWindow) return;
      open.delete(window);
      dispatch({ type: 'window-closed', window });
    });
  };

  const loadPath = (window: WindowKind, path: string): void => {
    // A page that cannot be loaded shows up as a crash or as the empty window a person closes.
    open
      .get(window)
      ?.loadURL(appAddress(window, path))
      .catch(() => undefined);
  };

  return {
    open(window, screenId) {
      const browserWindow = new BrowserWindow({
        ...placement(window, screenId),
        show: false,
        autoHideMenuBar: true,
        backgroundColor: '#f6f7f9',
        webPreferences: {
          preload: join(preloadFolder, `${window}.cjs`),
          session: sessionOf(window),
          sandbox: true,
          contextIsolation: true,
          nodeIntegration: false,
          webviewTag: false,
          spellcheck: false,
          navigateOnDragDrop: false,
          backgroundThrottling: false,
        },
      });
      browserWindow.removeMenu();
      open.set(window, browserWindow);
      listen(browserWindow, window);
      loadPath(window, '/');
    },
    move(window, screenId) {
      const browserWindow = open.get(window);
      browserWindow?.setFullScreen(false);
      browserWindow?.setBounds(boundsOf(screenId));
      browserWindow?.setFullScreen(true);
    },
    close(window) {
      const browserWindow = open.get(window);
      open.delete(window);
      browserWindow?.destroy();
    },
    load: (window) => loadPath(window, '/'),
    showFailure: (window) => loadPath(window, failurePath),
    get: (window) => open.get(window) ?? null,
  };
}
