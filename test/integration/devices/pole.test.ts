/** The pole display driver against the simulated display: over TCP and over a real pty. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cd5220Display } from '../../../src/main/devices/pole/driver.ts';
import { poleLines } from '../../../src/main/devices/pole/lines.ts';
import type { Transport } from '../../../src/main/devices/ports.ts';
import { supervise, watchedLine } from '../../../src/main/devices/supervisor.ts';
import { heldLine } from '../../../src/main/devices/transport/held.ts';
import { serialTransport } from '../../../src/main/devices/transport/serial.ts';
import { tcpTransport } from '../../../src/main/devices/transport/tcp.ts';
import { realClock } from '../../../src/main/ports/real.ts';
import { type StateAnswer, usualScript } from '../../../src/simulators/pole-display/contract.ts';
import { SerialCable } from './ptys.ts';
import { type SmallSimulator, startSmallSimulator } from './small-simulator.ts';
import { soon } from './soon.ts';

const clock = realClock();
const pace = { everyMs: 10_000, firstRetryMs: 20, mostRetryMs: 50 };

/** A display kept under the supervisor for one test. */
async function shown(transport: Transport, run: (pole: ReturnType<typeof cd5220Display>) => Promise<void>) {
  const line = heldLine(transport);
  const pole = cd5220Display('VFD', line, clock);
  const supervisor = supervise([watchedLine(pole, line, 1_000)], clock, () => undefined, pace);
  try {
    await run(pole);
  } finally {
    supervisor.stop();
    line.drop();
  }
}

describe('over TCP', () => {
  let simulator: SmallSimulator<StateAnswer>;
  beforeAll(async () => {
    simulator = await startSmallSimulator('pole-display');
  });
  beforeEach(() => simulator.post('/script', usualScript));
  afterAll(() => simulator.stop());
  const lines = async () => (await simulator.state()).lines;
  const over = (run: Parameters<typeof shown>[1]) => shown(tcpTransport(simulator.address, clock), run);

  test('shows two lines, without a cursor, and only the newest of many', () =>
    over(async (pole) => {
      pole.show(['TIEN MAT', 'PHAI TRA 1.486.118']);
      await soon(lines).toEqual(['TIEN MAT            ', 'PHAI TRA 1.486.118  ']);
      for (let count = 0; count < 500; count += 1) pole.show([`SO ${count}`, '']);
      await soon(lines).toEqual(['SO 499              ', ' '.repeat(20)]);
      const { cursor, books } = await simulator.state();
      expect(cursor).toBe(false);
      expect(books.strayBytes).toBe(0);
      // 500 texts of 49 bytes would be 24,500.
      expect(books.bytes).toBeLessThan(5_000);
    }));

  test('after a power cut it shows the newest again by itself', () =>
    over(async (pole) => {
      pole.show(['MOT', '']);
      await soon(async () => (await lines())[0].trim()).toBe('MOT');
      await simulator.post('/script', { power: false });
      await soon(() => pole.state).toBe('offline');
      pole.show(['HAI', '']);
      await simulator.post('/script', { power: true });
      await soon(async () => (await lines())[0].trim()).toBe('HAI');
      expect(pole.state).toBe('ready');
    }));

  test.each([1, 3, 7, 25, 30])('a line that breaks after %i bytes: whole text in the end', (dropAfterBytes) =>
    over(async (pole) => {
      pole.show(['TRUOC', 'TRUOC']);
      await soon(async () => (await lines())[0].trim()).toBe('TRUOC');
      await simulator.post('/script', { dropAfterBytes });
      pole.show(['DA NHAN 514.000', 'THOI LAI 6.000']);
      await soon(async () => (await lines()).map((one) => one.trim())).toEqual([
        'DA NHAN 514.000',
        'THOI LAI 6.000',
      ]);
    }),
  );
});

test('over a cable at 9600 baud', async () => {
  const cable = new SerialCable();
  await cable.plug();
  const simulator = await startSmallSimulator<StateAnswer>('pole-display', '--serial', cable.theirs);
  const address = { path: cable.ours, baudRate: 9_600, dataBits: 8, stopBits: 1, parity: 'none' } as const;
  await shown(serialTransport(address, clock), async (pole) => {
    pole.show(poleLines({ state: 'cash', facilityName: 'x', maskedName: 'N** V**', due: 1_486_000 }));
    await soon(async () => (await simulator.state()).lines).toEqual([
      'TIEN MAT            ',
      'PHAI TRA   1.486.000',
    ]);
    await cable.unplug();
    await soon(() => pole.state).toBe('offline');
  });
  simulator.stop();
  await cable.remove();
});
