/** Seals for the facility what nobody else may read (design §3): compact JWE to its P-256 key. */
import { CompactEncrypt, importJWK } from 'jose';
import { canonical } from '../../shared/journal/index.ts';
import { type CreditPrivate, sealAlgorithms } from '../../shared/sync/index.ts';
import type { Tx } from '../backend.ts';
import type { FacilityScope } from '../data/scope.ts';

const coordinateBytes = 32;

/** Public half of a facility's sealing key. */
export interface SealingKey {
  readonly key: string;
  readonly kid: string;
}

/** The facility's sealing key; null before its first counter is enrolled. */
export async function sealingKeyOf(tx: Tx, { facility }: FacilityScope): Promise<SealingKey | null> {
  const row = await tx
    .selectFrom('facility')
    .select(['sealing_key', 'sealing_kid'])
    .where('id', '=', facility)
    .executeTakeFirstOrThrow();
  const { sealing_key: key, sealing_kid: kid } = row;
  return key === null || kid === null ? null : { key, kid };
}

/** The key as a JWK (RFC 7517). */
export function publicJwk({ key, kid }: SealingKey) {
  const point = Buffer.from(key, 'base64url');
  const x = point.subarray(1, 1 + coordinateBytes).toString('base64url');
  const y = point.subarray(1 + coordinateBytes).toString('base64url');
  return { kty: 'EC', crv: 'P-256', x, y, kid } as const;
}

/** The private part of a credit, sealed under its id. */
export async function sealCredit(
  { key, kid }: SealingKey,
  credit: string,
  part: CreditPrivate,
): Promise<string> {
  const recipient = await importJWK(publicJwk({ key, kid }), sealAlgorithms.alg);
  return await new CompactEncrypt(new TextEncoder().encode(canonical(part)))
    .setProtectedHeader({ ...sealAlgorithms, kid, sub: credit })
    .encrypt(recipient);
}
