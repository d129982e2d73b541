/**
 * Payers and bills as a neighbour system sends them: idempotent by its own ids and versions, passed on to the counters by
 * the feed (design §7). Nothing here says what is paid: a bill that is cancelled and owed again keeps what was paid for it.
 */
import { ok, type Result } from '../../shared/kernel/result.ts';
import {
  type FeedBody,
  type NeighbourBill,
  type NeighbourOutcome,
  type NeighbourPayer,
  sealHeader,
  sealSubject,
} from '../../shared/sync/index.ts';
import { type Backend, type Refused, refused, type Tx, transact } from '../backend.ts';
import { sealingKeyOf } from '../bank/seal.ts';
import { appendAll } from '../data/feed.ts';
import type { FacilityScope } from '../data/scope.ts';
import { paidOf } from './payments.ts';

interface Known {
  readonly version: number;
  /** Public content, to tell a repeat from a change without a version of its own. */
  readonly content: string;
}

interface Sent<Item> {
  readonly id: string;
  readonly version: number;
  readonly sealed: string | null;
  readonly content: string;
  readonly item: Item;
}

interface Judged<Item> extends Sent<Item> {
  readonly outcome: NeighbourOutcome;
  /** The newest version that is known now. */
  readonly newest: number;
}

/** `POST /v1/neighbour/payers`. */
export async function takePayers(backend: Backend, scope: FacilityScope, payers: readonly NeighbourPayer[]) {
  const sent = payers.map((item) => ({ ...item, id: item.payer, content: item.state, item }));
  const done = await take(backend, scope, 'payer', sent, knownPayers, writePayers);
  if (!done.ok) return done;
  return ok({
    results: done.value.map(({ id, outcome, newest }) => ({ payer: id, outcome, version: newest })),
  });
}

/** `POST /v1/neighbour/bills`. */
export async function takeBills(backend: Backend, scope: FacilityScope, bills: readonly NeighbourBill[]) {
  const sent = bills.map((item) => ({ ...item, id: item.bill, content: contentOf(item), item }));
  const done = await take(backend, scope, 'bill', sent, knownBills, writeBills);
  if (!done.ok) return done;
  const paid = await paidOf(
    backend.db,
    scope,
    sent.map(({ id }) => id),
  );
  return ok({
    results: done.value.map(({ id, outcome, newest }) => ({
      ...{ bill: id, outcome, version: newest, paid: paid.get(id) ?? 0 },
    })),
  });
}

/** One call in one transaction; calls of a facility come one after the other. */
async function take<Kind extends 'payer' | 'bill', Item extends FeedBody<Kind>>(
  backend: Backend,
  scope: FacilityScope,
  kind: Kind,
  sent: readonly Sent<Item>[],
  known: (tx: Tx, scope: FacilityScope, ids: readonly string[]) => Promise<ReadonlyMap<string, Known>>,
  write: (tx: Tx, scope: FacilityScope, items: readonly Item[]) => Promise<void>,
): Promise<Result<readonly Judged<Item>[], Refused>> {
  const ids = sent.map(({ id }) => id);
  // Two versions of one thing in one call have no order.
  if (new Set(ids).size < ids.length) return refused('malformed');
  return await transact(backend.db, async (tx) => {
    const { facility } = scope;
    await tx.selectFrom('facility').select('id').where('id', '=', facility).forUpdate().execute();
    const key = await sealingKeyOf(tx, scope);
    const before = await known(tx, scope, ids);
    const judged = sent.map((one) => judge(one, before.get(one.id), key?.kid ?? null));
    const items = judged.flatMap(({ outcome, item }) => (outcome === 'stored' ? [item] : []));
    if (items.length > 0) await write(tx, scope, items);
    const at = backend.clock.now();
    await appendAll(
      tx,
      scope,
      items.map((body) => ({ id: backend.ids.next(), at, kind, body })),
    );
    return ok(judged);
  });
}

function judge<Item>(one: Sent<Item>, known: Known | undefined, kid: string | null): Judged<Item> {
  const outcome = outcomeOf(one, known, kid);
  return { ...one, outcome, newest: outcome === 'stored' ? one.version : (known?.version ?? 0) };
}

function outcomeOf(one: Sent<unknown>, known: Known | undefined, kid: string | null): NeighbourOutcome {
  if (known !== undefined && one.version < known.version) return 'older';
  if (known?.version === one.version) return known.content === one.content ? 'same' : 'differs';
  return one.sealed === null || isSealedFor(one.sealed, kid, sealSubject(one.id, one.version))
    ? 'stored'
    : 'seal-wrong';
}

/** What can be seen of a seal from outside: to which key it was made, and for what. */
function isSealedFor(sealed: string, kid: string | null, subject: string): boolean {
  try {
    const head: unknown = JSON.parse(Buffer.from(sealed.split('.')[0] ?? '', 'base64url').toString('utf8'));
    const header = sealHeader.safeParse(head);
    return header.success && header.data.kid === kid && header.data.sub === subject;
  } catch {
    return false;
  }
}

function contentOf({ payer, state, group, amount, dueDate, onBehalf }: NeighbourBill): string {
  return JSON.stringify([payer, state, group, amount, dueDate, onBehalf]);
}

async function knownPayers(tx: Tx, { facility }: FacilityScope, ids: readonly string[]) {
  const rows = await tx
    .selectFrom('neighbour_payer')
    .select(['payer', 'version', 'state'])
    .where('facility', '=', facility)
    .where('payer', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ payer, version, state }) => [payer, { version, content: state }]));
}

async function knownBills(tx: Tx, { facility }: FacilityScope, ids: readonly string[]) {
  const rows = await tx
    .selectFrom('neighbour_bill')
    .selectAll()
    .where('facility', '=', facility)
    .where('bill', 'in', [...ids])
    .execute();
  return new Map(
    rows.map(({ bill, version, payer, state, fee_group, amount, due_date, on_behalf }) => {
      const rest = { dueDate: due_date, onBehalf: on_behalf, sealed: null };
      return [
        bill,
        { version, content: contentOf({ bill, payer, version, state, group: fee_group, amount, ...rest }) },
      ];
    }),
  );
}

async function writePayers(tx: Tx, { facility }: FacilityScope, items: readonly NeighbourPayer[]) {
  await tx
    .insertInto('neighbour_payer')
    .values(items.map(({ payer, version, state }) => ({ facility, payer, version, state })))
    .onConflict((conflict) =>
      conflict.columns(['facility', 'payer']).doUpdateSet((eb) => ({
        version: eb.ref('excluded.version'),
        state: eb.ref('excluded.state'),
      })),
    )
    .execute();
}

async function writeBills(tx: Tx, { facility }: FacilityScope, items: readonly NeighbourBill[]) {
  await tx
    .insertInto('neighbour_bill')
    .values(
      items.map(({ bill, version, payer, state, group, amount, dueDate, onBehalf }) => ({
        ...{ facility, bill, version, payer, state, fee_group: group, amount },
        ...{ due_date: dueDate, on_behalf: onBehalf },
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['facility', 'bill']).doUpdateSet((eb) => ({
        version: eb.ref('excluded.version'),
        payer: eb.ref('excluded.payer'),
        state: eb.ref('excluded.state'),
        fee_group: eb.ref('excluded.fee_group'),
        amount: eb.ref('excluded.amount'),
        due_date: eb.ref('excluded.due_date'),
        on_behalf: eb.ref('excluded.on_behalf'),
      })),
    )
    .execute();
}
