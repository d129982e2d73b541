/** Thanh toán ra viện: the bill of a stay less insurance and exemptions, less deposits (product.md B). */
import { ok } from '../../shared/kernel/result.ts';
import type { Row } from '../../shared/payment/index.ts';
import { act, type DeskContext, fail, type Outcome } from './context.ts';
import { demandLeft, leftOfFund } from './fund-left.ts';
import { issueReceipts } from './issue-receipts.ts';
import { openCollection } from './open-collection.ts';
import { payeeFault } from './payee.ts';
import { waysBehind } from './refund.ts';
import { stayRef } from './take-deposit.ts';

export interface SettleRequest {
  readonly settlement: string;
  readonly payer: string;
  readonly visit: string | null;
  readonly payerName: string;
  readonly payerAddress?: string | undefined;
  /** What the health insurance bears, as the bảng kê chi phí says. */
  readonly insurance: number;
  /** What the patient bears, line by line; `part` says which column of the bảng kê it stands in. */
  readonly lines: readonly {
    readonly bill: string;
    readonly amount: number;
    readonly part: 'own' | 'out-of-list' | 'surcharge';
  }[];
  /** Who gets what is left of the deposits; null leaves it to be asked for later. */
  readonly refundTo: { readonly name: string; readonly identity: string | null } | null;
}

export interface Settled {
  readonly settlement: string;
  /** In front and still to be paid when `due` is more than nothing. */
  readonly collection: string | null;
  readonly due: number;
  readonly back: number;
  readonly refunds: readonly string[];
}

interface DepositPart {
  readonly deposit: string;
  readonly applied: number;
  readonly left: number;
}

/** Sets the deposits of a stay against what is payable, the oldest first. */
function applyDeposits(
  context: DeskContext,
  deposits: readonly Row<'deposit'>[],
  payable: number,
): DepositPart[] {
  let open = payable;
  return deposits
    .map((deposit) => ({ deposit, all: leftOfFund(context, 'deposit', deposit) }))
    .filter(({ all }) => all > 0)
    .map(({ deposit, all }) => {
      const applied = Math.min(all, open);
      open -= applied;
      return { deposit: deposit.id, applied, left: all - applied };
    });
}

/** Sums of the bảng kê; exemptions of these bills stand in their part and are taken off apart. */
function sums({ reads }: DeskContext, lines: SettleRequest['lines']) {
  const of = (part: string) =>
    lines.reduce(
      (sum, line) => sum + (line.part === part ? line.amount + reads.bill(line.bill).reduced : 0),
      0,
    );
  const exempted = lines.reduce((sum, line) => sum + reads.bill(line.bill).reduced, 0);
  return { own: of('own'), outOfList: of('out-of-list'), surcharge: of('surcharge'), exempted };
}

/**
 * Settles a stay in one act: opens the collection of what the patient bears, chooses the deposits to pay it, and when
 * they cover all of it issues the receipt; otherwise the collection stays in front for thu thêm. What is left of the
 * deposits is asked back for the named person.
 */
export function settleStay(context: DeskContext, request: SettleRequest): Outcome<Settled> {
  const { ids, ledger, reads } = context;
  const stay = stayRef(request.payer, request.visit);
  const known = reads.settlementsOf(stay).find((one) => one.id === request.settlement);
  if (known !== undefined) {
    const { id: settlement, collection, due, back } = known;
    return ok({ settlement, collection, due, back, refunds: [] });
  }
  if (request.lines.length === 0 && reads.depositsOfStay(stay).length === 0) return fail('nothing-due');
  const { refundTo } = request;
  const fault = refundTo === null ? null : payeeFault(context, refundTo.name, refundTo.identity);
  if (fault !== null) return fault;
  return act(context, (actor) => {
    const payable = request.lines.reduce((sum, line) => sum + line.amount, 0);
    const parts = sums(context, request.lines);
    const deposits = applyDeposits(context, reads.depositsOfStay(stay), payable);
    for (const { deposit: id, applied: now, left } of deposits)
      demandLeft(context, { source: 'deposit', id, amount: now + left });
    const applied = deposits.reduce((sum, one) => sum + one.applied, 0);
    const back = deposits.reduce((sum, one) => sum + one.left, 0);
    const collection = payable === 0 ? null : ids.next();
    if (collection !== null) {
      const lines = request.lines.map(({ bill, amount }) => ({ bill, amount }));
      openCollection(context, actor, {
        collection,
        payer: request.payer,
        payerName: request.payerName,
        payerAddress: request.payerAddress,
        lines,
      });
      fund(context, actor, collection, deposits);
    }
    const { settlement } = request;
    const gross = request.insurance + payable + parts.exempted;
    ledger.append({
      type: 'stay.settled',
      actor,
      body: {
        ...{
          settlement,
          stay,
          payer: request.payer,
          collection,
          gross,
          insurance: request.insurance,
          ...parts,
        },
        ...{ deposits: [...deposits], due: payable - applied, back },
      },
    });
    if (collection !== null && payable === applied) issueReceipts(context, actor, collection);
    const refunds = request.refundTo === null ? [] : askBack(context, actor, deposits, request.refundTo);
    return { settlement, collection, due: payable - applied, back, refunds };
  });
}

function fund(
  { ledger }: DeskContext,
  actor: string,
  collection: string,
  deposits: readonly DepositPart[],
): void {
  const funds = deposits.flatMap(({ deposit, applied }) =>
    applied === 0 ? [] : [{ source: 'deposit' as const, id: deposit, amount: applied }],
  );
  if (funds.length > 0) ledger.append({ type: 'collection.funded', actor, body: { collection, funds } });
}

/** Hoàn ứng: one request for each deposit with something left, the way its money came. */
function askBack(
  context: DeskContext,
  actor: string,
  deposits: readonly DepositPart[],
  to: NonNullable<SettleRequest['refundTo']>,
): string[] {
  return deposits.flatMap(({ deposit, left }) => {
    const [way] = waysBehind(context, 'deposit', deposit);
    if (left === 0 || way === undefined) return [];
    const refund = context.ids.next();
    context.ledger.append({
      type: 'refund.requested',
      actor,
      body: {
        ...{ refund, source: 'deposit', id: deposit, receipt: null, amount: left },
        ...{ way, otherWay: false },
      },
      private: { payeeName: to.name, payeeIdentity: to.identity, text: 'Hoàn tạm ứng khi ra viện' },
    });
    return [refund];
  });
}
