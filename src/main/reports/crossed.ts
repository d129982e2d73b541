/** Báo cáo thu with a column for each way of paying (design §4 (d)): every cut adds up to the same total. */
import type { Database as Connection } from 'better-sqlite3';
import { reportWays } from '../../shared/rpc/reports.ts';
import type { LedgerReads } from '../ledger/read.ts';
import type { Period } from './periods.ts';

/** Ends the key of a fee type of thu hộ: money of somebody else's, never one row with a fee of the facility's. */
export const onBehalfMark = '\u001f';

/** Columns of the table in the database that a report is cut by; `source`: the facility's own money, or thu hộ. */
const cutColumns = {
  cashier: 'cashier',
  shift: 'shift',
  group: `grp || iif("onBehalf" = 1, char(31), '')`,
  unit: 'unit',
  day: 'day',
  source: `iif("onBehalf" = 1, 'on-behalf', 'facility')`,
} as const;
export type CrossCut = keyof typeof cutColumns;

/** Receipts that stand, and their money by way of paying: issued less voided less refunded. */
export interface CrossedRow {
  readonly key: string;
  readonly count: number;
  /** In the order of `methods`. */
  readonly amounts: readonly number[];
  readonly total: number;
}

export interface CrossedReport {
  readonly methods: readonly string[];
  readonly cuts: readonly { readonly cut: CrossCut; readonly rows: readonly CrossedRow[] }[];
  readonly total: CrossedRow;
}

interface Cell {
  readonly key: string;
  readonly method: string;
  readonly amount: number;
  readonly count: number;
}

/** Where a way of paying stands in the report; what older money pays with comes last. */
function orderOf(method: string): number {
  const at = (reportWays as readonly string[]).indexOf(method);
  return at === -1 ? reportWays.length : at;
}

function rowsOf(cells: readonly Cell[], methods: readonly string[]): CrossedRow[] {
  const rows = new Map<string, { count: number; amounts: number[] }>();
  for (const { key, method, amount, count } of cells) {
    const row = rows.get(key) ?? { count: 0, amounts: methods.map(() => 0) };
    const at = methods.indexOf(method);
    row.count += count;
    row.amounts[at] = (row.amounts[at] ?? 0) + amount;
    rows.set(key, row);
  }
  return [...rows]
    .map(([key, { count, amounts }]) => ({
      ...{ key, count, amounts },
      total: amounts.reduce((all, one) => all + one, 0),
    }))
    .filter((row) => row.count !== 0 || row.amounts.some((one) => one !== 0))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/**
 * Money on receipts of a period by issue date, crossed with the way it came. With a shift, only that shift's acts.
 * From the sums that were taken in; none of it is computed twice.
 */
export function crossedReport(
  connection: Connection,
  { counterId }: Pick<LedgerReads, 'counterId'>,
  { from, to }: Period,
  shift: string | null,
  counters: readonly string[] = [counterId],
): CrossedReport {
  const cellsBy = (column: string): Cell[] =>
    connection
      .prepare<unknown[], Cell>(
        `SELECT ${column} AS key, method, sum(issued - voided - refunded) AS amount,
           sum("issuedCount" - "voidedCount") AS count
         FROM report_cell WHERE day >= ? AND day <= ? AND counter IN (SELECT value FROM json_each(?)) AND (? IS NULL OR shift = ?)
         GROUP BY 1, 2`,
      )
      .all(from, to, JSON.stringify(counters), shift, shift);
  const cuts = Object.entries(cutColumns).map(([cut, column]) => ({
    cut: cut as CrossCut,
    cells: cellsBy(column).filter(({ amount, count }) => amount !== 0 || count !== 0),
  }));
  const ways = new Set(cuts.flatMap(({ cells }) => cells.map(({ method }) => method)));
  const methods = [...ways].sort((a, b) => orderOf(a) - orderOf(b) || (a < b ? -1 : 1));
  const all = cellsBy(`''`).filter(({ method }) => ways.has(method));
  return {
    methods,
    cuts: cuts.map(({ cut, cells }) => ({ cut, rows: rowsOf(cells, methods) })),
    total: rowsOf(all, methods)[0] ?? { key: '', count: 0, amounts: methods.map(() => 0), total: 0 },
  };
}
