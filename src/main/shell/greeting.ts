/** Waits for the first message of a socket; opens the line, or closes the socket for good. */
import type { WebSocket } from 'ws';
import type { WindowKind } from '../../shared/handover/types.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import { type Channel, socketChannel } from '../../shared/rpc/channel.ts';
import {
  maxGreetingChars,
  type PageGreeting,
  pageGreeting,
  refusedCloseCode,
  type ShellGreeting,
} from '../../shared/rpc/greeting.ts';
import type { Sessions } from './sessions.ts';

export type GreetingRefusal = 'no-first-message' | 'first-message' | 'token' | 'secret';

export interface Greeter {
  readonly window: WindowKind;
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly onRefused: (why: GreetingRefusal) => void;
  /** A token was exchanged for a new session. */
  readonly onSession: () => void;
  readonly onLine: (channel: Channel) => void;
}

/** A page that says nothing for so long is cut off (design §2). */
export const firstMessageTimeoutMs = 5_000;

function parseGreeting(data: unknown): PageGreeting | null {
  if (!Buffer.isBuffer(data) || data.length > maxGreetingChars) return null;
  try {
    return pageGreeting.safeParse(JSON.parse(data.toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}

/** The answer to a greeting, or why there is none. */
function judge(data: unknown, { sessions, window }: Greeter): ShellGreeting | GreetingRefusal {
  const greeting = parseGreeting(data);
  if (greeting === null) return 'first-message';
  if (greeting.kind === 'session') {
    return sessions.isOpen(greeting.secret, window) ? { kind: 'accepted', secret: null } : 'secret';
  }
  const secret = sessions.redeem(greeting.token, window);
  return secret === null ? 'token' : { kind: 'accepted', secret };
}

/** Takes over a fresh socket. Every way out answers, closes with {@link refusedCloseCode}, or lost the socket. */
export function greet(socket: WebSocket, greeter: Greeter): void {
  const refuse = (why: GreetingRefusal): void => {
    greeter.onRefused(why);
    socket.close(refusedCloseCode, why);
  };
  const cancelTimeout = greeter.clock.after(firstMessageTimeoutMs, () => refuse('no-first-message'));
  // Errors (a message too big, a broken frame) close the socket by themselves.
  socket.on('error', cancelTimeout);
  socket.on('close', cancelTimeout);
  socket.once('message', (data, isBinary) => {
    cancelTimeout();
    const answer = judge(isBinary ? null : data, greeter);
    if (typeof answer === 'string') {
      refuse(answer);
      return;
    }
    if (answer.secret !== null) greeter.onSession();
    socket.send(JSON.stringify(answer));
    greeter.onLine(socketChannel(socket));
  });
}
