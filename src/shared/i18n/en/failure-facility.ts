import type { viFailureFacility } from '../vi/failure-facility.ts';

export const enFailureFacility: Readonly<Record<keyof typeof viFailureFacility, string>> = {
  'failure.sheet-empty': 'There is nothing to read. Nothing changed. Scan the code, or type the eight lines.',
  'failure.sheet-line':
    'Line {line} is not right. Nothing changed. Look at it again: digit 0 and letter O, digit 1 and letter I.',
  'failure.sheet-lines':
    'The sheet has eight lines, {found} were read. Nothing changed. Go on typing, or scan again.',
  'failure.desk-takes-no-money':
    'This is the accountant’s desk and takes no money. Nothing changed. Collect at a counter with a drawer.',
  'failure.case-not-open': 'The case has just been judged. Nothing changed.',
  'failure.case-is-proposal': 'This is a proposal of the province. Nothing changed. Agree or refuse.',
  'failure.proposal-not-understood':
    'This machine cannot read the proposal. Nothing changed. Update the program, or refuse it.',
};
