/**
 * `faults printer`: something goes wrong at every byte of a receipt, on its way to the simulated printer, in virtual time
 * at production deadlines; then all is repaired and the cashier does what the screen asks. On the printer's paper there
 * are never two unmarked originals, the money and the receipt are as they were, and nothing comes out unasked. Control:
 * a spool that takes "unknown" for "nothing came" and sends the original again.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Chance, makeChance } from '../support/chance.ts';
import { makeBaseFolder } from '../support/faults/base-folder.ts';
import { inLanes, shareOut } from '../support/lanes.ts';
import { bytesOfReceipt, openBench, readyBills } from '../support/printer/bench.ts';
import { type FaultKind, faultKinds } from '../support/printer/faulty-line.ts';
import { emptyRow, type FaultCase, type FaultRow } from '../support/printer/play.ts';
import type { PrinterResult, PrinterShare } from '../support/printer/printer-child.ts';
import type { FaultRun, Measured, RunOptions } from '../support/runner.ts';

const lane = new URL('../support/printer/printer-child.ts', import.meta.url);

/** The cable at every byte; the other faults too, every so many bytes. */
function casesOf(bytes: number, runs: number, chance: Chance): readonly FaultCase[] {
  const every = faultKinds.flatMap((kind) => {
    const step = kind === 'cable' ? 1 : 23;
    const from = kind === 'cable' ? 0 : chance.below(step);
    return Array.from({ length: Math.ceil((bytes - from) / step) }, (_, at) => ({
      kind,
      afterBytes: from + at * step,
    }));
  });
  if (runs >= every.length) return every;
  return every.filter(
    (_, at) => Math.floor((at * runs) / every.length) !== Math.floor(((at + 1) * runs) / every.length),
  );
}

async function measure({ runs, seed }: RunOptions, careful: boolean): Promise<Measured> {
  const scratch = mkdtempSync(join(tmpdir(), 'printer-'));
  try {
    const base = await makeBaseFolder(join(scratch, 'base'));
    const bills = await readyBills(base);
    const copy = (name: string) => {
      const folder = join(scratch, name);
      cpSync(base.folder, folder, { recursive: true });
      return { base: { ...base, folder }, bills };
    };
    const whole = await openBench(copy('whole'), seed, careful);
    const bytes = await bytesOfReceipt(whole);
    whole.desk.close();
    const cases = casesOf(bytes, runs, makeChance(seed));
    const shares = shareOut(cases).map(
      (share, at): PrinterShare => ({ ...copy(`lane-${at}`), seed, careful, bytes, cases: share }),
    );
    const results = await inLanes<PrinterShare, PrinterResult>(lane, shares);
    return report(together(results), cases.length, bytes);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The rows of all lanes, added up by the kind of fault. */
function together(results: readonly PrinterResult[]): ReadonlyMap<FaultKind, FaultRow> {
  const rows = new Map<FaultKind, FaultRow>(faultKinds.map((kind) => [kind, emptyRow()]));
  for (const [kind, row] of results.flat()) {
    const sum = rows.get(kind) ?? emptyRow();
    for (const field of Object.keys(row) as (keyof FaultRow)[]) sum[field] += row[field];
  }
  return rows;
}

function report(rows: ReadonlyMap<FaultKind, FaultRow>, cases: number, bytes: number): Measured {
  const sum = (key: keyof FaultRow) => [...rows.values()].reduce((total, row) => total + row[key], 0);
  const none = (name: string, key: keyof FaultRow) =>
    ({ name, value: sum(key), op: '==', limit: 0, unit: 'receipts' }) as const;
  return {
    table: [...rows].map(([kind, row]) => ({ fault: kind, ...row })),
    bounds: [
      none('two unmarked originals', 'doubled'),
      none('came out unasked', 'unasked'),
      none('called printed without paper', 'falsePrinted'),
      none('receipt or payment changed', 'moneyChanged'),
      none('payer left without a whole paper', 'without'),
      {
        name: 'faults that struck',
        value: sum('struck'),
        op: '>=',
        limit: Math.floor(cases * 0.99),
        unit: 'faults',
      },
      { name: 'asked whether paper came', value: sum('asked'), op: '>=', limit: 1, unit: 'receipts' },
    ],
    figures: { bytes, cases },
  };
}

export const printer: FaultRun = {
  name: 'printer',
  about: 'a fault at every byte of a receipt; --runs counts faults at most',
  runs: 200_000,
  shortRuns: 400,
  measure: (options) => measure(options, true),
  control: {
    name: 'what may have come out is sent again as an original',
    breaks: 'two unmarked originals',
    measure: (options) => measure({ ...options, runs: Math.min(options.runs, 60) }, false),
  },
};
