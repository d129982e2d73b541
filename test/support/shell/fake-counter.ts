/** A counter that answers as much as tests of the shell need; it says which process it runs in. */
import { realClock } from '../../../src/main/ports/real.ts';
import type { Handlers } from '../../../src/main/rpc/calls.ts';
import { createRpcServer } from '../../../src/main/rpc/serve.ts';
import type { CounterHandle } from '../../../src/shared/handover/counter.ts';
import { ok, refuse } from '../../../src/shared/kernel/result.ts';
import { methods } from '../../../src/shared/rpc/contract.ts';

/** The topic `display` names the process id; `staff.lock` succeeds, everything else is refused as `fake`. */
export function fakeCounter(): CounterHandle {
  const handlers = Object.fromEntries(
    Object.keys(methods).map((name) => [
      name,
      () => (name === 'staff.lock' ? ok({}) : refuse({ code: 'fake', moneyMoved: 'no' })),
    ]),
  ) as unknown as Handlers;
  const server = createRpcServer({
    handlers,
    session: () => ({ signedIn: true, locked: false, roles: ['cashier'] }),
    clock: realClock(),
    log: () => undefined,
  });
  server.publish('display', { view: { state: 'cancelled', facilityName: `pid ${process.pid}` } });
  return {
    accept: server.accept,
    async close() {
      server.close();
    },
  };
}
