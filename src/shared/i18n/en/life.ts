import type { viLife } from '../vi/life.ts';

/** What a closing shift carries over. */
export const enLife: Readonly<Record<keyof typeof viLife, string>> = {
  'unfinished.open': 'Being collected',
  'unfinished.surplus': 'Money too much, on no paper',
  'unfinished.accepted': 'Accepted, money still to come',
  'unfinished.claim': 'Accepted money did not come',
  'unfinished.card-keyed': 'Card keyed by hand, not matched',
  'unfinished.refund-owed': 'Refund still owed',
};
