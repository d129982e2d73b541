/** Reads over the journals of every counter of the facility that is here (design §6 "Sister journals"). */
import type { Database } from '../store/database.ts';
import { type Placeholders, statement } from '../store/statement.ts';
import { lineReceipts } from './line-receipts.ts';
import { type LedgerReads, ledgerReads } from './read.ts';
import { type FundName, type FundPart, type FundSource, fundReads } from './read-funds.ts';
import { rowStore } from './rows.ts';
import type { LedgerTables } from './schema.ts';
import { storedEntries } from './stored.ts';

/** A receipt that stands on a bill line, at whichever counter. */
export interface BillReceipt {
  readonly counter: string;
  readonly receipt: string;
  readonly series: string;
  readonly number: number;
  readonly width: number;
  readonly issueDate: string;
  /** What of it is for this bill line. */
  readonly amount: number;
}

export interface FacilityReads {
  /** Named reads of one counter's rows, as they are now; nothing of them is kept from before. */
  of(counter: string): LedgerReads;
  /** Counters whose journals are here, the own one among them. */
  counters(): readonly string[];
  /** When the newest entry of a counter that is here was made; null without one. */
  untilMs(counter: string): number | null;
  /** Counters that have money on receipts of this bill line, and how much. */
  paidBy(bill: string): readonly { readonly counter: string; readonly paid: number }[];
  /** Counters where this credit (`account|bank reference`) is a payment's or card batches'; more than one is one too many. */
  matchedBy(key: string): readonly { readonly counter: string; readonly amount: number }[];
  /** Receipts that stand on the bill line of this payer, over all counters. */
  receiptsOn(bill: string, beneficiary: string): readonly BillReceipt[];
  /** A deposit or balance at every counter whose journal is here. */
  fundEverywhere(name: FundName): readonly FundPart[];
  /** Which fund a row of a counter is, or null when it has none with this id. */
  fundName(source: FundSource, counter: string, id: string): FundName | null;
  /** Receipts of a counter that stand on money of this deposit or balance. */
  receiptsFrom(counter: string, source: FundSource, id: string): readonly BillReceipt[];
}

/** The statement of {@link FacilityReads.receiptsFrom}, for whoever asks how it is carried out. */
export const receiptsFromFund = `SELECT r.counter, r.id AS receipt, r.series, r.number, r.width, r."issueDate",
    sum(a.amount) AS amount
  FROM allocation a JOIN receipt r ON r.id = a.receipt AND r.counter = a.counter
  WHERE a."sourceId" = ? AND a.counter = ? AND a.source = ? AND a.source IN ('deposit', 'balance')
    AND r.state = 'issued' GROUP BY r.id ORDER BY r.id`;

/** Makes the reads; statements are compiled once. */
export function facilityReads(database: Database<LedgerTables>): FacilityReads {
  const stored = storedEntries(database);
  const known = new Map<string, { readonly reads: LedgerReads; readonly forget: () => void }>();
  const paid = statement(database, (query, p: Placeholders<{ bill: string }>) =>
    query
      .selectFrom('bill')
      .select(['counter', 'paid'])
      .where('id', '=', p.bill)
      .where('paid', '>', 0)
      .orderBy('counter'),
  );
  const matched = statement(database, (query, p: Placeholders<{ key: string }>) =>
    query
      .selectFrom('creditKey as k')
      .innerJoin('credit as c', (join) =>
        join.onRef('c.id', '=', 'k.credit').onRef('c.counter', '=', 'k.counter'),
      )
      .select(['c.counter', 'c.amount'])
      .where('k.id', '=', p.key)
      .where('c.state', '=', 'matched')
      .orderBy('c.counter'),
  );
  const receipts = statement(
    database,
    (query, p: Placeholders<{ counter: string; bill: string; beneficiary: string }>) =>
      lineReceipts(query)
        .select((eb) => [
          'r.counter',
          'r.id as receipt',
          'r.series',
          'r.number',
          'r.width',
          'r.issueDate',
          eb.fn.sum<number>('a.amount').as('amount'),
        ])
        .where('l.counter', '=', p.counter)
        .where('l.beneficiary', '=', p.beneficiary)
        .where('l.bill', '=', p.bill)
        .where('r.state', '=', 'issued')
        .groupBy('r.id')
        .orderBy('r.id'),
  );
  const fromFund = database.connection.prepare<[string, string, string], BillReceipt>(receiptsFromFund);
  const funds = fundReads(database, { counter: '' });
  return {
    of(counter) {
      let one = known.get(counter);
      if (one === undefined) {
        const rows = rowStore(database, counter);
        one = { reads: ledgerReads(database, { counter, rows }), forget: () => rows.forget() };
        known.set(counter, one);
      }
      // Whoever takes the journal in writes past this store.
      one.forget();
      return one.reads;
    },
    counters: () => stored.counters(),
    untilMs: (counter) => stored.tail(counter, 1)[0]?.at ?? null,
    paidBy: (bill) => paid.all({ bill }),
    matchedBy: (key) => matched.all({ key }),
    receiptsOn: (bill, beneficiary) =>
      paid.all({ bill }).flatMap(({ counter }) => receipts.all({ counter, bill, beneficiary })),
    fundEverywhere: funds.fundEverywhere,
    fundName: funds.fundName,
    receiptsFrom: (counter, source, id) => fromFund.all(id, counter, source),
  };
}
