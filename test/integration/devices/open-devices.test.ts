/** The devices of a counter as profiles make them: who is usual, who takes over, what is kept when settings change. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeviceSetting, openDevices } from '../../../src/main/devices/open.ts';
import type { OsPrinterRoute } from '../../../src/main/devices/ports.ts';
import { realClock } from '../../../src/main/ports/real.ts';
import { lanPrinter } from '../../../src/shared/rpc/device-profiles.ts';
import { usualScript } from '../../../src/simulators/escpos-printer/contract.ts';
import { stripes } from './printer-contract.ts';
import { PrinterSimulator } from './printer-simulator.ts';
import { soon } from './soon.ts';

const clock = realClock();
let first: PrinterSimulator;
let second: PrinterSimulator;
beforeAll(async () => {
  [first, second] = await Promise.all([PrinterSimulator.start(), PrinterSimulator.start('--width', '384')]);
});
afterAll(() => {
  first.stop();
  second.stop();
});

const settings = (): DeviceSetting[] => [
  {
    name: 'A dự phòng',
    connection: { ...lanPrinter(second.address), paper: 'K58', drawer: false, takesOver: true },
  },
  { name: 'B quầy', connection: lanPrinter(first.address) },
];

test('the printer that does not only take over is usual; the spare is offered while it can print', async () => {
  const devices = openDevices({
    settings: settings(),
    clock,
    changed: () => undefined,
    osPrinters: null,
    unresolved: () => [],
  });
  await soon(() => devices.standings().map(({ state }) => state)).toEqual(['ready', 'ready']);
  expect(devices.usualPrinter()?.name).toBe('B quầy');
  expect(devices.drawer()?.name).toBe('B quầy');
  expect(devices.printer('A dự phòng')?.widthDots).toBe(384);
  expect(devices.spareFor('B quầy')).toBe('A dự phòng');
  // The way through the spares never leads back.
  expect(devices.spareFor('A dự phòng')).toBeUndefined();
  await second.script({ cover: 'open' });
  expect(await devices.printer('A dự phòng')?.status()).toBe('cover-open');
  expect(devices.spareFor('B quầy')).toBeUndefined();
  await second.script(usualScript);
  devices.stop();
});

test('a change of settings keeps the devices that stay as they were', async () => {
  let changes = 0;
  const devices = openDevices({
    settings: settings(),
    clock,
    changed: () => (changes += 1),
    osPrinters: null,
    unresolved: () => [],
  });
  const kept = devices.printer('B quầy');
  const printing = kept?.print(stripes(576, 400));
  const before = changes;
  devices.replace(settings().filter(({ name }) => name === 'B quầy'));
  expect(changes).toBeGreaterThan(before);
  expect(devices.printer('B quầy')).toBe(kept);
  expect(devices.printer('A dự phòng')).toBeUndefined();
  expect(await printing).toEqual({ kind: 'printed' });
  devices.stop();
});

test('a printer queue without a route is not there', async () => {
  const link = { type: 'system', queue: 'HP' } as const;
  const connection = { ...lanPrinter({ host: 'x', port: 1 }), link };
  const devices = openDevices({
    settings: [{ name: 'HP', connection }],
    clock,
    changed: () => undefined,
    osPrinters: null,
    unresolved: () => [],
  });
  expect(await devices.usualPrinter()?.print(stripes(576, 8))).toMatchObject({
    kind: 'failed',
    tookBytes: 0,
  });
  expect(devices.drawer()).toBeUndefined();
  devices.stop();
});

test('a printer queue is not there in a shell without queues, nor when the system has lost it', async () => {
  let queues: readonly string[] = ['HP'];
  const open = (osPrinters: OsPrinterRoute | null) =>
    openDevices({
      settings: [
        {
          name: 'Máy in A4',
          connection: { ...lanPrinter(first.address), link: { type: 'system', queue: 'HP' } },
        },
      ],
      clock,
      changed: () => undefined,
      osPrinters,
      unresolved: () => [],
    });
  const told = (devices: ReturnType<typeof openDevices>) =>
    devices.standings().map(({ state, trouble }) => [state, trouble]);
  const without = open(null);
  await soon(() => told(without)).toEqual([['offline', 'no-queues']]);
  without.stop();
  const withQueues = open({ list: async () => queues, print: async () => 'taken' });
  await withQueues.check('Máy in A4');
  expect(told(withQueues)).toEqual([['unknown', null]]);
  queues = [];
  await withQueues.check('Máy in A4');
  expect(told(withQueues)).toEqual([['offline', 'no-queue']]);
  withQueues.stop();
});
