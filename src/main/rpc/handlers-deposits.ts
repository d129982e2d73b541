import { ok } from '../../shared/kernel/result.ts';
import { isProven, type Row } from '../../shared/payment/index.ts';
import type { DepositView, depositMethods, ReductionView } from '../../shared/rpc/deposits.ts';
import type { DeskContext } from '../desk/context.ts';
import { depositMode, setDepositMode } from '../desk/deposit-mode.ts';
import { leftOfFund } from '../desk/fund-left.ts';
import { bankFund, confirmHandIn, countFund, shiftOfHandIn } from '../desk/hand-in.ts';
import { applyMealDays, recordMealDays, reduceFee, restoreFee } from '../desk/reduce-fee.ts';
import { tendersBehind } from '../desk/refund.ts';
import { wayOf } from '../desk/refund-choices.ts';
import { settleStay } from '../desk/settle-stay.ts';
import { beginDeposit, stayRef } from '../desk/take-deposit.ts';
import { cashBook } from '../reports/lists.ts';
import type { Handlers } from './calls.ts';

type Methods = keyof typeof depositMethods;

/** Handlers of `shared/rpc/deposits.ts`. */
export function depositHandlers(context: DeskContext): Pick<Handlers, Methods> {
  const { reads } = context;
  return {
    'deposit.begin': (request) => beginDeposit(context, request),
    'deposit.list': (request) => ok(depositsOf(context, request)),
    'deposit.of': ({ collection }) => ok(depositOf(context, collection)),
    'stay.settle': (request) => {
      const settled = settleStay(context, request);
      return settled.ok ? ok({ ...settled.value, refunds: [...settled.value.refunds] }) : settled;
    },
    'deposit.mode': () => ok(depositMode(context)),
    'deposit.setMode': (request) => setDepositMode(context, request),
    'fee.reduce': (request) => reduceFee(context, request),
    'fee.restore': (request) => restoreFee(context, request),
    'fee.mealDays': (request) => recordMealDays(context, request),
    'fee.carried': ({ payer }) => ok(carriedOf(context, payer)),
    'fee.applyMealDays': (request) => applyMealDays(context, request),
    'handIn.open': () =>
      ok({
        handIns: reads.openHandIns().flatMap((row) => {
          const [z, shift] = [reads.z(row.z), shiftOfHandIn(context, row)];
          if (z === undefined || shift === undefined) return [];
          const cashierName = reads.nameOf(shift.cashier);
          return [{ handIn: row.id, z: z.id, zNumber: z.zNumber, cashierName, closedAt: z.at }];
        }),
      }),
    'handIn.confirm': (request) => confirmHandIn(context, request),
    'fund.count': (request) => countFund(context, request),
    'fund.bank': (request) => bankFund(context, request),
    'fund.book': (request) => {
      const book = cashBook(reads, request);
      return ok({ ...book, lines: [...book.lines] });
    },
  };
}

function depositsOf(context: DeskContext, { payer, visit }: { payer: string; visit: string | null }) {
  const { catalogue, reads } = context;
  const stay = stayRef(payer, visit);
  const deposits = reads.depositsOfStay(stay).map((row) => viewOf(context, row));
  const left = deposits.reduce((sum, one) => sum + one.left, 0);
  const bills =
    catalogue.openPayer(payer)?.bills.filter((bill) => visit === null || bill.visit === visit) ?? [];
  const accrued = bills.reduce((sum, bill) => {
    const { paid, reduced } = reads.bill(bill.bill);
    return sum + Math.max(0, bill.amount - bill.listedPaid - paid - reduced);
  }, 0);
  const settlements = reads
    .settlementsOf(stay)
    .map(({ id: settlement, at, due, back }) => ({ settlement, at, due, back }));
  const reductions = bills.flatMap(({ bill }) =>
    reads
      .reductionsOf(bill)
      .filter((row) => row.state === 'standing')
      .map(({ id: reduction, amount, ground, decision }) => ({
        ...{ reduction, bill, amount, decision },
        ground: ground as ReductionView['ground'],
      })),
  );
  const low = deposits.length > 0 && left < accrued;
  return {
    ...{ deposits, left, accrued, low, settlements, reductions },
    bills: bills.map(({ bill }) => bill),
  };
}

function viewOf(context: DeskContext, row: Row<'deposit'>): DepositView {
  return {
    deposit: row.id,
    series: row.series,
    number: row.number,
    amount: row.amount,
    used: row.used,
    refunding: row.refunding,
    refunded: row.refunded,
    left: leftOfFund(context, 'deposit', row),
    brought: row.home !== null,
    at: row.at,
    payerName: row.payerName,
    unproven: tendersBehind(context, 'deposit', row.id).some((one) => !isProven(one.machine, one.state)),
    way: wayOf(context, 'deposit', row.id),
  };
}

/** The slip of one collection, and the cash that changed hands for it. */
function depositOf(context: DeskContext, collection: string) {
  const { reads } = context;
  const payer = reads.collection(collection)?.payer;
  const row = reads.depositsOfPayer(payer ?? '').find((one) => one.collection === collection);
  const cash = reads.tenders(collection).filter((one) => one.machine === 'cash' && one.kept > 0);
  return {
    deposit: row === undefined ? null : viewOf(context, row),
    given: cash.reduce((sum, one) => sum + one.given, 0),
    change: cash.reduce((sum, one) => sum + one.change, 0),
  };
}

function carriedOf({ reads }: DeskContext, payer: string) {
  const carries = reads.carriesOf(payer).map(({ id: carry, days, amount, used, period }) => ({
    ...{ carry, days, amount, period },
    left: amount - used,
  }));
  return { carries, left: carries.reduce((sum, one) => sum + one.left, 0) };
}
