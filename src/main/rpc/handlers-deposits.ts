import { ok } from '../../shared/kernel/result.ts';
import { isProven } from '../../shared/payment/index.ts';
import type { depositMethods } from '../../shared/rpc/deposits.ts';
import { act, type DeskContext } from '../desk/context.ts';
import { bankFund, confirmHandIn, countFund, shiftOfHandIn } from '../desk/hand-in.ts';
import { applyMealDays, recordMealDays, reduceFee, restoreFee } from '../desk/reduce-fee.ts';
import { tendersBehind } from '../desk/refund.ts';
import { leftOfFund, settleStay } from '../desk/settle-stay.ts';
import { beginDeposit, stayRef } from '../desk/take-deposit.ts';
import { cashBook } from '../reports/lists.ts';
import type { Handlers } from './calls.ts';

type Methods = keyof typeof depositMethods;

/** Handlers of `shared/rpc/deposits.ts`. */
export function depositHandlers(context: DeskContext): Pick<Handlers, Methods> {
  const { ledger, reads } = context;
  return {
    'deposit.begin': (request) => beginDeposit(context, request),
    'deposit.list': (request) => ok(depositsOf(context, request)),
    'stay.settle': (request) => {
      const settled = settleStay(context, request);
      return settled.ok ? ok({ ...settled.value, refunds: [...settled.value.refunds] }) : settled;
    },
    'deposit.setMode': (value) =>
      act(context, (actor) => {
        ledger.append({ type: 'settings.set', actor, body: { key: 'deposit-invoicing', value } });
        return {};
      }),
    'fee.reduce': (request) => reduceFee(context, request),
    'fee.restore': (request) => restoreFee(context, request),
    'fee.mealDays': (request) => recordMealDays(context, request),
    'fee.applyMealDays': (request) => applyMealDays(context, request),
    'handIn.open': () =>
      ok({
        handIns: reads.openHandIns().flatMap((row) => {
          const [z, shift] = [reads.z(row.z), shiftOfHandIn(context, row)];
          if (z === undefined || shift === undefined) return [];
          const cashierName = reads.nameOf(shift.cashier);
          return [
            { handIn: row.id, z: z.id, zNumber: z.zNumber, cashierName, closedAt: z.at, amount: row.amount },
          ];
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
  const deposits = reads.depositsOfStay(stay).map((row) => ({
    deposit: row.id,
    series: row.series,
    number: row.number,
    amount: row.amount,
    used: row.used,
    refunding: row.refunding,
    refunded: row.refunded,
    left: leftOfFund(row),
    at: row.at,
    payerName: row.payerName,
    unproven: tendersBehind(context, 'deposit', row.id).some((one) => !isProven(one.machine, one.state)),
  }));
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
  return { deposits, left, accrued, low: deposits.length > 0 && left < accrued, settlements };
}
