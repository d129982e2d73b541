import { virtualClock } from '../../../src/main/ports/virtual.ts';
import type { Session } from '../../../src/main/rpc/access.ts';
import type { Handlers } from '../../../src/main/rpc/calls.ts';
import { createRpcServer, type RpcLimits } from '../../../src/main/rpc/serve.ts';
import { refuse } from '../../../src/shared/kernel/result.ts';
import { type Channel, channelPair } from '../../../src/shared/rpc/channel.ts';
import { type MethodName, methods } from '../../../src/shared/rpc/contract.ts';
import type { Capability } from '../../../src/shared/rpc/define.ts';

export const person = '01890000-0000-7000-8000-000000000001';
export const otherId = '01890000-0000-7000-8000-000000000002';

/** Lets everything already posted arrive. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

export const unlockedCashier: Session = { signedIn: true, locked: false, roles: ['cashier'] };

/** A server whose handlers record that they ran and refuse with `not-scripted`, but for those given. */
export function scriptedServer(
  scripted: Partial<Handlers> = {},
  session: Session = unlockedCashier,
  limits: Partial<RpcLimits> = {},
) {
  const ran: MethodName[] = [];
  const activity = { noted: 0 };
  const logged: { event: string; fields: Readonly<Record<string, string | number>> }[] = [];
  const clock = virtualClock(1_790_000_000_000);
  const handlers = Object.fromEntries(
    Object.keys(methods).map((name) => {
      const method = name as MethodName;
      const given = scripted[method] as ((request: unknown) => unknown) | undefined;
      const handler = (request: unknown): unknown => {
        ran.push(method);
        return given === undefined ? refuse({ code: 'not-scripted', moneyMoved: 'no' }) : given(request);
      };
      return [method, handler];
    }),
  ) as unknown as Handlers;
  const server = createRpcServer({
    handlers,
    session: () => session,
    noteActivity: () => {
      activity.noted += 1;
    },
    clock,
    log: (event, fields) => logged.push({ event, fields }),
    limits,
  });
  return { server, ran, logged, activity, clock };
}

/** A raw window end: posts whatever it likes and keeps what came back. */
export function rawWindow(
  accept: (channel: Channel, capability: Capability) => void,
  capability: Capability,
) {
  const [windowEnd, counterEnd] = channelPair();
  const received: Record<string, unknown>[] = [];
  let closed = false;
  windowEnd.onMessage((data) => received.push(JSON.parse(String(data)) as Record<string, unknown>));
  windowEnd.onClose(() => {
    closed = true;
  });
  accept(counterEnd, capability);
  return { channel: windowEnd, received, isClosed: () => closed };
}
