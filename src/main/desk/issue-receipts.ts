import { invariant } from '../../shared/kernel/assert.ts';
import { businessDateOf } from '../../shared/kernel/clock.ts';
import { amountInWords } from '../../shared/money/index.ts';
import {
  type AllocationRow,
  allocate,
  freeMoney,
  IllegalMove,
  type MoneyToUse,
  type Row,
  usedBy,
} from '../../shared/payment/index.ts';
import { receiptFormOn } from '../facility/dated.ts';
import { seriesFor } from '../facility/series.ts';
import { type FacilitySettings, facilitySettings } from '../facility/settings.ts';
import { onBehalfReason, paperWords } from '../facility/words.ts';
import type { DeskContext } from './context.ts';
import { canTake, demandLeft } from './fund-left.ts';
import { lineName } from './line-name.ts';
import { tendersBehind } from './refund.ts';
import { takeDeposit } from './take-deposit.ts';

/** Lines that stand on one receipt: one for each person served, and thu hộ apart from revenue (product.md A2). */
interface ReceiptPlan {
  readonly receipt: string;
  readonly onBehalf: boolean;
  readonly lines: readonly Row<'line'>[];
}

function planReceipts(context: DeskContext, lines: readonly Row<'line'>[]): ReceiptPlan[] {
  const groups = new Map<string, Row<'line'>[]>();
  for (const line of lines) {
    const key = `${line.onBehalf}|${line.beneficiary}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()].map((group) => ({
    receipt: context.ids.next(),
    onBehalf: group[0]?.onBehalf === 1,
    lines: group,
  }));
}

/** Money of the collection that is free, in order of confirmation; what cash was rounded down by covers lines too. */
function moneyOf(tenders: readonly Row<'tender'>[]): MoneyToUse[] {
  return tenders
    .filter((tender) => freeMoney(tender) > 0)
    .sort((a, b) => (a.paidAt ?? 0) - (b.paidAt ?? 0))
    .flatMap((tender): MoneyToUse[] => {
      const free = freeMoney(tender);
      const rounding = tender.due - tender.amount;
      const account = tender.machine === 'vietqr' ? tender.through : null;
      const use: MoneyToUse = {
        source: 'tender',
        id: tender.id,
        amount: free - Math.max(0, rounding),
        account,
      };
      return rounding < 0 ? [use, { source: 'rounding', id: tender.id, amount: -rounding }] : [use];
    });
}

/** Deposits and credit balances that were chosen for the collection, in their order; they pay before new money does. */
function fundsOf({ reads }: DeskContext, collection: string): MoneyToUse[] {
  return reads
    .fundingOf(collection)
    .map(({ source, sourceId, amount }) => ({ source, id: sourceId, amount, account: null }));
}

/** Says why a fund chosen for the collection cannot pay it now, where one cannot. Inside the caller's act. @throws IllegalMove */
export function demandFunds(context: DeskContext, collection: string): void {
  for (const fund of fundsOf(context, collection)) demandLeft(context, fund);
}

/** When the last money of the collection came; of one paid from funds alone, when they were paid in. */
function paidAtOf(context: DeskContext, collection: string, tenders: readonly Row<'tender'>[]): number {
  const { reads } = context;
  const behind = reads
    .fundingOf(collection)
    .flatMap(({ source, sourceId }): { readonly paidAt: number | null }[] => {
      const fund = source === 'deposit' ? reads.deposit(sourceId) : reads.balance(sourceId);
      // Its tenders are at the counter that took it.
      if (fund !== undefined && fund.home !== null) return [{ paidAt: fund.at }];
      return tendersBehind(context, source, sourceId);
    });
  return Math.max(0, ...[...tenders, ...behind].map(({ paidAt }) => paidAt ?? 0));
}

/** Rounding of one receipt: down by what its rows say, up on the last receipt of the collection. */
function roundingOf(
  used: readonly MoneyToUse[],
  tenders: readonly Row<'tender'>[],
  last: boolean,
): { rounding: number; roundingTender: string | null } {
  const down = used.find((one) => one.source === 'rounding');
  if (down !== undefined) return { rounding: -down.amount, roundingTender: down.id };
  const up = tenders.find((tender) => tender.kept > 0 && tender.due > tender.amount);
  if (!last || up === undefined) return { rounding: 0, roundingTender: null };
  return { rounding: up.due - up.amount, roundingTender: up.id };
}

/**
 * Issues the receipts of a collection that is covered, freezes their allocation and queues their paper; inside the
 * caller's act. A collection that is not yet covered, or whose deposit another counter has used or may have used since it
 * was chosen, is left open, and the answer is false: the money that was just taken stays on record all the same.
 */
export function issueReceipts(context: DeskContext, actor: string, collection: string): boolean {
  const { ids, ledger, reads } = context;
  const row = reads.collection(collection);
  invariant(row !== undefined, `no collection ${collection}`);
  if (row.purpose === 'deposit') return takeDeposit(context, actor, row);
  const funds = fundsOf(context, collection);
  if (!funds.every((fund) => canTake(context, fund))) return false;
  const plans = planReceipts(context, reads.lines(collection));
  const toCover = plans.flatMap(({ receipt, lines }) =>
    lines.map(({ id: line, amount, account }) => ({ line, receipt, amount, account })),
  );
  const tenders = reads.tenders(collection);
  const allocated = allocate(toCover, [...funds, ...moneyOf(tenders)]);
  if (!allocated.ok) return false;
  const allocation = ids.next();
  ledger.append({
    type: 'allocation.frozen',
    actor,
    body: { allocation, collection, rows: [...allocated.value] },
  });
  const settings = facilitySettings(reads);
  for (const [index, plan] of plans.entries()) {
    issueOne(context, actor, settings, {
      ...plan,
      collection: row,
      allocation,
      rows: allocated.value,
      tenders,
      last: index === plans.length - 1,
    });
  }
  return true;
}

interface IssueParts extends ReceiptPlan {
  readonly collection: Row<'collection'>;
  readonly allocation: string;
  readonly rows: readonly AllocationRow[];
  readonly tenders: readonly Row<'tender'>[];
  readonly last: boolean;
}

function issueOne(context: DeskContext, actor: string, settings: FacilitySettings, parts: IssueParts): void {
  const { clock, ledger, reads, spool } = context;
  const { receipt, lines, onBehalf, rows, tenders } = parts;
  const issueDate = businessDateOf(clock.now());
  const series = seriesFor(reads, onBehalf ? 'on-behalf' : 'receipt', issueDate);
  if (series === undefined) throw new IllegalMove('series-year-over');
  const used = usedBy(rows, receipt);
  const total = lines.reduce((sum, line) => sum + line.amount, 0);
  const words = paperWords(settings.facility.institution);
  const first = lines[0];
  const entry = ledger.append({
    type: 'receipt.issued',
    actor,
    body: {
      receipt,
      collection: parts.collection.id,
      allocation: parts.allocation,
      series: series.id,
      number: series.next,
      onBehalf,
      lines: lines.map(({ id, bill, group, amount }) => ({ line: id, bill, group, amount })),
      total,
      words: amountInWords(total, settings.words),
      sources: used.map(({ source, id, amount }) => ({ source, id, amount })),
      ...roundingOf(used, tenders, parts.last),
      paidAt: paidAtOf(context, parts.collection.id, tenders),
      issueDate,
      facility: settings.facility,
      form: receiptFormOn(reads, issueDate),
      replaces: null,
    },
    private: {
      payerName: parts.collection.payerName ?? '-',
      payerAddress: parts.collection.payerAddress,
      beneficiaryName: first?.beneficiaryName ?? null,
      beneficiaryCode: first?.beneficiaryCode ?? null,
      reason: onBehalf ? onBehalfReason : words.reason,
      lineNames: lines.map(lineName),
      cashierName: reads.nameOf(actor),
    },
  });
  spool.enqueueIssued({ document: receipt, kind: 'receipt' }, [entry.id]);
}
