/** How a counter becomes known: one-time code, keys, the facility's word for it, sessions (design §6 "Keys"). */
import { z } from 'zod';
import { id, instant } from '../journal/define.ts';
import type { Sha256 } from '../journal/entry.ts';
import { syncProtocol } from './limits.ts';
import { sealingKey, signature, signingKey } from './signing.ts';

/** Crockford's 32 characters: what looks alike reads alike, so that a code can be told over the phone. */
export const codeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const halfLength = 10;

/**
 * The two halves of an enrolment code as it is handed out, `AAAAA-AAAAA-BBBBB-BBBBB`: the secret, which alone is sent,
 * and the print of the backend's key, which the counter compares with the key it is answered with.
 */
export interface EnrolmentCode {
  readonly secret: string;
  readonly keyPrint: string;
}

/** Letters as a person types them: case, spaces, hyphens and look-alikes do not matter. */
export function readLetters(text: string): string {
  return text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
}

/** Reads a code as a person types it. Null when it is none. */
export function parseEnrolmentCode(text: string): EnrolmentCode | null {
  const plain = readLetters(text);
  if (plain.length !== 2 * halfLength || !/^[0-9A-HJKMNP-TV-Z]+$/.test(plain)) return null;
  return { secret: plain.slice(0, halfLength), keyPrint: plain.slice(halfLength) };
}

/** The code as it is shown and printed. `chance` has at least 10 bytes. */
export function makeEnrolmentCode(chance: Uint8Array, backendKey: string, sha256: Sha256): string {
  const secret = lettersOf(chance);
  const whole = secret + keyPrintOf(backendKey, sha256);
  return whole.replace(/(.{5})(?=.)/g, '$1-');
}

/** The print of a public key as it stands in the second half of a code, and on a recovery sheet. */
export function keyPrintOf(publicKey: string, sha256: Sha256): string {
  const digest = sha256(`quay-thu-key:${publicKey}`);
  return lettersOf(
    Uint8Array.from({ length: halfLength }, (_, at) => Number.parseInt(digest.slice(2 * at, 2 * at + 2), 16)),
  );
}

function lettersOf(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, halfLength), (byte) => codeAlphabet.charAt(byte % 32)).join('');
}

/** A counter with drawer and series, or the accountant's desk, which has neither (design §6). */
export const counterKind = z.enum(['counter', 'accountant-desk']);
export type CounterKind = z.output<typeof counterKind>;

/** What the facility's signing key says of a counter, so that a backend cannot invent a sister. Signed as `vouch`. */
export const vouchStatement = z.strictObject({
  counter: id,
  counterKey: signingKey,
  facilityKey: signingKey,
  signature,
});

/** Body of `POST /v1/enrol`, signed (`enrol`) by the counter's key. */
export const enrolRequest = z.strictObject({
  protocol: z.literal(syncProtocol),
  /** First half of the code. */
  secret: z.string().length(halfLength),
  counter: id,
  kind: counterKind,
  /** Name of the counter as people there call it: `Quầy 1`. */
  name: z.string().min(1).max(60),
  counterKey: signingKey,
  facilityKey: signingKey,
  sealingKey,
  /** RFC 7638 thumbprint of the sealing key: `kid` of what is sealed to it. */
  sealingKid: signingKey,
  vouch: vouchStatement,
  signature,
});
export type EnrolRequest = z.output<typeof enrolRequest>;

/** Answer of enrolment, signed (`enrolled`) by the backend's key, which the counter pins from now on. */
export const enrolAnswer = z.strictObject({
  protocol: z.literal(syncProtocol),
  counter: id,
  facility: id,
  /** Name of the facility as the province has it, to be shown before the counter takes it. */
  facilityName: z.string().min(1).max(200),
  backendKey: signingKey,
  feedEpoch: id,
  at: instant,
  signature,
});
export type EnrolAnswer = z.output<typeof enrolAnswer>;

/** Answer of `GET /v1/challenge`. */
export const challengeAnswer = z.strictObject({
  challenge: z.string().min(20).max(200),
  expiresInMs: z.int().min(1),
});
export type ChallengeAnswer = z.output<typeof challengeAnswer>;

/** Body of `POST /v1/session`, signed (`session`) by the counter's key. A challenge opens one session. */
export const sessionRequest = z.strictObject({
  protocol: z.literal(syncProtocol),
  counter: id,
  challenge: z.string().min(20).max(200),
  signature,
});
export type SessionRequest = z.output<typeof sessionRequest>;

/** Answer of `POST /v1/session`: the bearer token for the feed. */
export const sessionAnswer = z.strictObject({
  token: z.string().min(20).max(200),
  expiresInMs: z.int().min(1),
});
export type SessionAnswer = z.output<typeof sessionAnswer>;
