import type { viGuidance } from '../vi/guidance.ts';

/** Guidance slips and arrears. */
export const enGuidance: Readonly<Record<keyof typeof viGuidance, string>> = {
  'more.guidance': 'Guidance',
  'more.guidance.note': 'Prints the slip that says how to pay, and counts one person',
  'guidance.done': 'The slip is printed, one person is counted.',
  'failure.guidance-not-printed':
    'The slip did not come out. The person is counted. Look at the printer and print again.',
  'more.arrears': 'Arrears by class or ward',
  'more.arrears.note': 'What each class owes; the list of one class for its teacher',
  'arrears.title': 'Arrears',
  'arrears.column.unit': 'Class',
  'arrears.column.name': 'Name',
  'arrears.column.code': 'Code',
  'arrears.column.payers': 'People',
  'arrears.column.owing': 'Owing',
  'arrears.column.owed': 'Amount',
  'arrears.sum': '{n} people owe {amount}',
  'arrears.none': 'Nobody owes anything.',
  'arrears.none.hint': 'Everything in the lists is paid or exempt.',
  'arrears.open': 'See each person',
  'arrears.back': 'Back to the classes',
  'arrears.class': 'Arrears, {unit}',
  'arrears.paid': 'paid',
  'arrears.receipts': 'Receipts of this person',
  'arrears.note':
    'The table of classes <b>has no names</b> and may hang on a wall. The list of a class is in its own order and for its teacher only.',
};
