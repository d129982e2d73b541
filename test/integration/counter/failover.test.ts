/** Another printer takes over, at a running counter: which printer has the paper is told, and there is one original. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type ScriptPatch, usualScript } from '../../../src/simulators/escpos-printer/contract.ts';
import { succeeded } from '../../support/running-counter.ts';
import { PrinterSimulator } from '../devices/printer-simulator.ts';
import { Desk, whole } from './desk-rig.ts';

let desk: Desk;
let usual: PrinterSimulator;
let spare: PrinterSimulator;

beforeAll(async () => {
  [usual, spare] = await Promise.all([PrinterSimulator.start(), PrinterSimulator.start('--width', '384')]);
  desk = await Desk.open('hospital', { printer: usual.address, spare: spare.address });
  await desk.signIn('cashier');
  await desk.openShift();
});
afterAll(async () => {
  await desk.remove();
  usual.stop();
  spare.stop();
});
beforeEach(async () => {
  await Promise.all([usual.script(usualScript), spare.script(usualScript)]);
  // `unknown`: broken off in a sheet, it is asked nothing before the next one.
  await desk.workplace(({ rail }) => ['ready', 'unknown'].includes(rail.printer.state));
});

async function pay(): Promise<string> {
  const { payer, lines } = await desk.owing();
  const { collected } = await desk.pay(payer, whole(lines));
  return collected.receipts[0]?.receipt ?? '';
}

const sheets = async (): Promise<number[]> =>
  Promise.all([usual, spare].map(async (one) => (await one.sheets()).length));

it.each<[string, ScriptPatch]>([
  ['out of paper', { paperRowsLeft: 0 }],
  ['unplugged', { power: false }],
])('the usual printer %s: the spare has the original, and every screen names it', async (_, script) => {
  const [before = 0, beforeSpare = 0] = await sheets();
  await usual.script(script);
  const receipt = await pay();
  const view = await desk.workplace(
    ({ lastReceipt, rail }) => lastReceipt?.print === 'printed' && rail.printer.spare !== null,
  );
  expect(view.lastReceipt).toMatchObject({ receipt, printer: 'K58', copies: 0 });
  expect(view.rail.printer).toMatchObject({ name: 'K80', spare: 'K58' });
  expect(view.unfinished).toEqual([]);
  const { papers } = succeeded(await desk.client.call('history.open', { receipt }));
  expect(papers).toMatchObject([{ mark: 'original', state: 'printed', printer: 'K58' }]);
  // Back at work it prints nothing by itself; what is asked for now is a copy, and comes out there.
  await usual.script(usualScript);
  await desk.workplace(({ rail }) => rail.printer.state === 'ready');
  expect(await sheets()).toEqual([before, beforeSpare + 1]);
  succeeded(await desk.client.call('receipt.print', { receipt }));
  const copied = await desk.workplace(
    ({ lastReceipt }) => lastReceipt?.copies === 1 && lastReceipt.print === 'printed',
  );
  expect(copied.lastReceipt?.printer).toBe('K80');
  expect(await sheets()).toEqual([before + 1, beforeSpare + 1]);
});

it('unplugged in the middle of the sheet: nobody takes over, the cashier is asked, the next is marked', async () => {
  const [, beforeSpare = 0] = await sheets();
  await usual.script({ dropAfterBytes: 3_000 });
  const receipt = await pay();
  const asked = await desk.workplace(({ lastReceipt }) => lastReceipt?.print === 'unknown');
  expect(asked.lastReceipt).toMatchObject({ receipt, printer: 'K80' });
  await usual.script({ power: false });
  const job = asked.lastReceipt?.printJob ?? '';
  succeeded(await desk.client.call('print.answer', { job, paperCame: false }));
  const replaced = await desk.workplace(({ lastReceipt }) => lastReceipt?.print === 'printed');
  expect(replaced.lastReceipt?.printer).toBe('K58');
  const { papers } = succeeded(await desk.client.call('history.open', { receipt }));
  expect(papers.map(({ mark, state, printer }) => [mark, state, printer])).toEqual([
    ['original', 'unknown', 'K80'],
    ['replaces-faulty', 'printed', 'K58'],
  ]);
  expect((await sheets())[1]).toBe(beforeSpare + 1);
});

it('both unplugged: not printed anywhere, and a file says that it is one', async () => {
  await Promise.all([usual.script({ power: false }), spare.script({ power: false })]);
  const receipt = await pay();
  const failed = await desk.workplace(({ lastReceipt }) => lastReceipt?.print === 'failed');
  expect(failed.lastReceipt?.receipt).toBe(receipt);
  expect(failed.rail.printer.spare).toBeNull();
  const paper = { is: 'receipt' as const, document: receipt };
  succeeded(await desk.client.call('document.make', { paper, format: 'pdf' }));
  const filed = await desk.workplace(({ lastReceipt }) => lastReceipt?.print === 'file');
  expect(filed.lastReceipt).toMatchObject({ receipt, printer: null });
  const { papers, nextPaper } = succeeded(await desk.client.call('history.open', { receipt }));
  expect(papers).toMatchObject([{ mark: 'original', state: 'file', printer: null }]);
  expect(nextPaper).toMatchObject({ mark: 'copy' });
});
