import { ok } from '../../shared/kernel/result.ts';
import type { Row } from '../../shared/payment/index.ts';
import type { correctionMethods, RefundView } from '../../shared/rpc/corrections.ts';
import type { DeskContext, Outcome } from '../desk/context.ts';
import { fundBill, fundCollection } from '../desk/fund-collection.ts';
import { leftOfFund } from '../desk/fund-left.ts';
import { exportInvoiceSet, fromDeposits, invoiceSet } from '../desk/invoice-set.ts';
import { endOutage, noteOutage } from '../desk/outage.ts';
import { enterPaper, openBook } from '../desk/paper-book.ts';
import { printVoucher } from '../desk/print.ts';
import { approveRefund, payRefund, refuseRefund, requestRefund } from '../desk/refund.ts';
import { refundChoices, wayOf } from '../desk/refund-choices.ts';
import { voidChoices } from '../desk/void-choices.ts';
import { voidReceipt } from '../desk/void-receipt.ts';
import { voucherOf, voucherPaper } from '../desk/voucher-paper.ts';
import { paperBooks, refundList, voidedList } from '../reports/lists.ts';
import { outageReport } from '../reports/outages.ts';
import type { Handlers } from './calls.ts';

type Methods = keyof typeof correctionMethods;

/** Handlers of `shared/rpc/corrections.ts`. */
export function correctionHandlers(context: DeskContext): Pick<Handlers, Methods> {
  const { reads } = context;
  const shown = (answer: Outcome<Row<'refund'>>) =>
    answer.ok ? ok(refundView(context, answer.value)) : answer;
  return {
    'void.choices': ({ receipt }) => voidChoices(context, receipt),
    'void.make': (request) => voidReceipt(context, request),
    'refund.choices': ({ receipt }) => refundChoices(context, receipt),
    'refund.request': (request) => shown(requestRefund(context, request)),
    'refund.approve': async (request) => shown(await approveRefund(context, request)),
    'refund.refuse': async (request) => shown(await refuseRefund(context, request)),
    'refund.pay': (request) => shown(payRefund(context, request)),
    'refund.pending': () => ok({ refunds: reads.pendingRefunds().map((row) => refundView(context, row)) }),
    'voucher.paper': ({ document }) => voucherPaper(context, document),
    'voucher.print': (request) => printVoucher(context, request),
    'balance.open': () =>
      ok({
        balances: reads.openBalances().map((row) => ({
          balance: row.id,
          payer: row.payer,
          payerName: context.catalogue.openPayer(row.payer)?.name ?? null,
          amount: row.amount,
          left: leftOfFund(context, 'balance', row),
          at: row.at,
          way: wayOf(context, 'balance', row.id),
        })),
      }),
    'collect.fund': (request) => fundCollection(context, request),
    'collect.fundBill': (request) => fundBill(context, request),
    'paper.openBook': (request) => openBook(context, request),
    'paper.enter': (request) => enterPaper(context, request),
    'paper.books': () =>
      ok({ books: paperBooks(reads).map((book) => ({ ...book, missing: [...book.missing] })) }),
    'outage.note': (request) => noteOutage(context, request),
    'outage.end': (request) => endOutage(context, request),
    'outage.list': (request) =>
      ok({
        outages: outageReport(reads, request, context.clock.now()).map(({ leaves, ...row }) => ({
          ...row,
          kind: row.kind as never,
          leaves: [...leaves],
        })),
      }),
    'invoice.preview': ({ day, singles, leaveOut }) => {
      const set = invoiceSet(context, day, singles, leaveOut);
      const row = (receipt: Row<'receipt'>) => ({
        ...numberOf(receipt),
        fromDeposits: fromDeposits(receipt),
      });
      return ok({
        day,
        single: set.single.map(row),
        summed: set.summed.map(row),
        summedTotal: set.summedTotal,
        deposits: set.deposits.map(({ id: deposit, series, number, amount }) => ({
          deposit,
          series,
          number,
          amount,
        })),
        excluded: set.excluded.map(({ receipt, why }) => ({ ...numberOf(receipt), why })),
      });
    },
    'invoice.export': (request) => exportInvoiceSet(context, request),
    'corrections.list': (request) =>
      ok({
        voided: voidedList(reads, request),
        refunds: refundList(reads, request, request.otherWayOnly),
      }),
  };
}

function numberOf({ id: receipt, series, number, total }: Row<'receipt'>) {
  return { receipt, series, number, total };
}

/** Whose money a refund gives back. */
function payerOf({ reads }: DeskContext, { source, sourceId }: Row<'refund'>): string | null {
  if (source === 'deposit') return reads.deposit(sourceId)?.payer ?? null;
  if (source === 'balance') return reads.balance(sourceId)?.payer ?? null;
  const collection = reads.tender(sourceId)?.collection ?? null;
  return collection === null ? null : (reads.collection(collection)?.payer ?? null);
}

function voucherText({ reads }: DeskContext, row: Row<'refund'>): string | null {
  const voucher = voucherOf(reads, row);
  return voucher === null ? null : `${voucher.series} ${voucher.number}`;
}

/** A refund as windows see it. */
export function refundView(context: DeskContext, row: Row<'refund'>): RefundView {
  const { reads } = context;
  const receipt = row.receipt === null ? undefined : reads.receipt(row.receipt);
  return {
    refund: row.id,
    source: row.source,
    sourceId: row.sourceId,
    receipt: row.receipt,
    receiptNumber: receipt === undefined ? null : `${receipt.series} ${receipt.number}`,
    amount: row.amount,
    way: row.way as RefundView['way'],
    otherWay: row.otherWay === 1,
    state: row.state,
    askedAt: row.at,
    askedBy: reads.nameOf(reads.actorOf(row.entry) ?? ''),
    payeeName: row.payeeName,
    text: row.text,
    reference: row.reference,
    payer: payerOf(context, row),
    voucher: voucherText(context, row),
  };
}
