/**
 * `bench w3`: closing a shift of 1,000 receipts in a ledger of very many, with its totals re-added from its entries and
 * that stretch of the chain verified; and reports over 50,000 receipts and over all of them (design §4; product.md F).
 */
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeShift, countCash, previewClose } from '../../src/main/desk/close-shift.ts';
import { openShift } from '../../src/main/desk/open-shift.ts';
import { beginCash, receiveCashTender } from '../../src/main/desk/take-cash.ts';
import { realClock } from '../../src/main/ports/real.ts';
import { makeReports, type Reports } from '../../src/main/reports/reports.ts';
import { quantile } from '../support/quantile.ts';
import type { Measured, Run, RunOptions } from '../support/runner.ts';
import { succeeded } from '../support/running-counter.ts';
import { type Desk, openDesk } from './w1-desk.ts';
import { inventedPayers, manyReceipts } from './w1-many.ts';

const many = 500_000;
const manyShort = 50_000;
const receiptsOfShift = 1_000;
/** A busy month. */
const monthReceipts = 50_000;
const float = 2_000_000;
/** Made once and kept; its own, for other benches write into theirs. */
const keptFolder = join(tmpdir(), 'quay-thu-bench-w3');

interface Times {
  readonly previewMs: number[];
  readonly closeMs: number[];
  readonly figuresMs: number[];
  readonly allMs: number[];
  readonly monthMs: number[];
}

async function measure(options: RunOptions): Promise<Measured> {
  mkdirSync(keptFolder, { recursive: true });
  const receipts = options.short ? manyShort : many;
  const { folder, person, pin } = await manyReceipts(keptFolder, receipts);
  const payers = inventedPayers();
  const desk = await openDesk({ folder, person, pin, clock: realClock(), catalogue: payers.catalogue });
  const times: Times = { previewMs: [], closeMs: [], figuresMs: [], allMs: [], monthMs: [] };
  try {
    const reports = makeReports({
      clock: desk.context.clock,
      database: desk.money,
      reads: desk.context.reads,
    });
    const takeInMs = timed(() => {
      while (reports.takeIn());
    });
    await endOldShift(desk);
    for (let run = 0; run < options.runs; run += 1) await closeOne(desk, payers, times);
    const month = daysWith(desk, monthReceipts);
    for (let run = 0; run < Math.max(3, options.runs); run += 1) askReports(reports, month, times);
    return report(times, { receipts, takeInSeconds: Math.round(takeInMs / 1_000) });
  } finally {
    desk.close();
  }
}

function timed(run: () => void): number {
  const from = performance.now();
  run();
  return performance.now() - from;
}

/** An earlier bench may have left its shift open. */
async function endOldShift(desk: Desk): Promise<void> {
  if (desk.context.reads.openShift() !== undefined) await close(desk);
}

async function close(desk: Desk, times?: Times): Promise<void> {
  const { context } = desk;
  const torn = context.reads.runningFigures(context.reads.openShift()?.id ?? '').expectedCash;
  const { count } = succeeded(countCash(context, { purpose: 'close', torn, lines: [] }));
  const previewMs = timed(() => void succeeded(previewClose(context)));
  const from = performance.now();
  const nextFloat = Math.min(float, torn);
  succeeded(await closeShift(context, { count, reason: null, nextFloat, approval: null }));
  times?.previewMs.push(previewMs);
  times?.closeMs.push(performance.now() - from);
  await desk.settle();
}

async function closeOne(desk: Desk, payers: ReturnType<typeof inventedPayers>, times: Times): Promise<void> {
  const { context } = desk;
  const { ids } = context;
  succeeded(openShift(context, { float, name: 'Ca sáng' }));
  for (let index = 0; index < receiptsOfShift; index += 1) {
    const { payer, name, bills } = payers.next(ids.next(), ids.next(), 1_000 * (1 + (index % 300)));
    const lines = bills.map(({ bill, amount }) => ({ bill, amount }));
    const tender = ids.next();
    succeeded(beginCash(context, { collection: ids.next(), tender, payer, payerName: name, lines }));
    succeeded(receiveCashTender(context, { tender, given: 0 }));
    if (index % 50 === 49) await desk.settle();
  }
  await close(desk, times);
}

/** The newest stretch of days with so many receipts on them. */
function daysWith(desk: Desk, receipts: number): { from: string; to: string } {
  const days = desk.money.connection
    .prepare('SELECT "issueDate" AS day, count(*) AS receipts FROM receipt GROUP BY 1 ORDER BY 1 DESC')
    .all() as { day: string; receipts: number }[];
  const to = days[0]?.day ?? '';
  let left = receipts;
  for (const { day, receipts: some } of days) {
    left -= some;
    if (left <= 0) return { from: day, to };
  }
  return { from: days.at(-1)?.day ?? to, to };
}

const everything = { from: '2000-01-01', to: '2199-12-31' };

function askReports(reports: Reports, month: { from: string; to: string }, times: Times): void {
  times.figuresMs.push(
    timed(() => {
      reports.figures(month);
      reports.cashless(month);
    }),
  );
  times.allMs.push(
    timed(() => {
      reports.figures(everything);
      reports.cashless(everything);
    }),
  );
  times.monthMs.push(timed(() => void reports.collected(month)));
}

function report(times: Times, figures: Readonly<Record<string, number>>): Measured {
  const rows = [
    ['look before closing a shift of 1,000 receipts', times.previewMs, 300],
    ['close a shift of 1,000 receipts', times.closeMs, 300],
    ['figures over 50,000 receipts', times.figuresMs, 100],
    ['figures over all receipts', times.allMs, 1_500],
    ["a month's report over 50,000 receipts", times.monthMs, 300],
  ] as const;
  const round = (value: number) => Math.round(value * 10) / 10;
  return {
    table: rows.map(([what, ms]) => ({
      what,
      'median ms': round(quantile([...ms], 0.5)),
      'worst ms': round(Math.max(...ms)),
      times: ms.length,
    })),
    bounds: rows.map(([name, ms, limit]) => ({
      ...{ name, value: round(quantile([...ms], 0.5)), op: '<=' as const, limit, unit: 'ms' },
    })),
    figures,
  };
}

export const w3: Run = {
  name: 'w3',
  about: 'closing a shift of 1,000 receipts and reports in a ledger of 500,000 (runs = shifts closed)',
  runs: 5,
  shortRuns: 2,
  measure,
};
