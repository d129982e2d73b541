import type { viFailureLife } from '../vi/failure-life.ts';

/** Refusals of corrections, deposits, the fund and reports. */
export const enFailureLife: Readonly<Record<keyof typeof viFailureLife, string>> = {
  'failure.collection-unfinished':
    'The collection of this receipt is not finished. Nothing was written. Finish it, then replace the receipt.',
  'failure.count-stale': 'Cash moved after the count. The shift is still open. Count again, then close.',
  'failure.decision-needed':
    'An exemption needs its decision number. Nothing was lowered. Enter the number and try again.',
  'failure.deposit-too-small':
    'The deposit no longer has that much. Nothing was written. Look at what is left.',
  'failure.balance-too-small':
    'The credit balance no longer has that much. Nothing was written. Look at what is left.',
  'failure.collection-is-deposit':
    'This collection takes a deposit; nothing can be set against it. Nothing was written.',
  'failure.drawer-opened-to-count':
    'The drawer was opened for this count already. No money moved. Finish the count, or open the drawer from the shift menu and say why.',
  'failure.drawer-too-small':
    'By the book the drawer does not hold that much cash. Nothing was recorded, take no money out. If it really lies there: record “Pay in” with its reason first.',
  'failure.fate-missing':
    'It is not said what becomes of each amount. Nothing was voided. Choose for each amount.',
  'failure.fate-not-allowed':
    'This money cannot go back that way. Nothing was voided. Choose a refund or a credit balance.',
  'failure.fund-too-small': 'The fund does not hold that much. Nothing was written. Look at the cash book.',
  'failure.fund-twice': 'A deposit or balance is chosen twice. Nothing was written. Choose again.',
  'failure.hand-in-differs':
    'The count differs from what the cashier said. Not received; this count is kept. Count again; if it stays, receive it: the difference is recorded.',
  'failure.hand-in-not-counted':
    'The treasurer has not counted this shift yet, so what the cashier said is not shown. Count and receive it first.',
  'failure.hand-in-finished': 'This hand-in is confirmed already. Nothing more was written.',
  'failure.hand-in-not-found': 'There is no such hand-in. Nothing was written. Open the list again.',
  'failure.identity-needed':
    'A refund needs the identity number of who receives it. Nothing was written. Enter it and try again.',
  'failure.invoice-set-empty': 'There is nothing left to export for this day. Nothing was written.',
  'failure.invoice-set-too-large': 'This day has too many papers for one set. Nothing was exported.',
  'failure.money-of-another': 'This money belongs to another payer. Nothing was written. Choose again.',
  'failure.nothing-carried-over':
    'No meal days are left to take off, or the fee is paid. Nothing was written.',
  'failure.outage-not-found': 'There is no such outage. Nothing was written.',
  'failure.outage-times':
    'The times of the outage are wrong, or it has ended. Nothing was written. Check the times.',
  'failure.paper-exists':
    'This leaf of the book is entered already. Nothing was written. Check the number on the paper.',
  'failure.paper-from-the-future':
    'The time on the paper has not come yet. Nothing was entered. Check date and time.',
  'failure.paper-not-in-book': 'This number is not of that book. Nothing was entered. Check book and number.',
  'failure.period-malformed': 'The first day lies after the last. No report was made. Choose the days again.',
  'failure.receipt-invoiced':
    'The receipt is in an exported invoice set and cannot be voided. Nothing was written. Make a refund voucher.',
  'failure.receipt-refunded': 'This receipt has a refund and cannot be voided. Nothing was written.',
  'failure.reduction-finished': 'This reduction is taken back already. Nothing more was written.',
  'failure.reference-needed':
    'A payout other than cash needs its reference. Nothing was paid. Enter it and try again.',
  'failure.refund-above-balance':
    'The refund is more than can go back. Nothing was written. Check the amount.',
  'failure.refund-finished': 'This refund is finished. Nothing more was written.',
  'failure.refund-not-approved': 'This refund is not approved. Nothing was paid. Ask for approval first.',
  'failure.refund-not-found': 'There is no such refund. Nothing was written. Open the list again.',
  'failure.refund-to-staff':
    'Refunds are not paid to staff. Nothing was written. Pay the patient or a relative.',
  'failure.refund-under-way': 'This money is asked back. Nothing was written. Finish the refund first.',
  'failure.replacement-above-money':
    'The new receipt is more than the old one had. Nothing was written. Void it alone and collect anew.',
  'failure.report-frozen':
    'This period is frozen. Frozen figures do not change. What came later stands on a supplement.',
  'failure.report-behind':
    'The figures are still being added up from the books. Taking money is not affected. Wait a minute and open this again.',
  'failure.report-not-found':
    'This frozen report cannot be read. The figures in the journal are still there.',
  'failure.batch-empty': 'No slip of this batch is chosen. Nothing is written. Choose at least one.',
  'failure.period-not-over':
    'The period is not over. Nothing is frozen. Wait for its end, or freeze early on purpose.',
};
