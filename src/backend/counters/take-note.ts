/** What the backend itself reads of the entries it stores. A type or version it does not know is stored all the same. */
import type { Body } from '../../shared/journal/index.ts';
import { referenceKey } from '../../shared/matching/index.ts';
import type { PushedEntry } from '../../shared/sync/index.ts';
import type { Backend, Tx } from '../backend.ts';
import { eraseSealed } from '../data/journal.ts';
import type { FacilityScope } from '../data/scope.ts';
import { readBody } from './read-entry.ts';

/** Codes shown, credits taken up, erasures: in the order of the entries. */
export async function takeNote(
  tx: Tx,
  backend: Backend,
  scope: FacilityScope,
  entries: readonly PushedEntry[],
): Promise<void> {
  for (const { entry } of entries) {
    const shown = readBody(entry, 'vietqr.shown');
    if (shown !== null) await noteShown(tx, scope, entry.counter, shown);
    const seen = readBody(entry, 'credit.seen');
    if (seen !== null) await noteSeen(tx, backend, scope, seen);
    const matched = readBody(entry, 'credit.matched');
    if (matched !== null) await noteMatched(tx, scope, matched);
    const erasure = readBody(entry, 'erasure.made');
    if (erasure !== null) await eraseSealed(tx, scope, entry.counter, erasure.entries);
  }
}

async function noteShown(
  tx: Tx,
  { facility }: FacilityScope,
  counter: string,
  { matchCode: code, tender, amount, expiresAt }: Body<'vietqr.shown'>,
): Promise<void> {
  await tx
    .insertInto('shown_code')
    .values({ facility, code, counter, tender, amount, expires_at: expiresAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  // The credit may have come before the counter could say that it had asked for it.
  await tx
    .updateTable('bank_line')
    .set({ state: 'expected' })
    .where('facility', '=', facility)
    .where('state', '=', 'unmatched')
    .where((or) =>
      or.or([or('codes', 'like', `%${code.replace(/[%_\\]/g, '')}%`), or('virtual_account', '=', code)]),
    )
    .execute();
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
