import { IllegalMove } from '../../shared/payment/index.ts';
import { act, type DeskContext, type Outcome } from './context.ts';
import { giveFate } from './give-back.ts';
import { kick } from './move-cash.ts';

type Request = { readonly collection: string };

/** Sets the collection in front aside; what is waited for goes on (design §4). */
export function park(context: DeskContext, { collection }: Request): Outcome<Record<string, never>> {
  return act(context, (actor) => {
    context.ledger.append({ type: 'collection.parked', actor, body: { collection } });
    return {};
  });
}

/** Brings a parked collection back to the front; the one in front is parked first. */
export function resume(context: DeskContext, { collection }: Request): Outcome<Record<string, never>> {
  const { ledger, reads } = context;
  return act(context, (actor) => {
    for (const other of reads.unfinishedCollections()) {
      if (other.state === 'open' && other.id !== collection) {
        ledger.append({ type: 'collection.parked', actor, body: { collection: other.id } });
      }
    }
    ledger.append({ type: 'collection.resumed', actor, body: { collection } });
    return {};
  });
}

/**
 * Ends a collection, with every tender returned (design §4): cash that is in the drawer for it goes back to the payer in
 * the same act, if `giveBack` says how much. Refused with `collection-has-money` while other money is kept or may come.
 */
export function undo(
  context: DeskContext,
  { collection, giveBack = 0 }: Request & { readonly giveBack?: number | undefined },
): Outcome<Record<string, never>> {
  const { ledger, reads } = context;
  const undone = act(context, (actor) => {
    const state = reads.collection(collection)?.state;
    const unfinished = state === 'open' || state === 'parked';
    const cash = reads
      .tenders(collection)
      .filter(({ machine, kept }) => unfinished && machine === 'cash' && kept > 0);
    if (unfinished && cash.reduce((sum, { kept }) => sum + kept, 0) !== giveBack) {
      throw new IllegalMove('collection-has-money');
    }
    const payer = reads.collection(collection)?.payer ?? '-';
    const why = { payer, payee: { name: '-', identity: null }, reason: 'undone', text: '-' };
    for (const { id: tender } of cash) {
      ledger.append({
        type: 'drawer.opened',
        actor,
        body: { reason: 'refund', subject: tender },
        private: { text: null },
      });
      giveFate(context, actor, tender, 'returned', why);
    }
    ledger.append({ type: 'collection.undone', actor, body: { collection, reason: 'undone' } });
    return {};
  });
  if (undone.ok && giveBack > 0) kick(context);
  return undone;
}
