/**
 * A simulated card terminal of the Hypercom family, a program of its own: `main.ts [--port N | --path PORT]
 * [--control-port N] [--factor 1|100] [--until-stdin-ends]`. Prints one JSON line (contract.ts `Announcement`) and runs
 * until it is told to stop.
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { Clock, EpochMs } from '../../shared/kernel/clock.ts';
import { openControl } from '../control.ts';
import { terminalOrders } from '../terminal/control.ts';
import { SerialLine, TcpLine } from '../terminal/lines.ts';
import { type Announcement, type StateAnswer, scriptPatch } from './contract.ts';
import { Terminal } from './terminal.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    path: { type: 'string' },
    'control-port': { type: 'string', default: '0' },
    factor: { type: 'string', default: '1' },
    'until-stdin-ends': { type: 'boolean', default: false },
  },
});

const clock: Clock = {
  now: () => Date.now() as EpochMs,
  monotonicMs: () => performance.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

const terminal = new Terminal(clock, values.factor === '100' ? 100 : 1);
const { path } = values;
const line = path === undefined ? new TcpLine(terminal, Number(values.port)) : new SerialLine(terminal, path);
await line.on();
const token = randomBytes(24).toString('base64url');
const controlled = {
  state: (): StateAnswer => ({ script: terminal.script, books: terminal.books, busy: terminal.busy }),
  change(patch: unknown): string | null {
    const parsed = scriptPatch.safeParse(patch);
    if (!parsed.success) return parsed.error.message;
    terminal.change(parsed.data);
    return null;
  },
  restart: () => terminal.restart(),
  on: () => terminal.script.power,
};
const controlPort = await openControl({
  token,
  port: Number(values['control-port']),
  order: terminalOrders(controlled, line),
});

const announcement: Announcement = {
  peer: 'stx-terminal',
  host: '127.0.0.1',
  port: line instanceof TcpLine ? line.port : null,
  path: path ?? null,
  controlPort,
  token,
};
process.stdout.write(`${JSON.stringify(announcement)}\n`);

process.on('SIGTERM', () => process.exit(0));
// A launcher that died must not leave its simulators behind.
process.on('disconnect', () => process.exit(0));
if (values['until-stdin-ends']) process.stdin.on('end', () => process.exit(0)).resume();
