/** The serial transport on real ptys (socat). What ptys cannot show: baud timing, modem lines. */
import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';
import { SerialPort } from 'serialport';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Connection, LinkFailure } from '../../../src/main/devices/ports.ts';
import { listSerialPorts, serialTransport } from '../../../src/main/devices/transport/serial.ts';
import { mendWaits } from '../../../src/main/devices/transport/serial-waits.ts';
import { realClock } from '../../../src/main/ports/real.ts';
import { SerialCable } from './ptys.ts';

const clock = realClock();
let cable: SerialCable;
let opened: Connection[] = [];

beforeEach(async () => {
  cable = new SerialCable();
  await cable.plug();
});
afterEach(async () => {
  for (const connection of opened) connection.close();
  opened = [];
  await cable.remove();
});

const line = (path = cable.ours) =>
  serialTransport({ path, baudRate: 9600, dataBits: 8, stopBits: 1, parity: 'none' }, clock);

async function open(path?: string): Promise<Connection> {
  const result = await line(path).open(2_000);
  if (!result.ok) throw new Error(result.reason);
  opened.push(result.value);
  return result.value;
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 300 && !holds(); tries += 1) await new Promise((go) => setTimeout(go, 10));
  expect(holds()).toBe(true);
}

function closing(connection: Connection): Promise<LinkFailure> {
  return new Promise((resolve) => {
    connection.onClose(resolve);
  });
}

test('every byte value goes through both ways; modem lines that a pty lacks do not matter', async () => {
  const [ours, theirs] = [await open(), await open(cable.theirs)];
  const all = Uint8Array.from({ length: 1_024 }, (_, at) => at & 0xff);
  const heard: number[] = [];
  const back: number[] = [];
  theirs.onBytes((bytes) => heard.push(...bytes));
  ours.onBytes((bytes) => back.push(...bytes));
  expect(await ours.write(all, 2_000)).toEqual({ taken: 1_024, failure: null });
  expect(await theirs.write(all, 2_000)).toEqual({ taken: 1_024, failure: null });
  await until(() => heard.length === 1_024 && back.length === 1_024);
  expect(heard).toEqual([...all]);
  expect(back).toEqual([...all]);
  expect(await ours.finish(1_000)).toBeNull();
  expect(await ours.write(all, 100)).toEqual({ taken: 0, failure: 'disconnected' });
});

test('a port that was closed while a write was under way can be opened again at once', async () => {
  const far = openSync(cable.theirs, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
  for (let round = 0; round < 20; round += 1) {
    const connection = await open();
    const writing = connection.write(new Uint8Array(2_000), 2_000);
    connection.close();
    expect((await writing).failure).toBe('disconnected');
  }
  closeSync(far);
});

test('the port is ours alone, and free again after close', async () => {
  const first = await open();
  expect(await line().open(1_000)).toEqual({ ok: false, reason: 'busy' });
  first.close();
  first.close();
  // At once: the system needs a moment to give it back, which is not for the caller to know.
  await open();
});

test('a port that is not there', async () => {
  expect(await line(`${cable.ours}-none`).open(1_000)).toEqual({ ok: false, reason: 'not-found' });
  expect(line('COM3').address).toBe('serial COM3 9600 8N1');
});

test('unplugged while idle is told at once, and a new cable can be opened', async () => {
  const connection = await open();
  const told = closing(connection);
  await cable.unplug();
  expect(await told).toBe('disconnected');
  expect(await connection.write(Uint8Array.of(1), 100)).toEqual({ taken: 0, failure: 'disconnected' });
  expect(await line().open(1_000)).toEqual({ ok: false, reason: 'not-found' });
  await cable.plug();
  const again = await open();
  expect(await again.write(Uint8Array.of(6), 1_000)).toEqual({ taken: 1, failure: null });
});

test('unplugged before anything was read from it is told, not read again without end', async () => {
  const port = new SerialPort({ path: cable.ours, baudRate: 9_600, autoOpen: false });
  await new Promise<void>((resolve, reject) => port.open((error) => (error ? reject(error) : resolve())));
  mendWaits(port);
  const told = new Promise<Error | null>((resolve) => port.once('close', resolve));
  await cable.unplug();
  port.resume();
  expect(await told).toMatchObject({ message: 'the line hung up' });
});

/** Whether a byte came while the line was full; all that was written is taken in the end. */
async function heardWhileFull(): Promise<boolean> {
  const far = openSync(cable.theirs, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
  const connection = await open();
  const heard: number[] = [];
  connection.onBytes((bytes) => heard.push(...bytes));
  const writing = connection.write(new Uint8Array(100_000), 20_000);
  await new Promise((resolve) => setTimeout(resolve, 200));
  writeSync(far, Buffer.from([17]));
  for (let tries = 0; tries < 60 && heard.length === 0; tries += 1)
    await new Promise((go) => setTimeout(go, 10));
  const inTime = heard.length > 0;
  const drained = setInterval(() => {
    try {
      while (readSync(far, Buffer.alloc(65_536)) > 0);
    } catch {
      // Nothing there yet.
    }
  }, 5);
  expect(await writing).toEqual({ taken: 100_000, failure: null });
  await until(() => heard.length > 0);
  clearInterval(drained);
  closeSync(far);
  connection.close();
  return inTime;
}

test('a device that speaks while its line is full does not hold up what is written to it', async () => {
  // The program that joins the two lines waits itself now and then until its full side is read from; then nobody is heard.
  let inTime = false;
  for (let attempt = 0; attempt < 8 && !inTime; attempt += 1) inTime = await heardWhileFull();
  expect(inTime).toBe(true);
});

test('unplugged in the middle of a write', async () => {
  const connection = await open();
  const told = closing(connection);
  const started = performance.now();
  const writing = connection.write(new Uint8Array(400_000), 10_000);
  setTimeout(() => void cable.unplug(), 100);
  const { taken, failure } = await writing;
  expect(failure).toBe('disconnected');
  expect(taken).toBeGreaterThan(0);
  expect(taken).toBeLessThan(400_000);
  expect(await told).toBe('disconnected');
  expect(performance.now() - started).toBeLessThan(5_000);
});

test('a peer that reads nothing: the deadline ends the line, and what was held does not come later', async () => {
  const far = openSync(cable.theirs, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
  const connection = await open();
  const { taken, failure } = await connection.write(new Uint8Array(400_000).fill(0x55), 300);
  expect(failure).toBe('deadline');
  expect(taken).toBeLessThan(400_000);
  await new Promise((resolve) => setTimeout(resolve, 200));
  let came = 0;
  const buffer = Buffer.alloc(65_536);
  for (let empty = 0; empty < 20; ) {
    try {
      came += readSync(far, buffer);
      empty = 0;
    } catch {
      empty += 1;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
  closeSync(far);
  expect(came).toBeLessThanOrEqual(taken);
  expect(await connection.write(Uint8Array.of(1), 100)).toEqual({ taken: 0, failure: 'deadline' });
  expect((await line().open(1_000)).ok).toBe(true);
});

test('what came while nobody had the port open is not taken for an answer', async () => {
  const far = openSync(cable.theirs, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
  writeSync(far, Buffer.from([6]));
  await new Promise((resolve) => setTimeout(resolve, 50));
  const connection = await open();
  const heard: number[] = [];
  connection.onBytes((bytes) => heard.push(...bytes));
  writeSync(far, Buffer.from([21]));
  await until(() => heard.length > 0);
  expect(heard).toEqual([21]);
  closeSync(far);
});

test('a machine that cannot list its ports has none, and says so without failing', async () => {
  expect(Array.isArray(await listSerialPorts())).toBe(true);
});
