/** Receipts by number, fee group and state, without anybody's name: there is none in what the backend can read. */
import { sql } from 'kysely';
import { printedNumber, usualWidth } from '../../shared/text/index.ts';
import type { Db } from '../backend.ts';
import { readBody } from '../counters/read-entry.ts';
import type { FacilityScope } from '../data/scope.ts';

const mostRows = 200;
/** A number is looked for in a month; days beyond are asked for one by one. */
export const mostDays = 31;

export interface ReceiptQuestion {
  readonly from: string;
  readonly to: string;
  /** As printed, with or without leading zeros. */
  readonly number?: number | undefined;
}

/** Receipts of some days, the newest first. */
export async function receiptsOf(db: Db, { facility }: FacilityScope, { from, to, number }: ReceiptQuestion) {
  let query = db
    .selectFrom('entry')
    .innerJoin('counter', 'counter.id', 'entry.counter')
    .select(['entry.id', 'entry.type', 'entry.v', 'entry.body', 'entry.at', 'counter.name'])
    .where('entry.facility', '=', facility)
    .where('entry.type', '=', 'receipt.issued')
    .where('entry.business_date', '>=', from)
    .where('entry.business_date', '<=', to)
    .orderBy('entry.business_date', 'desc')
    .orderBy('entry.at', 'desc')
    .limit(mostRows + 1);
  if (number !== undefined) query = query.where('entry.body', 'like', `%"number":${number},%`);
  const rows = await query.execute();
  const found = rows.slice(0, mostRows).flatMap((row) => {
    const body = readBody({ type: row.type, v: row.v, body: JSON.parse(row.body) }, 'receipt.issued');
    return body === null || (number !== undefined && body.number !== number) ? [] : [{ row, body }];
  });
  const voided = await voidedOf(
    db,
    facility,
    found.map(({ body }) => body.receipt),
  );
  const methods = await methodsOf(
    db,
    facility,
    found.flatMap(({ body }) => body.sources.map(({ id }) => id)),
  );
  const widths = await widthsOf(
    db,
    facility,
    found.map(({ body }) => body.series),
  );
  return {
    receipts: found.map(({ row, body }) => ({
      ...{ receipt: body.receipt, series: body.series, total: body.total, counter: row.name, at: row.at },
      number: printedNumber({ number: body.number, width: widths.get(body.series) ?? usualWidth }),
      groups: [...new Set(body.lines.map(({ group }) => group))],
      methods: [
        ...new Set(
          body.sources.map(({ source, id }) => (source === 'tender' ? methods.get(id) : source) ?? 'cash'),
        ),
      ].filter((one) => one !== 'rounding'),
      voidedOn: voided.get(body.receipt) ?? null,
    })),
    more: rows.length > mostRows,
  };
}

function among(ids: readonly string[]) {
  return sql<string>`(select one::uuid from json_array_elements_text(${JSON.stringify([...new Set(ids)])}::json) as t(one))`;
}

async function voidedOf(db: Db, facility: string, receipts: readonly string[]) {
  const rows = await db
    .selectFrom('receipt_void')
    .select(['receipt', 'day'])
    .where('facility', '=', facility)
    .where('receipt', 'in', among(receipts))
    .execute();
  return new Map(rows.map(({ receipt, day }) => [receipt, day]));
}

async function methodsOf(db: Db, facility: string, tenders: readonly string[]) {
  const rows = await db
    .selectFrom('pay_tender')
    .select(['id', 'method'])
    .where('facility', '=', facility)
    .where('id', 'in', among(tenders))
    .execute();
  return new Map(rows.map(({ id, method }) => [id, method]));
}

async function widthsOf(db: Db, facility: string, series: readonly string[]) {
  if (series.length === 0) return new Map<string, number>();
  const rows = await db
    .selectFrom('series_width')
    .select(['series', 'width'])
    .where('facility', '=', facility)
    .where('series', 'in', [...new Set(series)])
    .execute();
  return new Map(rows.map((row) => [row.series, row.width]));
}
