/** Refusals of the rules of money, accounts and codes. */
import type { viFailureLedger } from '../vi/failure-ledger.ts';

export const enFailureLedger: Readonly<Record<keyof typeof viFailureLedger, string>> = {
  'failure.illegal-tender-move':
    'This payment has just changed, so that can no longer be done. No further money was recorded. Press Esc and open the payer again.',
  'failure.tender-amount-differs':
    'The amount differs from what was asked for. No further money was recorded. Press Esc and open the payer again.',
  'failure.tender-method-differs':
    'The way of paying is not that of this payment. No further money was recorded. Press Esc and open the payer again.',
  'failure.tender-exceeds-due':
    'The amount is more than what is left to pay. No further money was recorded. Press Esc, open again and collect what is left.',
  'failure.tender-without-money':
    'This payment has no money yet. No receipt was issued. Collect the money first.',
  'failure.tender-exists':
    'This payment was recorded before. It was not recorded twice. See the newest receipt on the right.',
  'failure.collection-exists':
    'This collection was opened before. No further money was recorded. Press Esc and open the payer again.',
  'failure.collection-has-money':
    'This collection has money that is not cash, or money that may still come, and cannot be dropped. The money stands in the ledger. Void a card keyed by hand on the terminal first (Alt+V); for other money collect the rest and issue the receipt.',
  'failure.collection-has-receipt':
    'This collection has its receipt. No further money was recorded. See the newest receipt on the right.',
  'failure.collection-unchanged': 'This collection is as it was. Nothing was recorded. Carry on.',
  'failure.card-under-way':
    'A card attempt for this bill has no result yet. Do not collect it another way. Wait for the terminal.',
  'failure.rounding-twice':
    'Cash of this collection was rounded once. No further money was recorded. Collect the rest exactly.',
  'failure.rounding-not-allowed':
    'This part must not be rounded. No further money was recorded. Collect it exactly.',
  'failure.money-not-free':
    'This money stands on another receipt. Nothing was recorded. Press Esc and see the newest receipt.',
  'failure.money-not-proven':
    'The bank has not confirmed this money. Nothing was returned or paid out. Wait for the credit, then do it again.',
  'failure.money-stands-against-document':
    'This money stands on a receipt. Nothing changed. Void that receipt first.',
  'failure.line-not-covered':
    'The money received does not cover the lines. No receipt was issued, what was received stands in the ledger. Collect the rest.',
  'failure.not-covered':
    'The money received is not enough. No receipt was issued, what was received stands in the ledger. Collect the rest.',
  'failure.line-not-found':
    'A line is not of this collection. No further money was recorded. Press Esc and open the payer again.',
  'failure.receipt-void':
    'This receipt was voided before. Nothing more changed. See the receipt that replaces it, if any.',
  'failure.import-finished':
    'This import is done or dropped. The list did not change further. Choose the file again if needed.',
  'failure.import-exists':
    'This import was recorded before. The list did not change further. Choose the file again if needed.',
  'failure.person-not-active':
    'This person no longer works here. Nothing was recorded. Choose somebody who does.',
  'failure.person-not-found': 'This person is not on the list. Nothing was recorded. Choose again.',
  'failure.roles-together':
    'An accountant is not also cashier or treasurer. Nothing was saved. Take away a role.',
  'failure.shift-not-found':
    'This shift was not found. No money was recorded. Press F12 to see the open shift.',
  'failure.count-not-found':
    'This count was not found. The shift is still open, the money is safe. Count again, then close.',
  'failure.series-not-found':
    'This series of receipts was not found. No receipt was issued, no money recorded. Press Alt+M and see the series of the year.',
  'failure.approval-not-found': 'The approval holds no more. Nothing was recorded. Ask for it again.',
  'failure.counter-not-found':
    'The counter is not set up. No money was recorded. Close Quầy Thu and open it again to set it up.',
  'failure.hand-in-exists':
    'The money of this shift was handed in before. It was not recorded twice. See the Z slip of the shift.',
  'failure.acceptance-above-limit':
    'This is above what may be accepted in a shift. No money was recorded, no receipt issued. Wait for the bank or collect in cash.',
  'failure.acceptance-differs':
    'The accepted amount differs from the code that waits. No money was recorded, no receipt issued. Ask for the approval again.',
  'failure.acceptance-not-found':
    'This acceptance was not found. No further money was recorded. Press Esc and open the payer again.',
  'failure.credit-finished':
    'This credit was dealt with before. It was not recorded twice. See the unfinished list.',
  'failure.credit-differs':
    'The credit differs from what is recorded. No further money was recorded. Tell the administrator to compare with the statement.',
  'failure.credit-of-another':
    'This credit is of another payment. No further money was recorded. See the unfinished list.',
  'failure.credit-not-found':
    'This credit was not found. No further money was recorded. See the unfinished list.',
  'failure.account-missing':
    'There is no receiving account for this. No code was made, nothing was collected. Collect in cash or ask the administrator to enter the account.',
  'failure.account-malformed':
    'The receiving account is not well written. No code was made, nothing was collected. Ask the administrator to correct account number and bank.',
  'failure.account-twice':
    'One account is entered twice. Nothing was saved, no money changed. Take out the second one and save again.',
  'failure.account-serves-twice':
    'One kind of fee has two receiving accounts. Nothing was saved, no money changed. Choose one account for each kind.',
  'failure.qr-amount-too-large':
    'The amount is too large for one QR code. No code was made, nothing was collected. Collect in parts or choose another way.',
};
