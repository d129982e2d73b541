/** From the transaction to the paper: file → spool → bitmap → ESC/POS over TCP → another program's own decoder. */

import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { escPosPrinter } from '../../../src/main/devices/printer/driver.ts';
import { lanPrinterProfile } from '../../../src/main/devices/printer/profiles.ts';
import { tcpTransport } from '../../../src/main/devices/transport/tcp.ts';
import { makeRenderer } from '../../../src/main/documents/render.ts';
import { realClock } from '../../../src/main/ports/real.ts';
import { hardReceipt, hospitalReceipt, sampleZ } from '../../unit/documents/samples.ts';
import { PrinterSimulator } from '../devices/printer-simulator.ts';
import { spoolRig } from './spool-rig.ts';

let simulator: PrinterSimulator;
beforeAll(async () => {
  simulator = await PrinterSimulator.start();
});
afterAll(() => simulator.stop());

test('the paper a receipt comes out on is the receipt, dot for dot', async () => {
  const clock = realClock();
  const { printer } = escPosPrinter(lanPrinterProfile, tcpTransport(simulator.address, clock), clock);
  const rig = spoolRig(new Map([['K80', printer]]));
  const renderer = makeRenderer(fileURLToPath(new URL('../../../resources/fonts', import.meta.url)));
  const documents = [
    hospitalReceipt,
    sampleZ,
    { ...hardReceipt, document: '019a9b2e-0000-7000-8000-00000000aaaa' },
  ];
  rig.act(() => {
    for (const document of documents) rig.spool.enqueue(document, []);
  });
  await rig.settled();
  const sheets = await simulator.sheets();
  expect(sheets.map(({ end }) => end)).toEqual(['cut', 'cut', 'cut']);
  for (const [index, document] of documents.entries()) {
    expect(rig.spool.paperOf(document.document).state).toBe('printed');
    const drawn = renderer.render(document, { kind: 'original' }, 576);
    const paper = await simulator.picture(sheets[index]?.sheet ?? 0);
    expect(Buffer.from(paper.bits.subarray(0, drawn.bits.length)).equals(drawn.bits)).toBe(true);
    expect(paper.bits.subarray(drawn.bits.length).some((byte) => byte !== 0)).toBe(false);
  }
  const { books } = await simulator.state();
  expect(books).toMatchObject({ sheets: 3, strayBytes: 0, drawerKicks: 0 });
});

test('paper ending in the middle: asked, answered, and the new sheet says what it is', async () => {
  const clock = realClock();
  const profile = { ...lanPrinterProfile, proofTimeoutMs: 200, proofPerRowMs: 0 };
  const { printer } = escPosPrinter(profile, tcpTransport(simulator.address, clock), clock);
  const rig = spoolRig(new Map([['K80', printer]]));
  await simulator.script({ paperRowsLeft: 1000 });
  const job = rig.act(() => rig.spool.enqueue(hospitalReceipt, []));
  await rig.settled();
  expect(rig.spool.paperOf(hospitalReceipt.document)).toMatchObject({ state: 'unknown', why: 'no-paper' });
  await simulator.script({ paperRowsLeft: null });
  rig.act(() => rig.spool.answer(job, false, 'person-1'));
  await rig.settled();
  expect(rig.journal()).toEqual([
    'original unknown by counter',
    'answered not-came by person-1',
    'replaces-faulty printed by counter',
  ]);
});
