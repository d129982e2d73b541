/**
 * A simulated bank, a program of its own: `main.ts [--port N] [--control-port N] [--until-stdin-ends]`. Prints one JSON
 * line (contract.ts `Announcement`) and runs until it is told to stop.
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { listen, openControl } from '../control.ts';
import { Books, type Chances } from './books.ts';
import type { Announcement } from './contract.ts';
import { Relays } from './relays.ts';
import { type BankParts, feedOf, ordersOf } from './server.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'control-port': { type: 'string', default: '0' },
    'until-stdin-ends': { type: 'boolean', default: false },
  },
});

const chances: Chances = {
  now: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};
const relays = new Relays(chances);
const books = new Books(chances, (credit) => relays.tell({ ...credit, direction: 'in' }));
const token = randomBytes(24).toString('base64url');
const parts: BankParts = { books, relays, now: chances.now, script: { feed: 'up' } };
const announcement: Announcement = {
  peer: 'bank',
  host: '127.0.0.1',
  port: await listen(feedOf(parts), Number(values.port)),
  controlPort: await openControl({ token, port: Number(values['control-port']), order: ordersOf(parts) }),
  token,
};
process.stdout.write(`${JSON.stringify(announcement)}\n`);

process.on('SIGTERM', () => process.exit(0));
// A launcher that died must not leave its simulators behind.
process.on('disconnect', () => process.exit(0));
if (values['until-stdin-ends']) process.stdin.on('end', () => process.exit(0)).resume();
