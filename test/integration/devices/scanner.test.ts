/** The scanner read by the counter: bytes of the simulated scanner, over TCP and a real pty, to what the code is. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Transport } from '../../../src/main/devices/ports.ts';
import { lineScanner } from '../../../src/main/devices/scanner/driver.ts';
import { supervise, watchedLine } from '../../../src/main/devices/supervisor.ts';
import { heldLine } from '../../../src/main/devices/transport/held.ts';
import { serialTransport } from '../../../src/main/devices/transport/serial.ts';
import { tcpTransport } from '../../../src/main/devices/transport/tcp.ts';
import { realClock } from '../../../src/main/ports/real.ts';
import type { Clock } from '../../../src/shared/kernel/clock.ts';
import { readScan } from '../../../src/shared/scan/read.ts';
import type { StateAnswer } from '../../../src/simulators/scanner/contract.ts';
import { SerialCable } from './ptys.ts';
import { type SmallSimulator, startSmallSimulator } from './small-simulator.ts';
import { soon } from './soon.ts';

const clock = realClock();
const pace = { everyMs: 10_000, firstRetryMs: 20, mostRetryMs: 50 };
const citizen = '095303000001||Đỗ Thị Mẫu|21032003|Nữ|Ấp Mẫu, Vĩnh Mỹ A, Hòa Bình, Bạc Liêu|14082021';

/** The simulator may be held up between two pieces of a scan for longer than the end of one takes. */
const patient: Clock = { ...clock, after: (ms, run) => clock.after(ms * 5, run) };

function listen(transport: Transport) {
  const line = heldLine(transport);
  const scanner = lineScanner('COM', line, patient);
  const texts: string[] = [];
  const states: string[] = [];
  scanner.onState((state) => states.push(state));
  scanner.onScan((text) => texts.push(text));
  const supervisor = supervise([watchedLine(scanner, line, 1_000)], clock, () => undefined, pace);
  const stop = (): void => {
    supervisor.stop();
    line.drop();
  };
  return { scanner, texts, states, stop };
}

describe('over TCP', () => {
  let simulator: SmallSimulator<StateAnswer>;
  let heard: ReturnType<typeof listen>;
  beforeAll(async () => {
    simulator = await startSmallSimulator('scanner');
    heard = listen(tcpTransport(simulator.address, clock));
  });
  beforeEach(async () => {
    await vi.waitUntil(() => heard.scanner.state === 'ready');
    heard.texts.splice(0);
  });
  afterAll(() => {
    heard.stop();
    simulator.stop();
  });
  const scan = (order: object) => simulator.post('/scan', order);

  test.each(['cr', 'lf', 'crlf', 'tab', 'none'])('suffix %s: one scan, marks and all', async (suffix) => {
    await scan({ text: citizen, suffix, pieceBytes: 7 });
    await soon(() => heard.texts).toEqual([citizen]);
    expect(readScan(heard.texts[0] ?? '')).toMatchObject({
      kind: 'citizen',
      number: '095303000001',
      name: 'Đỗ Thị Mẫu',
    });
  });

  test('AIM identifier and NUL do not matter', async () => {
    await scan({ text: citizen, aim: ']Q3', nul: true });
    await soon(() => heard.texts).toHaveLength(1);
    expect(readScan(heard.texts[0] ?? '')).toMatchObject({ kind: 'citizen', number: '095303000001' });
  });

  test('a scan of which the end got lost is not taken for another', async () => {
    await scan({
      text: '0951234567|5472e1baa76e205468e1bb8b204de1baab75|29/03/1988|2|-',
      lose: 30,
      suffix: 'none',
    });
    await soon(() => heard.texts).toHaveLength(1);
    expect(readScan(heard.texts[0] ?? '').kind).toBe('unreadable');
  });

  test('a cable pulled in the middle leaves nothing behind for the next scan', async () => {
    await scan({ text: 'BN24000999', unplugAfterBytes: 4 });
    // The supervisor is quick: the state itself may be over before anybody looks.
    await soon(() => heard.states).toContain('offline');
    await soon(() => heard.scanner.state).toBe('ready');
    await scan({ text: 'BN24000123' });
    await soon(() => heard.texts.at(-1)).toBe('BN24000123');
    expect(heard.texts).not.toContain('BN24BN24000123');
  });

  test('more than any code holds is dropped, and the next is read', async () => {
    await scan({ text: 'X'.repeat(3_500) });
    await scan({ text: 'HS0042' });
    await soon(() => heard.texts).toEqual(['HS0042']);
  });
});

test('over a cable, pulled out and plugged in again', async () => {
  const cable = new SerialCable();
  await cable.plug();
  const simulator = await startSmallSimulator<StateAnswer>('scanner', '--serial', cable.theirs);
  const address = { path: cable.ours, baudRate: 9_600, dataBits: 8, stopBits: 1, parity: 'none' } as const;
  const heard = listen(serialTransport(address, clock));
  await soon(() => heard.scanner.state).toBe('ready');
  await soon(async () => (await simulator.state()).connected).toBe(true);
  await simulator.post('/scan', { text: citizen });
  await soon(() => heard.texts).toEqual([citizen]);
  await cable.unplug();
  await soon(() => heard.scanner.state).toBe('offline');
  heard.stop();
  simulator.stop();
  await cable.remove();
});
