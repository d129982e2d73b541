import { afterAll, beforeAll, expect, test } from 'vitest';
import { PrinterSimulator } from './printer-simulator.ts';

let simulator: PrinterSimulator;
beforeAll(async () => {
  simulator = await PrinterSimulator.start('--width', '384');
});
afterAll(() => simulator.stop());

test('says its address on one line and has its own width', () => {
  expect(simulator.announcement).toMatchObject({ peer: 'escpos-printer', host: '127.0.0.1', widthDots: 384 });
  expect(simulator.announcement.port).not.toBe(simulator.announcement.controlPort);
});

test('refuses a wrong token, a foreign page, an unknown path and an unknown script', async () => {
  expect((await simulator.call('GET', '/state', undefined, 'wrong')).status).toBe(401);
  const foreign = await fetch(`http://127.0.0.1:${simulator.announcement.controlPort}/state`, {
    headers: { authorization: `Bearer ${simulator.announcement.token}`, origin: 'http://example.com' },
  });
  expect(foreign.status).toBe(403);
  expect((await simulator.call('GET', '/nothing')).status).toBe(404);
  expect((await simulator.call('GET', '/sheets/1.png')).status).toBe(404);
  expect((await simulator.call('POST', '/script', '{"paper":1}')).status).toBe(400);
  expect((await simulator.call('POST', '/script', 'no json')).status).toBe(400);
  expect((await simulator.state()).script.power).toBe(true);
});
