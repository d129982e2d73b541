import { EventEmitter } from 'node:events';
import { afterEach, expect, it, vi } from 'vitest';

const ipc = Object.assign(new EventEmitter(), { send: vi.fn() });
vi.mock('electron', () => ({ ipcRenderer: ipc }));

/** A page's window as its preload sees it. */
function fakeWindow() {
  const page = Object.assign(new EventTarget(), { posted: [] as unknown[][] });
  return Object.assign(page, {
    postMessage: (...message: unknown[]) => {
      page.posted.push(message);
    },
  });
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
  ipc.removeAllListeners();
  ipc.send.mockClear();
});

async function load(preload: 'cashier' | 'display') {
  const page = fakeWindow();
  vi.stubGlobal('window', page);
  if (preload === 'cashier') await import('../../../src/main/shell/preload/cashier.ts');
  else await import('../../../src/main/shell/preload/display.ts');
  return page;
}

it.each(['cashier', 'display'] as const)('%s passes ready on, from its own page only', async (preload) => {
  const page = await load(preload);
  const say = (data: unknown, source: unknown): void => {
    page.dispatchEvent(Object.assign(new Event('message'), { data, source }));
  };
  say('quaythu:ready', null);
  say('quaythu:anything', page);
  expect(ipc.send).not.toHaveBeenCalled();
  say('quaythu:ready', page);
  expect(ipc.send.mock.calls).toEqual([['quaythu:ready']]);
});

it.each(['cashier', 'display'] as const)('%s hands over lines and their loss', async (preload) => {
  const page = await load(preload);
  const port = {};
  ipc.emit('quaythu:line', { ports: [port] });
  ipc.emit('quaythu:line-lost');
  expect(page.posted).toEqual([
    ['quaythu:line', '*', [port]],
    ['quaythu:line-lost', '*'],
  ]);
});

it('only the cashier hears of a locked screen', async () => {
  const cashier = await load('cashier');
  ipc.emit('quaythu:screen-locked');
  expect(cashier.posted).toEqual([['quaythu:screen-locked', '*']]);
  ipc.removeAllListeners();
  vi.resetModules();
  const display = await load('display');
  ipc.emit('quaythu:screen-locked');
  expect(display.posted).toEqual([]);
});
