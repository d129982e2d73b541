import { describe, expect, it } from 'vitest';
import { virtualClock } from '../../../src/main/ports/virtual.ts';
import type { Channel } from '../../../src/shared/rpc/channel.ts';
import { openCounter, type PageWindow, webSocketSource } from '../../../src/shared/rpc/window.ts';

/** Compiles only while a real window can be handed to `openCounter`. */
const realWindowFits: Window & typeof globalThis extends PageWindow ? true : false = true;

/** A socket whose other end is the test. */
class ScriptedSocket {
  static readonly opened: ScriptedSocket[] = [];
  readonly bufferedAmount = 0;
  readonly sent: string[] = [];
  readonly address: string;
  readonly #listeners = new Map<string, ((event: never) => void)[]>();
  constructor(address: string) {
    this.address = address;
    ScriptedSocket.opened.push(this);
  }
  addEventListener(type: string, listen: (event: never) => void): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listen]);
  }
  emit(type: string, event: object = {}): void {
    for (const listen of this.#listeners.get(type) ?? []) listen(event as never);
  }
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.emit('close', { code: 1000 });
  }
}

function scriptedPage(hash: string, stored: string | null, protocol = 'http:') {
  ScriptedSocket.opened.length = 0;
  const storage = new Map<string, string>(stored === null ? [] : [['quaythu.session', stored]]);
  const went: string[] = [];
  const posted: unknown[] = [];
  const listeners = new Set<(event: never) => void>();
  const page = {
    location: {
      protocol,
      host: 'cashier.localhost:4000',
      pathname: '/',
      hash,
      replace: (address: string) => went.push(address),
    },
    history: { replaceState: (_: null, __: string, address: string) => went.push(`quietly ${address}`) },
    sessionStorage: {
      getItem: (key: string) => storage.get(key) ?? null,
      setItem: (key: string, value: string) => storage.set(key, value),
      removeItem: (key: string) => storage.delete(key),
    },
    performance: { timeOrigin: 0, now: () => 0 },
    WebSocket: ScriptedSocket,
    postMessage: (data: unknown) => posted.push(data),
    addEventListener: (_: string, listen: (event: never) => void) => listeners.add(listen),
    removeEventListener: (_: string, listen: (event: never) => void) => listeners.delete(listen),
    setTimeout,
    clearTimeout,
  } as unknown as PageWindow;
  const clock = virtualClock(0);
  const lines: Channel[] = [];
  const hear = (event: object): void => {
    for (const listen of listeners) listen({ source: page, ports: [], ...event } as never);
  };
  return { page, clock, storage, went, posted, lines, hear, attach: (line: Channel) => lines.push(line) };
}

function socket(index: number): ScriptedSocket {
  const found = ScriptedSocket.opened[index];
  if (found === undefined) throw new Error(`no socket ${index}`);
  return found;
}

const accepted = (secret: string | null) => ({ data: JSON.stringify({ kind: 'accepted', secret }) });
const secret = 's'.repeat(43);

describe('in the browser shell', () => {
  it('a real window fits', () => {
    expect(realWindowFits).toBe(true);
  });

  it('the token is taken from the address, shown once, and the secret kept', () => {
    const { page, clock, attach, went, storage, lines } = scriptedPage('#launch=tok', null);
    webSocketSource(page, clock).start(attach);
    expect(went).toEqual(['quietly /']);
    expect(socket(0).address).toBe('ws://cashier.localhost:4000/line');
    socket(0).emit('open');
    expect(socket(0).sent).toEqual(['{"kind":"launch","token":"tok"}']);
    expect(lines).toEqual([]);
    socket(0).emit('message', accepted(secret));
    expect([lines.length, storage.get('quaythu.session')]).toEqual([1, secret]);
  });

  it('a reloaded page shows its secret, and makes its line again with growing waits', () => {
    const { page, clock, attach, lines } = scriptedPage('', secret);
    webSocketSource(page, clock).start(attach);
    socket(0).emit('open');
    expect(socket(0).sent).toEqual([JSON.stringify({ kind: 'session', secret })]);
    socket(0).emit('message', accepted(null));
    socket(0).emit('close', { code: 1006 });
    clock.advance(250);
    socket(1).emit('close', { code: 1006 });
    clock.advance(499);
    expect(ScriptedSocket.opened).toHaveLength(2);
    clock.advance(1);
    for (let tries = 2; tries < 8; tries += 1) {
      socket(tries).emit('close', { code: 1006 });
      clock.advance(5_000);
    }
    expect(ScriptedSocket.opened).toHaveLength(9);
    socket(8).emit('open');
    socket(8).emit('message', accepted(null));
    expect(lines).toHaveLength(2);
  });

  it('a page without token or secret, or with a refused one, goes to the plain page and stays there', () => {
    const none = scriptedPage('', null);
    webSocketSource(none.page, none.clock).start(none.attach);
    expect([none.went, ScriptedSocket.opened.length]).toEqual([['/link-needed'], 0]);
    const wrong = scriptedPage('', secret);
    webSocketSource(wrong.page, wrong.clock).start(wrong.attach);
    socket(0).emit('open');
    socket(0).emit('close', { code: 4401 });
    wrong.clock.advance(60_000);
    expect([wrong.went, wrong.storage.size, ScriptedSocket.opened.length]).toEqual([['/link-needed'], 0, 1]);
  });

  it('after a crash loop the page loads itself again', () => {
    const { page, clock, attach, went } = scriptedPage('', secret);
    webSocketSource(page, clock).start(attach);
    socket(0).emit('close', { code: 4402 });
    expect(went).toEqual(['/']);
  });

  it('an answer that is no acceptance gives no line', () => {
    const { page, clock, attach, lines } = scriptedPage('', secret);
    webSocketSource(page, clock).start(attach);
    socket(0).emit('message', { data: '{"kind":"hello","protocol":1}' });
    expect(lines).toEqual([]);
  });

  it('nothing is tried again after stopping', () => {
    const { page, clock, attach } = scriptedPage('', secret);
    const stop = webSocketSource(page, clock).start(attach);
    socket(0).emit('close', { code: 1006 });
    stop();
    clock.advance(60_000);
    expect(ScriptedSocket.opened).toHaveLength(1);
  });
});

describe('under Electron', () => {
  it('the page says it is ready, and takes lines only from itself', async () => {
    const { page, posted, hear } = scriptedPage('', null, 'quaythu:');
    const client = openCounter(page);
    expect(posted).toEqual(['quaythu:ready']);
    const { port1, port2 } = new MessageChannel();
    port1.postMessage('{"kind":"hello","protocol":1}');
    hear({ source: null, data: 'quaythu:line', ports: [port2] });
    hear({ data: 'quaythu:other', ports: [port2] });
    expect(client.state.get()).toBe('connecting');
    hear({ data: 'quaythu:line', ports: [port2] });
    await expect.poll(() => client.state.get()).toBe('open');
    hear({ data: 'quaythu:line-lost' });
    expect(client.state.get()).toBe('lost');
    port1.close();
  });

  it('a locked screen locks the counter', async () => {
    const { page, hear } = scriptedPage('', null, 'quaythu:');
    openCounter(page);
    const { port1, port2 } = new MessageChannel();
    const heard: unknown[] = [];
    port1.onmessage = ({ data }) => heard.push(JSON.parse(String(data)));
    port1.postMessage('{"kind":"hello","protocol":1}');
    hear({ data: 'quaythu:line', ports: [port2] });
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
    hear({ data: 'quaythu:screen-locked' });
    await expect.poll(() => heard).toEqual([{ kind: 'call', id: 1, method: 'staff.lock', request: {} }]);
    port1.close();
  });
});
