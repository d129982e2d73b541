/**
 * What is signed, and how: Ed25519 over the canonical form of the statement with `what` added, so that no signed text
 * of one kind can be taken for another (head records of the journal carry `what: "head"` in the same way). The key
 * operations are parameters; this room needs no platform.
 */
import { z } from 'zod';
import { canonical, type Json } from '../journal/canonical.ts';
import type { SignatureCheck, Signer } from '../kernel/signer.ts';

/** Every kind of statement that is ever signed on the wire. */
export type SignedKind =
  | 'enrol'
  | 'enrolled'
  | 'vouch'
  | 'session'
  | 'head-request'
  | 'head-answer'
  | 'batch'
  | 'feed-item'
  | 'export-end'
  | 'relay-join'
  | 'relay-joined'
  | 'relay-session';

/** Ed25519 signature, base64url of its 64 bytes. */
export const signature = z.string().regex(/^[A-Za-z0-9_-]{86}$/);

/** Ed25519 public key, base64url of its 32 raw bytes. */
export const signingKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** P-256 public key for sealing, base64url of the uncompressed point (65 bytes). */
export const sealingKey = z.string().regex(/^[A-Za-z0-9_-]{87}$/);

export type Signed<Statement> = Statement & { readonly signature: string };

type Statement = { readonly [key: string]: Json | undefined };

/** The bytes under a signature. @throws InvariantBroken on fractions or broken text, which no parsed statement has. */
export function signedBytes(what: SignedKind, statement: Statement): Uint8Array {
  const { signature: _, ...plain } = statement;
  return new TextEncoder().encode(canonical({ ...plain, what }));
}

/** The statement with its signature. */
export function signStatement<S extends object>(
  signer: Pick<Signer, 'sign'>,
  what: SignedKind,
  statement: S,
): Signed<S> {
  const made = signer.sign(signedBytes(what, statement as unknown as Statement));
  return { ...statement, signature: toBase64Url(made) };
}

/** Whether the statement stands as it was signed. Never throws: what cannot be made canonical was never signed. */
export function isSigned(check: SignatureCheck, what: SignedKind, signed: Signed<object>): boolean {
  const bytes = fromBase64Url(signed.signature);
  if (bytes === null) return false;
  try {
    return check.verify(signedBytes(what, signed as unknown as Statement), bytes);
  } catch {
    return false;
  }
}

/** base64url without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The bytes of base64url without padding; null when it is none. */
export function fromBase64Url(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return null;
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0));
  } catch {
    return null;
  }
}
