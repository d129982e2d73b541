/** Payers and bills of neighbour systems, opened with the facility's key and put into the catalogue (R4). */
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import { billPrivate, type FeedBody, payerPrivate, sealSubject } from '../../shared/sync/index.ts';
import type { ApplyParts, PreparedItem } from './apply-item.ts';

type Parts = Pick<ApplyParts, 'sealer' | 'lists' | 'paidOn'>;

/** Undefined where there is a seal that cannot be opened or holds something else; null where there is none. */
async function openSeal(
  { sealer }: Parts,
  id: string,
  version: number,
  sealed: string | null,
): Promise<unknown> {
  if (sealed === null) return null;
  const text = await sealer.open(sealSubject(id, version), sealed);
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A payer. Without a name there is nobody to find. */
export async function preparePayer(
  parts: Parts,
  { payer: ref, version, state, sealed }: FeedBody<'payer'>,
): Promise<Result<PreparedItem, string>> {
  if (state === 'gone') return ok(applied(() => parts.lists.takePayer({ ref, version, content: null })));
  const open = payerPrivate.safeParse(await openSeal(parts, ref, version, sealed));
  if (!open.success) return refuse('list-unreadable');
  const { unit, ...content } = open.data;
  return ok(applied(() => parts.lists.takePayer({ ref, version, content: { ...content, className: unit } })));
}

/**
 * A bill. One that was changed or cancelled after money was taken for it is a case beside the new state: the money is
 * here, and whether it goes back is for people to say.
 */
export async function prepareBill(
  parts: Parts,
  body: FeedBody<'bill'>,
): Promise<Result<PreparedItem, string>> {
  const { bill: ref, payer, version, state, group, amount, onBehalf, sealed } = body;
  const part = await openSeal(parts, ref, version, sealed);
  const open = billPrivate.safeParse(part ?? { service: group });
  if (part === undefined || !open.success) return refuse('list-unreadable');
  const { service: fee, visit, period, note } = open.data;
  const owed = { fee, visit, period, note, group, amount, onBehalf };
  const content = state === 'cancelled' ? null : owed;
  return ok({
    apply() {
      parts.lists.takeBill({ ref, payer, version, content });
      const paid = parts.paidOn(ref);
      if (paid === 0) return null;
      if (content === null) return 'bill-cancelled-but-paid';
      return amount < paid ? 'bill-lowered-below-paid' : null;
    },
  });
}

function applied(apply: () => void): PreparedItem {
  return {
    apply() {
      apply();
      return null;
    },
  };
}
