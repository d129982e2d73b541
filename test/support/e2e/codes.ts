/** Payments by code in the end-to-end tests: who owes, what was shown, and a bank that pays. */
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type { Orders } from './program.ts';

/** Somebody of the list in force who owes, and all of it revenue. */
export interface Owing {
  readonly name: string;
  readonly code: string;
  readonly owed: number;
  /** What is owed on each line, in the order of the list. */
  readonly lines: readonly number[];
}

function read<T>(folder: string, file: string, run: (database: BetterSqlite3.Database) => T): T {
  const database = new BetterSqlite3(join(folder, file), { readonly: true, fileMustExist: true });
  try {
    return run(database);
  } finally {
    database.close();
  }
}

/** The first `count` people of the list who owe at least `least` on at least two lines, none of them thu hộ. */
export function owing(folder: string, count: number, least = 50_000): readonly Owing[] {
  const [list] = read(folder, 'catalogue.db', (database) =>
    database.prepare<[], number>('SELECT generation FROM source').pluck().all(),
  );
  const rows = read(folder, `catalogue-lists/${list}-1.db`, (database) =>
    database
      .prepare<[number, number], { name: string; code: string; lines: string }>(
        `SELECT p.name, p.code, json_group_array(b.amount - b.listed_paid) AS lines
         FROM payer p JOIN bill b ON b.payer = p.id
         WHERE b.amount > b.listed_paid GROUP BY p.id
         HAVING sum(b.on_behalf) = 0 AND count(*) > 1 AND sum(b.amount - b.listed_paid) >= ?
         ORDER BY p.code LIMIT ?`,
      )
      .all(least, count),
  );
  return rows.map(({ name, code, lines }) => {
    const amounts = JSON.parse(lines) as number[];
    return { name, code, lines: amounts, owed: amounts.reduce((sum, amount) => sum + amount, 0) };
  });
}

/** Text of the newest code that waits; what a payer's camera would read. */
export function newestPayload(folder: string): string {
  return read(folder, 'money.db', (database) => {
    const row = database
      .prepare<[], { evidence: string }>(
        "SELECT evidence FROM tender WHERE machine = 'vietqr' AND state IN ('shown', 'claimed') ORDER BY id DESC LIMIT 1",
      )
      .get();
    if (row === undefined) throw new Error('no code waits');
    return (JSON.parse(row.evidence) as { payload: string }).payload;
  });
}

/** The receipts as they stand: what they say and by which ways they were paid. */
export function receiptsOf(folder: string): readonly {
  readonly total: number;
  readonly beneficiary: string;
  readonly payer: string;
  readonly methods: readonly string[];
}[] {
  return read(folder, 'money.db', (database) =>
    database
      .prepare<[], { total: number; beneficiary: string; payer: string; methods: string }>(
        `SELECT r.total, r.beneficiaryName AS beneficiary, r.payerName AS payer,
           (SELECT json_group_array(DISTINCT t.method) FROM allocation a JOIN tender t ON t.id = a.sourceId
            WHERE a.receipt = r.id AND a.source = 'tender') AS methods
         FROM receipt r ORDER BY r.id`,
      )
      .all()
      .map((row) => ({ ...row, methods: (JSON.parse(row.methods) as string[]).toSorted() })),
  );
}

/** Gives a simulated peer an order. */
export async function order(peer: Orders | null, path: string, body: object): Promise<void> {
  if (peer === null) throw new Error('no such simulated peer');
  const answer = await fetch(`${peer.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${peer.token}` },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
}

/** Pays a code as its payer's bank would. */
export function pay(bank: Orders | null, payload: string): Promise<void> {
  return order(bank, '/pay', { payload });
}
