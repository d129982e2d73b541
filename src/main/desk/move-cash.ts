import type { Approval } from '../staff/approvals.ts';
import { act, approve, type DeskContext, fail, journalApproval, type Outcome } from './context.ts';
import { needInDrawer } from './drawer-cash.ts';

/** Pay-in, pay-out or safe drop, with its reason. A pay-out needs a second person (product.md D). */
export interface CashMove {
  readonly kind: 'pay-in' | 'pay-out' | 'safe-drop';
  readonly amount: number;
  readonly reason: string;
  readonly approval: { readonly person: string; readonly pin: string } | null;
}

/** Journals the move and the opening of the drawer, then opens it. No more goes out than the book says is in it. */
export async function moveCash(
  context: DeskContext,
  request: CashMove,
): Promise<Outcome<Record<string, never>>> {
  const { ids, ledger, reads } = context;
  const shift = reads.openShift();
  if (shift === undefined) return fail('no-shift');
  const move = ids.next();
  let approval: Approval | null = null;
  if (request.kind === 'pay-out') {
    const given = await approve(context, 'pay-out', move, request.approval, [shift.cashier]);
    if (!given.ok) return given;
    approval = given.value;
  }
  const moved = act(context, (actor) => {
    if (request.kind !== 'pay-in') needInDrawer(context, request.amount);
    const body = { move, amount: request.amount };
    const content = { private: { text: request.reason }, actor };
    const approved = approval === null ? null : journalApproval(context, approval);
    if (request.kind === 'pay-in') ledger.append({ type: 'drawer.paid-in', body, ...content });
    else if (request.kind === 'safe-drop') ledger.append({ type: 'drawer.dropped', body, ...content });
    else ledger.append({ type: 'drawer.paid-out', body: { ...body, approval: approved }, ...content });
    ledger.append({
      type: 'drawer.opened',
      actor,
      body: { reason: request.kind === 'safe-drop' ? 'drop' : request.kind, subject: move },
      private: { text: null },
    });
    return {};
  });
  if (moved.ok) kick(context);
  return moved;
}

/** The count of a shift for which the drawer was last opened, of each ledger; forgotten with the process. */
const openedFor = new WeakMap<DeskContext['ledger'], string>();

/**
 * Opens the drawer for a reason said in words, or to be counted; the reason is journalled first. Without words it opens once
 * for each count of an open shift: `drawer-opened-to-count` until that count is finished.
 */
export function openDrawer(
  context: DeskContext,
  request: { text: string } | { toCount: true },
): Outcome<Record<string, never>> {
  const toCount = 'toCount' in request;
  const shift = context.reads.openShift();
  if (toCount && shift === undefined) return fail('no-shift');
  const count = `${shift?.id}/${shift?.counts}`;
  if (toCount && openedFor.get(context.ledger) === count) return fail('drawer-opened-to-count');
  const opened = act(context, (actor) => {
    context.ledger.append({
      type: 'drawer.opened',
      actor,
      body: { reason: toCount ? 'count' : 'open', subject: null },
      private: { text: toCount ? null : request.text },
    });
    return {};
  });
  if (opened.ok && toCount) openedFor.set(context.ledger, count);
  if (opened.ok) kick(context);
  return opened;
}

/** Sends the kick after the commit; whether the drawer sprang open nobody can prove, so nothing waits for it. */
export function kick(context: DeskContext): void {
  void context.drawer()?.kick();
}
