/** Setting devices up over the line: saved, driven at once, tried out, and what a scanner reads comes to the window. */
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DeviceConnection, lanPrinter } from '../../../src/shared/rpc/device-profiles.ts';
import { usualScript } from '../../../src/simulators/escpos-printer/contract.ts';
import type { StateAnswer as PoleState } from '../../../src/simulators/pole-display/contract.ts';
import type { StateAnswer as ScannerState } from '../../../src/simulators/scanner/contract.ts';
import {
  type RunningCounter,
  runCounter,
  succeeded,
  temporaryFolder,
  untilTopic,
} from '../../support/running-counter.ts';
import { PrinterSimulator } from '../devices/printer-simulator.ts';
import { type SmallSimulator, startSmallSimulator } from '../devices/small-simulator.ts';
import { soon } from '../devices/soon.ts';
import { sampleRequests } from './sample-requests.ts';

const pin = '258036';
let counter: RunningCounter;
let printer: PrinterSimulator;
let pole: SmallSimulator<PoleState>;
let scanner: SmallSimulator<ScannerState>;

beforeAll(async () => {
  [printer, pole, scanner] = await Promise.all([
    PrinterSimulator.start(),
    startSmallSimulator<PoleState>('pole-display'),
    startSmallSimulator<ScannerState>('scanner'),
  ]);
  counter = await runCounter(temporaryFolder(), { ledgerKind: 'real' });
  const people = [{ name: 'Người Thử', roles: ['administrator' as const, 'cashier' as const], pin }];
  succeeded(await counter.client.call('setup.create', { ...sampleRequests['setup.create'], people }));
  const { people: known } = await untilTopic(counter.client, 'gate', (view) => view.people.length > 0);
  succeeded(await counter.client.call('staff.signIn', { person: known[0]?.person ?? '', pin }));
});
afterAll(async () => {
  await counter.remove();
  printer.stop();
  pole.stop();
  scanner.stop();
});

const com = { type: 'serial', baudRate: 9_600, dataBits: 8, stopBits: 1, parity: 'none' } as const;
const save = (name: string, connection: DeviceConnection) =>
  counter.client.call('devices.save', { name, was: null, connection });
const stateOf = (name: string, state: string) =>
  untilTopic(counter.client, 'devices', ({ devices }) =>
    devices.some((one) => one.name === name && one.state === state),
  );

/** The reasons why the drawer was opened, as they are journalled. */
function openings(): string[] {
  const connection = new BetterSqlite3(join(counter.folder, 'money.db'), { readonly: true });
  try {
    const reasons = "SELECT body ->> 'reason' FROM journal WHERE type = 'drawer.opened' ORDER BY seq";
    return connection.prepare<[], string>(reasons).pluck().all();
  } finally {
    connection.close();
  }
}

describe('a printer', () => {
  test('is driven as soon as it is saved, and becomes the usual one', async () => {
    succeeded(await save('Máy in quầy', lanPrinter(printer.address)));
    const { devices, changeable } = await stateOf('Máy in quầy', 'ready');
    expect(changeable).toBe(true);
    expect(devices).toMatchObject([{ name: 'Máy in quầy', origin: 'person', usual: true }]);
  });

  test('prints the test page and says how far it came', async () => {
    const before = (await printer.state()).books.sheets;
    const { steps } = succeeded(await counter.client.call('devices.test', { name: 'Máy in quầy' }));
    expect(steps.map(({ step, outcome }) => `${step} ${outcome}`)).toEqual([
      'reached good',
      'ready good',
      'done good',
    ]);
    expect((await printer.state()).books.sheets).toBe(before + 1);
  });

  test.each([
    [{ paperRowsLeft: 0 }, 'no-paper'],
    [{ cover: 'open' }, 'cover-open'],
    [{ cutter: 'jammed' }, 'cutter'],
  ] as const)('%o is told as %s, and nothing is sent', async (script, trouble) => {
    await printer.script(script);
    const before = (await printer.state()).books.sheets;
    const { steps } = succeeded(await counter.client.call('devices.test', { name: 'Máy in quầy' }));
    expect(steps.at(-1)).toMatchObject({ step: 'ready', outcome: 'failed', trouble });
    await printer.script(usualScript);
    expect((await printer.state()).books.sheets).toBe(before);
  });

  test('switched off is told in the topic and in the test', async () => {
    await printer.script({ power: false });
    const { steps } = succeeded(await counter.client.call('devices.test', { name: 'Máy in quầy' }));
    expect(steps).toMatchObject([{ step: 'reached', outcome: 'failed', trouble: 'refused' }]);
    await stateOf('Máy in quầy', 'offline');
    await printer.script(usualScript);
    await stateOf('Máy in quầy', 'ready');
  });

  test.each([
    ['at an address that takes nothing', { type: 'tcp', host: '127.0.0.1', port: 1 }, 'refused'],
    ['on a port that is not there', { ...com, path: '/dev/ttyUSB99' }, 'not-found'],
    ['as a file that is not there', { type: 'file', path: '/dev/usb/lp99' }, 'not-found'],
    ['behind a queue, where the shell reaches none', { type: 'system', queue: 'HP LaserJet' }, 'no-queues'],
  ] as const)('%s is told for what it is', async (_, link, trouble) => {
    const name = `Máy ${link.type}`;
    succeeded(await save(name, { ...lanPrinter(printer.address), takesOver: true, link }));
    const { devices, osPrinting } = await stateOf(name, 'offline');
    expect(osPrinting).toBe(false);
    expect(devices.find((one) => one.name === name)).toMatchObject({ trouble });
    const { steps } = succeeded(await counter.client.call('devices.test', { name }));
    expect(steps).toMatchObject([{ step: 'reached', outcome: 'failed', trouble }]);
    succeeded(await counter.client.call('devices.remove', { name }));
  });

  test.each(['pdf', 'none'])(
    '%s stands for no printer in the journal, so none is called so',
    async (name) => {
      expect(await save(name, lanPrinter(printer.address))).toMatchObject({
        ok: false,
        reason: { code: 'device-name-taken' },
      });
    },
  );

  test('opens the drawer, journalled first', async () => {
    const before = (await printer.state()).books.drawerKicks;
    succeeded(await counter.client.call('shift.open', { float: 0, name: 'Ca thử' }));
    const { steps } = succeeded(await counter.client.call('devices.testDrawer', {}));
    expect(steps).toMatchObject([{ step: 'done', outcome: 'unproved' }]);
    expect((await printer.state()).books.drawerKicks).toBe(before + 1);
    succeeded(await counter.client.call('shift.openDrawer', { toCount: true }));
    await soon(async () => (await printer.state()).books.drawerKicks).toBe(before + 2);
    // Without words once for each count.
    expect(await counter.client.call('shift.openDrawer', { toCount: true })).toMatchObject({
      ok: false,
      reason: { code: 'drawer-opened-to-count', moneyMoved: 'no' },
    });
    succeeded(await counter.client.call('shift.count', { lines: [], torn: 0, purpose: 'surprise' }));
    succeeded(await counter.client.call('shift.openDrawer', { toCount: true }));
    expect(openings()).toEqual(['open', 'count', 'count']);
  });

  test('a name is given once; a device that is gone is refused', async () => {
    expect(await save('Máy in quầy', lanPrinter(printer.address))).toMatchObject({
      ok: false,
      reason: { code: 'device-name-taken' },
    });
    expect(await counter.client.call('devices.test', { name: 'không có' })).toMatchObject({
      ok: false,
      reason: { code: 'device-not-found' },
    });
  });
});

test('a pole display or scanner whose port is not there says so, also when tried', async () => {
  const link = { ...com, path: '/dev/ttyUSB98' };
  succeeded(await save('VFD xa', { kind: 'pole', link }));
  succeeded(await save('Máy quét xa', { kind: 'scanner', link }));
  await stateOf('VFD xa', 'offline');
  const { devices } = await stateOf('Máy quét xa', 'offline');
  expect(devices.filter(({ trouble }) => trouble === 'not-found').map(({ name }) => name)).toEqual([
    'Máy quét xa',
    'VFD xa',
  ]);
  const { steps } = succeeded(await counter.client.call('devices.test', { name: 'VFD xa' }));
  expect(steps).toMatchObject([{ step: 'reached', outcome: 'failed', trouble: 'not-found' }]);
  for (const name of ['VFD xa', 'Máy quét xa'])
    succeeded(await counter.client.call('devices.remove', { name }));
});

test('a pole display follows the customer display, and shows the pattern when tried', async () => {
  succeeded(await save('VFD', { kind: 'pole', link: { type: 'tcp', ...pole.address } }));
  await stateOf('VFD', 'ready');
  const lines = async () => (await pole.state()).lines.map((line) => line.trim());
  await soon(lines).toEqual(['XIN KINH CHAO', 'QUAY 9']);
  succeeded(await counter.client.call('devices.test', { name: 'VFD' }));
  await soon(lines).toEqual(['ABCDEFGHIJ1234567890', '0123456789 .,:/-+*()']);
  await soon(lines).toEqual(['XIN KINH CHAO', 'QUAY 9']);
}, 15_000);

test('what a scanner reads comes to the window, and goes when nobody is there', async () => {
  succeeded(await save('Máy quét', { kind: 'scanner', link: { type: 'tcp', ...scanner.address } }));
  await stateOf('Máy quét', 'ready');
  await scanner.post('/scan', { text: '095303000001||Đỗ Thị Mẫu|21032003|Nữ|Cà Mau|14082021' });
  const { last } = await untilTopic(counter.client, 'scan', (value) => value.last !== null);
  expect(last).toMatchObject({ device: 'Máy quét', scan: { kind: 'citizen', number: '095303000001' } });
  succeeded(await counter.client.call('staff.lock', {}));
  await untilTopic(counter.client, 'scan', (value) => value.last === null);
  await scanner.post('/scan', { text: 'BN24000417' });
  await new Promise((resolve) => setTimeout(resolve, 150));
  succeeded(await counter.client.call('staff.unlock', { pin }));
  expect((await untilTopic(counter.client, 'scan', () => true)).last).toBeNull();
});

test('devices outlive the counter, and a removed one is gone', async () => {
  const { folder } = counter;
  await counter.stop();
  counter = await runCounter(folder, { ledgerKind: 'real' });
  const { devices } = await untilTopic(counter.client, 'devices', (value) => value.devices.length === 3);
  expect(devices.map(({ name }) => name).sort()).toEqual(['Máy in quầy', 'Máy quét', 'VFD']);
  const { people } = await untilTopic(counter.client, 'gate', (view) => view.people.length > 0);
  succeeded(await counter.client.call('staff.signIn', { person: people[0]?.person ?? '', pin }));
  succeeded(await counter.client.call('devices.remove', { name: 'VFD' }));
  await untilTopic(counter.client, 'devices', (value) => value.devices.length === 2);
});

test('a training ledger has only what its launcher gave it', async () => {
  const training = await runCounter(temporaryFolder(), {
    demo: 'hospital',
    simulators: [{ peer: 'escpos-printer', ...printer.address }],
  });
  const { people } = await untilTopic(training.client, 'gate', (view) => view.people.length > 0);
  const admin = people.find(({ roles }) => roles.includes('administrator'));
  succeeded(await training.client.call('staff.signIn', { person: admin?.person ?? '', pin }));
  const { devices, changeable } = await untilTopic(
    training.client,
    'devices',
    (value) => value.devices.length > 0,
  );
  expect(changeable).toBe(false);
  expect(devices).toMatchObject([{ name: 'K80', origin: 'launcher' }]);
  expect(await training.client.call('devices.save', sampleRequests['devices.save'])).toMatchObject({
    ok: false,
    reason: { code: 'devices-from-launcher' },
  });
  await training.remove();
}, 60_000);

test('looking for ports answers, whatever this machine has', async () => {
  const found = succeeded(await counter.client.call('devices.find', { network: false }));
  expect(found).toEqual({
    serial: expect.any(Array),
    files: expect.any(Array),
    queues: [],
    hosts: [],
  });
});
