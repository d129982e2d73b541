/** A lane of `faults printer`: a folder of its own, a printer of its own, and its share of the faults. */
import { answerShare } from '../lanes.ts';
import { bytesOfReceipt, type Ground, openBench } from './bench.ts';
import type { FaultKind } from './faulty-line.ts';
import { emptyRow, type FaultCase, type FaultRow, play } from './play.ts';

export interface PrinterShare extends Ground {
  readonly seed: number;
  readonly careful: boolean;
  /** What the talk about a receipt must have here too, or the cases would not be of every byte. */
  readonly bytes: number;
  readonly cases: readonly FaultCase[];
}

export type PrinterResult = readonly (readonly [FaultKind, FaultRow])[];

async function work({ seed, careful, bytes, cases, ...ground }: PrinterShare): Promise<PrinterResult> {
  const bench = await openBench(ground, seed, careful);
  const here = await bytesOfReceipt(bench);
  if (here !== bytes) throw new Error(`a receipt of ${here} bytes where ${bytes} were expected`);
  const rows = new Map<FaultKind, FaultRow>();
  for (const one of cases) {
    const row = rows.get(one.kind) ?? emptyRow();
    rows.set(one.kind, row);
    await play(bench, one, row);
  }
  bench.desk.close();
  return [...rows];
}

await answerShare(work);
