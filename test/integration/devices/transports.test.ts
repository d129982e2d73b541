import { execFileSync } from 'node:child_process';
import {
  closeSync,
  constants,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { escPosPrinter } from '../../../src/main/devices/printer/driver.ts';
import { lanPrinterProfile } from '../../../src/main/devices/printer/profiles.ts';
import { fileTransport } from '../../../src/main/devices/transport/file.ts';
import { tcpTransport } from '../../../src/main/devices/transport/tcp.ts';
import { realClock } from '../../../src/main/ports/real.ts';
import { stripes } from './printer-contract.ts';

const clock = realClock();
const folder = mkdtempSync(join(tmpdir(), 'quay-thu-devices-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('file transport', () => {
  test('never creates the path it was given', async () => {
    const path = join(folder, 'not-plugged-in');
    expect(await fileTransport(path, clock).open(100)).toEqual({ ok: false, reason: 'not-found' });
    expect(existsSync(path)).toBe(false);
  });

  test('a pipe nobody reads is not there', async () => {
    const path = join(folder, 'pipe-without-reader');
    execFileSync('mkfifo', [path]);
    expect(await fileTransport(path, clock).open(100)).toEqual({ ok: false, reason: 'not-found' });
  });

  test('a device that stops taking bytes says how many it took, and gets no more later', async () => {
    const path = join(folder, 'full');
    execFileSync('mkfifo', [path]);
    const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const opened = await fileTransport(path, clock).open(100);
    if (!opened.ok) throw new Error(opened.reason);
    const written = await opened.value.write(new Uint8Array(300_000), 60);
    expect(written.failure).toBe('deadline');
    expect(written.taken).toBeGreaterThan(0);
    const buffer = Buffer.alloc(400_000);
    let got = 0;
    for (let n = readSync(reader, buffer); n > 0; n = readSync(reader, buffer)) {
      got += n;
      if (got === written.taken) break;
    }
    expect(got).toBe(written.taken);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await opened.value.finish(100);
    expect(readSync(reader, buffer)).toBe(0);
    closeSync(reader);
  });

  test('a whole sheet through a device file is sent, never more', async () => {
    const path = join(folder, 'lp0');
    writeFileSync(path, '');
    const { printer } = escPosPrinter(lanPrinterProfile, fileTransport(path, clock), clock);
    expect(await printer.print(stripes(576, 100))).toEqual({ kind: 'sent' });
    const all = readFileSync(path);
    // Zeros first, in case an earlier talk broke off in mid-picture.
    const bytes = all.subarray(all.findIndex((byte) => byte !== 0));
    expect(bytes.subarray(0, 2).toString('hex')).toBe('1b40');
    expect(bytes.subarray(-4).toString('hex')).toBe('1d564200');
  });
});

describe('tcp transport', () => {
  let server: Server | undefined;
  const sockets = new Set<Socket>();
  afterEach(() => {
    for (const socket of sockets) socket.destroy();
    server?.close();
  });
  const listen = async (serve: (socket: Socket) => void): Promise<number> => {
    const made = createServer({ allowHalfOpen: true }, (socket) => {
      sockets.add(socket);
      socket.on('error', () => {});
      serve(socket);
    });
    server = made;
    await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
    const address = made.address();
    return address !== null && typeof address === 'object' ? address.port : 0;
  };

  test('nobody listening is refused', async () => {
    expect(await tcpTransport({ host: '127.0.0.1', port: 1 }, clock).open(500)).toEqual({
      ok: false,
      reason: 'refused',
    });
  });

  test('bytes in the system of a peer that dies unread are not a success', async () => {
    const port = await listen((socket) => {
      socket.pause();
      setTimeout(() => socket.resetAndDestroy(), 50);
    });
    const opened = await tcpTransport({ host: '127.0.0.1', port }, clock).open(500);
    if (!opened.ok) throw new Error(opened.reason);
    expect(await opened.value.write(new Uint8Array(30_000), 500)).toEqual({ taken: 30_000, failure: null });
    expect(await opened.value.finish(1000)).not.toBeNull();
  });

  test('a peer that reads all and ends in order is a success (control)', async () => {
    let got = 0;
    const port = await listen((socket) => {
      socket.on('data', (bytes) => {
        got += bytes.length;
      });
      socket.on('end', () => socket.end());
    });
    const opened = await tcpTransport({ host: '127.0.0.1', port }, clock).open(500);
    if (!opened.ok) throw new Error(opened.reason);
    expect(await opened.value.write(new Uint8Array(30_000), 500)).toEqual({ taken: 30_000, failure: null });
    expect(await opened.value.finish(1000)).toBeNull();
    expect(got).toBe(30_000);
  });

  test('a peer that takes no more: the deadline ends the line and what was held is thrown away', async () => {
    const port = await listen((socket) => socket.pause());
    const opened = await tcpTransport({ host: '127.0.0.1', port }, clock).open(500);
    if (!opened.ok) throw new Error(opened.reason);
    const written = await opened.value.write(new Uint8Array(20_000_000), 200);
    expect(written.failure).toBe('deadline');
    expect(written.taken).toBeLessThan(20_000_000);
    expect(await opened.value.write(new Uint8Array(1), 100)).toEqual({ taken: 0, failure: 'deadline' });
  });

  test.each(['reset', 'end'] as const)('closed by %s: what the system still held', async (closing) => {
    let far: Socket | undefined;
    const port = await listen((socket) => {
      far = socket;
      socket.pause();
    });
    const opened = await tcpTransport({ host: '127.0.0.1', port }, clock, closing).open(500);
    if (!opened.ok) throw new Error(opened.reason);
    expect(await opened.value.write(new Uint8Array(400_000), 1000)).toEqual({
      taken: 400_000,
      failure: null,
    });
    opened.value.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    let got = 0;
    const ended = new Promise((resolve) => far?.once('close', resolve));
    far?.on('end', () => far?.end());
    far?.on('data', (bytes) => {
      got += bytes.length;
    });
    far?.resume();
    await ended;
    if (closing === 'end') expect(got).toBe(400_000);
    else expect(got).toBeLessThan(400_000);
  });
});
