/** Printing through the operating system: the counter's driver, the line to main, main's hidden window. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { osQueuePrinter } from '../../../src/main/devices/printer/os-queue.ts';
import { realClock } from '../../../src/main/ports/real.ts';
import { virtualClock } from '../../../src/main/ports/virtual.ts';
import { printSheet, queuesOf } from '../../../src/main/shell/electron-printing.ts';
import { osPrinterLine } from '../../../src/main/shell/os-printers.ts';
import { pngOfSheet } from '../../../src/main/shell/png.ts';
import { fromCounterProcess, toCounterProcess } from '../../../src/main/shell/process-messages.ts';
import { spoolRig } from '../../integration/spool/spool-rig.ts';
import { fake } from '../../support/shell/fake-electron.ts';
import { hospitalReceipt } from '../documents/samples.ts';

vi.mock('electron', () => import('../../support/shell/fake-electron.ts'));

beforeEach(() => {
  fake.reset();
  fake.queues = ['Canon LBP'];
});

const sheet = { widthDots: 16, rows: 2, bits: Uint8Array.of(0xff, 0x00, 0x80, 0x01) };

/** The counter's end and main's end, every message through its schema. */
function wired() {
  const line = osPrinterLine((raw) => {
    const message = fromCounterProcess.parse(raw);
    if (message.kind === 'queues') {
      void queuesOf(null).then(() =>
        line.answered(answer({ kind: 'queues', ask: message.ask, queues: fake.queues })),
      );
    } else if (message.kind === 'print') {
      void printSheet(message).then((outcome) =>
        line.answered(answer({ kind: 'print-answer', ask: message.ask, outcome })),
      );
    }
  });
  const answer = (raw: unknown) => {
    const message = toCounterProcess.parse(raw);
    if (message.kind !== 'queues' && message.kind !== 'print-answer') throw new Error(message.kind);
    return message;
  };
  return line.route;
}

const printer = (queue = 'Canon LBP') =>
  osQueuePrinter({ name: 'A4', queue, widthDots: 16 }, wired(), virtualClock(0));

describe('the route of the operating system', () => {
  it('what the queue took is sent, never printed; the page has the size of the sheet', async () => {
    const port = printer();
    expect(await port.print(sheet)).toEqual({ kind: 'sent' });
    expect(port.state).toBe('unknown');
    const [window] = fake.windows;
    expect(window?.options).toMatchObject({
      show: false,
      webPreferences: { sandbox: true, javascript: false },
    });
    expect(window?.webContents.printed).toMatchObject([
      { silent: true, deviceName: 'Canon LBP', pageSize: { width: 2_000, height: 250 } },
    ]);
    expect(decodeURIComponent(window?.calls[0] ?? '')).toContain(pngOfSheet(sheet).toString('base64'));
    expect(window?.calls.at(-1)).toBe('destroy');
  });

  it('a queue that is not there gets nothing, so the same original may be printed again', async () => {
    const port = printer('HP');
    expect(await port.print(sheet)).toEqual({ kind: 'failed', tookBytes: 0, why: 'not-found' });
    expect(port.state).toBe('offline');
    expect(fake.windows.flatMap(({ webContents }) => webContents.printed)).toEqual([]);
  });

  it('a job that the system reports as failed may have left the queue: unknown', async () => {
    fake.printSucceeds = false;
    expect(await printer().print(sheet)).toMatchObject({ kind: 'unknown' });
  });

  it('a main process that never answers is unknown after its time, and its queues are none', async () => {
    const clock = virtualClock(0);
    const silent = osPrinterLine(() => undefined);
    const port = osQueuePrinter({ name: 'A4', queue: 'Canon LBP', widthDots: 16 }, silent.route, clock);
    const status = port.status();
    await clock.advanceAndSettle(5_000);
    expect(await status).toBe('offline');
    const known = { ...silent.route, list: async () => ['Canon LBP'] };
    const patient = osQueuePrinter({ name: 'A4', queue: 'Canon LBP', widthDots: 16 }, known, clock);
    const printing = patient.print(sheet);
    await clock.advanceAndSettle(0);
    await clock.advanceAndSettle(20_000);
    expect(await printing).toMatchObject({ kind: 'unknown' });
  });

  it('a sheet of another width is refused before anything is asked', async () => {
    expect(await printer().print({ ...sheet, widthDots: 8, rows: 4 })).toMatchObject({ why: 'too-long' });
  });
});

describe('a receipt on a printer that only its driver speaks to', () => {
  const queuePrinter = (name: string, queue: string) =>
    osQueuePrinter({ name, queue, widthDots: 576 }, wired(), realClock());
  const receipt = hospitalReceipt.document;

  it('is sent and never called printed; what is asked for next is a copy', async () => {
    const rig = spoolRig(new Map([['Canon', queuePrinter('Canon', 'Canon LBP')]]));
    rig.act(() => rig.spool.enqueue(hospitalReceipt, []));
    await rig.settled();
    expect(rig.spool.paperOf(receipt)).toMatchObject({ state: 'sent', printer: 'Canon', mark: 'original' });
    rig.act(() => rig.spool.ask(receipt));
    await rig.settled();
    expect(rig.marks.map(({ kind }) => kind)).toEqual(['original', 'copy']);
    expect(fake.windows.flatMap(({ webContents }) => webContents.printed)).toHaveLength(2);
  });

  it('takes over from a printer that took nothing, and hands over when its queue is gone', async () => {
    const gone = queuePrinter('HP', 'HP');
    const rig = spoolRig(
      new Map([
        ['HP', gone],
        ['Canon', queuePrinter('Canon', 'Canon LBP')],
      ]),
      undefined,
      undefined,
      ['Canon'],
    );
    rig.act(() => rig.spool.enqueue(hospitalReceipt, []));
    await rig.settled();
    expect(rig.journal()).toEqual(['original failed by counter', 'original sent by counter']);
    expect(rig.spool.paperOf(receipt)).toMatchObject({ state: 'sent', printer: 'Canon' });
  });

  it('that the system says failed is asked about, and does not move to another', async () => {
    fake.printSucceeds = false;
    const spare = queuePrinter('HP', 'HP');
    const rig = spoolRig(
      new Map([
        ['Canon', queuePrinter('Canon', 'Canon LBP')],
        ['HP', spare],
      ]),
      undefined,
      undefined,
      ['HP'],
    );
    rig.act(() => rig.spool.enqueue(hospitalReceipt, []));
    await rig.settled();
    expect(rig.spool.paperOf(receipt)).toMatchObject({ state: 'unknown', printer: 'Canon' });
    expect(rig.act(() => rig.spool.ask(receipt))).toEqual({ ok: false, reason: 'answer-first' });
  });
});
