/** The two-sided hand-in, and the treasurer's fund behind it (product.md D). */
import { ok } from '../../shared/kernel/result.ts';
import type { Figures, Row } from '../../shared/payment/index.ts';
import type { HandInRow } from '../../shared/rpc/documents.ts';
import { shiftsOf } from '../reports/lists.ts';
import type { Period } from '../reports/periods.ts';
import { act, approve, type DeskContext, fail, journalApproval, type Outcome } from './context.ts';

interface NoteLine {
  readonly denomination: number;
  readonly notes: number;
}

/** Worth of counted notes. */
export function worthOf(lines: readonly NoteLine[], torn: number): number {
  return lines.reduce((sum, line) => sum + line.denomination * line.notes, torn);
}

/**
 * The treasurer counts what the cashier hands in and confirms by PIN. What was counted stands beside what was handed
 * in; neither is changed. A second confirmation is refused. The count is blind: one that differs is kept and refused
 * without the declared sum (`hand-in-differs`), so that it is counted again and not made to fit; both counts stay.
 */
export async function confirmHandIn(
  context: DeskContext,
  request: {
    readonly handIn: string;
    readonly lines: readonly NoteLine[];
    readonly torn: number;
    /** Counted a second time after a first count that differed. */
    readonly recounted: boolean;
    readonly receiver: { readonly person: string; readonly pin: string };
  },
): Promise<Outcome<{ counted: number; difference: number }>> {
  const { reads } = context;
  const row = reads.handIn(request.handIn);
  if (row === undefined) return fail('hand-in-not-found');
  if (row.state !== 'made') return fail('hand-in-finished');
  const approval = await approve(context, 'receive-hand-in', row.id, request.receiver, []);
  if (!approval.ok) return approval;
  const counted = worthOf(request.lines, request.torn);
  const receiver = request.receiver.person;
  const note = (actor: string): void => {
    journalApproval(context, approval.value);
    const lines = request.lines.map(({ denomination, notes }) => ({ denomination, notes }));
    const attempt = reads.handInCounts(row.id).length + 1;
    const body = { handIn: row.id, receiver, attempt, lines, torn: request.torn, total: counted };
    context.ledger.append({ type: 'hand-in.counted', actor, body });
  };
  if (counted !== row.amount && !request.recounted) {
    // Asked again because the answer was lost: that count stands already.
    const before = reads.handInCounts(row.id).at(-1);
    const noted = before?.total === counted && before.receiver === receiver ? ok(null) : act(context, note);
    return noted.ok ? fail('hand-in-differs') : noted;
  }
  return act(context, (actor) => {
    note(actor);
    context.ledger.append({
      type: 'hand-in.confirmed',
      actor,
      body: { handIn: row.id, receiver, counted },
    });
    return { counted, difference: counted - row.amount };
  });
}

/**
 * Kiểm kê quỹ: the treasurer counts the fund. The form prints book − counted, so a shortage is positive there
 * (facts/domain.md §2.2); `difference` here is counted − book, to be said in words Thừa or Thiếu.
 */
export function countFund(
  context: DeskContext,
  request: { readonly lines: readonly NoteLine[]; readonly torn: number; readonly reason: string | null },
): Outcome<{ count: string; book: number; counted: number; difference: number; formDifference: number }> {
  const { ids, ledger, reads } = context;
  const counted = worthOf(request.lines, request.torn);
  const book = reads.fundBalance();
  if (counted !== book && (request.reason ?? '') === '') return fail('reason-needed');
  return act(context, (actor) => {
    const count = ids.next();
    const lines = request.lines.map(({ denomination, notes }) => ({ denomination, notes }));
    ledger.append({
      type: 'fund.counted',
      actor,
      body: { count, lines, torn: request.torn, total: counted, book },
      private: { reason: request.reason === '' ? null : request.reason },
    });
    return { count, book, counted, difference: counted - book, formDifference: book - counted };
  });
}

/** Giấy nộp tiền: cash of the fund brought to the bank or treasury, with the reference of its slip. */
export function bankFund(
  context: DeskContext,
  request: { readonly amount: number; readonly reference: string; readonly text: string },
): Outcome<{ balance: number }> {
  const { ids, ledger, reads } = context;
  return act(context, (actor) => {
    ledger.append({
      type: 'fund.banked',
      actor,
      body: { banking: ids.next(), amount: request.amount, reference: request.reference },
      private: { text: request.text },
    });
    return { balance: reads.fundBalance() };
  });
}

/** Shift whose Z a hand-in belongs to. */
export function shiftOfHandIn(
  { reads }: Pick<DeskContext, 'reads'>,
  handIn: Row<'handIn'>,
): Row<'shift'> | undefined {
  const z = reads.z(handIn.z);
  return z === undefined ? undefined : reads.shift(z.shift);
}

/**
 * Whether the declared sum of a shift is still to be kept from the person at the window: a treasurer who has yet to
 * count what somebody else hands in.
 */
export function countsBlind({ reads, staff }: Pick<DeskContext, 'reads' | 'staff'>, z: string): boolean {
  if (reads.handInOfZ(z)?.state !== 'made') return false;
  const here = staff.require(['treasurer']);
  const shift = reads.z(z)?.shift;
  return here.ok && (shift === undefined || reads.shift(shift)?.cashier !== here.value.person);
}

/** Hand-ins of shifts that touch a period and all that still wait, the newest first. */
export function handInRows(context: Pick<DeskContext, 'reads'>, period: Period): HandInRow[] {
  const { reads } = context;
  const touched = shiftsOf(reads, period).flatMap(({ z }) => {
    const row = z === null ? undefined : reads.handInOfZ(z);
    return row === undefined ? [] : [row];
  });
  const all = new Map([...touched, ...reads.openHandIns()].map((row) => [row.id, row]));
  return [...all.values()]
    .flatMap((row) => handInRow(context, row) ?? [])
    .sort((a, b) => b.closedAt - a.closedAt);
}

function handInRow(context: Pick<DeskContext, 'reads'>, row: Row<'handIn'>): HandInRow | null {
  const { reads } = context;
  const [z, shift] = [reads.z(row.z), shiftOfHandIn(context, row)];
  if (z === undefined || shift === undefined) return null;
  const { safeDrops } = JSON.parse(z.figures) as Figures;
  return {
    ...{ handIn: row.id, z: z.id, zNumber: z.zNumber, cashier: shift.cashier, shiftName: shift.name },
    cashierName: reads.nameOf(shift.cashier),
    ...{
      closedAt: z.at,
      amount: row.state === 'made' ? null : row.amount,
      safeDrops,
      state: row.state,
      counted: row.counted,
    },
    receiverName: row.receiver === null ? null : reads.nameOf(row.receiver),
    // Before it is received nothing may be known of a count, as of the sum itself.
    counts: row.state === 'made' ? [] : reads.handInCounts(row.id).map(({ total, at }) => ({ total, at })),
  };
}
