import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { scriptedPrinter } from '../../../src/main/devices/printer/scripted.ts';
import type { PaperDocument, PaperMark } from '../../../src/main/documents/model.ts';
import { makeRenderer } from '../../../src/main/documents/render.ts';
import { type RenderThread, renderThread } from '../../../src/main/documents/render-thread.ts';
import { realClock } from '../../../src/main/ports/real.ts';
import { virtualClock } from '../../../src/main/ports/virtual.ts';
import type { Clock } from '../../../src/shared/kernel/clock.ts';
import { longestTurnMs } from '../../support/thread-load.ts';
import { hardReceipt, hospitalReceipt, sampleAt, sampleZ } from '../../unit/documents/samples.ts';
import { spoolRig } from '../spool/spool-rig.ts';

const fontFolder = fileURLToPath(new URL('../../../resources/fonts', import.meta.url));
const entry = new URL('../../../src/main/documents/render-worker.ts', import.meta.url);
const failing = new URL('../../support/render/failing-worker.ts', import.meta.url);
const inline = makeRenderer(fontFolder);
const original: PaperMark = { kind: 'original' };

function thread(workerUrl: URL, limits: { deadlineMs?: number; mostWaiting?: number } = {}): RenderThread {
  return renderThread({ workerUrl, fontFolder, clock: realClock(), ...limits });
}

let failureFolder = '';

function marker(how: 'dies' | 'hangs'): string {
  return join(failureFolder, how);
}

/** A thread that fails once, and then works. */
function failingOnce(how: 'dies' | 'hangs', clock: Clock = realClock()): RenderThread {
  const folder = mkdtempSync(join(tmpdir(), 'quay-thu-render-'));
  failureFolder = folder;
  symlinkSync(fontFolder, join(folder, 'fonts'), 'junction');
  writeFileSync(marker(how), '');
  const made = renderThread({
    workerUrl: failing,
    fontFolder: join(folder, 'fonts'),
    clock,
    deadlineMs: 10_000,
  });
  onTestFinished(async () => {
    await made.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return made;
}

describe('the render thread', () => {
  let drawing: RenderThread;
  beforeAll(() => {
    drawing = thread(entry);
    drawing.warm();
  });
  afterAll(() => drawing.close());

  it.each<[string, PaperDocument, PaperMark, number]>([
    ['a receipt', hospitalReceipt, original, 576],
    ['forty lines', hardReceipt, { kind: 'copy', number: 2, at: sampleAt }, 576],
    ['a narrow roll', hospitalReceipt, { kind: 'replaces-faulty', at: sampleAt }, 384],
    ['a Z', sampleZ, original, 576],
    ['a training paper', { ...hospitalReceipt, training: true }, original, 576],
  ])('gives the same dots as drawing here: %s', async (_, document, mark, widthDots) => {
    const here = inline.render(document, mark, widthDots);
    const there = await drawing.render(document, mark, widthDots);
    expect([there.widthDots, there.rows]).toEqual([here.widthDots, here.rows]);
    expect(Buffer.from(there.bits).equals(here.bits)).toBe(true);
  });

  it('answers several at once, each its own', async () => {
    const papers = await Promise.all(
      [hospitalReceipt, sampleZ, hardReceipt].map((document) => drawing.render(document, original, 576)),
    );
    const rows = [hospitalReceipt, sampleZ, hardReceipt].map(
      (document) => inline.render(document, original, 576).rows,
    );
    expect(papers.map((paper) => paper.rows)).toEqual(rows);
  });

  it('says what cannot be drawn, and goes on', async () => {
    await expect(drawing.render(hospitalReceipt, original, 571)).rejects.toMatchObject({ name: 'NotDrawn' });
    expect((await drawing.render(sampleZ, original, 576)).widthDots).toBe(576);
  });

  it('does not hold the money thread over 20 ms, while drawing here does not pass the same measurement', async () => {
    await drawing.render(hardReceipt, original, 576);
    const turns: number[] = [];
    for (let run = 0; run < 5; run += 1) {
      turns.push(await longestTurnMs(async () => void (await drawing.render(hardReceipt, original, 576))));
    }
    // The garbage collector may fall into a turn; it cannot fall into the best of five each time.
    expect(Math.min(...turns)).toBeLessThan(20);
    const here = await longestTurnMs(async () => {
      for (let paper = 0; paper < 4; paper += 1) inline.render(hardReceipt, original, 576);
    });
    expect(here).toBeGreaterThan(20);
  });
});

describe('a render thread that fails', () => {
  it('by dying rejects what waits; the next paper is drawn by another', async () => {
    const drawing = failingOnce('dies');
    const both = await Promise.allSettled([
      drawing.render(hospitalReceipt, original, 576),
      drawing.render(sampleZ, original, 576),
    ]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const again = await drawing.render(hospitalReceipt, original, 576);
    expect(Buffer.from(again.bits).equals(inline.render(hospitalReceipt, original, 576).bits)).toBe(true);
  });

  it('by hanging is ended at the deadline', async () => {
    const clock = virtualClock(sampleAt);
    const drawing = failingOnce('hangs', clock);
    const hung = drawing.render(hospitalReceipt, original, 576);
    clock.advance(9_999);
    expect(clock.pendingTimers()).toBe(1);
    await Promise.all([
      expect(hung).rejects.toThrow('not drawn within 10000 ms'),
      // The first thread must have met its file before it is ended, or the second would hang too.
      expect
        .poll(() => existsSync(marker('hangs')), { timeout: 10_000 })
        .toBe(false)
        .then(() => clock.advance(1)),
    ]);
    expect((await drawing.render(hospitalReceipt, original, 576)).widthDots).toBe(576);
  });

  it('because its file is not there fails each paper, not the counter', async () => {
    const nowhere = thread(new URL('./none.ts', import.meta.url));
    onTestFinished(() => nowhere.close());
    await expect(nowhere.render(hospitalReceipt, original, 576)).rejects.toMatchObject({ name: 'NotDrawn' });
  });

  it('because it is closed or too much waits refuses', async () => {
    const drawing = thread(entry, { mostWaiting: 1 });
    const first = drawing.render(hospitalReceipt, original, 576);
    await expect(drawing.render(sampleZ, original, 576)).rejects.toThrow('too many');
    await first;
    const cut = drawing.render(hospitalReceipt, original, 576);
    await Promise.all([expect(cut).rejects.toThrow('closed'), drawing.close()]);
    await expect(drawing.render(sampleZ, original, 576)).rejects.toThrow('closed');
  });

  it('fails the job without a byte sent, and the job can be asked for again as the original', async () => {
    const printer = scriptedPrinter('K80', 576);
    const drawing = failingOnce('dies');
    const rig = spoolRig(new Map([['K80', printer.printer]]), undefined, drawing.render);
    rig.act(() => rig.spool.enqueue(hospitalReceipt, []));
    await rig.settled();
    expect(rig.spool.paperOf(hospitalReceipt.document)).toMatchObject({ state: 'failed', why: 'not-drawn' });
    expect(printer.sheets).toEqual([]);
    rig.act(() => rig.spool.ask(hospitalReceipt.document));
    await rig.settled();
    expect(rig.spool.paperOf(hospitalReceipt.document)).toMatchObject({ state: 'printed', mark: 'original' });
    expect(printer.sheets).toHaveLength(1);
    expect(rig.broken).toEqual([]);
  });
});
