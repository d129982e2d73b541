import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { virtualClock } from '../../../src/main/ports/virtual.ts';
import { startElectronApp } from '../../../src/main/shell/electron-app.ts';
import { openLogFile } from '../../../src/main/shell/log-file.ts';
import {
  app,
  type FakeProcess,
  type BrowserWindow as FakeWindow,
  fake,
  fakeScreen,
  powerMonitor,
  screen,
  screens,
} from '../../support/shell/fake-electron.ts';

vi.mock('electron', () => import('../../support/shell/fake-electron.ts'));

let folder = '';
beforeEach(() => {
  fake.reset();
  folder = mkdtempSync(join(tmpdir(), 'quay-thu-electron-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function item<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new Error(`nothing at ${index}`);
  return found;
}

function start(screenCount = 2) {
  screens.list = Array.from({ length: screenCount }, (_, index) => fakeScreen(index + 1, index * 1000));
  const rendererFolder = join(folder, 'renderer');
  for (const window of ['cashier', 'display']) {
    mkdirSync(join(rendererFolder, window), { recursive: true });
    writeFileSync(join(rendererFolder, window, 'index.html'), `<title>${window}</title>`);
  }
  const clock = virtualClock(0);
  let exits = 0;
  startElectronApp({
    files: { rendererFolder, preloadFolder: '/preload', counterProcess: '/counter-process.js' },
    settings: () => ({
      dataFolder: folder,
      resourcesFolder: '/',
      ledgerKind: 'training',
      demo: null,
      simulators: [],
    }),
    clock,
    log: openLogFile(join(folder, 'counter.log')),
    onExit: () => {
      exits += 1;
    },
  });
  return { clock, exits: () => exits };
}

const cashier = (): FakeWindow => item(fake.windows, 0);
const display = (): FakeWindow => item(fake.windows, 1);
const counter = (generation = 1): FakeProcess => item(fake.processes, generation - 1);
const ready = (window: FakeWindow): void => {
  window.webContents.ipc.emit('quaythu:ready', { senderFrame: window.webContents.mainFrame });
};
const running = (generation = 1): void => {
  counter(generation).emit('message', { kind: 'running' });
};

describe('windows', () => {
  it('are sandboxed, each with its own preload, session and page; the display fills the second screen', () => {
    start();
    for (const [window, name] of [
      [cashier(), 'cashier'],
      [display(), 'display'],
    ] as const) {
      expect(window.options.webPreferences).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        preload: join('/preload', `${name}.cjs`),
      });
      expect(window.options.webPreferences.session).toBe(fake.session(name));
      expect(window.calls).toContain(`load quaythu://${name}/`);
    }
    expect(display().options).toMatchObject({ x: 1000, fullscreen: true, frame: false });
  });

  it('open no others and leave their page for nothing', () => {
    start();
    const { webContents } = cashier();
    expect(webContents.openHandler?.({ url: 'https://evil.example' })).toEqual({ action: 'deny' });
    for (const name of ['will-navigate', 'will-redirect', 'will-attach-webview']) {
      let prevented = 0;
      webContents.emit(name, { url: 'https://evil.example', preventDefault: () => (prevented += 1) });
      expect(prevented, name).toBe(1);
    }
    expect(cashier().calls.filter((call) => call.startsWith('load'))).toHaveLength(1);
  });

  it('follow screens that come, go and move', () => {
    start(1);
    expect(fake.windows).toHaveLength(1);
    screens.list.push(fakeScreen(5, 3000));
    screen.emit('display-added');
    expect(display().options).toMatchObject({ x: 3000 });
    screens.list = [fakeScreen(1, 0), fakeScreen(6, 4000)];
    screen.emit('display-removed');
    expect(display().calls.slice(-3)).toEqual(['full false', 'bounds 4000', 'full true']);
    screens.list = [fakeScreen(1, 0)];
    screen.emit('display-removed');
    expect(display().calls.at(-1)).toBe('destroy');
    screens.list.push(fakeScreen(7, 5000));
    screen.emit('display-added');
    expect(item(fake.windows, 2).options).toMatchObject({ x: 5000 });
  });

  it('come to the front when the program is started again', () => {
    start();
    app.emit('second-instance');
    expect(cashier().calls.slice(-2)).toEqual(['restore', 'focus']);
  });

  it('tell the page of the cashier, and not the display, that the screen was locked', () => {
    start();
    powerMonitor.emit('lock-screen');
    expect([cashier().webContents.sent, display().webContents.sent]).toEqual([['quaythu:screen-locked'], []]);
  });
});

describe('a session', () => {
  it('grants nothing and reaches nothing but its own pages', async () => {
    start();
    const { handlers } = fake.session('display');
    const granted: boolean[] = [];
    const ask = handlers.permission as unknown as (...args: unknown[]) => void;
    ask(null, 'media', (is: boolean) => granted.push(is));
    expect(granted).toEqual([false]);
    expect([handlers['permission check']?.(), handlers.device?.()]).toEqual([false, false]);
    const request = handlers.request as unknown as (
      details: { url: string },
      answer: (result: { cancel: boolean }) => void,
    ) => void;
    const cancelled = (url: string): boolean => {
      let result = false;
      request({ url }, ({ cancel }) => {
        result = cancel;
      });
      return result;
    };
    expect(cancelled('quaythu://display/assets/a.js')).toBe(false);
    expect(cancelled('data:text/plain,x')).toBe(false);
    for (const url of [
      'quaythu://cashier/',
      'https://evil.example/',
      'http://127.0.0.1/',
      'file:///etc/passwd',
    ]) {
      expect(cancelled(url), url).toBe(true);
    }
    let prevented = false;
    fake.session('display').emit('will-download', {
      preventDefault: () => {
        prevented = true;
      },
    });
    expect(prevented).toBe(true);
  });

  it('answers its own pages with a policy, and others with nothing', async () => {
    start();
    const answer = fake.session('cashier').handlers['protocol quaythu'] as unknown as (
      request: Request,
    ) => Promise<Response>;
    const page = await answer(new Request('quaythu://cashier/'));
    expect([page.status, await page.text()]).toEqual([200, '<title>cashier</title>']);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    for (const url of [
      'quaythu://display/',
      'quaythu://cashier/cashier/index.html',
      'quaythu://cashier/%2e%2e/x.js',
    ]) {
      expect((await answer(new Request(url))).status, url).toBe(404);
    }
    expect((await answer(new Request('quaythu://cashier/', { method: 'POST' }))).status).toBe(404);
  });
});

describe('a line', () => {
  it('is given to counter and page with the capability of the window', () => {
    start();
    running();
    ready(cashier());
    ready(display());
    const lines = counter().messages.filter(({ message }) => message.kind === 'line');
    expect(lines).toEqual([
      { message: { kind: 'line', capability: 'cashier' }, ports: [{ end: 'counter' }] },
      { message: { kind: 'line', capability: 'display' }, ports: [{ end: 'counter' }] },
    ]);
    expect(display().webContents.ports).toEqual([{ end: 'window' }]);
  });

  it('is not given to a frame inside a page', () => {
    start();
    running();
    cashier().webContents.ipc.emit('quaythu:ready', { senderFrame: { name: 'inner' } });
    expect(cashier().webContents.ports).toEqual([]);
  });

  it('is told to be lost when the counter dies, and given anew after its restart', () => {
    start();
    running();
    ready(cashier());
    counter().emit('exit', 1);
    expect(cashier().webContents.sent).toEqual(['quaythu:line', 'quaythu:line-lost']);
    running(2);
    expect(cashier().webContents.sent.at(-1)).toBe('quaythu:line');
    expect(counter(2).messages.map(({ message }) => message.kind)).toEqual(['start', 'line']);
  });
});

describe('failure and end', () => {
  it('after a crash loop the cashier sees the log and can try again', async () => {
    start();
    ready(cashier());
    for (let generation = 1; generation <= 4; generation += 1) {
      running(generation);
      counter(generation).stderr.emit('data', `Error: <disk> ${generation}\n`);
      counter(generation).emit('exit', 1);
    }
    expect(fake.processes).toHaveLength(4);
    expect(cashier().calls.at(-1)).toBe('load quaythu://cashier/failure');
    const answer = fake.session('cashier').handlers['protocol quaythu'] as unknown as (
      request: Request,
    ) => Promise<Response>;
    const page = await (await answer(new Request('quaythu://cashier/failure'))).text();
    expect(page).toContain('Error: &#60;disk&#62; 4');
    expect(page).toContain('href="quaythu://cashier/retry"');
    cashier().webContents.emit('will-navigate', {
      url: 'quaythu://cashier/retry',
      preventDefault: () => undefined,
    });
    expect(fake.processes).toHaveLength(5);
    expect(cashier().calls.at(-1)).toBe('load quaythu://cashier/');
  });

  it('a crashed page is loaded again', () => {
    start();
    display().webContents.emit('render-process-gone', {}, { reason: 'oom' });
    expect(display().calls.filter((call) => call.startsWith('load'))).toHaveLength(2);
  });

  it('closing the cashier asks the counter to end and waits for it', () => {
    const { exits } = start();
    running();
    cashier().emit('closed');
    expect(display().calls.at(-1)).toBe('destroy');
    expect(counter().messages.at(-1)?.message).toEqual({ kind: 'stop' });
    expect(app.exits).toEqual([]);
    counter().emit('exit', 0);
    expect([app.exits, exits()]).toEqual([[0], 1]);
  });

  it('a counter that does not end is ended after ten seconds', () => {
    const { clock } = start();
    running();
    let prevented = false;
    app.emit('before-quit', {
      preventDefault: () => {
        prevented = true;
      },
    });
    clock.advance(9_999);
    expect([prevented, counter().killed]).toEqual([true, false]);
    clock.advance(1);
    expect([counter().killed, app.exits]).toEqual([true, [0]]);
  });
});
