/** Rows the sums of payments are folded over: read by the page before a fold, written back by the page after it. */
import { type Selectable, sql } from 'kysely';
import type { Tx } from '../backend.ts';
import type { FacilityScope } from '../data/scope.ts';
import type { PayCollectionTable, PayRefundTable, PayTenderTable } from '../database/schema-province.ts';

export type PayTender = Omit<Selectable<PayTenderTable>, 'facility'>;
export type PayCollection = Omit<Selectable<PayCollectionTable>, 'facility'>;
export type PayRefund = Omit<Selectable<PayRefundTable>, 'facility'>;

/** One cut of one month; `count` and the rest are what is added. */
export interface PayDelta {
  readonly month: string;
  readonly method: string;
  readonly kind: string;
  readonly cut: string;
  count: number;
  amount: number;
  laterCount: number;
  laterAmount: number;
  lastAt: number | null;
}

/** What a page of entries is folded over. */
export interface PayRows {
  readonly tenders: Map<string, PayTender>;
  readonly collections: Map<string, PayCollection>;
  readonly refunds: Map<string, PayRefund>;
}

/** Ids a page of entries speaks of. */
export interface Spoken {
  readonly tenders: ReadonlySet<string>;
  readonly collections: ReadonlySet<string>;
  readonly refunds: ReadonlySet<string>;
}

/** Rows of the ids, and of what those rows name themselves. */
export async function readRows(tx: Tx, { facility }: FacilityScope, spoken: Spoken): Promise<PayRows> {
  const refunds = await rowsOf<PayRefund>(tx, 'pay_refund', facility, spoken.refunds);
  const ofRefunds = [...refunds.values()].flatMap((one) => (one.source === 'tender' ? [one.source_id] : []));
  const tenders = await rowsOf<PayTender>(
    tx,
    'pay_tender',
    facility,
    new Set([...spoken.tenders, ...ofRefunds]),
  );
  const named = [...tenders.values()].flatMap(({ collection }) => (collection === null ? [] : [collection]));
  const collections = await rowsOf<PayCollection>(
    tx,
    'pay_collection',
    facility,
    new Set([...spoken.collections, ...named]),
  );
  return { tenders, collections, refunds };
}

async function rowsOf<Row extends { readonly id: string }>(
  tx: Tx,
  table: 'pay_tender' | 'pay_collection' | 'pay_refund',
  facility: string,
  ids: ReadonlySet<string>,
): Promise<Map<string, Row>> {
  if (ids.size === 0) return new Map();
  const { rows } = await sql<Row>`
    select * from ${sql.table(table)} where facility = ${facility}::uuid
      and id in (select one::uuid from json_array_elements_text(${JSON.stringify([...ids])}::json) as t(one))`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Writes rows back; one statement a table. */
export async function writeRows(
  tx: Tx,
  { facility }: FacilityScope,
  { tenders, collections, refunds }: PayRows,
): Promise<void> {
  if (collections.size > 0) {
    await sql`
      insert into pay_collection (facility, id, cut, paper_day)
      select ${facility}::uuid, id, cut, paper_day from json_to_recordset(${text(collections)}::json)
        as new (id uuid, cut text, paper_day text)
      on conflict (facility, id) do update set cut = excluded.cut, paper_day = excluded.paper_day`.execute(
      tx,
    );
  }
  if (tenders.size > 0) {
    await sql`
      insert into pay_tender (facility, id, collection, method, kind, due, paid_day, brought, back_today)
      select ${facility}::uuid, id, collection, method, kind, due, paid_day, brought, back_today
      from json_to_recordset(${text(tenders)}::json) as new (id uuid, collection uuid, method text, kind text,
        due bigint, paid_day text, brought bigint, back_today bigint)
      on conflict (facility, id) do update set paid_day = excluded.paid_day, brought = excluded.brought,
        back_today = excluded.back_today`.execute(tx);
  }
  if (refunds.size > 0) {
    await sql`
      insert into pay_refund (facility, id, source, source_id)
      select ${facility}::uuid, id, source, source_id from json_to_recordset(${text(refunds)}::json)
        as new (id uuid, source text, source_id uuid)
      on conflict do nothing`.execute(tx);
  }
}

function text(rows: ReadonlyMap<string, object>): string {
  return JSON.stringify([...rows.values()]);
}

/** Adds to the months of a counter. */
export async function addMonths(
  tx: Tx,
  { facility }: FacilityScope,
  counter: string,
  deltas: readonly PayDelta[],
): Promise<void> {
  if (deltas.length === 0) return;
  await sql`
    insert into pay_month as was (facility, counter, month, method, kind, cut, count, amount, later_count,
      later_amount, last_at)
    select ${facility}::uuid, ${counter}::uuid, month, method, kind, cut, count, amount, "laterCount", "laterAmount",
      "lastAt"
    from json_to_recordset(${JSON.stringify(deltas)}::json) as new (month text, method text, kind text, cut text,
      count bigint, amount bigint, "laterCount" bigint, "laterAmount" bigint, "lastAt" bigint)
    on conflict (month, facility, counter, method, kind, cut) do update set
      count = was.count + excluded.count, amount = was.amount + excluded.amount,
      later_count = was.later_count + excluded.later_count,
      later_amount = was.later_amount + excluded.later_amount,
      last_at = greatest(was.last_at, excluded.last_at)`.execute(tx);
}
