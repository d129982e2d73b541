/** Sums that one page of entries adds, written together (tables of `schema.ts`). */
import type { Database as Connection } from 'better-sqlite3';

export interface Cell {
  readonly day: string;
  readonly shift: string;
  readonly cashier: string;
  readonly method: string;
  readonly grp: string;
  readonly unit: string;
  readonly onBehalf: 0 | 1;
}

export interface CellAdd {
  readonly issued?: number;
  readonly issuedCount?: number;
  readonly voided?: number;
  readonly voidedCount?: number;
  readonly refunded?: number;
}

export interface Pay {
  readonly day: string;
  readonly method: string;
  readonly kind: string;
  readonly cut: string;
}

/** Adds numbers by key; a row that comes to nothing is written all the same, sums are added to what is there. */
class Adder {
  readonly #rows = new Map<string, { keys: (string | number)[]; sums: number[] }>();
  readonly #sql: string;

  constructor(table: string, keys: readonly string[], sums: readonly string[]) {
    const columns = [...keys, ...sums];
    const primary = keys.map((name) => `"${name}"`).join(', ');
    this.#sql = `INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join(', ')})
      VALUES (${columns.map(() => '?').join(', ')}) ON CONFLICT (${primary})
      DO UPDATE SET ${sums.map((name) => `"${name}" = "${name}" + excluded."${name}"`).join(', ')}`;
  }

  add(keys: (string | number)[], sums: readonly number[]): void {
    const id = keys.join('\u0000');
    const row = this.#rows.get(id);
    if (row === undefined) {
      this.#rows.set(id, { keys, sums: [...sums] });
      return;
    }
    for (const [index, value] of sums.entries()) row.sums[index] = (row.sums[index] ?? 0) + value;
  }

  write(connection: Connection): void {
    const put = connection.prepare(this.#sql);
    for (const { keys, sums } of this.#rows.values()) {
      if (sums.some((value) => value !== 0)) put.run(...keys, ...sums);
    }
    this.#rows.clear();
  }
}

export interface CashStanding {
  unlisted: number;
  freed: number;
}

/** Sums of one counter, kept until {@link PageSums.write}. */
export class PageSums {
  readonly #counter: string;
  readonly #connection: Connection;
  readonly #cash = new Map<string, CashStanding>();
  readonly #cells = new Adder(
    'report_cell',
    ['counter', 'day', 'shift', 'cashier', 'method', 'grp', 'unit', 'onBehalf'],
    ['issued', 'issuedCount', 'voided', 'voidedCount', 'refunded'],
  );
  readonly #accounts = new Adder('report_account', ['counter', 'day', 'account', 'key'], ['amount', 'count']);
  readonly #pays = new Adder(
    'report_pay',
    ['counter', 'day', 'method', 'kind', 'cut'],
    ['count', 'amount', 'laterCount', 'laterAmount'],
  );
  readonly #shifts = new Adder('report_shift_cash', ['counter', 'shift'], ['unlisted', 'refunds']);
  readonly #listed: (readonly [shift: string, document: string, kind: string, amount: number])[] = [];

  constructor(connection: Connection, counter: string) {
    this.#connection = connection;
    this.#counter = counter;
  }

  cell(cell: Cell, add: CellAdd): void {
    const { day, shift, cashier, method, grp, unit, onBehalf } = cell;
    this.#cells.add(
      [this.#counter, day, shift, cashier, method, grp, unit, onBehalf],
      [add.issued ?? 0, add.issuedCount ?? 0, add.voided ?? 0, add.voidedCount ?? 0, add.refunded ?? 0],
    );
  }

  account(day: string, account: string, key: string, amount: number, count: number): void {
    this.#accounts.add([this.#counter, day, account, key], [amount, count]);
  }

  pay({ day, method, kind, cut }: Pay, count: number, amount: number): void {
    this.#pays.add([this.#counter, day, method, kind, cut], [count, amount, 0, 0]);
  }

  /** Given back on another day than it was paid: stands apart. */
  later({ day, method, kind, cut }: Pay, amount: number): void {
    this.#pays.add([this.#counter, day, method, kind, cut], [0, 0, 1, amount]);
  }

  shiftCash(shift: string, unlisted: number, refunds: number): void {
    this.#shifts.add([this.#counter, shift], [unlisted, refunds]);
  }

  listed(shift: string, document: string, kind: 'receipt' | 'deposit', amount: number): void {
    this.#listed.push([shift, document, kind, amount]);
  }

  /** What of a cash tender stands on no paper, or stood on a void one. May be changed in place. */
  cashOf(tender: string): CashStanding {
    const known = this.#cash.get(tender);
    if (known !== undefined) return known;
    const row = this.#connection
      .prepare<[string, string], CashStanding>(
        'SELECT unlisted, freed FROM report_cash WHERE tender = ? AND counter = ?',
      )
      .get(tender, this.#counter) ?? { unlisted: 0, freed: 0 };
    this.#cash.set(tender, row);
    return row;
  }

  /** Inside the caller's transaction. */
  write(): void {
    const connection = this.#connection;
    for (const adder of [this.#cells, this.#accounts, this.#pays, this.#shifts]) adder.write(connection);
    const list = connection.prepare(
      'INSERT INTO report_listed (counter, shift, document, kind, amount) VALUES (?, ?, ?, ?, ?)',
    );
    for (const row of this.#listed) list.run(this.#counter, ...row);
    const keep = connection.prepare(
      `INSERT INTO report_cash (counter, tender, unlisted, freed) VALUES (?, ?, ?, ?)
       ON CONFLICT (tender, counter) DO UPDATE SET unlisted = excluded.unlisted, freed = excluded.freed`,
    );
    const drop = connection.prepare('DELETE FROM report_cash WHERE tender = ? AND counter = ?');
    for (const [tender, { unlisted, freed }] of this.#cash) {
      if (unlisted === 0 && freed === 0) drop.run(tender, this.#counter);
      else keep.run(this.#counter, tender, unlisted, freed);
    }
    this.#cash.clear();
    this.#listed.length = 0;
  }
}
