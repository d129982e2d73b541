/** Outside check of printed bytes: the paper of the simulated printer, read by zbar and by an OCR program. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { escPosPrinter } from '../../../src/main/devices/printer/driver.ts';
import { lanPrinterProfile } from '../../../src/main/devices/printer/profiles.ts';
import { tcpTransport } from '../../../src/main/devices/transport/tcp.ts';
import { makeRenderer } from '../../../src/main/documents/render.ts';
import { realClock } from '../../../src/main/ports/real.ts';
import type { EpochMs } from '../../../src/shared/kernel/clock.ts';
import { testPageCode, testPageNames } from '../../../src/shared/rpc/devices.ts';
import { toAscii } from '../../../src/shared/text/index.ts';
import { isMissing } from '../../support/tools.ts';
import { hospitalReceipt } from '../../unit/documents/samples.ts';
import { PrinterSimulator } from './printer-simulator.ts';

const clock = realClock();
const renderer = makeRenderer(fileURLToPath(new URL('../../../resources/fonts', import.meta.url)));
const page = {
  kind: 'test-page',
  counterName: 'Quầy 2',
  at: 1_795_000_000_000 as EpochMs,
  code: testPageCode,
} as const;
const folder = mkdtempSync(join(tmpdir(), 'paper-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Prints over TCP and gives the PNG of the paper, whitened around as a scan has it. */
async function printed(
  simulator: PrinterSimulator,
  widthDots: number,
  document: Parameters<typeof renderer.render>[0],
) {
  const { printer } = escPosPrinter(
    { ...lanPrinterProfile, widthDots },
    tcpTransport(simulator.address, clock),
    clock,
  );
  expect(await printer.print(renderer.render(document, { kind: 'original' }, widthDots))).toEqual({
    kind: 'printed',
  });
  const sheet = (await simulator.sheets()).at(-1)?.sheet;
  const answer = await simulator.call('GET', `/sheets/${sheet}.png`);
  const path = join(folder, `${widthDots}-${sheet}.png`);
  writeFileSync(path, Buffer.from(await answer.arrayBuffer()));
  return path;
}

describe.each([576, 384])('paper of %i dots', (widthDots) => {
  let simulator: PrinterSimulator;
  beforeAll(async () => {
    simulator = await PrinterSimulator.start('--width', String(widthDots));
  });
  afterAll(() => simulator.stop());

  test.skipIf(isMissing('zbarimg'))('zbar reads the code of the test page', async () => {
    const path = await printed(simulator, widthDots, page);
    expect(execFileSync('zbarimg', ['--quiet', '--raw', path], { encoding: 'utf8' }).trim()).toBe(
      testPageCode,
    );
  });

  test.skipIf(isMissing('tesseract'))('an OCR program reads names, numbers and amounts', async () => {
    const read = (path: string) =>
      execFileSync('tesseract', [path, '-', '-l', 'vie', '--psm', '6', '--dpi', '203'], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    const test = read(await printed(simulator, widthDots, page));
    expect(test).toContain('1.234.567.890');
    // Readers differ about stacked marks on thermal dots; the letters under them must be there.
    expect(toAscii(test).toUpperCase()).toContain(toAscii(testPageNames[0]).toUpperCase());
    const receipt = read(await printed(simulator, widthDots, hospitalReceipt));
    expect(receipt).toContain(hospitalReceipt.number);
    expect(toAscii(receipt)).toMatch(/Tong cong/);
  });
});
