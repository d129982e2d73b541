/** The day's set for the e-invoice system: receipts by themselves, and the rest summed (facts/domain.md §1.1 step 9). */
import { createHash } from 'node:crypto';
import type { Row } from '../../shared/payment/index.ts';
import { act, type DeskContext, fail, type Outcome } from './context.ts';
import { depositModeOn } from './deposit-mode.ts';

/** Why a receipt of the day is not in the set. */
export type Exclusion = 'void' | 'on-behalf' | 'already-exported' | 'left-out';

export interface InvoiceSet {
  readonly day: string;
  readonly single: readonly Row<'receipt'>[];
  readonly summed: readonly Row<'receipt'>[];
  readonly summedTotal: number;
  readonly excluded: readonly { readonly receipt: Row<'receipt'>; readonly why: Exclusion }[];
  /** Deposit slips of the day, where deposits are prepayments that are invoiced when taken; else empty. */
  readonly deposits: readonly Row<'deposit'>[];
}

/** Receipts of one calendar day by issue date (a night shift is split at midnight), and what stays out of the set. */
export function invoiceSet(
  { reads }: Pick<DeskContext, 'reads'>,
  day: string,
  singles: readonly string[],
  leaveOut: readonly string[] = [],
): InvoiceSet {
  const single: Row<'receipt'>[] = [];
  const summed: Row<'receipt'>[] = [];
  const excluded: { receipt: Row<'receipt'>; why: Exclusion }[] = [];
  for (const receipt of reads.receiptsOfDay(day)) {
    const out = leaveOut.includes(receipt.id);
    const why = excludedFor(receipt, reads.invoiced(receipt.id) !== undefined) ?? (out ? 'left-out' : null);
    if (why !== null) excluded.push({ receipt, why });
    else if (singles.includes(receipt.id)) single.push(receipt);
    else summed.push(receipt);
  }
  return {
    day,
    single,
    summed,
    summedTotal: summed.reduce((sum, { total }) => sum + total, 0),
    excluded,
    deposits: prepaid(reads, day),
  };
}

function prepaid(reads: DeskContext['reads'], day: string): Row<'deposit'>[] {
  if (depositModeOn(reads, day) !== 'prepayment') return [];
  return reads.depositsOfDay(day).filter((deposit) => reads.invoiced(deposit.id) === undefined);
}

/** What of a receipt was paid from deposits: where those were invoiced when taken, the invoice is less by it. */
export function fromDeposits(receipt: Row<'receipt'>): number {
  const { sources } = JSON.parse(receipt.frozen) as { sources: { source: string; amount: number }[] };
  return sources.reduce((sum, { source, amount }) => sum + (source === 'deposit' ? amount : 0), 0);
}

function excludedFor(receipt: Row<'receipt'>, exported: boolean): Exclusion | null {
  if (receipt.state === 'void') return 'void';
  if (receipt.onBehalf === 1) return 'on-behalf';
  return exported ? 'already-exported' : null;
}

const mostInSet = 5_000;

/** Journals that the set was handed over: from now on its receipts are corrected by refund vouchers only. */
export function exportInvoiceSet(
  context: DeskContext,
  request: {
    readonly day: string;
    readonly singles: readonly string[];
    /** Receipts that a person keeps out of this set; they wait for a later one. */
    readonly leaveOut?: readonly string[] | undefined;
  },
): Outcome<{ set: string; single: number; summed: number; summedTotal: number }> {
  const { ids, ledger } = context;
  const made = invoiceSet(context, request.day, request.singles, request.leaveOut);
  const receipts = [
    ...made.single.map(({ id }) => ({ receipt: id, mode: 'single' as const })),
    ...made.summed.map(({ id }) => ({ receipt: id, mode: 'summed' as const })),
  ];
  const deposits = made.deposits.map(({ id }) => id);
  if (receipts.length + deposits.length === 0) return fail('invoice-set-empty');
  if (receipts.length > mostInSet) return fail('invoice-set-too-large');
  return act(context, (actor) => {
    const set = ids.next();
    const hash = createHash('sha256').update(JSON.stringify({ receipts, deposits })).digest('hex');
    ledger.append({
      type: 'invoice.exported',
      actor,
      body: { set, day: request.day, receipts, deposits, hash },
    });
    return { set, single: made.single.length, summed: made.summed.length, summedTotal: made.summedTotal };
  });
}
