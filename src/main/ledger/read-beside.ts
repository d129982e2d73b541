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

/** What of a credit pays a settlement, and at which counter a person said so. */
interface CreditOfBatch extends Pick<Row<'batchCredit'>, 'credit' | 'amount' | 'by' | 'at'> {
  readonly counter: string;
  readonly whole: number;
  readonly paidAt: number;
  readonly bankReference: string;
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
  // The newest word on each batch, with what the bank paid of it (all words together) and what was taken as it is: said
  // here or at a sister counter, for an accountant's desk says it of settlements that are in nobody else's journal.
  const paidSql = `SELECT b.*, (SELECT rest FROM "batchRest" r WHERE r.id = b.id ORDER BY r.at DESC LIMIT 1) AS accepted,
       (SELECT coalesce(sum(c.amount), 0) FROM "terminalBatch" s CROSS JOIN "batchCredit" c
        ON c.settlement = s.id WHERE s.counter = b.counter AND s.terminal = b.terminal
          AND (s.id = b.id OR (s.terminal LIKE 'manual/%' AND s.batch = b.batch))) AS credited
     FROM "terminalBatch" b WHERE counter = ? AND at >= ? AND state IN ('settled', 'unknown')
       AND NOT EXISTS (SELECT 1 FROM "terminalBatch" l WHERE b.terminal LIKE 'manual/%' AND l.counter = b.counter
         AND l.terminal = b.terminal AND l.batch = b.batch AND l.state = 'settled'
         AND (l.at > b.at OR (l.at = b.at AND l.id > b.id)))`;
  const batchesPaid = rowsBy<PaidBatch>(`${paidSql} ORDER BY at, id`);
  // Without those whose rest is accepted, that bring nothing, or that are paid whichever of the fees in force is meant.
  const batchesLacking = connection.prepare<
    [string, number, number, number],
    PaidBatch & { counter: string }
  >(
    `SELECT * FROM (SELECT p.*, coalesce(p.total, p."ourTotal") AS gross FROM (${paidSql}) p) WHERE
       (CASE state WHEN 'settled' THEN gross <> 0 ELSE credited > 0 END)
       AND (accepted IS NULL OR accepted <> gross - credited)
       AND NOT (credited > 0 AND gross > 0
         AND (gross - credited) * 10000 BETWEEN gross * ? AND gross * ?) ORDER BY at, id`,
  );
  const restOf = connection.prepare<[string], Pick<Row<'batchRest'>, 'rest' | 'text'>>(
    'SELECT rest, text FROM "batchRest" WHERE id = ? ORDER BY at DESC LIMIT 1',
  );
  const creditsFor = connection.prepare<[string], CreditOfBatch>(
    `SELECT b.counter, b.credit, b.amount, b.by, b.at, c.amount AS whole, c."paidAt", c."bankReference"
     FROM "batchCredit" b JOIN credit c ON c.counter = b.counter AND c.id = b.credit
     WHERE b.settlement = ? ORDER BY b.at, b.id`,
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
    /**
     * The oldest `most` of those since then that may differ from what the bank paid and that are `wanted`. What the bank
     * kept from `low` to `high` basis points of is paid and not looked at. `wanted` must read nothing from the database.
     */
    batchesLacking(
      sinceMs: number,
      { low, high, most }: { readonly low: number; readonly high: number; readonly most: number },
      wanted: (row: PaidBatch) => boolean,
    ): PaidBatch[] {
      const found: PaidBatch[] = [];
      for (const { counter: _, ...row } of batchesLacking.iterate(counter, sinceMs, low, high)) {
        if (found.length === most) break;
        if (wanted(row)) found.push(row);
      }
      return found;
    },
    terminalBatch: (id: string) => rows.get('terminalBatch', id),
    /** The newest word of any counter on the rest of a settlement. */
    batchRest: (settlement: string) => restOf.get(settlement),
    /** Settlements of which this counter said that the credit is their money. */
    batchCreditsOf: (credit: string) => rows.list('batchCredit', 'credit', credit),
    /** What any counter said the bank paid of a settlement, with the credit as that counter has it. */
    batchCreditsFor: (settlement: string) => creditsFor.all(settlement),
  };
}
