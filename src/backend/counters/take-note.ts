/** What the backend itself reads of the entries it stores. A type or version it does not know is stored all the same. */
import { type Selectable, sql } from 'kysely';
import type { Body } from '../../shared/journal/index.ts';
import { referenceKey } from '../../shared/matching/index.ts';
import type { PushedEntry } from '../../shared/sync/index.ts';
import type { Backend, Tx } from '../backend.ts';
import { eraseSealed } from '../data/journal.ts';
import type { FacilityScope } from '../data/scope.ts';
import type { ShownCodeTable } from '../database/schema.ts';
import { readBody } from './read-entry.ts';

/** Credits taken up and erasures, in the order of the entries; then all codes that were shown, in one go. */
export async function takeNote(
  tx: Tx,
  backend: Backend,
  scope: FacilityScope,
  entries: readonly PushedEntry[],
): Promise<void> {
  const shown: ShownCode[] = [];
  for (const { entry } of entries) {
    const code = readBody(entry, 'vietqr.shown');
    if (code !== null) shown.push(shownCode(entry.counter, code));
    const seen = readBody(entry, 'credit.seen');
    if (seen !== null) await noteSeen(tx, backend, scope, seen);
    const matched = readBody(entry, 'credit.matched');
    if (matched !== null) await noteMatched(tx, scope, matched);
    const batch = readBody(entry, 'batch.credited');
    if (batch !== null) await noteState(tx, scope, batch.credit, 'taken');
    const untied = readBody(entry, 'batch.uncredited');
    if (untied !== null) await noteState(tx, scope, untied.credit, 'unmatched');
    const erasure = readBody(entry, 'erasure.made');
    if (erasure !== null) await eraseSealed(tx, scope, entry.counter, erasure.entries);
  }
  if (shown.length > 0) await noteShown(tx, scope, shown);
}

type ShownCode = Pick<Selectable<ShownCodeTable>, 'code' | 'counter' | 'tender' | 'amount' | 'expires_at'>;

function shownCode(counter: string, body: Body<'vietqr.shown'>): ShownCode {
  const { matchCode: code, tender, amount, expiresAt: expires_at } = body;
  return { code, counter, tender, amount, expires_at };
}

async function noteShown(tx: Tx, { facility }: FacilityScope, shown: readonly ShownCode[]): Promise<void> {
  const rows = JSON.stringify(shown);
  await sql`
    insert into shown_code (facility, code, counter, tender, amount, expires_at)
    select ${facility}::uuid, code, counter, tender, amount, expires_at
    from json_to_recordset(${rows}::json)
      as new (code text, counter uuid, tender uuid, amount bigint, expires_at bigint)
    on conflict do nothing`.execute(tx);
  // The credit may have come before the counter could say that it had asked for it.
  await sql`
    update bank_line set state = 'expected'
    from json_to_recordset(${rows}::json) as new (code text)
    where facility = ${facility}::uuid and state = 'unmatched'
      and (strpos(codes, new.code) > 0 or virtual_account = new.code)`.execute(tx);
}

/** A counter took up a credit; from a statement perhaps one that no provider ever told of. */
async function noteSeen(
  tx: Tx,
  { ids, clock }: Backend,
  { facility }: FacilityScope,
  seen: Body<'credit.seen'>,
): Promise<void> {
  const [, bin, number] = /^(\d{6})-([A-Za-z0-9]{1,19})$/.exec(seen.account) ?? [];
  if (bin === undefined || number === undefined) return;
  const counter_credit = seen.credit;
  await tx
    .insertInto('bank_line')
    .values({
      ...{
        id: ids.next(),
        facility,
        bin,
        number,
        reference: referenceKey(seen.bankReference),
        direction: 'in',
      },
      ...{ amount: seen.amount, paid_at: seen.paidAt, codes: seen.found ?? '', virtual_account: null },
      ...{ sealed: null, heard_at: clock.now(), provider: 'statement', state: 'unmatched', counter_credit },
    })
    .onConflict((conflict) =>
      conflict
        .columns(['facility', 'bin', 'number', 'reference', 'direction'])
        .doUpdateSet({ counter_credit }),
    )
    .execute();
}

async function noteMatched(
  tx: Tx,
  { facility }: FacilityScope,
  { credit, tender }: Body<'credit.matched'>,
): Promise<void> {
  await tx
    .updateTable('bank_line')
    .set({ state: 'taken', tender })
    .where('facility', '=', facility)
    .where('counter_credit', '=', credit)
    .execute();
}

/** A credit that pays settled batches of cards is nobody's no more; untied, it is again. */
async function noteState(
  tx: Tx,
  { facility }: FacilityScope,
  credit: string,
  state: 'taken' | 'unmatched',
): Promise<void> {
  await tx
    .updateTable('bank_line')
    .set({ state })
    .where('facility', '=', facility)
    .where('counter_credit', '=', credit)
    .execute();
}
