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
  /** `''` where it was brought by its slip and nobody knew whose it is. */
  readonly home: string | null;
  readonly payer: string;
  readonly amount: number;
  readonly used: number;
  readonly refunding: number;
  readonly refunded: number;
  /** Of a deposit. */
  readonly series: string | null;
  readonly number: number | null;
}

/**
 * What says which fund it is: the counter that took the money and the id it has there. Two counters may have the same
 * series, so the number on a slip names a fund only as long as nobody knows its home.
 */
export type FundName =
  | { readonly source: FundSource; readonly home: string; readonly id: string }
  | {
      readonly source: 'deposit';
      readonly home: null;
      readonly payer: string;
      readonly series: string;
      readonly number: number;
    };

type Stored<R> = R & { readonly counter: string };

/** A deposit of another counter, as its journal has it. */
export type SisterDeposit = Stored<Row<'deposit'>>;
/** A balance of another counter, as its journal has it. */
export type SisterBalance = Stored<Row<'balance'>>;

const columns = 'id, counter, home, payer, amount, used, refunding, refunded';

/** The statements in use, for whoever asks how they are carried out. */
export const fundQueries = {
  depositById: `SELECT ${columns}, series, number FROM deposit WHERE id = ? ORDER BY counter`,
  depositBySlip: `SELECT ${columns}, series, number FROM deposit WHERE series = ? AND number = ? ORDER BY counter, id`,
  balanceById: `SELECT ${columns}, NULL AS series, NULL AS number FROM balance WHERE id = ? ORDER BY counter`,
  sisterDeposits: 'SELECT * FROM deposit WHERE payer = ? AND counter <> ? AND home IS NULL ORDER BY id',
  sisterBalances: 'SELECT * FROM balance WHERE payer = ? AND counter <> ? AND home IS NULL ORDER BY id',
} as const;

/** The counter a fund is at home, or null where only a slip was known. */
function homeOf({ home, counter }: FundPart): string | null {
  return home === '' ? null : (home ?? counter);
}

/** Named reads; nothing here writes. */
export function fundReads(database: Database<LedgerTables>, { counter }: Pick<Ledger, 'counter'>) {
  const { connection } = database;
  const depositById = connection.prepare<[string], FundPart>(fundQueries.depositById);
  const depositBySlip = connection.prepare<[string, number], FundPart>(fundQueries.depositBySlip);
  const balanceById = connection.prepare<[string], FundPart>(fundQueries.balanceById);
  const sisterDeposits = connection.prepare<[string, string], SisterDeposit>(fundQueries.sisterDeposits);
  const sisterBalances = connection.prepare<[string, string], SisterBalance>(fundQueries.sisterBalances);
  const slipKept = connection.prepare<[string, string], { id: string }>(
    `SELECT id FROM approval WHERE counter = ? AND subject = ? AND act = 'fund-elsewhere' LIMIT 1`,
  );
  const seriesOfDeposits = connection
    .prepare<[], string>(`SELECT DISTINCT id FROM series WHERE purpose = 'deposit' ORDER BY id`)
    .pluck();

  /** Deposits at home elsewhere that a row brought by its slip alone may be: same slip, same payer. */
  const homesOf = (row: FundPart): readonly FundName[] => {
    const homes = new Map<string, FundName>();
    for (const one of depositBySlip.all(row.series ?? '', row.number ?? 0)) {
      const home = homeOf(one);
      if (home === null || home === row.counter || one.payer !== row.payer) continue;
      homes.set(`${home}|${one.id}`, { source: 'deposit', home, id: one.id });
    }
    return [...homes.values()];
  };
  const nameOf = (source: FundSource, row: FundPart): FundName => {
    const home = homeOf(row);
    if (home !== null) return { source, home, id: row.id };
    const [only, ...more] = homesOf(row);
    if (only !== undefined && more.length === 0) return only;
    const { payer, series, number } = row;
    return { source: 'deposit', home: null, payer, series: series ?? '', number: number ?? 0 };
  };
  const bySlip = (series: string, number: number, name: FundName): readonly FundPart[] =>
    depositBySlip
      .all(series, number)
      .filter((one) => homeOf(one) === null && fundKey(nameOf('deposit', one)) === fundKey(name));
  const fundEverywhere = (name: FundName): readonly FundPart[] => {
    if (name.home === null) return bySlip(name.series, name.number, name);
    const known = (name.source === 'deposit' ? depositById : balanceById)
      .all(name.id)
      .filter((one) => homeOf(one) === name.home);
    const [first] = known;
    if (first === undefined || first.series === null || first.number === null) return known;
    return [...known, ...bySlip(first.series, first.number, name)];
  };
  const rowAt = (source: FundSource, at: string, id: string): FundPart | undefined =>
    (source === 'deposit' ? depositById : balanceById).all(id).find((one) => one.counter === at);
  return {
    /** Which fund a row of a counter is, or null when it has none with this id. */
    fundName: (source: FundSource, at: string, id: string): FundName | null => {
      const row = rowAt(source, at, id);
      return row === undefined ? null : nameOf(source, row);
    },
    /** Whether a deposit brought by its slip alone may be one of two counters' that have the same series. */
    isSlipOfSeveral: (at: string, id: string): boolean => {
      const row = rowAt('deposit', at, id);
      return row !== undefined && homeOf(row) === null && homesOf(row).length > 1;
    },
    /** The fund at every counter whose journal is here, the own one among them. */
    fundEverywhere,
    /** Deposits with this slip at any counter whose journal is here, whoever paid. */
    slipAnywhere: (series: string, number: number): readonly FundPart[] => depositBySlip.all(series, number),
    /** Series of deposit slips that any journal here has. */
    seriesOfDeposits: (): readonly string[] => seriesOfDeposits.all(),
    /** Whether somebody approved at this counter that the original slip of this deposit was surrendered here. */
    isSlipKept: (id: string): boolean => slipKept.get(counter, id) !== undefined,
    depositsElsewhere: (payer: string): readonly SisterDeposit[] => sisterDeposits.all(payer, counter),
    balancesElsewhere: (payer: string): readonly SisterBalance[] => sisterBalances.all(payer, counter),
  };
}

/** One text for one fund. */
export function fundKey(name: FundName): string {
  return name.home === null
    ? `slip|${name.payer}|${name.series}|${name.number}`
    : `${name.source}|${name.home}|${name.id}`;
}
