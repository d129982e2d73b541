import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import {
  findPrinterFiles,
  findPrinterHosts,
  ownNetworkHosts,
} from '../../../src/main/devices/transport/detect.ts';
import { realClock } from '../../../src/main/ports/real.ts';

test('the own networks, without ourselves and without the loopback', () => {
  const address = { netmask: '255.255.255.0', mac: '', cidr: null, family: 'IPv4' as const };
  const hosts = ownNetworkHosts({
    lo: [{ ...address, address: '127.0.0.1', internal: true }],
    eth0: [{ ...address, address: '192.0.2.41', internal: false }],
  });
  expect(hosts).toHaveLength(253);
  expect(hosts).toContain('192.0.2.1');
  expect(hosts).not.toContain('192.0.2.41');
  expect(hosts.some((host) => host.startsWith('127.'))).toBe(false);
});

test('finds who takes a connection on the printing port, and sends nothing', async () => {
  let bytes = 0;
  const server = createServer((socket) => {
    socket.on('data', (data) => {
      bytes += data.length;
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  expect(await findPrinterHosts(['127.0.0.1', '127.0.0.2'], realClock(), port)).toEqual([
    { host: '127.0.0.1', port },
  ]);
  expect(bytes).toBe(0);
});

test('device files that are there, and only those', async () => {
  expect(await findPrinterFiles(['/dev/null', '/dev/usb/lp-none'])).toEqual(['/dev/null']);
});
