import type { Database } from '../store/database.ts';
import type { LedgerTables } from './schema.ts';

/** Bill lines (`l`) with what of money stands on them (`a`) and on which receipt (`r`), each in one counter's rows. */
export function lineReceipts(query: Database<LedgerTables>['query']) {
  return query
    .selectFrom('allocation as a')
    .innerJoin('line as l', (join) => join.onRef('l.id', '=', 'a.line').onRef('l.counter', '=', 'a.counter'))
    .innerJoin('receipt as r', (join) =>
      join.onRef('r.id', '=', 'a.receipt').onRef('r.counter', '=', 'a.counter'),
    );
}
