/** What was paid on bill lines, read with a connection of its own: for jobs that look at a whole list. */
import { printedNumber } from '../../shared/text/index.ts';
import { openDatabase } from '../store/database.ts';
import type { Migration } from '../store/migrate.ts';
import { type Placeholders, statement } from '../store/statement.ts';
import { lineReceipts } from './line-receipts.ts';
import type { LedgerTables } from './schema.ts';

/** Receipts of one bill line. */
export interface BillReceipts {
  /** In đồng, over every counter whose journal is here. */
  readonly paid: number;
  /** Days, `YYYY-MM-DD`, the first one first, each once. */
  readonly dates: readonly string[];
  /** Series and number, as printed. */
  readonly receipts: readonly string[];
}

export interface PaidBills {
  /** On receipts and under way, in đồng. */
  moneyOn(bill: string): number;
  /** Those of these bills on which something was paid. Reads every receipt: seconds on a large ledger. */
  receiptsOf(bills: ReadonlySet<string>): ReadonlyMap<string, BillReceipts>;
  close(): void;
}

/** Opens `money.db` for reading only. @throws {OpenRefused} */
export function openPaidBills(path: string, migrations: readonly Migration[]): PaidBills {
  const database = openDatabase<LedgerTables>({ path, migrations, readonly: true, kind: 'money' });
  const sums = statement(database, (query, p: Placeholders<{ bill: string }>) =>
    query
      .selectFrom('bill')
      .select((eb) => [
        eb.fn.coalesce(eb.fn.sum<number>('paid'), eb.lit(0)).as('paid'),
        eb.fn.coalesce(eb.fn.sum<number>('held'), eb.lit(0)).as('held'),
      ])
      .where('id', '=', p.bill),
  );
  const standing = statement(database, (query) =>
    lineReceipts(query)
      .select(['l.bill', 'r.issueDate', 'r.number', 'r.width', 'r.series'])
      .where('a.state', '=', 'standing'),
  );
  return {
    moneyOn(bill) {
      const row = sums.get({ bill });
      return row === undefined ? 0 : row.paid + row.held;
    },
    receiptsOf(bills) {
      const found = new Map<string, { dates: Set<string>; receipts: Set<string> }>();
      for (const { bill, issueDate, number, width, series } of standing.iterate()) {
        if (!bills.has(bill)) continue;
        const known = found.get(bill) ?? { dates: new Set<string>(), receipts: new Set<string>() };
        known.dates.add(issueDate);
        known.receipts.add(`${series} ${printedNumber({ number, width })}`);
        found.set(bill, known);
      }
      return new Map(
        Array.from(found, ([bill, { dates, receipts }]) => [
          bill,
          { paid: sums.get({ bill })?.paid ?? 0, dates: [...dates].sort(), receipts: [...receipts] },
        ]),
      );
    },
    close: () => database.close(),
  };
}
