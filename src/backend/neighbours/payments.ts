/** What counters took for bills of neighbour systems, told in the order of commits and read by a cursor (R4). */
import { sql } from 'kysely';
import type { Body } from '../../shared/journal/index.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { isListReference, type NeighbourPayment, type WireEntry } from '../../shared/sync/index.ts';
import { type Backend, type Db, type Refused, refused, type Tx } from '../backend.ts';
import { readBody } from '../counters/read-entry.ts';
import type { FacilityScope } from '../data/scope.ts';

type New = Omit<NeighbourPayment, 'position'>;

/** Writes down what the entries say of bills that are not of a list; after the tenders of the page are written. */
export async function notePayments(
  tx: Tx,
  scope: FacilityScope,
  entries: readonly WireEntry[],
): Promise<void> {
  const told: New[] = [];
  for (const entry of entries) {
    const issued = readBody(entry, 'receipt.issued');
    if (issued !== null) told.push(...(await paidLines(tx, scope, entry, issued)));
    const voided = readBody(entry, 'receipt.voided');
    if (voided !== null) told.push(...(await voidedLines(tx, scope, entry, voided, told)));
    const requested = readBody(entry, 'refund.requested');
    if (requested !== null) await noteRefund(tx, scope, requested, told);
    const paid = readBody(entry, 'refund.paid');
    if (paid !== null) told.push(...(await refunded(tx, scope, entry, paid)));
  }
  await write(tx, scope, told);
}

async function paidLines(
  tx: Tx,
  scope: FacilityScope,
  { id, at, business_date }: WireEntry,
  issued: Body<'receipt.issued'>,
): Promise<readonly New[]> {
  if (issued.lines.every(({ bill }) => isListReference(bill))) return [];
  const methods = await methodsOf(tx, scope, issued.sources);
  const { receipt, series, number, issueDate, paidAt } = issued;
  const paper = { receipt, series, number, day: issueDate ?? business_date, at: paidAt ?? at };
  return issued.lines.flatMap(({ bill, amount }, index) =>
    isListReference(bill)
      ? []
      : [{ ...paper, id: `${id}:${index}`, kind: 'paid', bill, amount, methods, replacedBy: null } as const],
  );
}

/** Ways of the tenders behind a receipt; money that was here before says what it was. */
async function methodsOf(
  tx: Tx,
  { facility }: FacilityScope,
  sources: Body<'receipt.issued'>['sources'],
): Promise<NeighbourPayment['methods']> {
  const tenders = sources.flatMap(({ source, id }) => (source === 'tender' ? [id] : []));
  const rows =
    tenders.length === 0
      ? []
      : await tx
          .selectFrom('pay_tender')
          .select(['id', 'method'])
          .where('facility', '=', facility)
          .where('id', 'in', tenders)
          .execute();
  const ways = new Map(rows.map(({ id, method }) => [id, method]));
  const sums = new Map<string, number>();
  for (const { source, id, amount } of sources) {
    const method = source === 'tender' ? (ways.get(id) ?? 'other') : source;
    sums.set(method, (sums.get(method) ?? 0) + amount);
  }
  return [...sums].map(([method, amount]) => ({ method, amount }));
}

type Paid = Pick<NeighbourPayment, 'bill' | 'amount' | 'series' | 'number' | 'methods'>;

/** Lines of a receipt: of this page, or told before. */
async function linesOf(
  tx: Tx,
  { facility }: FacilityScope,
  receipt: string,
  told: readonly New[],
): Promise<readonly Paid[]> {
  const here = told.filter((one) => one.kind === 'paid' && one.receipt === receipt);
  if (here.length > 0) return here;
  const rows = await tx
    .selectFrom('neighbour_payment')
    .select(['bill', 'amount', 'told'])
    .where('facility', '=', facility)
    .where('receipt', '=', receipt)
    .where('kind', '=', 'paid')
    .orderBy('position')
    .execute();
  return rows.map(({ bill, amount, told: rest }) => ({ ...JSON.parse(rest), bill, amount }));
}

async function voidedLines(
  tx: Tx,
  scope: FacilityScope,
  { id, at, business_date: day }: WireEntry,
  { receipt, replacedBy }: Body<'receipt.voided'>,
  told: readonly New[],
): Promise<readonly New[]> {
  const lines = await linesOf(tx, scope, receipt, told);
  return lines.map(({ bill, amount, series, number, methods }, index) => ({
    ...{ id: `${id}:${index}`, kind: 'voided', bill, amount: -amount, receipt },
    ...{ series, number, day, at, methods, replacedBy },
  }));
}

async function noteRefund(
  tx: Tx,
  scope: FacilityScope,
  { refund, receipt }: Body<'refund.requested'>,
  told: readonly New[],
): Promise<void> {
  if (receipt === null || (await linesOf(tx, scope, receipt, told)).length === 0) return;
  await tx
    .insertInto('neighbour_refund')
    .values({ facility: scope.facility, refund, receipt })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function refunded(
  tx: Tx,
  { facility }: FacilityScope,
  { id, at, business_date: day }: WireEntry,
  { refund, way, amount, voucher }: Body<'refund.paid'>,
): Promise<readonly New[]> {
  const of = await tx
    .selectFrom('neighbour_refund')
    .select('receipt')
    .where('facility', '=', facility)
    .where('refund', '=', refund)
    .executeTakeFirst();
  if (of === undefined) return [];
  return [
    {
      ...{ id: `${id}:0`, kind: 'refunded', bill: null, amount: -amount, receipt: of.receipt },
      ...{ series: voucher?.series ?? null, number: voucher?.number ?? null, day, at },
      ...{ methods: [{ method: way, amount }], replacedBy: null },
    },
  ];
}

async function write(tx: Tx, { facility }: FacilityScope, told: readonly New[]): Promise<void> {
  if (told.length === 0) return;
  const { payment_last: last } = await tx
    .updateTable('facility')
    .set({ payment_last: sql<number>`payment_last + ${told.length}` })
    .where('id', '=', facility)
    .returning('payment_last')
    .executeTakeFirstOrThrow();
  const rows = told.map(({ id, kind, receipt, bill, amount, ...rest }, index) => ({
    ...{ facility, position: last - told.length + 1 + index, id, kind, receipt, bill, amount },
    told: JSON.stringify(rest),
  }));
  await tx.insertInto('neighbour_payment').values(rows).execute();
}

/** What was taken for each bill and not taken back by a void, as far as counters have told. */
export async function paidOf(
  db: Db | Tx,
  { facility }: FacilityScope,
  bills: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('neighbour_payment')
    .select(['bill', sql<number>`sum(amount)::bigint`.as('paid')])
    .where('facility', '=', facility)
    .where('bill', 'in', [...bills])
    .groupBy('bill')
    .execute();
  return new Map(rows.flatMap(({ bill, paid }) => (bill === null ? [] : [[bill, paid] as const])));
}

async function endOf(db: Db, { facility }: FacilityScope) {
  return await db
    .selectFrom('facility')
    .select(['feed_epoch', 'payment_last'])
    .where('id', '=', facility)
    .executeTakeFirstOrThrow();
}

export interface PaymentQuestion {
  /** The epoch the cursor belongs to; without one from the start. */
  readonly epoch?: string | undefined;
  readonly after: number;
  readonly limit: number;
}

/** `GET /v1/neighbour/payments`. */
export async function readPayments(
  { db }: Pick<Backend, 'db'>,
  scope: FacilityScope,
  { epoch, after, limit }: PaymentQuestion,
): Promise<Result<unknown, Refused>> {
  const { feed_epoch: now, payment_last: end } = await endOf(db, scope);
  if (epoch === undefined ? after > 0 : epoch !== now) return refused('feed-epoch-other');
  // Nobody can have read what was never written: this database is older than the reader's.
  if (after > end) return refused('feed-epoch-other');
  const rows = await db
    .selectFrom('neighbour_payment')
    .selectAll()
    .where('facility', '=', scope.facility)
    .where('position', '>', after)
    .orderBy('position')
    .limit(limit + 1)
    .execute();
  const page = rows.slice(0, limit);
  return ok({
    epoch: now,
    payments: page.map(({ position, id, kind, receipt, bill, amount, told }) => ({
      ...{ position, id, kind, receipt, bill, amount },
      ...JSON.parse(told),
    })),
    last: page.at(-1)?.position ?? after,
    more: rows.length > limit,
  });
}
