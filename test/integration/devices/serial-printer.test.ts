/** A printer on a cable: real ptys, the simulated printer as a program of its own at the other end. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { escPosPrinter } from '../../../src/main/devices/printer/driver.ts';
import { lanPrinterProfile, profileOf } from '../../../src/main/devices/printer/profiles.ts';
import { type Supervisor, supervise, watchedPrinter } from '../../../src/main/devices/supervisor.ts';
import { type HeldLine, heldLine } from '../../../src/main/devices/transport/held.ts';
import { serialTransport } from '../../../src/main/devices/transport/serial.ts';
import { realClock } from '../../../src/main/ports/real.ts';
import { lanPrinter, type PrinterConnection } from '../../../src/shared/rpc/device-profiles.ts';
import { usualScript } from '../../../src/simulators/escpos-printer/contract.ts';
import { stripes } from './printer-contract.ts';
import { PrinterSimulator } from './printer-simulator.ts';
import { SerialCable } from './ptys.ts';
import { soon } from './soon.ts';

const clock = realClock();
const pace = { everyMs: 200, firstRetryMs: 20, mostRetryMs: 100 };
let cable: SerialCable;
let simulator: PrinterSimulator;
let line: HeldLine;
let supervisor: Supervisor | null = null;

beforeAll(async () => {
  cable = new SerialCable();
  await cable.plug();
  simulator = await PrinterSimulator.start('--serial', cable.theirs);
});
beforeEach(async () => {
  await simulator.script(usualScript);
  const address = { baudRate: 115_200, dataBits: 8, stopBits: 1, parity: 'none' } as const;
  line = heldLine(serialTransport({ path: cable.ours, ...address }, clock));
});
afterEach(() => {
  supervisor?.stop();
  supervisor = null;
  line.drop();
});
afterAll(async () => {
  simulator.stop();
  await cable.remove();
});

const make = () => escPosPrinter({ ...lanPrinterProfile, bytesPerSecond: 11_520 }, line, clock);

test('prints dot for dot over the cable, and keeps the line for the next sheet', async () => {
  const { printer, drawer } = make();
  const sheet = stripes(576, 300);
  const before = (await simulator.state()).books;
  expect(await printer.print(sheet)).toEqual({ kind: 'printed' });
  expect(line.connected).toBe(true);
  expect(await drawer.kick()).toEqual({ kind: 'kicked' });
  expect(await printer.print(stripes(576, 40))).toEqual({ kind: 'printed' });
  const { books } = await simulator.state();
  expect(books.sheets - before.sheets).toBe(2);
  expect(books.drawerKicks - before.drawerKicks).toBe(1);
  expect(books.strayBytes).toBe(before.strayBytes);
  const last = (await simulator.sheets()).at(-2);
  const picture = await simulator.picture(last?.sheet ?? 0);
  expect(picture.bits.subarray(0, sheet.bits.length)).toEqual(sheet.bits);
});

test('between talks the printer tells by itself of paper, cover and knife', async () => {
  const { printer } = make();
  expect(await printer.status()).toBe('ready');
  await simulator.script({ paperRowsLeft: 0 });
  await soon(() => printer.state).toBe('no-paper');
  await simulator.script({ paperRowsLeft: null, paperNearEnd: true });
  await soon(() => printer.state).toBe('paper-low');
  await simulator.script({ paperNearEnd: false, cover: 'open' });
  await soon(() => printer.state).toBe('cover-open');
  await simulator.script({ cover: 'closed', cutter: 'jammed' });
  await soon(() => printer.state).toBe('cutter');
  await simulator.script({ cutter: 'ok' });
  await soon(() => printer.state).toBe('ready');
});

test('a pulled cable is known at once, and plugged in again it works by itself', async () => {
  const { printer } = make();
  let changes = 0;
  supervisor = supervise([watchedPrinter(printer)], clock, () => (changes += 1), pace);
  await soon(() => supervisor?.standings[0]?.state).toBe('ready');
  await cable.unplug();
  await soon(() => supervisor?.standings[0]?.state).toBe('offline');
  expect(await printer.print(stripes(576, 40))).toMatchObject({ kind: 'failed', tookBytes: 0 });
  await cable.plug();
  await soon(() => supervisor?.standings[0]?.state).toBe('ready');
  expect(changes).toBeGreaterThanOrEqual(3);
  expect(await printer.print(stripes(576, 40))).toEqual({ kind: 'printed' });
});

test('a cable pulled in the middle of a sheet: unknown, and the rest never comes', async () => {
  const { printer } = make();
  await printer.status();
  const before = (await simulator.state()).books;
  await simulator.script({ rowsPerSecond: 400 });
  const printing = printer.print(stripes(576, 4_000));
  await soon(async () => (await simulator.state()).books.bytes).toBeGreaterThan(before.bytes + 10_000);
  await cable.unplug();
  expect((await printing).kind).toBe('unknown');
  await cable.plug();
  await simulator.script({ rowsPerSecond: null });
  expect((await simulator.state()).books.sheets).toBe(before.sheets);
  await soon(() => printer.status()).not.toBe('offline');
  // The stump comes out ahead of the next job, not by itself; that job is whole.
  await soon(async () => (await printer.print(stripes(576, 40))).kind).toBe('printed');
});

test('at 9600 baud a long receipt is printed in letters, a short one as a picture, by setting', async () => {
  const link = {
    type: 'serial',
    path: cable.ours,
    baudRate: 9_600,
    dataBits: 8,
    stopBits: 1,
    parity: 'none',
  };
  const connection = { ...lanPrinter({ host: 'x', port: 1 }), link } as PrinterConnection;
  const { printer } = escPosPrinter(profileOf('K80', connection), line, clock);
  expect(printer.plain?.columns).toBe(48);
  expect(printer.plain?.insteadOf(stripes(576, 620))).toBe(true);
  expect(printer.plain?.insteadOf(stripes(576, 100))).toBe(false);
  expect(await printer.plain?.print(['Bien lai 004182', 'Tong cong      1.486.118 d'])).toEqual({
    kind: 'printed',
  });
  expect((await simulator.sheets()).at(-1)?.text).toEqual(['Bien lai 004182', 'Tong cong      1.486.118 d']);
  const pictures = profileOf('K80', { ...connection, plainWhenSlow: false });
  expect(escPosPrinter(pictures, line, clock).printer.plain).toBeUndefined();
  const narrow = profileOf('K58', { ...connection, paper: 'K58' });
  expect([narrow.widthDots, escPosPrinter(narrow, line, clock).printer.plain?.columns]).toEqual([384, 32]);
});
