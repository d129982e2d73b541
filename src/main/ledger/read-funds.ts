/** Deposits and credit balances over the journals of all counters: what is left of one is computed over all (design §6). */
import type { Row } from '../../shared/payment/index.ts';
import type { Database } from '../store/database.ts';
import type { Ledger } from './ledger.ts';
import type { LedgerTables } from './schema.ts';

export type FundSource = 'deposit' | 'balance';

/** One fund as a counter has it: its own (`home` null), or brought there. */
export interface FundPart {
  readonly id: string;
  readonly counter: string;
  readonly home: string | null;
  readonly amount: number;
  readonly used: number;
  readonly refunding: number;
  readonly refunded: number;
}

/** What says which fund it is: of a deposit its slip, for whoever brings a slip may not know its id. */
export type FundName =
  | { readonly source: 'deposit'; readonly series: string; readonly number: number }
  | { readonly source: 'balance'; readonly id: string };

type Stored<R> = R & { readonly counter: string };

/** A deposit of another counter, as its journal has it. */
export type SisterDeposit = Stored<Row<'deposit'>>;
/** A balance of another counter, as its journal has it. */
export type SisterBalance = Stored<Row<'balance'>>;

/** Named reads; nothing here writes. */
export function fundReads(database: Database<LedgerTables>, { counter }: Pick<Ledger, 'counter'>) {
  const { connection } = database;
  const columns = 'id, counter, home, amount, used, refunding, refunded';
  const deposits = connection.prepare<[string, number], FundPart>(
    `SELECT ${columns} FROM deposit WHERE series = ? AND number = ? ORDER BY counter`,
  );
  const balances = connection.prepare<[string], FundPart>(
    `SELECT ${columns} FROM balance WHERE id = ? ORDER BY counter`,
  );
  const sisterDeposits = connection.prepare<[string, string], SisterDeposit>(
    'SELECT * FROM deposit WHERE payer = ? AND counter <> ? AND home IS NULL ORDER BY id',
  );
  const sisterBalances = connection.prepare<[string, string], SisterBalance>(
    'SELECT * FROM balance WHERE payer = ? AND counter <> ? AND home IS NULL ORDER BY id',
  );
  return {
    /** The fund at every counter whose journal is here, the own one among them. */
    fundEverywhere: (name: FundName): readonly FundPart[] =>
      name.source === 'deposit' ? deposits.all(name.series, name.number) : balances.all(name.id),
    depositsElsewhere: (payer: string): readonly SisterDeposit[] => sisterDeposits.all(payer, counter),
    balancesElsewhere: (payer: string): readonly SisterBalance[] => sisterBalances.all(payer, counter),
  };
}
