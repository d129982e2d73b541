/** The composition root: takes ports and settings, gives back a running counter. No logic; the parts are in `compose`. */
import type { CounterHandle } from '../shared/handover/counter.ts';
import { InvariantBroken } from '../shared/kernel/assert.ts';
import { openBooks } from './compose/books.ts';
import { type CounterPorts, type CounterSettings, openHouse } from './compose/house.ts';
import { serveMoney } from './compose/money.ts';
import { serveQuarantine } from './compose/quarantine.ts';
import type { Service } from './compose/service.ts';
import { logToStderr } from './rpc/log.ts';
import { forwardTo } from './rpc/quarantine.ts';
import { createRpcServer } from './rpc/serve.ts';

/**
 * Starts a counter on its data folder. With a damaged ledger it starts too, quarantined (design §3).
 * @throws CounterCannotStart with a sentence for the person who started it
 */
export async function startCounter(ports: CounterPorts, settings: CounterSettings): Promise<CounterHandle> {
  const house = openHouse(ports, settings);
  let service: Service | undefined;
  const serving = (): Service => {
    if (service === undefined) throw new InvariantBroken('a line before the counter has started');
    return service;
  };
  const server = createRpcServer({
    handlers: forwardTo(() => serving().handlers),
    session: () => serving().session(),
    noteActivity: () => serving().noteActivity(),
    clock: house.clock,
    log: logToStderr,
  });
  const open = async (): Promise<void> => {
    const books = openBooks(house);
    service =
      'code' in books
        ? serveQuarantine(house, books, server, open)
        : await serveMoney(house, books, server, reopen);
  };
  const reopen = async (): Promise<void> => {
    await serving().close();
    await open();
  };
  try {
    await open();
  } catch (cause) {
    await house.close();
    throw cause;
  }
  return {
    accept: (channel, capability) => {
      server.accept(channel, capability);
      channel.onClose(() => serving().refresh());
      serving().refresh();
    },
    close: async () => {
      server.close();
      await serving().close();
      await house.close();
    },
  };
}
