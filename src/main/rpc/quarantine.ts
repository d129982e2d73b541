import { refuse } from '../../shared/kernel/result.ts';
import { roles } from '../../shared/kernel/roles.ts';
import { type MethodName, methods } from '../../shared/rpc/contract.ts';
import { type QuarantineParts, quarantinedDisplay, quarantinedGate } from '../views/quarantine.ts';
import type { Session } from './access.ts';
import type { Handlers } from './calls.ts';
import type { RpcServer } from './serve.ts';

/** Every method refuses with `quarantined`, but for the one that ends it. */
export function quarantineHandlers(openEpoch: Handlers['ledger.openEpoch']): Handlers {
  const refused = () => refuse({ code: 'quarantined', moneyMoved: 'no' as const });
  const all = Object.fromEntries(Object.keys(methods).map((name) => [name, refused]));
  return { ...(all as unknown as Handlers), 'ledger.openEpoch': openEpoch };
}

/** Lets every call through to its handler, so that each one hears why it is refused. */
export const quarantineSession: Session = { signedIn: true, locked: false, roles };

/** Tells every window how it stands. */
export function publishQuarantine(server: RpcServer, parts: QuarantineParts): void {
  server.publish('gate', quarantinedGate(parts));
  server.publish('workplace', { view: null });
  server.publish('display', { view: quarantinedDisplay });
}

/** Handlers that pass each call on to those in force at that moment. */
export function forwardTo(current: () => Handlers): Handlers {
  const pass = (name: MethodName) => (request: unknown) =>
    (current()[name] as (request: unknown) => unknown)(request);
  const names = Object.keys(methods) as MethodName[];
  return Object.fromEntries(names.map((name) => [name, pass(name)])) as unknown as Handlers;
}
