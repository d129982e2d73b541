/**
 * A simulated ESC/POS receipt printer, a program of its own: `main.ts [--port N] [--control-port N] [--width 576|384]
 * [--serial PATH] [--until-stdin-ends]`. Prints one JSON line (contract.ts `Announcement`) and runs until it is told to stop.
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { openControl } from '../control.ts';
import type { Announcement } from './contract.ts';
import { printerOrders } from './control.ts';
import { PrinterLine } from './line.ts';
import { Mechanism } from './mechanism.ts';
import { listenOnSerial } from './serial-line.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'control-port': { type: 'string', default: '0' },
    width: { type: 'string', default: '576' },
    serial: { type: 'string' },
    'until-stdin-ends': { type: 'boolean', default: false },
  },
});

const mechanism = new Mechanism(values.width === '384' ? 384 : 576);
const line = new PrinterLine(mechanism, Number(values.port));
await line.on();
if (values.serial !== undefined) listenOnSerial(mechanism, values.serial);
const token = randomBytes(24).toString('base64url');
const controlPort = await openControl({
  token,
  port: Number(values['control-port']),
  order: printerOrders(mechanism, line),
});

const announcement: Announcement = {
  peer: 'escpos-printer',
  host: '127.0.0.1',
  port: line.port,
  serial: values.serial ?? null,
  controlPort,
  token,
  widthDots: mechanism.widthDots,
};
process.stdout.write(`${JSON.stringify(announcement)}\n`);

process.on('SIGTERM', () => process.exit(0));
// A launcher that died must not leave its simulators behind.
process.on('disconnect', () => process.exit(0));
if (values['until-stdin-ends']) process.stdin.on('end', () => process.exit(0)).resume();
