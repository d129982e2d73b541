/** The driver against a printer that is slow, stuck, chatty or lying, over real TCP. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { escPosPrinter } from '../../../src/main/devices/printer/driver.ts';
import { lanPrinterProfile, type PrinterProfile } from '../../../src/main/devices/printer/profiles.ts';
import { supervise, watchedPrinter } from '../../../src/main/devices/supervisor.ts';
import { tcpTransport } from '../../../src/main/devices/transport/tcp.ts';
import { realClock } from '../../../src/main/ports/real.ts';
import { usualScript } from '../../../src/simulators/escpos-printer/contract.ts';
import { stripes } from './printer-contract.ts';
import { PrinterSimulator } from './printer-simulator.ts';
import { soon } from './soon.ts';

const clock = realClock();
/**
 * Deadlines of production: a busy machine must not turn a good printer into a silent one. Only a test that waits for a
 * deadline to strike shortens that one.
 */
const usual: PrinterProfile = lanPrinterProfile;
const impatient: Partial<PrinterProfile> = {
  writeTimeoutMs: 400,
  statusTimeoutMs: 150,
  proofTimeoutMs: 300,
  proofPerRowMs: 0,
  finishTimeoutMs: 400,
};

describe('driver and simulated printer', () => {
  let simulator: PrinterSimulator;
  beforeAll(async () => {
    simulator = await PrinterSimulator.start();
  });
  beforeEach(async () => {
    await simulator.script(usualScript);
  });
  afterAll(() => simulator.stop());

  const make = (change: Partial<PrinterProfile> = {}) =>
    escPosPrinter({ ...usual, ...change }, tcpTransport(simulator.address, clock), clock);
  const lastPicture = async () => simulator.picture((await simulator.sheets()).at(-1)?.sheet ?? 0);

  test('the paper is dot for dot what was given, in bands of any height', async () => {
    const sheet = stripes(576, 777);
    for (const bytesPerSecond of [1_000_000, 11_520, 960]) {
      const { printer } = make({ bytesPerSecond });
      expect(await printer.print(sheet)).toEqual({ kind: 'printed' });
      const picture = await lastPicture();
      expect(picture.bits.subarray(0, sheet.bits.length)).toEqual(sheet.bits);
      expect(picture.bits.subarray(sheet.bits.length).every((byte) => byte === 0)).toBe(true);
    }
    expect((await simulator.state()).books.strayBytes).toBe(0);
  });

  test('proof waits for a slow head and comes only when all is printed', async () => {
    await simulator.script({ rowsPerSecond: 2000 });
    const { printer } = make();
    expect(await printer.print(stripes(576, 600))).toEqual({ kind: 'printed' });
    const { books, rowsOnStrip } = await simulator.state();
    expect(rowsOnStrip).toBe(0);
    expect(books.rowsPrinted).toBeGreaterThan(600);
  });

  test('paper ending in mid-sheet is unknown with its cause; the rest comes out only on that paper', async () => {
    const before = (await simulator.state()).books.sheets;
    await simulator.script({ paperRowsLeft: 300 });
    const { printer } = make({ proofTimeoutMs: 300, proofPerRowMs: 0 });
    expect(await printer.print(stripes(576, 600))).toMatchObject({ kind: 'unknown', why: 'no-paper' });
    expect(printer.state).toBe('no-paper');
    expect(await printer.print(stripes(576, 600))).toMatchObject({ kind: 'failed', tookBytes: 0 });
    await simulator.script({ paperRowsLeft: null });
    const ends = (await simulator.sheets()).filter(({ sheet }) => sheet > before).map(({ end }) => end);
    expect(ends).toEqual(['torn', 'cut']);
  });

  test('a printer that reads nothing is never called a success', async () => {
    await simulator.script({ deaf: true });
    const outcome = await make(impatient).printer.print(stripes(576, 600));
    expect(outcome.kind).toBe('unknown');
    if (outcome.kind === 'unknown') expect(outcome.tookBytes).toBeGreaterThan(0);
  });

  test('a silent printer that never ends the line is unknown, and nothing follows later', async () => {
    await simulator.script({ mute: true, keepsLineOpen: true });
    const { printer } = make(impatient);
    expect(await printer.print(stripes(576, 100))).toMatchObject({ kind: 'unknown', why: 'deadline' });
  });

  test.each([
    ['answers late', { replyDelayMs: 120 }],
    ['answers behind nonsense', { garbage: 40 }],
    ['holds hardly anything and is slow', { bufferBytes: 2_048, rowsPerSecond: 4_000 }],
  ])('%s: printed all the same', async (_, script) => {
    await simulator.script(script);
    expect(await make().printer.print(stripes(576, 300))).toEqual({ kind: 'printed' });
  });

  test.each([
    ['an answer that gets lost', { loseReplies: 1 }],
    ['a question that gets lost', { loseBytes: 3 }],
  ])('%s: the printer is taken for silent, so nothing is called proved', async (_, script) => {
    const { printer } = make({ statusTimeoutMs: 150 });
    await printer.print(stripes(576, 8));
    await simulator.script(script);
    expect(await printer.print(stripes(576, 8))).toEqual({ kind: 'sent' });
  });

  test('automatic status bytes between the answers are passed over', async () => {
    await simulator.script({ chatty: true, paperNearEnd: true });
    const { printer } = make();
    expect(await printer.print(stripes(576, 100))).toEqual({ kind: 'printed' });
    expect(printer.state).toBe('paper-low');
  });

  test('a lying printer is believed, and its own books show it (control)', async () => {
    await simulator.script({ lie: true, paperRowsLeft: 0 });
    const before = (await simulator.state()).books;
    expect(await make().printer.print(stripes(576, 100))).toEqual({ kind: 'printed' });
    const after = (await simulator.state()).books;
    expect(after.sheets).toBe(before.sheets);
    expect(after.rowsLost).toBeGreaterThanOrEqual(100);
  });

  test.each([1, 6, 7, 500, 18_440, 18_500, 40_000])(
    'a line that breaks after %i bytes: never a false success',
    async (bytes) => {
      const { printer } = make();
      // The first sheet of a process goes out behind zeros; the one that is broken off is a usual one.
      expect(await printer.print(stripes(576, 8))).toEqual({ kind: 'printed' });
      const before = (await simulator.state()).books;
      await simulator.script({ dropAfterBytes: bytes });
      const outcome = await printer.print(stripes(576, 600));
      const { books } = await simulator.state();
      expect(books.sheets).toBe(before.sheets);
      // The first 9 bytes are questions; only after them is the sheet begun.
      if (bytes <= 9) expect(outcome).toMatchObject({ kind: 'failed', tookBytes: 0 });
      else expect(outcome.kind).toBe('unknown');
      expect(await printer.print(stripes(576, 64))).toEqual({ kind: 'printed' });
      expect((await simulator.state()).books.strayBytes).toBe(books.strayBytes);
    },
  );

  // Up to three bytes before the end of the first band a question would complete it; in the head of the second it would
  // be taken for the size of the picture.
  test.each([18_451, 18_453, 18_459, 18_462])(
    'broken %i bytes on: a question pushes no stump out, and the next sheet is whole',
    async (bytes) => {
      const { printer } = make();
      expect(await printer.print(stripes(576, 8))).toEqual({ kind: 'printed' });
      await simulator.script({ dropAfterBytes: bytes });
      expect((await printer.print(stripes(576, 600))).kind).toBe('unknown');
      const before = (await simulator.state()).books.rowsPrinted;
      expect(await printer.status()).toBe('unknown');
      expect((await simulator.state()).books.rowsPrinted).toBe(before);
      expect(await printer.print(stripes(576, 64))).toEqual({ kind: 'printed' });
      expect(await printer.status()).toBe('ready');
    },
  );

  test('a counter that died in mid-picture: the next one still prints a whole sheet', async () => {
    await simulator.script({ dropAfterBytes: 30_000 });
    expect((await make().printer.print(stripes(576, 600))).kind).toBe('unknown');
    const afterRestart = make({ statusTimeoutMs: 150 }).printer;
    // A question is swallowed as the rest of the picture, and must not push the stump out by itself.
    const before = (await simulator.state()).books.rowsPrinted;
    expect(await afterRestart.status()).toBe('unknown');
    expect((await simulator.state()).books.rowsPrinted).toBe(before);
    expect(await afterRestart.print(stripes(576, 64))).toEqual({ kind: 'printed' });
  });

  test('too many at once are refused without a byte', async () => {
    const { printer } = make();
    const all = await Promise.all(Array.from({ length: 25 }, () => printer.print(stripes(576, 8))));
    expect(all.filter(({ kind }) => kind === 'printed')).toHaveLength(20);
    expect(all.filter((one) => one.kind === 'failed' && one.why === 'busy')).toHaveLength(5);
  });

  test('the supervisor notices paper going and coming by itself', async () => {
    const { printer } = make();
    const heard: string[] = [];
    printer.onState((state) => heard.push(state));
    const pace = { everyMs: 20, firstRetryMs: 20, mostRetryMs: 40 };
    const { stop, standings } = supervise([watchedPrinter(printer)], clock, () => undefined, pace);
    await soon(() => heard).toEqual(['ready']);
    await simulator.script({ paperRowsLeft: 0 });
    await soon(() => heard.at(-1)).toBe('no-paper');
    await simulator.script({ paperRowsLeft: null });
    await soon(() => heard.at(-1)).toBe('ready');
    expect(standings).toMatchObject([{ name: 'K80', state: 'ready' }]);
    stop();
  });
});
