import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { realRandom } from '../../../src/main/ports/real.ts';
import { virtualClock } from '../../../src/main/ports/virtual.ts';
import { startBrowserShell } from '../../../src/main/shell/browser.ts';
import type { StoredSession } from '../../../src/main/shell/sessions.ts';
import type { WindowKind } from '../../../src/shared/handover/types.ts';
import type { Channel } from '../../../src/shared/rpc/channel.ts';
import type { Capability } from '../../../src/shared/rpc/define.ts';
import { encode } from '../../../src/shared/rpc/wire.ts';

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'quay-thu-shell-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Built pages as electron-vite leaves them, and a file beside them that is nobody's business. */
export function builtPages(): string {
  const folder = join(temporaryFolder(), 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  for (const window of ['cashier', 'display']) {
    mkdirSync(join(folder, window));
    writeFileSync(join(folder, window, 'index.html'), `<title>${window}</title>`);
  }
  writeFileSync(join(folder, 'assets', 'app-1a2b.js'), 'export {};');
  writeFileSync(join(folder, 'assets', '.hidden.js'), 'hidden');
  writeFileSync(join(folder, '..', 'secret.js'), 'secret');
  return folder;
}

/** The browser shell on a free port with a counter that says hello and keeps what it was given. */
export async function openShell(options: { port?: number; earlierSessions?: readonly StoredSession[] } = {}) {
  const clock = virtualClock(1_790_000_000_000);
  const accepted: { channel: Channel; capability: Capability; heard: unknown[] }[] = [];
  const refusals: string[] = [];
  let sessions: readonly StoredSession[] = [];
  const shell = await startBrowserShell({
    rendererFolder: builtPages(),
    counter: {
      accept(channel, capability) {
        const heard: unknown[] = [];
        accepted.push({ channel, capability, heard });
        channel.onMessage((data) => heard.push(data));
        channel.post(encode({ kind: 'hello', protocol: 1 }));
      },
    },
    clock,
    random: realRandom(),
    port: 0,
    onRefused: (why, window) => refusals.push(`${why} ${window}`),
    onSessions: (all) => {
      sessions = all;
    },
    ...options,
  });
  let open = true;
  const close = async (): Promise<void> => {
    if (open) await shell.close();
    open = false;
  };
  onTestFinished(close);
  return { shell, close, clock, accepted, refusals, sessions: () => sessions };
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** One request, with exactly these headers and this request target. */
export function ask(
  port: number,
  path: string,
  {
    host = `cashier.localhost:${port}`,
    method = 'GET',
    headers = {},
  }: {
    host?: string;
    method?: string;
    headers?: Record<string, string>;
  } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path, method, headers: { ...headers, host } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}

/** A socket to the shell. `next` is the next message; `closed` the close code, or the status of a refused upgrade. */
export function dial(
  port: number,
  window: WindowKind,
  {
    host = `${window}.localhost:${port}`,
    origin = `http://${window}.localhost:${port}`,
    path = '/line',
  } = {},
) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: { host, origin } });
  const received: string[] = [];
  let waiting: (() => void) | null = null;
  socket.on('message', (data) => {
    received.push(String(data));
    waiting?.();
  });
  const closed = new Promise<number>((resolve) => {
    socket.on('close', resolve);
    socket.on('unexpected-response', (_, response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    socket.on('error', () => undefined);
  });
  onTestFinished(() => socket.terminate());
  const opened = new Promise<void>((resolve) => {
    socket.on('open', () => resolve());
  });
  const next = async (): Promise<string> => {
    if (received.length === 0) {
      await new Promise<void>((resolve) => {
        waiting = resolve;
      });
    }
    return received.shift() ?? '';
  };
  return { socket, opened, closed, next };
}

/** The token of a launch address. */
export function tokenOf(link: string): string {
  return new URL(link).hash.slice('#launch='.length);
}

/** Opens a socket and says this first. */
export async function greetWith(port: number, window: WindowKind, first: unknown) {
  const line = dial(port, window);
  await line.opened;
  line.socket.send(typeof first === 'string' ? first : JSON.stringify(first));
  return line;
}
