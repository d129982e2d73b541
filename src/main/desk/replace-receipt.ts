/** The receipt that replaces a void one: other names on the same lines, or other lines from the same money. */
import { amountInWords } from '../../shared/money/index.ts';
import {
  allocate,
  IllegalMove,
  type MoneyToUse,
  type Row,
  type Source,
  usedBy,
} from '../../shared/payment/index.ts';
import type { ChosenLine } from '../../shared/rpc/contract.ts';
import { receiptFormOn } from '../facility/dated.ts';
import { seriesFor } from '../facility/series.ts';
import { facilitySettings } from '../facility/settings.ts';
import type { DeskContext } from './context.ts';
import { lineName } from './line-name.ts';
import { openCollection } from './open-collection.ts';

export interface Replacement {
  readonly payerName: string;
  readonly payerAddress: string | null;
  /** Null: the same lines and sums. */
  readonly lines: readonly ChosenLine[] | null;
  /** Whose lines; null: the payer of the void receipt. */
  readonly payer: string | null;
}

export interface TakenMoney {
  readonly source: Source;
  readonly id: string;
  readonly amount: number;
}

interface ReplaceParts {
  readonly receipt: Row<'receipt'>;
  readonly replacement: Replacement;
  readonly replacedBy: string;
  readonly taken: readonly TakenMoney[];
  readonly issueDate: string;
}

/** Sums by source of what a receipt takes. */
export function takenBy(receipt: Row<'receipt'>): TakenMoney[] {
  const { sources } = JSON.parse(receipt.frozen) as { sources: TakenMoney[] };
  return sources.map(({ source, id, amount }) => ({ source, id, amount }));
}

/** Issues the replacing receipt inside the caller's act, after the void. @throws IllegalMove */
export function replace(context: DeskContext, actor: string, parts: ReplaceParts): void {
  if (parts.replacement.lines === null) replaceInPlace(context, actor, parts);
  else replaceElsewhere(context, actor, parts, parts.replacement.lines);
}

interface NewPaper {
  readonly collection: string;
  readonly lines: readonly Row<'line'>[];
  readonly rows: readonly { line: string; receipt: string; source: Source; id: string; amount: number }[];
  readonly rounding: { rounding: number; roundingTender: string | null };
}

function replaceInPlace(context: DeskContext, actor: string, parts: ReplaceParts): void {
  const { reads } = context;
  const { receipt, replacedBy } = parts;
  const rows = reads.allocationsOf(receipt.id).map((row) => ({
    line: row.line,
    receipt: replacedBy,
    source: row.source,
    id: row.sourceId,
    amount: row.amount,
  }));
  const lines = [...new Set(rows.map((row) => row.line))].flatMap((line) => reads.lineRow(line) ?? []);
  const { roundingTender } = JSON.parse(receipt.frozen) as { roundingTender: string | null };
  if (reads.collection(receipt.collection)?.state !== 'covered')
    throw new IllegalMove('collection-unfinished');
  const rounding = { rounding: receipt.rounding, roundingTender };
  issue(context, actor, parts, { collection: receipt.collection, lines, rows, rounding });
}

function replaceElsewhere(
  context: DeskContext,
  actor: string,
  parts: ReplaceParts,
  chosen: readonly ChosenLine[],
): void {
  const { ids, reads } = context;
  const { receipt, replacement, replacedBy, taken } = parts;
  const collection = ids.next();
  const payer = replacement.payer ?? reads.collection(receipt.collection)?.payer ?? '-';
  openCollection(context, actor, {
    ...{ collection, payer, payerName: replacement.payerName, lines: chosen },
    payerAddress: replacement.payerAddress ?? undefined,
    moneyIsHere: true,
  });
  const lines = reads.lines(collection);
  if (lines.some((line) => line.onBehalf !== receipt.onBehalf))
    throw new IllegalMove('receipt-mixes-on-behalf');
  const money: MoneyToUse[] = taken.filter((one) => one.source === 'tender');
  const rows = allocate(
    lines.map((line) => ({ line: line.id, receipt: replacedBy, amount: line.amount })),
    money,
  );
  if (!rows.ok) throw new IllegalMove('replacement-above-money');
  const rounding = { rounding: 0, roundingTender: null };
  issue(context, actor, parts, { collection, lines, rows: rows.value, rounding });
}

function issue(context: DeskContext, actor: string, parts: ReplaceParts, paper: NewPaper): void {
  const { ids, ledger, reads, spool } = context;
  const { receipt, replacement, replacedBy, issueDate } = parts;
  const onBehalf = receipt.onBehalf === 1;
  const series = seriesFor(reads, onBehalf ? 'on-behalf' : 'receipt', issueDate);
  if (series === undefined) throw new IllegalMove('series-year-over');
  const allocation = ids.next();
  ledger.append({
    type: 'allocation.frozen',
    actor,
    body: { allocation, collection: paper.collection, rows: [...paper.rows] },
  });
  const settings = facilitySettings(reads);
  const total = paper.lines.reduce((sum, line) => sum + line.amount, 0);
  const first = paper.lines[0];
  const entry = ledger.append({
    type: 'receipt.issued',
    actor,
    body: {
      receipt: replacedBy,
      collection: paper.collection,
      allocation,
      series: series.id,
      number: series.next,
      onBehalf,
      lines: paper.lines.map(({ id, bill, group, amount }) => ({ line: id, bill, group, amount })),
      total,
      words: amountInWords(total, settings.words),
      sources: usedBy(paper.rows, replacedBy).map(({ source, id, amount }) => ({ source, id, amount })),
      ...paper.rounding,
      paidAt: receipt.paidAt,
      issueDate,
      facility: settings.facility,
      form: receiptFormOn(reads, issueDate),
      replaces: receipt.id,
    },
    private: {
      payerName: replacement.payerName,
      payerAddress: replacement.payerAddress,
      beneficiaryName: first?.beneficiaryName ?? null,
      beneficiaryCode: first?.beneficiaryCode ?? null,
      reason: receipt.reason ?? '-',
      lineNames: paper.lines.map(lineName),
      cashierName: reads.nameOf(actor),
    },
  });
  spool.enqueueIssued({ document: replacedBy, kind: 'receipt' }, [entry.id]);
}
