/**
 * Adds committed entries to the sums of days and shifts, a page at a time: in the background after each commit, and
 * before a report is made. From the entries alone; of the rows only columns that never change are looked at.
 */
import type { Body, EntryType } from '../../shared/journal/index.ts';
import { businessDateOf, type EpochMs } from '../../shared/kernel/clock.ts';
import { type MoveEntry, postingsOf, type Row } from '../../shared/payment/index.ts';
import type { LedgerReads } from '../ledger/read.ts';
import type { Database } from '../store/database.ts';
import { transact } from '../store/transact.ts';
import { PageSums, type Pay } from './sums.ts';
import { takeCash } from './take-cash.ts';

/** Entries taken in at a time: some milliseconds of the money thread (design §2: nothing over 20 ms). */
const pageEntries = 300;

type AnyEntry = MoveEntry<EntryType>;
type Reads = LedgerReads;

export interface ReportSums {
  /** Takes in one page; true when there may be more. */
  takeIn(): boolean;
  /** Takes in all there is. */
  takeInAll(): void;
}

/** Sums of this counter, kept up to date from its journal. */
export function reportSums(database: Pick<Database<unknown>, 'connection'>, reads: Reads): ReportSums {
  const { connection } = database;
  const counter = reads.counterId;
  const at = connection.prepare<[string], { epoch: number; seq: number }>(
    'SELECT epoch, seq FROM report_at WHERE counter = ?',
  );
  const moveTo = connection.prepare<[string, number, number]>(
    `INSERT INTO report_at (counter, epoch, seq) VALUES (?, ?, ?)
     ON CONFLICT (counter) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq`,
  );
  const takeIn = (): boolean => {
    const from = at.get(counter) ?? { epoch: 1, seq: 0 };
    const page = reads.entriesAfter(from.epoch, from.seq, pageEntries);
    const last = page.at(-1);
    if (last === undefined) return false;
    const sums = new PageSums(connection, counter);
    transact({ connection }, () => {
      for (const { move } of page) if (move !== null) takeEntry(reads, sums, move);
      sums.write();
      moveTo.run(counter, last.epoch, last.seq);
    });
    return page.length === pageEntries;
  };
  return {
    takeIn,
    takeInAll: () => {
      while (takeIn());
    },
  };
}

/** The day an entry counts on: its business date, or the date of the paper that is being entered (nhập bù). */
function dayOf(reads: Reads, entry: AnyEntry): string {
  if (entry.type !== 'cash.received' && entry.type !== 'receipt.issued') return entry.business_date;
  const { collection, tender } = entry.body as { collection?: string; tender?: string };
  const of = collection ?? (tender === undefined ? null : reads.tender(tender)?.collection) ?? null;
  const paper = of === null ? undefined : reads.papersOf(of)[0];
  // What replaces a paper receipt is an ordinary one, of the day it is issued.
  const onPaper =
    entry.type !== 'receipt.issued' || (entry.body as { series: string }).series === paper?.series;
  return onPaper ? (paper?.paperDate ?? entry.business_date) : entry.business_date;
}

function takeEntry(reads: Reads, sums: PageSums, entry: AnyEntry): void {
  const day = dayOf(reads, entry);
  for (const { account, key, amount, count } of postingsOf(entry as never)) {
    sums.account(day, account, key, amount, count);
  }
  takeCash(reads, sums, entry);
  switch (entry.type) {
    case 'receipt.issued':
      takeReceipt(reads, sums, entry as MoveEntry<'receipt.issued'>, day, 'issued');
      return;
    case 'receipt.voided':
      takeReceipt(reads, sums, entry as MoveEntry<'receipt.voided'>, day, 'voided');
      return;
    case 'refund.paid':
      takeRefund(reads, sums, entry as MoveEntry<'refund.paid'>);
      return;
    case 'shift.closed': {
      const { difference, handedIn } = entry.body as Body<'shift.closed'>;
      if (difference !== 0) sums.account(day, difference > 0 ? 'over' : 'short', '', Math.abs(difference), 1);
      sums.account(day, 'handed-in', '', handedIn, 1);
      return;
    }
    default:
      if ('moved' in entry.body) takePayment(reads, sums, entry);
  }
}

/** Name of the way a receipt's money came: a method, or the fund it was taken from. */
function wayOf(reads: Reads, source: string, id: string): string {
  return source === 'tender' ? (reads.tender(id)?.method ?? 'cash') : source;
}

function takeReceipt(
  reads: Reads,
  sums: PageSums,
  entry: MoveEntry<'receipt.issued' | 'receipt.voided'>,
  day: string,
  what: 'issued' | 'voided',
): void {
  const receipt = reads.receipt(entry.body.receipt);
  if (receipt === undefined) return;
  const place = { day, shift: entry.shift ?? '', cashier: entry.actor, onBehalf: receipt.onBehalf };
  reads.allocationsOf(receipt.id).forEach((row, index) => {
    const count = index === 0 ? 1 : 0;
    const add =
      what === 'issued'
        ? { issued: row.amount, issuedCount: count }
        : { voided: row.amount, voidedCount: count };
    const line = reads.lineRow(row.line);
    const grp = line?.group ?? '';
    sums.cell({ ...place, method: wayOf(reads, row.source, row.sourceId), grp, unit: line?.unit ?? '' }, add);
  });
}

/** A refund on a receipt that stays issued is taken off its lines from the last one back. */
function takeRefund(reads: Reads, sums: PageSums, entry: MoveEntry<'refund.paid'>): void {
  const refund = reads.refund(entry.body.refund);
  if (refund === undefined) return;
  takeGivenBack(reads, sums, entry, refund);
  if (refund.receipt === null) return;
  const receipt = reads.receipt(refund.receipt);
  if (receipt === undefined) return;
  let before = refundedBefore(reads, refund);
  let left = refund.amount;
  const rows = reads
    .allocationsOf(receipt.id)
    .filter((row) => row.source === refund.source && row.sourceId === refund.sourceId)
    .reverse();
  for (const row of rows) {
    const skipped = Math.min(before, row.amount);
    before -= skipped;
    const amount = Math.min(left, row.amount - skipped);
    left -= amount;
    if (amount === 0) continue;
    const line = reads.lineRow(row.line);
    sums.cell(
      {
        day: entry.business_date,
        shift: entry.shift ?? '',
        cashier: entry.actor,
        method: wayOf(reads, row.source, row.sourceId),
        grp: line?.group ?? '',
        unit: line?.unit ?? '',
        onBehalf: receipt.onBehalf,
      },
      { refunded: amount },
    );
  }
}

/** What was paid back of the same source on the same receipt before this refund. */
function refundedBefore(reads: Reads, refund: Row<'refund'>): number {
  return reads
    .refundsOf(refund.sourceId)
    .filter((one) => one.receipt === refund.receipt && one.state === 'paid' && one.id !== refund.id)
    .filter((one) => isBefore(one, refund))
    .reduce((sum, one) => sum + one.amount, 0);
}

function isBefore(one: Row<'refund'>, other: Row<'refund'>): boolean {
  return one.paidAt === other.paidAt ? one.id < other.id : (one.paidAt ?? 0) < (other.paidAt ?? 0);
}

/** Which cut a payment stands in: deposits, thu hộ, both on one payment, or the facility's own. */
function cutOf(reads: Reads, collection: string | null): string {
  const row = collection === null ? undefined : reads.collection(collection);
  if (row === undefined) return 'own';
  if (row.purpose === 'deposit') return 'deposit';
  const kinds = new Set(reads.lines(row.id).map((line) => line.onBehalf));
  if (kinds.size > 1) return 'mixed';
  return kinds.has(1) ? 'on-behalf' : 'own';
}

function payOf(reads: Reads, tender: Row<'tender'>, day: string): Pay {
  return { day, method: tender.method, kind: tender.kind, cut: cutOf(reads, tender.collection) };
}

/** The day a tender was paid; of a paper receipt the day on the paper. */
function payDay(reads: Reads, tender: Row<'tender'>): string {
  const paper = tender.collection === null ? undefined : reads.papersOf(tender.collection)[0];
  return paper?.paperDate ?? businessDateOf((tender.paidAt ?? tender.startedAt) as EpochMs);
}

const undone: readonly string[] = ['returned', 'voided'];

/** Counts a payment once it counts, and takes it off when it was undone the same day or never came (design §7). */
function takePayment(reads: Reads, sums: PageSums, entry: AnyEntry): void {
  const body = entry.body as { tender: string; moved: number; from?: string; paidAt?: number };
  const [, state = ''] = entry.type.split('.');
  const tender = reads.tender(body.tender);
  if (tender === undefined) return;
  if (state === 'credited') {
    const accepted = body.from === 'accepted' ? tender.due : 0;
    const day = businessDateOf((body.paidAt ?? entry.at) as EpochMs);
    sums.pay(payOf(reads, tender, day), 1, accepted + body.moved);
    return;
  }
  if (body.moved === 0 || state === 'accepted' || body.from === 'accepted') return;
  const day = payDay(reads, tender);
  if (body.moved > 0) sums.pay(payOf(reads, tender, day), 1, body.moved);
  else if (!undone.includes(state) || day === entry.business_date)
    sums.pay(payOf(reads, tender, day), -1, body.moved);
  else sums.later(payOf(reads, tender, entry.business_date), -body.moved);
}

/** What a tender brought, whatever was paid out of it later. */
function broughtBy(tender: Row<'tender'>): number {
  return tender.state === 'credited' ? tender.kept + tender.refunded : tender.due;
}

function takeGivenBack(
  reads: Reads,
  sums: PageSums,
  entry: MoveEntry<'refund.paid'>,
  refund: Row<'refund'>,
): void {
  const tender = refund.source === 'tender' ? reads.tender(refund.sourceId) : undefined;
  const today = entry.business_date;
  if (tender === undefined) {
    sums.later({ day: today, method: refund.way, kind: 'fund', cut: refund.source }, refund.amount);
    return;
  }
  const day = payDay(reads, tender);
  if (day !== today) {
    sums.later(payOf(reads, tender, today), refund.amount);
    return;
  }
  const sameDay = reads
    .refundsOf(tender.id)
    .filter((one) => one.source === 'tender' && one.state === 'paid')
    .filter((one) => one.id === refund.id || isBefore(one, refund))
    .reduce((sum, one) => sum + one.amount, 0);
  sums.pay(payOf(reads, tender, day), sameDay === broughtBy(tender) ? -1 : 0, -refund.amount);
}
