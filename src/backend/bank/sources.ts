/** Where credits come from: one source per facility and provider contract, its secret sealed in the database. */
import { z } from 'zod';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { type Backend, type Refused, refused } from '../backend.ts';
import { makeToken, sha256 } from '../crypto.ts';
import type { FacilityScope } from '../data/scope.ts';
import { cassoSecret } from './casso.ts';
import { payosSecret } from './payos.ts';
import { sepaySecret } from './sepay.ts';
import type { BankSource } from './take-line.ts';
import { vietqrSecret } from './vietqr.ts';

/** VietQR.vn's documented lifetime, and a little for the way. */
const tokenSeconds = 59;
const tokenGraceMs = 30_000;

/** A source as an operator describes it. */
export const newSource = z.intersection(
  z.discriminatedUnion('provider', [
    z.object({ provider: z.literal('vietqr'), secret: vietqrSecret }),
    z.object({ provider: z.literal('sepay'), secret: sepaySecret }),
    z.object({ provider: z.literal('casso'), secret: cassoSecret }),
    z.object({ provider: z.literal('payos'), secret: payosSecret }),
  ]),
  z.object({
    accounts: z
      .array(z.object({ bin: z.string().regex(/^\d{6}$/), number: z.string().regex(/^[A-Za-z0-9]{1,19}$/) }))
      .min(1)
      .max(20),
  }),
);
export type NewSource = z.output<typeof newSource>;

/** Adds a source; gives its id, which stands in the address the provider calls. */
export async function addSource(
  { db, ids, clock, vault }: Backend,
  { facility }: FacilityScope,
  { provider, secret, accounts }: NewSource,
): Promise<Result<{ source: string }, Refused>> {
  const source = ids.next();
  const sealed_secret = vault.seal(JSON.stringify(secret));
  await db.transaction().execute(async (tx) => {
    const created_at = clock.now();
    await tx
      .insertInto('bank_source')
      .values({ id: source, facility, provider, sealed_secret, created_at })
      .execute();
    for (const { bin, number } of accounts) {
      await tx
        .insertInto('bank_account')
        .values({ source, facility, bin, number })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  });
  return ok({ source });
}

/** The source behind an address, with its secret; `not-found` for one of another provider or switched off. */
export async function sourceOf<Secret>(
  { db, vault }: Backend,
  id: string,
  provider: BankSource['provider'],
  schema: z.ZodType<Secret>,
): Promise<Result<{ source: BankSource; secret: Secret }, Refused>> {
  const source = await db
    .selectFrom('bank_source')
    .selectAll()
    .where('id', '=', id)
    .where('provider', '=', provider)
    .where('active', '=', true)
    .executeTakeFirst();
  if (source === undefined) return refused('not-found');
  const secret = schema.safeParse(JSON.parse(vault.open(source.sealed_secret)));
  return secret.success ? ok({ source, secret: secret.data }) : refused('failed');
}

/** A token for VietQR.vn. */
export async function makeBankToken({ db, clock, random }: Backend, source: BankSource) {
  const now = clock.now();
  const token = makeToken(random);
  await db.deleteFrom('bank_token').where('expires_at', '<', now).execute();
  const expires_at = now + tokenSeconds * 1000 + tokenGraceMs;
  await db
    .insertInto('bank_token')
    .values({ token_hash: sha256(token), source: source.id, expires_at })
    .execute();
  return { access_token: token, token_type: 'Bearer', expires_in: tokenSeconds };
}

/** Whether the token was given to this source and is still good. */
export async function isBankToken(
  { db, clock }: Backend,
  source: BankSource,
  token: string,
): Promise<boolean> {
  const found = await db
    .selectFrom('bank_token')
    .select('source')
    .where('token_hash', '=', sha256(token))
    .where('source', '=', source.id)
    .where('expires_at', '>', clock.now())
    .executeTakeFirst();
  return found !== undefined;
}
