/**
 * How a page comes to its line, in either shell. The window is described by its shape, so that this runs in tests.
 *
 * Electron: the page says it is ready, its preload hands over a `MessagePort` (and again after a restart of the
 * counter). Browser shell: a WebSocket, greeted with the launch token of the address or the session secret.
 */
import type { Clock, EpochMs } from '../kernel/clock.ts';
import { type Channel, type PortLike, portChannel, type SocketLike, socketChannel } from './channel.ts';
import { type ChannelSource, type ClientOptions, type CounterClient, createClient } from './client.ts';
import {
  failedCloseCode,
  launchFragment,
  linePath,
  linkNeededPath,
  refusedCloseCode,
  shellGreeting,
} from './greeting.ts';
import {
  appScheme,
  lineLostMessage,
  lineMessage,
  pageReadyMessage,
  screenLockedMessage,
} from './page-messages.ts';

/** Where the page keeps its session secret. */
const secretKey = 'quaythu.session';

const firstRetryMs = 250;
const longestRetryMs = 5_000;

interface WindowMessageEvent {
  readonly source: unknown;
  readonly data: unknown;
  readonly ports: readonly PortLike[];
}

interface PageSocket extends SocketLike {
  addEventListener(type: 'message', listen: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'open' | 'error', listen: () => void): void;
  addEventListener(type: 'close', listen: (event: { readonly code: number }) => void): void;
}

/** The part of `window` that is used. */
export interface PageWindow {
  readonly location: {
    readonly protocol: string;
    readonly host: string;
    readonly pathname: string;
    readonly hash: string;
    replace(address: string): void;
  };
  readonly history: { replaceState(data: null, unused: string, address: string): void };
  readonly sessionStorage: {
    getItem(key: string): string | null;
    setItem(key: string, value: string): void;
    removeItem(key: string): void;
  };
  readonly performance: { readonly timeOrigin: number; now(): number };
  readonly WebSocket: new (address: string) => PageSocket;
  postMessage(data: unknown, targetOrigin: string): void;
  addEventListener(type: 'message', listen: (event: WindowMessageEvent) => void): void;
  removeEventListener(type: 'message', listen: (event: WindowMessageEvent) => void): void;
  setTimeout(run: () => void, delayMs: number): unknown;
  clearTimeout(timer: unknown): void;
}

/** The clock of a page; `now` is used by nothing that is written. */
function pageClock(page: PageWindow): Clock {
  return {
    now: () => Math.round(page.performance.timeOrigin + page.performance.now()) as EpochMs,
    monotonicMs: () => page.performance.now(),
    after(delayMs, run) {
      const timer = page.setTimeout(run, delayMs);
      return () => page.clearTimeout(timer);
    },
  };
}

/** Lines handed over by the preload, each as a `MessagePort`. */
export function preloadSource(page: PageWindow): ChannelSource {
  return {
    start(attach) {
      let current: Channel | null = null;
      const listen = (event: WindowMessageEvent): void => {
        if (event.source !== page) return;
        const [port] = event.ports;
        if (event.data === lineMessage && port !== undefined) {
          current = portChannel(port);
          attach(current);
        } else if (event.data === lineLostMessage) {
          current?.close();
        }
      };
      page.addEventListener('message', listen);
      page.postMessage(pageReadyMessage, '*');
      return () => page.removeEventListener('message', listen);
    },
  };
}

/** Takes the launch token out of the address, so that it stands in no history and is sent once. */
function takeLaunchToken(page: PageWindow): string | null {
  const { hash, pathname } = page.location;
  if (!hash.startsWith(launchFragment)) return null;
  page.history.replaceState(null, '', pathname);
  return hash.slice(launchFragment.length);
}

function acceptedSecret(data: unknown): { readonly secret: string | null } | null {
  if (typeof data !== 'string') return null;
  try {
    return shellGreeting.safeParse(JSON.parse(data)).data ?? null;
  } catch {
    return null;
  }
}

/** Lines over WebSocket, made again with growing waits for as long as the page is open. */
export function webSocketSource(page: PageWindow, clock: Clock): ChannelSource {
  return {
    start(attach) {
      let stopped = false;
      let token = takeLaunchToken(page);
      let retryMs = firstRetryMs;
      let cancelRetry = (): void => undefined;

      const needLink = (): void => {
        stopped = true;
        page.sessionStorage.removeItem(secretKey);
        page.location.replace(linkNeededPath);
      };

      const greeting = (): string | null => {
        if (token !== null) return JSON.stringify({ kind: 'launch', token });
        const secret = page.sessionStorage.getItem(secretKey);
        return secret === null ? null : JSON.stringify({ kind: 'session', secret });
      };

      const open = (): void => {
        const first = greeting();
        if (first === null) {
          needLink();
          return;
        }
        const socket = new page.WebSocket(`ws://${page.location.host}${linePath}`);
        let greeted = false;
        socket.addEventListener('open', () => {
          socket.send(first);
          // Sent once it may be used up, also if the answer never comes.
          token = null;
        });
        socket.addEventListener('message', ({ data }) => {
          if (greeted) return;
          greeted = true;
          const answer = acceptedSecret(data);
          if (answer === null || stopped) {
            socket.close();
            return;
          }
          if (answer.secret !== null) page.sessionStorage.setItem(secretKey, answer.secret);
          retryMs = firstRetryMs;
          attach(socketChannel(socket));
        });
        socket.addEventListener('close', ({ code }) => {
          if (stopped) return;
          if (code === refusedCloseCode) needLink();
          else if (code === failedCloseCode) page.location.replace('/');
          else {
            cancelRetry = clock.after(retryMs, open);
            retryMs = Math.min(retryMs * 2, longestRetryMs);
          }
        });
      };
      open();
      return () => {
        stopped = true;
        cancelRetry();
      };
    },
  };
}

/** The client of this page, in whichever shell it runs. Call it once per page load. */
export function openCounter(page: PageWindow, onProblem?: ClientOptions['onProblem']): CounterClient {
  const clock = pageClock(page);
  const isApp = page.location.protocol === `${appScheme}:`;
  const source = isApp ? preloadSource(page) : webSocketSource(page, clock);
  const client = createClient(source, onProblem === undefined ? { clock } : { clock, onProblem });
  page.addEventListener('message', (event) => {
    // Refused while nobody is signed in, which is just as well.
    if (event.source === page && event.data === screenLockedMessage) void client.call('staff.lock', {});
  });
  return client;
}
