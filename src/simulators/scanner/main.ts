/**
 * A simulated USB-COM scanner, a program of its own: `main.ts [--port N] [--control-port N] [--serial PATH]
 * [--until-stdin-ends]`. Prints one JSON line (contract.ts `Announcement`), then sends what `POST /scan` holds before it.
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { bad, good, type Order, openControl } from '../control.ts';
import { type Announcement, type Reading, reading, type StateAnswer } from './contract.ts';
import { openLine } from './line.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'control-port': { type: 'string', default: '0' },
    serial: { type: 'string' },
    'until-stdin-ends': { type: 'boolean', default: false },
  },
});

/** Between pieces: what one byte takes at 9600 baud, rounded up. */
const pieceMs = 2;
const suffixes: Readonly<Record<Reading['suffix'], string>> = {
  cr: '\r',
  lf: '\n',
  crlf: '\r\n',
  tab: '\t',
  none: '',
};
const line = await openLine(Number(values.port), values.serial ?? null);
let scans = 0;
let bytes = 0;

/** A byte that no code holds and no text of UTF-8 begins with. */
const nonsense = 0xa5;

async function send(order: Reading): Promise<void> {
  if (order.waitMs > 0) await new Promise((resolve) => setTimeout(resolve, order.waitMs));
  const text = `${order.aim}${order.text}${order.nul ? '\0' : ''}${suffixes[order.suffix]}`;
  const once = Buffer.concat([Buffer.alloc(order.garbage, nonsense), Buffer.from(text, 'utf8')]);
  const all = Buffer.concat(Array.from({ length: 1 + order.again }, () => once));
  const left = all.subarray(0, Math.max(0, all.length - order.lose));
  const end = Math.min(left.length, order.unplugAfterBytes ?? left.length);
  const step = order.pieceBytes ?? Math.max(1, end);
  scans += 1;
  for (let at = 0; at < end; at += step) {
    const piece = left.subarray(at, Math.min(end, at + step));
    line.send(piece);
    bytes += piece.length;
    if (order.pieceBytes !== null) await new Promise((resolve) => setTimeout(resolve, pieceMs));
  }
  if (order.unplugAfterBytes !== null) line.cut();
}

const token = randomBytes(24).toString('base64url');
const state = (): StateAnswer => ({ connected: line.connected, books: { scans, bytes } });
const orders: Readonly<Record<string, Order>> = {
  'GET /state': () => good(state()),
  'POST /scan': (body) => {
    const order = reading.safeParse(body);
    if (!order.success) return bad(order.error.message);
    void send(order.data);
    return good(state());
  },
};
const controlPort = await openControl({
  token,
  port: Number(values['control-port']),
  order: (route) => orders[route],
});

const announcement: Announcement = {
  peer: 'scanner',
  host: '127.0.0.1',
  port: line.port,
  serial: values.serial ?? null,
  controlPort,
  token,
};
process.stdout.write(`${JSON.stringify(announcement)}\n`);

process.on('SIGTERM', () => process.exit(0));
// A launcher that died must not leave its simulators behind.
process.on('disconnect', () => process.exit(0));
if (values['until-stdin-ends']) process.stdin.on('end', () => process.exit(0)).resume();
