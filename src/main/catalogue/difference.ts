/** What a file would change of what its source has in force. */
import type { ChangedLine, ImportDifference } from '../../shared/rpc/import.ts';
import type { CatalogueDatabase } from './database.ts';
import type { DraftBill, DraftPayer } from './draft.ts';
import type { SourceInForce } from './generations.ts';
import { differenceLines } from './limits.ts';
import type { ReferencedPayer } from './references.ts';

/** Money at this counter on a bill line: on receipts, and under way. In đồng. */
export type PaidOn = (bill: string) => number;

interface LineInForce {
  readonly ref: string;
  readonly amount: number;
  readonly listed_paid: number;
  readonly fee: string;
  readonly period: string | null;
  readonly code: string;
  readonly name: string;
}

interface DraftLine {
  readonly payer: DraftPayer;
  readonly bill: DraftBill;
}

/**
 * Compares by reference, so that order and spelling of names do not count. Removed and changed lines with money on them
 * are cases and come first: nothing is reopened, but a person must look.
 */
export function differenceOf(
  database: CatalogueDatabase,
  inForce: SourceInForce,
  payers: readonly ReferencedPayer[],
  paidOn: PaidOn,
): ImportDifference {
  const fresh = new Map<string, DraftLine>();
  for (const { payer, billRefs } of payers) {
    for (const [index, bill] of payer.bills.entries()) fresh.set(billRefs[index] ?? '', { payer, bill });
  }
  const found = makeFound();
  for (const line of linesInForce(database, inForce)) {
    const now = fresh.get(line.ref);
    fresh.delete(line.ref);
    if (now !== undefined && owed(now.bill) === line.amount - line.listed_paid) found.same();
    else found.line(now === undefined ? removed(line, paidOn) : changed(line, now, paidOn));
  }
  for (const line of fresh.values()) found.line(added(line));
  return found.end();
}

function linesInForce({ connection }: CatalogueDatabase, { firstPayer, lastPayer }: SourceInForce) {
  return connection
    .prepare<[number, number], LineInForce>(
      `SELECT b.ref, b.amount, b.listed_paid, b.fee, b.period, p.code, p.name
       FROM payer p CROSS JOIN bill b ON b.payer = p.id WHERE p.id BETWEEN ? AND ?`,
    )
    .iterate(firstPayer, lastPayer);
}

function owed({ amount, listedPaid }: DraftBill): number {
  return amount - listedPaid;
}

function removed(line: LineInForce, paidOn: PaidOn): ChangedLine {
  const { code, name, fee, period, amount, listed_paid: paid } = line;
  return {
    kind: 'removed',
    code,
    name,
    fee,
    period,
    before: amount - paid,
    after: null,
    paid: paidOn(line.ref),
  };
}

function changed(line: LineInForce, now: DraftLine, paidOn: PaidOn): ChangedLine {
  const { code, name } = now.payer;
  const { fee, period } = now.bill;
  const before = line.amount - line.listed_paid;
  return { kind: 'changed', code, name, fee, period, before, after: owed(now.bill), paid: paidOn(line.ref) };
}

function added({ payer: { code, name }, bill }: DraftLine): ChangedLine {
  const { fee, period } = bill;
  return { kind: 'added', code, name, fee, period, before: null, after: owed(bill), paid: 0 };
}

/** Counts all, keeps as many as are shown: cases first, then what is changed and removed, then what is new. */
function makeFound() {
  const counts = { added: 0, removed: 0, changed: 0, same: 0, cases: 0 };
  const kept = { cases: [] as ChangedLine[], others: [] as ChangedLine[], added: [] as ChangedLine[] };
  const keep = (lines: ChangedLine[], line: ChangedLine) => {
    if (lines.length < differenceLines) lines.push(line);
  };
  return {
    same(): void {
      counts.same += 1;
    },
    line(line: ChangedLine): void {
      counts[line.kind] += 1;
      if (line.paid > 0) counts.cases += 1;
      if (line.paid > 0) keep(kept.cases, line);
      else keep(line.kind === 'added' ? kept.added : kept.others, line);
    },
    end(): ImportDifference {
      const lines = [...kept.cases, ...kept.others, ...kept.added].slice(0, differenceLines);
      return { ...counts, lines };
    },
  };
}
