import { act, type DeskContext, type Outcome } from './context.ts';

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

/** Ends a collection of which no money is kept and none may still come. */
export function undo(context: DeskContext, { collection }: Request): Outcome<Record<string, never>> {
  return act(context, (actor) => {
    context.ledger.append({ type: 'collection.undone', actor, body: { collection, reason: 'undone' } });
    return {};
  });
}
