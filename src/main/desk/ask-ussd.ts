/** Asking to be paid by Mobile Money without a picture to scan (product.md A3; facts/payments.md §1.8). */
import { invariant } from '../../shared/kernel/assert.ts';
import { businessDateOf } from '../../shared/kernel/clock.ts';
import { ok } from '../../shared/kernel/result.ts';
import { IllegalMove, type Row } from '../../shared/payment/index.ts';
import type { ChosenLine } from '../../shared/rpc/contract.ts';
import { mobileOperators } from '../facility/methods.ts';
import { askByUssd, ussdShownForMs } from '../tenders/ussd.ts';
import { act, type DeskContext, fail, type Outcome } from './context.ts';
import { leftToCover } from './left-to-cover.ts';
import { needMethod, openOrGoOn } from './open-collection.ts';

export interface UssdBegin {
  readonly collection: string;
  readonly tender: string;
  readonly payer: string;
  readonly payerName: string;
  readonly payerAddress?: string | undefined;
  readonly lines: readonly ChosenLine[] | null;
  readonly amount: number | null;
  readonly operator: string;
  readonly phone: string | null;
  readonly operatorNumber: string | null;
}

/**
 * Journals the collection and the demand; only then is the payer told what to type. From then on it is as a code: claimed,
 * credited, accepted, expired, cancelled. Repeated with the same ids it answers the same and writes nothing.
 */
export function beginUssd(context: DeskContext, request: UssdBegin): Outcome<Row<'tender'>> {
  const { clock, ledger, reads } = context;
  const { collection, tender, operator, phone, operatorNumber } = request;
  const known = reads.tender(tender);
  if (known !== undefined) {
    const same = known.machine === 'ussd' && known.collection === collection;
    return same ? ok(known) : fail('tender-not-found');
  }
  const operators = mobileOperators(reads, businessDateOf(clock.now()));
  if (!operators.some((one) => one.operator === operator)) return fail('operator-not-found');
  return act(context, (actor) => {
    needMethod(context, 'mobile-money');
    openOrGoOn(context, actor, request);
    const left = leftToCover(context, collection);
    if (left === 0) throw new IllegalMove('nothing-due');
    const amount = request.amount ?? left;
    if (amount > left) throw new IllegalMove('tender-exceeds-due');
    const expiresAt = clock.now() + ussdShownForMs;
    const phoneDigits = phone?.replaceAll(' ', '') ?? null;
    askByUssd(ledger, actor, {
      ...{ tender, collection, amount, operator, operatorNumber, expiresAt },
      phone: phoneDigits,
    });
    const asked = reads.tender(tender);
    invariant(asked !== undefined, 'the demand just made');
    return asked;
  });
}
