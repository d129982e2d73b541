import type { viFailureCollect } from '../vi/failure-collect.ts';

export const enFailureCollect: Readonly<Record<keyof typeof viFailureCollect, string>> = {
  'failure.method-off': 'The facility does not use this method. Nothing was collected. Choose another.',
  'failure.wallet-not-merchant':
    'The account of this fee takes no wallet codes. Nothing was collected. Choose an operator or another method.',
  'failure.beneficiary-needed':
    'The pupil’s name is missing on this line. Nothing was collected. Correct the list and open it again.',
  'failure.payer-address-needed':
    'The facility asks for the payer’s address and there is none. Nothing was collected. Press Alt+P, write it, then collect.',
  'failure.price-not-found':
    'This fee is not in today’s price list. Nothing was collected. Drop it and choose again.',
  'failure.price-differs':
    'The price of an added fee has changed. Nothing was collected. Drop it and add it again.',
  'failure.operator-not-found': 'This operator is not set up. Nothing was collected. Choose again.',
  'failure.slip-twice':
    'This slip was typed for another payment. Nothing was recorded. Check approval code and batch on the slip.',
  'failure.not-claimed': 'The payer has not said it is sent. Nothing changed. Press Alt+N first.',
  'failure.no-code': 'There is no code to print. Nothing changed.',
  'failure.no-surplus': 'There is no surplus left. Nothing changed. Look at the unfinished list.',
  'failure.surplus-without-payer':
    'Whose money this is, is not known. It is kept. Find the payer in Reconcile first.',
  'failure.surplus-too-small':
    'The surplus is only {free}. Nothing was collected. Take fewer lines or a part.',
};
