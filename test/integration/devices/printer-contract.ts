/** What every printer port keeps, whoever stands behind it (design §5). */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CashDrawerPort, PrinterPort, PrinterState, Raster } from '../../../src/main/devices/ports.ts';

/** A printer whose fate the test decides. */
export interface PrinterRig {
  readonly printer: PrinterPort;
  readonly drawer: CashDrawerPort;
  /** Back to a ready printer with plenty of paper. */
  reset(): Promise<void>;
  become(state: Exclude<PrinterState, 'fault'>): Promise<void>;
  /** The next sheet breaks off after about this many bytes. */
  breakAfter(bytes: number): Promise<void>;
  /** Does not prove what it prints. */
  withoutProof(): Promise<void>;
  /** Whole sheets that came out since `reset`. */
  sheetsOut(): Promise<number>;
  kicks(): Promise<number>;
  stop(): void;
}

export function stripes(widthDots: number, rows: number): Raster {
  const bits = new Uint8Array((widthDots / 8) * rows);
  for (let at = 0; at < bits.length; at += 1) bits[at] = (at * 37) & 0xff;
  return { widthDots, rows, bits };
}

export function printerContract(name: string, make: () => Promise<PrinterRig>): void {
  describe(`printer contract: ${name}`, () => {
    let rig: PrinterRig;
    beforeAll(async () => {
      rig = await make();
    });
    beforeEach(() => rig.reset());
    afterAll(() => rig.stop());

    const sheet = (rows = 600) => stripes(rig.printer.widthDots, rows);

    test('a ready printer proves the sheet', async () => {
      expect(await rig.printer.print(sheet())).toEqual({ kind: 'printed' });
      expect(await rig.sheetsOut()).toBe(1);
      expect(rig.printer.state).toBe('ready');
    });

    test('paper near its end still prints', async () => {
      await rig.become('paper-low');
      expect(await rig.printer.status()).toBe('paper-low');
      expect(await rig.printer.print(sheet())).toEqual({ kind: 'printed' });
      expect(rig.printer.state).toBe('paper-low');
      expect(await rig.sheetsOut()).toBe(1);
    });

    test.each(['no-paper', 'cover-open', 'cutter', 'offline'] as const)(
      '%s: not a byte is given',
      async (state) => {
        await rig.become(state);
        const outcome = await rig.printer.print(sheet());
        expect(outcome).toMatchObject({ kind: 'failed', tookBytes: 0 });
        expect(rig.printer.state).toBe(state);
        expect(await rig.printer.status()).toBe(state);
        expect(await rig.drawer.kick()).toMatchObject({ kind: 'failed' });
        await rig.become('ready');
        expect(await rig.sheetsOut()).toBe(0);
        expect(await rig.kicks()).toBe(0);
      },
    );

    test('a silent printer gets the sheet but proves nothing', async () => {
      await rig.become('unknown');
      expect(await rig.printer.print(sheet())).toEqual({ kind: 'sent' });
      expect(rig.printer.state).toBe('unknown');
      expect(await rig.sheetsOut()).toBe(1);
    });

    test('without proof a sheet is sent, not printed', async () => {
      await rig.withoutProof();
      expect(await rig.printer.print(sheet())).toEqual({ kind: 'sent' });
      expect(await rig.sheetsOut()).toBe(1);
    });

    test('a sheet that breaks off is unknown, and the next one is whole', async () => {
      await rig.breakAfter(20_000);
      const outcome = await rig.printer.print(sheet());
      expect(outcome.kind).toBe('unknown');
      if (outcome.kind === 'unknown') expect(outcome.tookBytes).toBeGreaterThan(0);
      expect(await rig.sheetsOut()).toBe(0);
      expect(await rig.printer.print(sheet())).toEqual({ kind: 'printed' });
      expect(await rig.sheetsOut()).toBe(1);
    });

    test('a picture of another width is refused before a byte', async () => {
      const outcome = await rig.printer.print(stripes(rig.printer.widthDots + 8, 10));
      expect(outcome).toEqual({ kind: 'failed', tookBytes: 0, why: 'too-long' });
      expect(await rig.sheetsOut()).toBe(0);
    });

    test('jobs and kicks asked for at once are all done, once each', async () => {
      const outcomes = await Promise.all([
        rig.printer.print(sheet(100)),
        rig.drawer.kick(),
        rig.printer.print(sheet(200)),
        rig.printer.status(),
      ]);
      expect(outcomes).toEqual([{ kind: 'printed' }, { kind: 'kicked' }, { kind: 'printed' }, 'ready']);
      expect(await rig.sheetsOut()).toBe(2);
      expect(await rig.kicks()).toBe(1);
    });

    test('changes of state are told, each once', async () => {
      const heard: PrinterState[] = [];
      await rig.printer.status();
      const stop = rig.printer.onState((state) => heard.push(state));
      await rig.become('no-paper');
      await rig.printer.status();
      await rig.printer.status();
      await rig.become('ready');
      await rig.printer.status();
      stop();
      await rig.become('cover-open');
      await rig.printer.status();
      expect(heard).toEqual(['no-paper', 'ready']);
    });
  });
}
