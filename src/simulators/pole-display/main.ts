/**
 * A simulated CD5220 pole display, a program of its own: `main.ts [--port N] [--control-port N] [--serial PATH]
 * [--until-stdin-ends]`. Prints one JSON line (contract.ts `Announcement`) and runs until it is told to stop.
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { bad, good, type Order, openControl } from '../control.ts';
import { type Announcement, type Script, type StateAnswer, scriptPatch, usualScript } from './contract.ts';
import { Glass } from './glass.ts';
import { openLine } from './line.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'control-port': { type: 'string', default: '0' },
    serial: { type: 'string' },
    'until-stdin-ends': { type: 'boolean', default: false },
  },
});

const glass = new Glass();
let script: Script = usualScript;
const line = await openLine({
  port: Number(values.port),
  serial: values.serial ?? null,
  powered: () => script.power,
  receive(bytes) {
    const { dropAfterBytes: left } = script;
    const lost = Math.min(bytes.length, script.loseBytes);
    const taken = bytes.subarray(lost, left ?? bytes.length);
    script = { ...script, loseBytes: script.loseBytes - lost };
    glass.receive(taken);
    const drops = left !== null && bytes.length >= left;
    if (left !== null) script = { ...script, dropAfterBytes: drops ? null : left - bytes.length };
    return !drops;
  },
});
const token = randomBytes(24).toString('base64url');
const state = (): StateAnswer => ({
  script,
  lines: glass.lines,
  cursor: glass.cursor,
  brightness: glass.brightness,
  books: { ...line.books, clears: glass.clears, strayBytes: glass.strayBytes },
});
const orders: Readonly<Record<string, Order>> = {
  'GET /state': () => good(state()),
  'POST /script': (body) => {
    const patch = scriptPatch.safeParse(body);
    if (!patch.success) return bad(patch.error.message);
    script = Object.assign({}, script, patch.data);
    if (!script.power) {
      glass.reset();
      line.cut();
    }
    return good(state());
  },
};
const controlPort = await openControl({
  token,
  port: Number(values['control-port']),
  order: (route) => orders[route],
});

const announcement: Announcement = {
  peer: 'pole-display',
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
