/**
 * The real counter taking cash, for `faults powercut` to record: each answered payment is acknowledged on standard
 * output. Usage: cashier-writer.ts OPTIONS, `CashierWriterOptions` as JSON.
 */
import { writeSync } from 'node:fs';
import { realClock, realRandom } from '../../../src/main/ports/real.ts';
import { makeIds } from '../../../src/shared/kernel/ids.ts';
import { channelPair } from '../../../src/shared/rpc/channel.ts';
import { createClient, singleChannel } from '../../../src/shared/rpc/client.ts';
import { makeChance } from '../chance.ts';
import { begin, nextPayment, owedBills, receive } from './cashier.ts';
import { syncNormal } from './weaken.ts';

export interface CashierWriterOptions {
  readonly folder: string;
  readonly resourcesFolder: string;
  readonly person: string;
  readonly pin: string;
  readonly payments: number;
  readonly seed: number;
  /** NORMAL is the negative control. */
  readonly synchronous: 'FULL' | 'NORMAL';
}

/** What the window has asked for (`asked`) or been told (`paid`), as one line for the recorder. */
const say = (word: string, what: unknown) => writeSync(1, `ACK ${word} ${JSON.stringify(what)}\n`);

const options = JSON.parse(process.argv[2] ?? '{}') as CashierWriterOptions;
if (options.synchronous === 'NORMAL') syncNormal();
const { startCounter } = await import('../../../src/main/counter.ts');
const clock = realClock();
const ids = makeIds(clock, realRandom());
const counter = await startCounter(
  { clock, random: realRandom() },
  {
    dataFolder: options.folder,
    resourcesFolder: options.resourcesFolder,
    ledgerKind: 'training',
    demo: null,
    simulators: [],
  },
);
const [near, far] = channelPair();
counter.accept(far, 'cashier');
const client = createClient(singleChannel(near), { clock });
await new Promise((resolve) => setTimeout(resolve, 0));
const signedIn = await client.call('staff.signIn', { person: options.person, pin: options.pin });
if (!signedIn.ok) throw new Error(`not signed in: ${JSON.stringify(signedIn.reason)}`);

const chance = makeChance(options.seed);
const bills = await owedBills(client, options.payments);
for (let left = options.payments; left > 0; left -= 1) {
  const payment = nextPayment(chance, bills, ids);
  say('asked', payment);
  await begin(client, payment);
  await receive(client, payment);
  say('paid', payment);
  // Mostly the paper is settled first; sometimes the next payer is quicker.
  if (chance.maybe(0.7)) await new Promise((resolve) => setTimeout(resolve, chance.below(40)));
}
await new Promise((resolve) => setTimeout(resolve, 300));
process.exit(0);
