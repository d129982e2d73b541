/** A person says whose a credit is that carries no code of ours (design §4: nothing is matched by guess). */
import { ok } from '../../shared/kernel/result.ts';
import { IllegalMove, isLegalMove, isPending, type Row } from '../../shared/payment/index.ts';
import type { ChosenLine } from '../../shared/rpc/contract.ts';
import { accountOfCredit, creditKeyOf, type LooseCredits } from '../bank/loose-credits.ts';
import { creditAsked, isAsked } from '../tenders/asked.ts';
import { bearIncoming, type IncomingMethod } from '../tenders/incoming.ts';
import { act, type DeskContext, fail, type Outcome } from './context.ts';
import { leftToCover } from './left-to-cover.ts';
import { needMethod, openCollection } from './open-collection.ts';

export type { LooseCredits };

export type AssignTo =
  | { readonly is: 'tender'; readonly tender: string }
  | { readonly is: 'collection'; readonly collection: string; readonly method: IncomingMethod }
  | {
      readonly is: 'bill';
      readonly collection: string;
      readonly payer: string;
      readonly payerName: string;
      readonly payerAddress?: string | undefined;
      readonly lines: readonly ChosenLine[];
      readonly method: IncomingMethod;
    };

export interface AssignRequest {
  /** Our id of a journalled credit, else the key of a loose one. */
  readonly credit: string;
  readonly to: AssignTo;
}

export interface Assigned {
  readonly collection: string | null;
}

interface Money {
  readonly amount: number;
  readonly paidAt: number;
}

/** Journals the credit if it is not yet, in the caller's act, and gives back our id of it. */
type See = (actor: string) => string;

/**
 * A credit that waits for a person, journalled or loose; undefined when it waits no more, also because a sister counter
 * gave it to a payment or to card batches.
 */
export function findCredit(
  { ids, ledger, reads }: DeskContext,
  loose: LooseCredits,
  key: string,
): { readonly money: Money; readonly see: See } | undefined {
  const row = reads.credit(key);
  if (row?.state === 'unmatched') {
    return loose.isElsewhere(creditKeyOf(row)) ? undefined : { money: row, see: () => row.id };
  }
  const credit = loose.get(key);
  if (credit === undefined) return undefined;
  const account = accountOfCredit(credit);
  if (reads.creditByReference(account, credit.reference) !== undefined) return undefined;
  const see: See = (actor) => {
    const id = ids.next();
    const { reference: bankReference, amount, paidAt } = credit;
    ledger.append({
      type: 'credit.seen',
      actor,
      body: { credit: id, account, bankReference, amount, paidAt, origin: 'feed', found: null },
      private: { content: credit.content, otherName: credit.senderName },
    });
    return id;
  };
  return { money: credit, see };
}

/** Assigns a credit to what was asked for, to a collection that lacks money, or to lines of a payer's bill. */
export function assignCredit(
  context: DeskContext,
  loose: LooseCredits,
  { credit: key, to }: AssignRequest,
): Outcome<Assigned> {
  const found = findCredit(context, loose, key);
  if (found === undefined) return fail('credit-finished');
  const { money, see } = found;
  const done = act(context, (actor): Assigned => {
    switch (to.is) {
      case 'tender':
        return toTender(context, actor, money, see, to.tender);
      case 'collection':
        return toCollection(context, actor, money, see, to);
      case 'bill':
        if (to.method === 'website') needMethod(context, 'website');
        openCollection(context, actor, to);
        return toCollection(context, actor, money, see, to);
    }
  });
  if (!done.ok) return done;
  loose.remove(key);
  return ok(done.value);
}

function compare(amount: number, due: number): 'exact' | 'short' | 'over' {
  if (amount === due) return 'exact';
  return amount < due ? 'short' : 'over';
}

function toTender(
  { ledger, reads }: DeskContext,
  actor: string,
  { amount, paidAt }: Money,
  see: See,
  id: string,
): Assigned {
  const tender = reads.tender(id);
  if (tender === undefined || !isAsked(tender)) throw new IllegalMove('tender-not-found');
  if (!isLegalMove(tender.machine, tender.state, 'credited')) throw new IllegalMove('tender-finished');
  const credit = see(actor);
  const waits = isPending(tender.machine, tender.state) || tender.state === 'accepted';
  const how = waits ? compare(amount, tender.due) : 'late';
  ledger.append({ type: 'credit.matched', actor, body: { credit, tender: id, how, by: 'person' } });
  creditAsked(ledger, tender, { credit, amount, paidAt, actor });
  return { collection: tender.collection };
}

function toCollection(
  context: DeskContext,
  actor: string,
  { amount, paidAt }: Money,
  see: See,
  to: { readonly collection: string; readonly method: IncomingMethod },
): Assigned {
  const { ids, ledger, reads } = context;
  const { collection, method } = to;
  const row: Row<'collection'> | undefined = reads.collection(collection);
  if (row === undefined) throw new IllegalMove('collection-not-found');
  const left = leftToCover(context, collection);
  if (left === 0) throw new IllegalMove('nothing-due');
  const parked = row.state === 'parked';
  // Money is taken in front only; the parked one comes back to where it was within this act.
  if (parked) ledger.append({ type: 'collection.resumed', actor, body: { collection } });
  const credit = see(actor);
  const tender = ids.next();
  const how = compare(amount, left);
  ledger.append({ type: 'credit.matched', actor, body: { credit, tender, how, by: 'person' } });
  bearIncoming(ledger, actor, { tender, collection, method, amount, credit, paidAt });
  if (parked) ledger.append({ type: 'collection.parked', actor, body: { collection } });
  return { collection };
}
