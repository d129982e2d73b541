/**
 * The oracle of the fault runs (facts/peers.md B.3, I1 to I5): compares a ledger with what a cashier was told, in plain
 * SQL of its own, so that an error of the counter's own reads cannot hide one of its writes.
 */
import type { Database as Connection } from 'better-sqlite3';
import type { Payment } from './cashier.ts';

/** Ids, so that one fault seen twice counts once. */
export interface Findings {
  /** Tenders whose receipt was answered, and which are not there as answered. */
  readonly lost: readonly string[];
  /** Money or papers that are there twice, or that nobody asked for. */
  readonly doubled: readonly string[];
  /** Acts of which only a part is there. */
  readonly half: readonly string[];
  /** Receipt numbers that are missing or used twice, as `series number`. */
  readonly gaps: readonly string[];
}

interface TenderRow {
  readonly id: string;
  readonly collection: string;
  readonly state: string;
  readonly amount: number;
  readonly due: number;
  readonly kept: number;
  readonly allocated: number;
  readonly journalled: number;
  readonly drawer: number;
}

interface CollectionRow {
  readonly id: string;
  readonly state: string;
  readonly total: number;
  readonly lines: number;
  readonly tenders: number;
  readonly received: number;
  readonly receipts: number;
  readonly receiptTotal: number;
  readonly allocated: number;
  readonly standing: number;
  readonly papers: number;
  readonly jobs: number;
}

interface ReceiptRow {
  readonly id: string;
  readonly collection: string;
  readonly series: string;
  readonly number: number;
  readonly total: number;
  readonly issued: number;
}

/** Compares the ledger behind `connection` with all payments the cashier ever began. The counter must be at rest. */
export function judge(connection: Connection, payments: readonly Payment[]): Findings {
  const tenders = connection.prepare<[], TenderRow>(tenderSql).all();
  const collections = connection.prepare<[], CollectionRow>(collectionSql).all();
  const receipts = connection.prepare<[], ReceiptRow>(receiptSql).all();
  return {
    lost: lostOf(payments, tenders, receipts),
    doubled: [...doubledOf(payments, tenders, collections, receipts)],
    half: [...halfTenders(tenders), ...halfCollections(collections), ...halfElsewhere(connection)],
    gaps: gapsOf(connection, receipts),
  };
}

/** Entries of a type by the id they name; materialised, so that a long journal is read once and not for each row. */
const entriesBy = (name: string, type: string, field: string) =>
  `${name} AS MATERIALIZED (SELECT body ->> '$.${field}' AS id, count(*) AS n FROM journal WHERE type = '${type}' GROUP BY 1)`;

const tenderSql = `
  WITH ${entriesBy('money', 'cash.received', 'tender')}, ${entriesBy('box', 'drawer.opened', 'subject')}
  SELECT t.id, t.collection, t.state, t.amount, t.due, t.kept, t.allocated,
    coalesce(money.n, 0) AS journalled, coalesce(box.n, 0) AS drawer
  FROM tender t LEFT JOIN money ON money.id = t.id LEFT JOIN box ON box.id = t.id`;

const collectionSql = `
  SELECT c.id, c.state, c.total,
    (SELECT sum(amount) FROM line WHERE collection = c.id) AS lines,
    (SELECT count(*) FROM tender WHERE collection = c.id) AS tenders,
    (SELECT count(*) FROM tender WHERE collection = c.id AND state = 'received') AS received,
    (SELECT count(*) FROM receipt WHERE collection = c.id) AS receipts,
    coalesce((SELECT sum(total) FROM receipt WHERE collection = c.id AND state = 'issued'), 0) AS receiptTotal,
    coalesce((SELECT sum(amount) FROM allocation WHERE collection = c.id), 0) AS allocated,
    coalesce((SELECT sum(amount) FROM allocation WHERE collection = c.id AND state = 'standing'), 0) AS standing,
    (SELECT count(*) FROM print_documents d JOIN receipt r ON r.id = d.document WHERE r.collection = c.id) AS papers,
    (SELECT count(*) FROM print_jobs p JOIN receipt r ON r.id = p.document WHERE r.collection = c.id) AS jobs
  FROM collection c`;

const receiptSql = `
  WITH ${entriesBy('made', 'receipt.issued', 'receipt')}
  SELECT r.id, r.collection, r.series, r.number, r.total, coalesce(made.n, 0) AS issued
  FROM receipt r LEFT JOIN made ON made.id = r.id ORDER BY r.series, r.number`;

function lostOf(
  payments: readonly Payment[],
  tenders: readonly TenderRow[],
  receipts: readonly ReceiptRow[],
): string[] {
  const tenderOf = new Map(tenders.map((row) => [row.id, row]));
  const receiptOf = new Map(receipts.map((row) => [row.id, row]));
  const there = (payment: Payment) => {
    const tender = tenderOf.get(payment.tender);
    if (tender?.state !== 'received' || tender.kept !== payment.due || tender.journalled !== 1) return false;
    return (payment.receipts ?? []).every(({ receipt, number, total }) => {
      const row = receiptOf.get(receipt);
      return row?.number === Number(number) && row.total === total && row.collection === payment.collection;
    });
  };
  return payments.filter((one) => one.receipts !== null && !there(one)).map((one) => one.tender);
}

function* doubledOf(
  payments: readonly Payment[],
  tenders: readonly TenderRow[],
  collections: readonly CollectionRow[],
  receipts: readonly ReceiptRow[],
): Generator<string> {
  const asked = new Set(payments.flatMap((one) => [one.tender, one.collection]));
  for (const one of tenders) if (!asked.has(one.id) || one.journalled > 1 || one.drawer > 1) yield one.id;
  for (const one of collections) {
    if (!asked.has(one.id) || one.tenders > 1 || one.receiptTotal > one.total || one.receipts > 1)
      yield one.id;
  }
  for (const one of receipts) if (!asked.has(one.collection) || one.issued > 1) yield one.id;
}

/** A tender is only asked for, or received with its entries, its change and every đồng on a paper. */
function halfTenders(tenders: readonly TenderRow[]): string[] {
  const whole = (one: TenderRow) => {
    const received = one.state === 'received';
    const entries = one.journalled === (received ? 1 : 0) && one.drawer === (received ? 1 : 0);
    const money = received ? one.kept === one.due && one.allocated === one.due : one.kept === 0;
    return entries && money && (received || one.state === 'intended');
  };
  return tenders.filter((one) => !whole(one)).map((one) => one.id);
}

/** A collection is open with its cash asked for and nothing else, or covered with everything. */
function halfCollections(collections: readonly CollectionRow[]): string[] {
  const whole = (one: CollectionRow) => {
    if (one.lines !== one.total || one.tenders !== 1) return false;
    const done = one.state === 'covered';
    if (!done && one.state !== 'open') return false;
    const sum = done ? one.total : 0;
    const count = done ? 1 : 0;
    return (
      one.received === count &&
      one.receipts === count &&
      one.papers === count &&
      one.jobs === count &&
      [one.receiptTotal, one.allocated, one.standing].every((value) => value === sum)
    );
  };
  return collections.filter((one) => !whole(one)).map((one) => one.id);
}

/** Sums over the whole ledger that hold after every act, each under a name of its own. */
function halfElsewhere(connection: Connection): string[] {
  const one = (sql: string) => Number(connection.prepare(sql).pluck().get() ?? 0);
  const differences: Record<string, number> = {
    'bills held':
      one(`SELECT coalesce(sum(held), 0) FROM bill`) -
      one(`SELECT coalesce(sum(total), 0) FROM
      collection WHERE state = 'open'`),
    'bills paid':
      one(`SELECT coalesce(sum(paid), 0) FROM bill`) - one(`SELECT coalesce(sum(total), 0) FROM receipt`),
    'cash total':
      one(`SELECT coalesce(sum(amount), 0) FROM figure WHERE account = 'money-in' AND key = 'cash'`) -
      one(`SELECT coalesce(sum(kept), 0) FROM tender`),
    'private parts': one(`SELECT count(*) FROM journal j LEFT JOIN private_parts p ON p.entry = j.id
      WHERE (j.private_digest IS NULL) <> (p.entry IS NULL)`),
    'receipts without rows': one(`SELECT count(*) FROM journal j WHERE j.type = 'receipt.issued'
      AND NOT EXISTS (SELECT 1 FROM receipt r WHERE r.id = j.body ->> '$.receipt')`),
    'cash without rows':
      one(`SELECT count(*) FROM journal j WHERE j.type IN ('cash.intended', 'cash.received')
      AND NOT EXISTS (SELECT 1 FROM tender t WHERE t.id = j.body ->> '$.tender')`),
  };
  return Object.keys(differences).filter((name) => differences[name] !== 0);
}

function gapsOf(connection: Connection, receipts: readonly ReceiptRow[]): string[] {
  const series = connection.prepare<[], { id: string; next: number }>('SELECT id, next FROM series').all();
  return series.flatMap(({ id, next }) => {
    const used = new Map<number, number>();
    for (const { number } of receipts.filter((one) => one.series === id)) {
      used.set(number, (used.get(number) ?? 0) + 1);
    }
    const last = Math.max(next - 1, ...used.keys(), 0);
    const numbers = Array.from({ length: last }, (_, index) => index + 1);
    return numbers.filter((number) => used.get(number) !== 1).map((number) => `${id} ${number}`);
  });
}
