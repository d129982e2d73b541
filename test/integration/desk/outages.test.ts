/** The outage log fills itself: channels, printers, terminals, power cuts (product.md C). */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { notePowerCut, tellDevices, watchOutages } from '../../../src/main/desk/outage.ts';
import { keepAlive } from '../../../src/main/upkeep/alive.ts';
import { DeskCounter } from '../../support/desk-counter.ts';

const minute = 60_000;
let desk: DeskCounter;

beforeEach(async () => {
  desk = await DeskCounter.open();
  await desk.openShift();
});
afterEach(() => desk.remove());

const log = () =>
  desk.context.reads
    .outagesAt(0, desk.clock.now() + minute)
    .map(({ kind, from, to, text, automatic }) => ({ kind, from, to, text, automatic }));
const printer = (state: string) => [
  { name: 'Máy in 1', kind: 'printer', state },
  { name: 'Quét', kind: 'scanner', state: 'offline' },
];

it('a printer that is away for a minute is in the log with its name; a short break is not', () => {
  const watch = watchOutages(desk.context);
  tellDevices(watch, printer('unknown'));
  tellDevices(watch, printer('offline'));
  desk.clock.advance(30_000);
  tellDevices(watch, printer('ready'));
  desk.clock.advance(minute);
  expect(log()).toEqual([]);
  const from = desk.clock.now();
  tellDevices(watch, printer('offline'));
  tellDevices(watch, [{ name: 'POS-1', kind: 'terminal', state: 'offline' }]);
  desk.clock.advance(2 * minute);
  expect(log()).toMatchObject([
    { kind: 'printer', text: 'Máy in 1', from, to: null, automatic: 1 },
    { kind: 'terminal', text: 'POS-1', from, to: null },
  ]);
  // Without paper it is there: the outage is over.
  tellDevices(watch, printer('paper-out'));
  expect(log()[0]?.to).toBe(desk.clock.now());
  // The counter ends and begins again: what was out works now.
  watch.stop();
  // Closing a device says that it is gone; nobody writes that down.
  const before = log().length;
  tellDevices(watch, printer('offline'));
  desk.clock.advance(2 * minute);
  expect(log()).toHaveLength(before);
  const next = watchOutages(desk.context);
  tellDevices(next, [{ name: 'POS-1', kind: 'terminal', state: 'online' }]);
  expect(log()[1]?.to).toBe(desk.clock.now());
  next.stop();
});

it('a counter that did not end by itself, with a shift open, notes the time it was away', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quay-thu-alive-'));
  const first = keepAlive(folder, desk.clock);
  expect(first.lastMs).toBeNull();
  desk.clock.advance(5 * minute);
  const lastAlive = desk.clock.now();
  // The power goes: nothing stops `first` properly.
  desk.clock.advance(30_000);
  const sign = keepAlive(folder, desk.clock).lastMs;
  expect(sign).toBe(lastAlive);
  desk.clock.advance(40 * minute);
  notePowerCut(desk.context, sign);
  const text = 'Máy tắt không báo trước';
  expect(log()).toEqual([{ kind: 'power', from: lastAlive, to: desk.clock.now(), text, automatic: 1 }]);
  // A restart within the minute, and a proper end, are none.
  notePowerCut(desk.context, desk.clock.now() - 30_000);
  keepAlive(folder, desk.clock).stop();
  notePowerCut(desk.context, keepAlive(folder, desk.clock).lastMs);
  expect(log()).toHaveLength(1);
  rmSync(folder, { recursive: true, force: true });
});
