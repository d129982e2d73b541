/** Another printer takes over what the first could not begin; a slow line gets letters. On a real file. */
import { describe, expect, test } from 'vitest';
import { scriptedPrinter } from '../../../src/main/devices/printer/scripted.ts';
import { hospitalReceipt } from '../../unit/documents/samples.ts';
import { spoolRig } from './spool-rig.ts';

const receipt = hospitalReceipt.document;

function pair() {
  const first = scriptedPrinter('K80', 576);
  const spare = scriptedPrinter('K58', 384);
  const printers = new Map([
    ['K80', first.printer],
    ['K58', spare.printer],
  ]);
  const rig = spoolRig(printers, undefined, undefined, ['K58']);
  const enqueue = () => rig.act(() => rig.spool.enqueue(hospitalReceipt, []));
  return { first, spare, rig, enqueue };
}

describe('failover', () => {
  test.each(['no-paper', 'cover-open', 'cutter', 'offline'] as const)(
    '%s: the spare prints the one original, in its own width, and both outcomes are journalled',
    async (state) => {
      const { first, spare, rig, enqueue } = pair();
      first.script({ state });
      enqueue();
      await rig.settled();
      expect(first.sheets).toHaveLength(0);
      expect(spare.sheets.map(({ widthDots }) => widthDots)).toEqual([384]);
      expect(rig.marks.at(-1)).toEqual({ kind: 'original' });
      expect(rig.spool.paperOf(receipt)).toMatchObject({ state: 'printed', mark: 'original' });
      expect(rig.journal()).toEqual(['original failed by counter', 'original printed by counter']);
      first.script({ state: 'ready' });
      await rig.settled();
      expect(first.sheets).toHaveLength(0);
    },
  );

  test('a sheet of which a byte was taken never moves: the cashier is asked', async () => {
    const { first, spare, rig, enqueue } = pair();
    first.script({ breakAfterBytes: 1 });
    enqueue();
    await rig.settled();
    expect(spare.sheets).toHaveLength(0);
    expect(rig.spool.unprinted(10)).toMatchObject([{ state: 'unknown', why: 'disconnected' }]);
  });

  test('both in trouble: not printed, tried once each, and nothing later', async () => {
    const { first, spare, rig, enqueue } = pair();
    first.script({ state: 'no-paper' });
    spare.script({ state: 'offline' });
    enqueue();
    await rig.settled();
    expect(rig.spool.paperOf(receipt)).toMatchObject({ state: 'failed', why: 'offline' });
    expect(rig.journal()).toEqual(['original failed by counter', 'original failed by counter']);
    first.script({ state: 'ready' });
    spare.script({ state: 'ready' });
    await rig.settled();
    expect([first.sheets.length, spare.sheets.length]).toEqual([0, 0]);
    rig.act(() => rig.spool.ask(receipt));
    await rig.settled();
    expect([first.sheets.length, spare.sheets.length]).toEqual([1, 0]);
  });
});

describe('a line too slow for the picture', () => {
  test('gets the same receipt in letters without marks', async () => {
    const { printer } = scriptedPrinter('K80', 576);
    const lines: string[][] = [];
    const plain = {
      columns: 48,
      insteadOf: () => true,
      print: async (given: readonly string[]) => {
        lines.push([...given]);
        return { kind: 'printed' } as const;
      },
    };
    const slow = Object.assign(Object.create(printer), { plain });
    const rig = spoolRig(new Map([['K80', slow]]));
    rig.act(() => rig.spool.enqueue(hospitalReceipt, []));
    await rig.settled();
    expect(rig.spool.paperOf(receipt).state).toBe('printed');
    const text = lines[0]?.join('\n') ?? '';
    expect(text).toMatch(/^[ -~\n]*$/);
    expect(text).toContain(hospitalReceipt.number);
    expect(text).toContain('Tong cong');
    expect(Math.max(...(lines[0] ?? []).map((line) => line.length))).toBeLessThanOrEqual(48);
  });
});
