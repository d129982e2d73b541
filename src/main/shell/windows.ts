/** Finds a Chromium-like browser and opens app windows in it (facts/toolchain §3). */
import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { WindowKind } from '../../shared/handover/types.ts';

/** The machine as far as finding a browser goes. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isFile: (path: string) => boolean;
  /** Running as root, where the browser's sandbox cannot start. */
  readonly isRoot: boolean;
}

const linuxNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];
const windowsPaths = [
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
];
const macPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** This machine. */
export function thisMachine(): Machine {
  return {
    platform: process.platform,
    environment: process.env,
    isFile(path) {
      return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
    },
    isRoot: process.getuid?.() === 0,
  };
}

function candidates({ platform, environment }: Machine): readonly string[] {
  const chosen = environment.QUAY_THU_BROWSER;
  if (chosen !== undefined && chosen !== '') return [chosen];
  if (platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((name) => environment[name]);
    return windowsPaths.flatMap((path) =>
      roots.flatMap((root) => (root === undefined ? [] : [join(root, ...path)])),
    );
  }
  if (platform === 'darwin') return macPaths;
  const folders = (environment.PATH ?? '').split(':').filter((folder) => folder !== '');
  return linuxNames.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** The browser to use, or null. On Linux also null without a screen to open windows on. */
export function findBrowser(machine: Machine): string | null {
  const { platform, environment } = machine;
  const hasScreen = Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
  if (platform !== 'win32' && platform !== 'darwin' && !hasScreen) return null;
  return candidates(machine).find(machine.isFile) ?? null;
}

export interface AppWindow {
  readonly window: WindowKind;
  /** Launch address, good once. */
  readonly address: string;
  /** Kept between starts; a profile of its own gives each window its own process and place. */
  readonly profileFolder: string;
}

/** The display beside the cashier, where a second screen begins; a window manager moves it in if there is none. */
const places: Readonly<Record<WindowKind, readonly string[]>> = {
  cashier: ['--window-position=0,0', '--window-size=1366,768'],
  display: ['--window-position=1366,0', '--window-size=1366,768'],
};

/** Command line of one app window. */
export function windowArguments(
  { window, address, profileFolder }: AppWindow,
  isRoot: boolean,
): readonly string[] {
  return [
    `--app=${address}`,
    `--user-data-dir=${profileFolder}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--disable-extensions',
    '--lang=vi',
    ...places[window],
    // Without --test-type a bar warning of the missing sandbox takes 45 px from the screen.
    ...(isRoot ? ['--no-sandbox', '--test-type'] : []),
  ];
}

/** A window that was opened; `closed` settles when the person closed it. */
export interface OpenedWindow {
  readonly closed: Promise<void>;
  close(): void;
}

/** Opens an app window. A browser that cannot be started counts as closed at once. */
export function openAppWindow(browser: string, appWindow: AppWindow, isRoot: boolean): OpenedWindow {
  const child = spawn(browser, windowArguments(appWindow, isRoot), { stdio: 'ignore' });
  const closed = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  return { closed, close: () => child.kill('SIGTERM') };
}
