/** Cash payments through the running counter: line, JSON, schemas, access, desk, answer. */
import type { Chance } from '../support/chance.ts';
import { begin, type Chosen, nextPayment, receive } from '../support/faults/cashier.ts';
import { runCounter, succeeded } from '../support/running-counter.ts';
import { mostAmount } from './w1-core.ts';

export interface RpcOptions {
  readonly folder: string;
  readonly person: string;
  readonly pin: string;
  readonly bills: Chosen[];
  readonly runs: number;
  readonly chance: Chance;
}

const warmUp = 50;
/** Far quicker than any cashier, and below what one line may send in a second. */
const betweenCallsMs = 10;

/** Milliseconds of each call (two a payment), from the call at the window to its checked answer there. */
export async function measureRpc({
  folder,
  person,
  pin,
  bills,
  runs,
  chance,
}: RpcOptions): Promise<number[]> {
  const counter = await runCounter(folder);
  const { client, ids } = counter;
  const display = counter.line('display');
  client.watch('workplace', () => undefined);
  display.watch('display', () => undefined);
  succeeded(await client.call('staff.signIn', { person, pin }));
  const callMs: number[] = [];
  for (let index = -warmUp; index < runs; index += 1) {
    const payment = nextPayment(chance, bills, ids, mostAmount);
    for (const call of [begin, receive]) {
      const from = performance.now();
      await call(client, payment);
      if (index >= 0) callMs.push(performance.now() - from);
      await new Promise((resolve) => setTimeout(resolve, betweenCallsMs));
    }
  }
  await counter.stop();
  return callMs;
}
