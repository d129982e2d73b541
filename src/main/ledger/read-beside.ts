/** Named reads of settled batches, disputes and guidance: what stands beside the money (product.md E, F). */
import type { Row } from '../../shared/payment/index.ts';
import type { Database } from '../store/database.ts';
import type { Ledger } from './ledger.ts';
import type { LedgerTables } from './schema.ts';

/** A settlement, what of it the bank paid, and the rest that was taken as it is. */
export interface PaidBatch extends Row<'terminalBatch'> {
  readonly credited: number;
  readonly accepted: number | null;
}

/** Named reads; nothing here writes. */
export function besideReads(
  database: Database<LedgerTables>,
  { counter, rows }: Pick<Ledger, 'counter' | 'rows'>,
) {
  const { connection } = database;
  const rowsBy = <R>(sql: string) => {
    const prepared = connection.prepare<unknown[], R & { counter: string }>(sql);
    return (...values: (string | number)[]): R[] =>
      prepared.all(counter, ...values).map(({ counter: _, ...row }) => row as unknown as R);
  };
  const guided = connection.prepare<[string, number, number], { people: number }>(
    'SELECT count(*) AS people FROM guidance WHERE counter = ? AND at >= ? AND at < ?',
  );
  const disputesSince = rowsBy<Row<'dispute'>>(
    `SELECT * FROM dispute WHERE counter = ? AND (at >= ? OR state <> 'closed') ORDER BY at DESC, id LIMIT 1000`,
  );
  // Rarely asked, by a person who has the reference before the eyes.
  const creditsByReference = rowsBy<Row<'credit'>>(
    `SELECT * FROM credit WHERE counter = ? AND "bankReference" = ? ORDER BY id LIMIT 2`,
  );
  // The newest word on each batch, with what the bank paid of it (all words together) and what was taken as it is.
  const batchesPaid = rowsBy<PaidBatch>(
    `SELECT b.*, (SELECT rest FROM "batchRest" r WHERE r.counter = b.counter AND r.id = b.id) AS accepted,
       (SELECT coalesce(sum(c.amount), 0) FROM "terminalBatch" s CROSS JOIN "batchCredit" c
        ON c.settlement = s.id AND c.counter = s.counter WHERE s.counter = b.counter AND s.terminal = b.terminal
          AND (s.id = b.id OR (s.terminal LIKE 'manual/%' AND s.batch = b.batch))) AS credited
     FROM "terminalBatch" b WHERE counter = ? AND at >= ? AND state IN ('settled', 'unknown')
       AND NOT EXISTS (SELECT 1 FROM "terminalBatch" l WHERE b.terminal LIKE 'manual/%' AND l.counter = b.counter
         AND l.terminal = b.terminal AND l.batch = b.batch AND l.state = 'settled'
         AND (l.at > b.at OR (l.at = b.at AND l.id > b.id))) ORDER BY at, id`,
  );
  return {
    guidance: (id: string) => rows.get('guidance', id),
    /** People who were shown how to pay without cash. */
    guidedAt: (fromMs: number, toMs: number) => guided.get(counter, fromMs, toMs)?.people ?? 0,
    dispute: (id: string) => rows.get('dispute', id),
    disputeTie: (id: string) => rows.get('disputeTie', id),
    disputeSteps: (dispute: string) => rows.list('disputeStep', 'dispute', dispute),
    /** Disputes that are open, and all that were taken down since then. */
    disputesSince: (sinceMs: number) => disputesSince(sinceMs),
    /** Credits of this bank reference, on whichever account. */
    creditsByReference: (reference: string) => creditsByReference(reference),
    /** Settlements since then, the oldest first, with what the bank paid of them. */
    batchesPaid: (sinceMs: number) => batchesPaid(sinceMs),
    terminalBatch: (id: string) => rows.get('terminalBatch', id),
    batchRest: (settlement: string) => rows.get('batchRest', settlement),
    batchCreditsOf: (credit: string) => rows.list('batchCredit', 'credit', credit),
    batchCreditsFor: (settlement: string) => rows.list('batchCredit', 'settlement', settlement),
  };
}
