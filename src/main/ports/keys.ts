import {
  createECDH,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { InvariantBroken, invariant } from '../../shared/kernel/assert.ts';
import type { Random } from '../../shared/kernel/random.ts';
import type { KeyPair, KeyPurpose, SignatureCheck, Signer } from '../../shared/kernel/signer.ts';

/** DER around a raw Ed25519 key: PKCS #8 (RFC 8410 §7) and SubjectPublicKeyInfo (RFC 8410 §4). */
const ed25519SecretPrefix = Buffer.from('302e020100300506032b657004220420', 'hex');
const ed25519PublicPrefix = Buffer.from('302a300506032b6570032100', 'hex');
const secretBytes = 32;
/** A random 32-byte number is above the order of P-256 once in 2^32 times. */
const mostScalarTries = 4;

/** The three key pairs of a counter at its first start, from the source of chance handed in (design §6 "Keys"). */
export function makeKeys(random: Random): readonly [counter: KeyPair, facility: KeyPair, sealing: KeyPair] {
  return [makeSigningKey('counter', random), makeSigningKey('facility', random), makeSealingKey(random)];
}

/** The key pairs of a facility from their secret halves, as a recovery sheet has them. Null for a number that is no key. */
export function facilityKeysOf(secrets: {
  readonly facility: Uint8Array;
  readonly sealing: Uint8Array;
}): readonly [facility: KeyPair, sealing: KeyPair] | null {
  const sealing = sealingPair(secrets.sealing);
  return sealing === undefined ? null : [signingPair('facility', secrets.facility), sealing];
}

/** A secret for one more purpose, known to whoever holds the pair and telling nothing of it (HMAC-SHA-256, RFC 2104). */
export function derivedSecret({ secretKey }: Pick<KeyPair, 'secretKey'>, purpose: string): Uint8Array {
  return new Uint8Array(createHmac('sha256', secretKey).update(`quay-thu:${purpose}`).digest());
}

/**
 * A signer for an Ed25519 key of {@link makeKeys}.
 * @throws InvariantBroken when the secret and the public half do not belong together.
 */
export function signerOf(pair: Pick<KeyPair, 'secretKey' | 'publicKey'>): Signer {
  const secret = secretKeyOf(pair.secretKey);
  invariant(rawPublic(secret) === pair.publicKey, 'the two halves of a key pair do not belong together');
  return {
    publicKey: pair.publicKey,
    sign: (message) => new Uint8Array(sign(null, message, secret)),
    verify: signatureCheckOf(pair.publicKey).verify,
  };
}

/** Checks signatures made with the secret half of an Ed25519 public key (base64url, raw). A bad key checks nothing. */
export function signatureCheckOf(publicKey: string): SignatureCheck {
  const raw = Buffer.from(publicKey, 'base64url');
  if (raw.length !== secretBytes) return { verify: () => false };
  const key = createPublicKey({
    key: Buffer.concat([ed25519PublicPrefix, raw]),
    format: 'der',
    type: 'spki',
  });
  return { verify: (message, signature) => signature.length === 64 && verify(null, message, key, signature) };
}

function secretKeyOf(seed: Uint8Array): KeyObject {
  invariant(seed.length === secretBytes, 'an Ed25519 secret key has 32 bytes');
  return createPrivateKey({ key: Buffer.concat([ed25519SecretPrefix, seed]), format: 'der', type: 'pkcs8' });
}

function rawPublic(secret: KeyObject): string {
  const der = createPublicKey(secret).export({ format: 'der', type: 'spki' });
  return der.subarray(ed25519PublicPrefix.length).toString('base64url');
}

function makeSigningKey(purpose: Exclude<KeyPurpose, 'sealing'>, random: Random): KeyPair {
  return signingPair(purpose, random.bytes(secretBytes));
}

function signingPair(purpose: Exclude<KeyPurpose, 'sealing'>, secretKey: Uint8Array): KeyPair {
  const publicKey = rawPublic(secretKeyOf(secretKey));
  // RFC 7638 §3: the required members in order of their names, no white space.
  return {
    purpose,
    kid: thumbprint(`{"crv":"Ed25519","kty":"OKP","x":"${publicKey}"}`),
    secretKey,
    publicKey,
  };
}

function makeSealingKey(random: Random): KeyPair {
  for (let tried = 0; tried < mostScalarTries; tried += 1) {
    const pair = sealingPair(random.bytes(secretBytes));
    if (pair !== undefined) return pair;
  }
  throw new InvariantBroken('the source of chance gives no number below the order of P-256');
}

function sealingPair(secretKey: Uint8Array): KeyPair | undefined {
  const point = pointOf(secretKey);
  if (point === undefined) return undefined;
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
  const kid = thumbprint(`{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`);
  return { purpose: 'sealing', kid, secretKey, publicKey: point.toString('base64url') };
}

function pointOf(scalar: Uint8Array): Buffer | undefined {
  const pair = createECDH('prime256v1');
  try {
    pair.setPrivateKey(scalar);
    return pair.getPublicKey();
  } catch {
    return undefined;
  }
}

function thumbprint(jwk: string): string {
  return createHash('sha256').update(jwk).digest('base64url');
}
