/** What becomes of a line a provider told: one effect per (account, bank reference), whoever tells it and how often. */
import type { Selectable } from 'kysely';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { referenceKey } from '../../shared/matching/index.ts';
import { findMatchCodes } from '../../shared/vietqr/index.ts';
import { type Backend, type Refused, refused, type Tx, transact } from '../backend.ts';
import { appendFeed } from '../data/feed.ts';
import { type FacilityScope, scopeOfSource } from '../data/scope.ts';
import type { BankLineTable, BankSourceTable } from '../database/schema.ts';
import type { ProviderLine } from './line.ts';
import { sealCredit, sealingKeyOf } from './seal.ts';

export type BankSource = Selectable<BankSourceTable>;

/**
 * `taken`: stored now; `repeated`: had its effect before; `contradicts`: the reference is known with another amount, a
 * case for a person.
 */
export type LineEffect = 'taken' | 'repeated' | 'contradicts';

const mostCodes = 20;

/** Takes up a verified line. `not-found` when the account is not one of the source. */
export async function takeLine(
  backend: Backend,
  source: BankSource,
  line: ProviderLine,
): Promise<Result<LineEffect, Refused>> {
  const scope = scopeOfSource(source);
  return await transact(backend.db, async (tx) => {
    const account = await tx
      .selectFrom('bank_account')
      .select(['bin', 'number'])
      .where('facility', '=', scope.facility)
      .where('source', '=', source.id)
      .where('number', '=', line.accountNumber)
      .executeTakeFirst();
    if (account === undefined) return refused('not-found');
    return ok(await insertLine(tx, backend, scope, source, line, account));
  });
}

async function insertLine(
  tx: Tx,
  { ids, clock }: Backend,
  scope: FacilityScope,
  { provider }: BankSource,
  line: ProviderLine,
  { bin, number }: { readonly bin: string; readonly number: string },
): Promise<LineEffect> {
  const { direction, amount, virtualAccount } = line;
  const reference = referenceKey(line.reference);
  const where = { facility: scope.facility, bin, number, reference, direction };
  const before = await lineAt(tx, where);
  if (before !== undefined) return await repeated(tx, scope, before, amount, ids.next(), clock.now());
  const id = ids.next();
  const codes = findMatchCodes(line.content).slice(0, mostCodes);
  const sealed = direction === 'in' ? await sealedPart(tx, scope, id, line) : null;
  const state = direction === 'out' ? 'debit' : await stateOf(tx, scope, codes, virtualAccount);
  const heard = clock.now();
  const inserted = await tx
    .insertInto('bank_line')
    .values({
      ...{
        id,
        ...where,
        amount,
        paid_at: line.paidAt,
        codes: codes.join(' '),
        virtual_account: virtualAccount,
      },
      ...{ sealed, heard_at: heard, provider, state },
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 0n) {
    // Another instance was faster; it has committed, or this would still wait.
    const faster = await lineAt(tx, where);
    return faster === undefined ? 'repeated' : await repeated(tx, scope, faster, amount, ids.next(), heard);
  }
  if (direction === 'in') {
    const body = { credit: id, bin, number, reference, amount, paidAt: line.paidAt };
    const found = { codes: [...codes], virtualAccount, sealed };
    await appendFeed(tx, scope, { id, at: heard, kind: 'credit', body: { ...body, ...found } });
  }
  return 'taken';
}

type Place = Pick<Selectable<BankLineTable>, 'facility' | 'bin' | 'number' | 'reference' | 'direction'>;

async function lineAt(tx: Tx, { facility, bin, number, reference, direction }: Place) {
  return await tx
    .selectFrom('bank_line')
    .select(['id', 'amount', 'case_amount'])
    .where('facility', '=', facility)
    .where('bin', '=', bin)
    .where('number', '=', number)
    .where('reference', '=', reference)
    .where('direction', '=', direction)
    .executeTakeFirst();
}

/** A repeat has no effect; the first one with another amount becomes a case, told once. */
async function repeated(
  tx: Tx,
  scope: FacilityScope,
  before: { readonly id: string; readonly amount: number; readonly case_amount: number | null },
  heardAmount: number,
  item: string,
  at: number,
): Promise<LineEffect> {
  if (before.amount === heardAmount) return 'repeated';
  const told = await tx
    .updateTable('bank_line')
    .set({ case_amount: heardAmount })
    .where('facility', '=', scope.facility)
    .where('id', '=', before.id)
    .where('case_amount', 'is', null)
    .executeTakeFirst();
  if (told.numUpdatedRows > 0n) {
    const body = { credit: before.id, amount: before.amount, heardAmount };
    await appendFeed(tx, scope, { id: item, at, kind: 'credit-case', body });
  }
  return 'contradicts';
}

async function sealedPart(
  tx: Tx,
  scope: FacilityScope,
  id: string,
  line: ProviderLine,
): Promise<string | null> {
  const key = await sealingKeyOf(tx, scope);
  if (key === null) return null;
  const { content, otherName, otherNumber, otherBank } = line;
  return await sealCredit(key, id, { content, otherName, otherNumber, otherBank });
}

async function stateOf(
  tx: Tx,
  { facility }: FacilityScope,
  codes: readonly string[],
  virtualAccount: string | null,
): Promise<'expected' | 'unmatched'> {
  const keys = virtualAccount === null ? codes : [virtualAccount, ...codes];
  if (keys.length === 0) return 'unmatched';
  const shown = await tx
    .selectFrom('shown_code')
    .select('tender')
    .where('facility', '=', facility)
    .where('code', 'in', [...keys])
    .executeTakeFirst();
  return shown === undefined ? 'unmatched' : 'expected';
}
