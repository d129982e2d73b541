import type { viFailure } from '../vi/failure.ts';

export const enFailure: Readonly<Record<keyof typeof viFailure, string>> = {
  'failure.other.no':
    'This was not done ({code}). No money was recorded. Try again, then tell an administrator.',
  'failure.other.yes':
    'Something went wrong after the money was recorded ({code}). It is in the book. Do not collect again, see Unfinished.',
  'failure.other.unknown':
    'It is not known whether this was recorded ({code}). Do not collect again. Press the same button, nothing is recorded twice.',
  'failure.not-signed-in': 'Nobody is signed in. No money was recorded. Choose a name and type the PIN.',
  'failure.locked': 'The screen is locked. No money was recorded. Type the PIN.',
  'failure.wrong-role': 'Your role does not do this. Nothing was recorded. Ask somebody who may.',
  'failure.wrong-pin': 'That PIN was wrong. Nothing changed. Type it again.',
  'failure.wrong-pin.left': 'That PIN was wrong, {attemptsLeft} tries left.',
  'failure.pin-blocked': 'Too many wrong PINs. Nothing changed. Try later or have it reset.',
  'failure.no-shift': 'No shift is open. No money was recorded. Press F12 to open one.',
  'failure.shift-already-open': 'A shift is open here already. None was added. Press F12 to see it.',
  'failure.shift-of-another':
    'The open shift belongs to somebody else. No money was recorded. F12 to take over or close it.',
  'failure.count-needed': 'The cash was not counted. The shift is open. Count, then close.',
  'failure.reason-needed': 'Short or over needs a reason. The shift is open. Write it, then close.',
  'failure.approval-needed': 'This needs an approver. Nothing was recorded. Ask for their PIN.',
  'failure.self-approval': 'Nobody approves their own act. Nothing was recorded. Ask somebody else.',
  'failure.payer-not-found':
    'This payer is gone, the list has just changed. Nothing collected. Search again.',
  'failure.bill-not-found':
    'A line is no longer in the list. Nothing collected. Esc, then open the payer again.',
  'failure.bill-owed-less':
    'Less is owed on a line now. Nothing collected. Esc, then open the payer again to see the new sum.',
  'failure.bill-blocked': 'A line is held. Nothing collected. Drop it and collect the others.',
  'failure.nothing-chosen': 'No line is chosen. Nothing collected. Choose at least one.',
  'failure.given-short': 'Not enough was given. No receipt was issued. Type what was given again.',
  'failure.tender-not-found':
    'This payment is not known. No receipt was issued. Esc, then open the payer again.',
  'failure.tender-finished':
    'This payment ended before. No more money was recorded. Esc, then see the last receipt.',
  'failure.collection-not-found':
    'This collection is not known. No more money was recorded. Esc and open again.',
  'failure.collection-finished':
    'This collection ended before. No more money was recorded. See the last receipt at the right.',
  'failure.import-not-found': 'The preview has expired. The list is unchanged. Choose the file again.',
  'failure.import-empty': 'The file has no rows. The list is unchanged. Check sheet and header row.',
  'failure.import-too-big': 'The file is too big. The list is unchanged. Split it and choose again.',
  'failure.import-unreadable':
    'The file cannot be read. The list is unchanged. Save it as XLSX or CSV again.',
  'failure.import-columns-missing':
    'It is not clear which columns hold code, name, fee and amount. The list is unchanged. Choose them.',
  'failure.receipt-not-found': 'This receipt is not known. Nothing was printed. Search by number.',
  'failure.job-not-found': 'This print order waits for no answer. Money and number are safe.',
  'failure.last-administrator':
    'One active administrator must remain. Not saved. Make somebody else administrator first.',
  'failure.pin-needed': 'A new person needs a PIN. Not saved. Set 4–8 digits.',
  'failure.amount-range': 'The amount is out of range. Nothing recorded. Type it again.',
  'failure.too-many': 'Too many lines at once. Nothing recorded. Collect in several steps.',
  'failure.malformed': 'A field is not well formed. Nothing recorded. Check what you filled in.',
  'failure.unknown-method':
    'Window and program are of different versions. Nothing recorded. Close Quầy Thu and open it again.',
  'failure.internal':
    'The program met an error. It is not known whether this was recorded, do not collect again. Press the same button, nothing is recorded twice.',
  'failure.internal.no':
    'The program met an error. No money was recorded. Try again, then tell an administrator.',
  'failure.timeout':
    'No answer in time. It is not known whether this was recorded, do not collect again. Press the same button, nothing is recorded twice.',
  'failure.connection-lost':
    'The line was lost. It is not known whether this was recorded, do not collect again. Wait for the line, press the same button.',
  'failure.not-connected': 'There is no line yet. No money was recorded. Wait and press again.',
  'failure.too-many-calls': 'The program is busy. No money was recorded. Wait a few seconds and press again.',
  'failure.too-large': 'What was sent is too big. Nothing recorded. Split it.',
  'failure.bad-answer':
    'The answer was not well formed. Do not collect again. Close Quầy Thu and open it to see what was recorded.',
  'failure.wrong-window': 'This window may not do that. Nothing recorded. Use the cashier window.',
  'failure.signed-out': 'Nobody is signed in. No money was recorded. Choose a name and type the PIN.',
  'failure.quarantined':
    'The book is set aside. No more money is recorded. Call an administrator, use the spare paper book.',
  'failure.disk-full': 'The disk is full. Nothing recorded, the book is safe. Have it cleared and try again.',
  'failure.already-set-up': 'This counter is set up already. Nothing changed. Sign in to use it.',
  'failure.timeout.no': 'No answer in time. No money was recorded. Press again.',
  'failure.connection-lost.no':
    'The line was lost. No money was recorded. Wait for the line and press again.',
  'failure.bad-answer.no':
    'The answer was not well formed. No money was recorded. Close Quầy Thu and open it again.',
  'failure.another-collection-open':
    'Another collection is under way. Nothing more was collected. Finish or park it first.',
  'failure.nothing-due':
    'Nothing is due any more. No more money was recorded. Esc, then open the payer again.',
  'failure.bill-twice': 'A line is there twice. Nothing collected. Esc, then open the payer again.',
  'failure.collection-parked':
    'This collection is parked. No more money was recorded. Open it from Unfinished.',
  'failure.series-year-over':
    'The year has changed and its receipt numbers are not open. Nothing collected. Alt+M, Open the numbers of the new year.',
  'failure.series-not-open':
    'No receipt numbers are open for this kind of fee. Nothing collected. Tell an administrator.',
  'failure.series-exists': 'The numbers of this year are open already. Nothing changed. Go on.',
  'failure.year-differs-from-clock':
    'This year differs from the clock. Nothing was opened. Check date and time.',
  'failure.float-above-counted':
    'More would stay than was counted. The shift is open. Correct the float, then close.',
  'failure.z-differs-from-journal':
    'Two ways of computing the Z differ, so it was not closed. The money is safe, the shift is open. Call an administrator.',
};
