/** Báo cáo thu: what stands on receipts by method × cashier × shift × fee type × class or ward, by issue date. */
import type { Database as Connection } from 'better-sqlite3';
import { addUp, type Figures, figuresOf } from '../../shared/payment/index.ts';
import type { LedgerReads } from '../ledger/read.ts';
import type { Period } from './periods.ts';

export interface Collected {
  readonly issued: number;
  readonly issuedCount: number;
  readonly voided: number;
  readonly voidedCount: number;
  readonly refunded: number;
  /** issued − voided − refunded */
  readonly net: number;
}

export interface CollectedRow extends Collected {
  readonly key: string;
}

export interface CollectedFilter {
  readonly onBehalf?: boolean | undefined;
  readonly cashier?: string | undefined;
  readonly shift?: string | undefined;
  readonly unit?: string | undefined;
}

/** Every cut adds up to the total, to the đồng and to the receipt; a receipt is counted at its first line. */
export interface CollectedReport {
  readonly from: string;
  readonly to: string;
  readonly total: Collected;
  readonly byMethod: readonly CollectedRow[];
  readonly byCashier: readonly CollectedRow[];
  readonly byShift: readonly CollectedRow[];
  readonly byGroup: readonly CollectedRow[];
  readonly byUnit: readonly CollectedRow[];
  readonly byOnBehalf: readonly CollectedRow[];
  readonly byDay: readonly CollectedRow[];
  /** Method × fee type; the key is `method|group`. */
  readonly byMethodAndGroup: readonly CollectedRow[];
}

type CellRow = readonly [
  day: string,
  shift: string,
  cashier: string,
  method: string,
  grp: string,
  unit: string,
  onBehalf: number,
  issued: number,
  issuedCount: number,
  voided: number,
  voidedCount: number,
  refunded: number,
];

class Cut {
  readonly #rows = new Map<string, number[]>();

  add(key: string, row: CellRow): void {
    const sums = this.#rows.get(key);
    if (sums === undefined) this.#rows.set(key, [row[7], row[8], row[9], row[10], row[11]]);
    else for (let index = 0; index < 5; index += 1) sums[index] = (sums[index] ?? 0) + Number(row[index + 7]);
  }

  get rows(): CollectedRow[] {
    return [...this.#rows]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, [issued = 0, issuedCount = 0, voided = 0, voidedCount = 0, refunded = 0]]) => ({
        ...{ key, issued, issuedCount, voided, voidedCount, refunded },
        net: issued - voided - refunded,
      }));
  }
}

const columns = `day, shift, cashier, method, grp, unit, "onBehalf", issued, "issuedCount", voided, "voidedCount", refunded`;

/** Makes the report of a period from the sums that were taken in. */
export function collectedReport(
  connection: Connection,
  reads: LedgerReads,
  period: Period,
  filter: CollectedFilter = {},
  counters: readonly string[] = [reads.counterId],
): CollectedReport {
  const cells = connection
    .prepare<[string, string, string], CellRow>(
      `SELECT ${columns} FROM report_cell WHERE day >= ? AND day <= ? AND counter IN (SELECT value FROM json_each(?))`,
    )
    .raw()
    .iterate(period.from, period.to, JSON.stringify(counters)) as IterableIterator<CellRow>;
  const cut = () => new Cut();
  const cuts = {
    all: cut(),
    ...{
      method: cut(),
      cashier: cut(),
      shift: cut(),
      group: cut(),
      unit: cut(),
      onBehalf: cut(),
      day: cut(),
    },
    both: cut(),
  };
  for (const row of cells) {
    const [day, shift, cashier, method, grp, unit, onBehalf] = row;
    if (filter.onBehalf !== undefined && filter.onBehalf !== (onBehalf === 1)) continue;
    if (filter.cashier !== undefined && filter.cashier !== cashier) continue;
    if (filter.shift !== undefined && filter.shift !== shift) continue;
    if (filter.unit !== undefined && filter.unit !== unit) continue;
    cuts.all.add('', row);
    cuts.method.add(method, row);
    cuts.cashier.add(cashier, row);
    cuts.shift.add(shift, row);
    cuts.group.add(grp, row);
    cuts.unit.add(unit, row);
    cuts.onBehalf.add(onBehalf === 1 ? 'on-behalf' : 'own', row);
    cuts.day.add(day, row);
    cuts.both.add(`${method}|${grp}`, row);
  }
  const none = { issued: 0, issuedCount: 0, voided: 0, voidedCount: 0, refunded: 0, net: 0 };
  const [all] = cuts.all.rows;
  const { key: _, ...total } = all ?? { key: '', ...none };
  return {
    from: period.from,
    to: period.to,
    total,
    byMethod: cuts.method.rows,
    byCashier: cuts.cashier.rows,
    byShift: cuts.shift.rows,
    byGroup: cuts.group.rows,
    byUnit: cuts.unit.rows,
    byOnBehalf: cuts.onBehalf.rows,
    byDay: cuts.day.rows,
    byMethodAndGroup: cuts.both.rows,
  };
}

/** The terms of the equations of design §4 for a period, by business date (nhập bù by paper date). */
export function periodFigures(connection: Connection, reads: LedgerReads, period: Period): Figures {
  const rows = connection
    .prepare<[string, string, string], { account: string; key: string; amount: number; count: number }>(
      `SELECT account, key, sum(amount) AS amount, sum(count) AS count FROM report_account
       WHERE day >= ? AND day <= ? AND counter = ? GROUP BY account, key`,
    )
    .all(period.from, period.to, reads.counterId);
  return figuresOf(addUp(rows as never));
}
