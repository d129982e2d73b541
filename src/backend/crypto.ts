/** Key operations of the backend. Chance and keys come from outside; nothing here is kept. */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  type KeyObject,
  scrypt,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto';
import type { Random } from '../shared/kernel/random.ts';
import type { SignatureCheck, Signer } from '../shared/kernel/signer.ts';

/** DER around a raw Ed25519 key (RFC 8410 §7 and §4). */
const secretPrefix = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex');
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** SHA-256 of the parts one after the other, lower-case hex. */
export function sha256(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

/** Signer for an Ed25519 seed of 32 bytes. */
export function signerOf(seed: Uint8Array): Signer {
  const der = Buffer.concat([secretPrefix, seed]);
  const secret = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const publicDer = createPublicKey(secret).export({ format: 'der', type: 'spki' });
  const publicKey = publicDer.subarray(publicPrefix.length).toString('base64url');
  return {
    publicKey,
    sign: (message) => new Uint8Array(sign(null, message, secret)),
    verify: signatureCheckOf(publicKey).verify,
  };
}

/** Checks signatures made with the secret half of a public key (base64url, raw). A bad key checks nothing. */
export function signatureCheckOf(publicKey: string): SignatureCheck {
  const raw = Buffer.from(publicKey, 'base64url');
  let key: KeyObject;
  try {
    key = createPublicKey({ key: Buffer.concat([publicPrefix, raw]), format: 'der', type: 'spki' });
  } catch {
    return { verify: () => false };
  }
  return { verify: (message, signature) => signature.length === 64 && verify(null, message, key, signature) };
}

/** Whether two texts are the same, in a time that tells nothing of where they differ. */
export function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(sha256(one)), Buffer.from(sha256(other))];
  return timingSafeEqual(a, b);
}

/** HMAC as lower-case hex. */
export function hmac(
  algorithm: 'sha256' | 'sha512',
  key: string | Uint8Array,
  ...parts: (string | Uint8Array)[]
): string {
  const made = createHmac(algorithm, key);
  for (const part of parts) made.update(part);
  return made.digest('hex');
}

/** Keeps small secrets in the database unreadable for whoever has only the database. */
export interface Vault {
  seal(text: string): string;
  /** @throws when it was sealed with another secret or changed. */
  open(sealed: string): string;
  /** A key for one purpose, never stored. */
  keyFor(purpose: string): Uint8Array;
}

/** A vault under the deployment's secret (AES-256-GCM, key by HKDF-SHA-256). */
export function vaultOf(secret: string, random: Random): Vault {
  const keyFor = (purpose: string): Uint8Array =>
    new Uint8Array(hkdfSync('sha256', secret, 'quay-thu-backend', purpose, keyBytes));
  const key = keyFor('vault');
  return {
    keyFor,
    seal(text) {
      const nonce = random.bytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(sealed) {
      const all = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, all.subarray(0, nonceBytes));
      decipher.setAuthTag(all.subarray(nonceBytes, nonceBytes + tagBytes));
      const body = all.subarray(nonceBytes + tagBytes);
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
    },
  };
}

/** The price of one guess at a password, kept with each so that it can be raised later. Names as in RFC 7914. */
export interface PasswordCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** OWASP's scrypt setting for interactive sign-in: 64 MiB and about 0.4 s a guess. */
export const standardPasswordCost: PasswordCost = { N: 2 ** 16, r: 8, p: 2 };

/** A password as it is kept: `scrypt$N$r$p$salt$hash`. */
export async function hashPassword(password: string, cost: PasswordCost, random: Random): Promise<string> {
  const salt = Buffer.from(random.bytes(16)).toString('base64url');
  return keptPassword(cost, salt, await scryptOf(password, salt, cost));
}

/** What stands for a person nobody has: no password fits, and trying one takes as long as with a real one. */
export function nobodysPassword(cost: PasswordCost): string {
  return keptPassword(cost, 'A'.repeat(22), '');
}

function keptPassword({ N, r, p }: PasswordCost, salt: string, hash: string): string {
  return ['scrypt', N, r, p, salt, hash].join('$');
}

/** Whether the password is the one kept. A kept text of another form is never right. */
export async function isPassword(password: string, kept: string): Promise<boolean> {
  const found = /^scrypt\$(?:(\d+)\$(\d+)\$(\d+)\$)?([\w-]+)\$([\w-]*)$/.exec(kept);
  if (found === null) return false;
  const [, N, r, p, salt = '', hash = ''] = found;
  // Of before the cost was kept with it.
  const cost = N === undefined ? standardPasswordCost : { N: Number(N), r: Number(r), p: Number(p) };
  return sameText(await scryptOf(password, salt, cost), hash);
}

function scryptOf(password: string, salt: string, { N, r, p }: PasswordCost): Promise<string> {
  // Room for the working memory and the blocks of each lane, which Node counts too.
  const maxmem = 128 * r * (N + p) + 1024 * 1024;
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, keyBytes, { N, r, p, maxmem }, (error, key) => {
      if (error === null) resolve(key.toString('base64url'));
      else reject(error);
    });
  });
}

/** A new bearer token: 32 bytes of chance. */
export function makeToken(random: Random): string {
  return Buffer.from(random.bytes(keyBytes)).toString('base64url');
}
