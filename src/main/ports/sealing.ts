import { createCipheriv, createECDH, createHash, randomBytes } from 'node:crypto';
import { compactDecrypt, importJWK } from 'jose';
import type { Sealer } from '../../shared/kernel/sealer.ts';
import type { KeyPair } from '../../shared/kernel/signer.ts';
import { sealAlgorithms, sealHeader } from '../../shared/sync/index.ts';

const coordinateBytes = 32;
const ivBytes = 12;
const keyBits = 256;

/**
 * Seals to the facility's newest sealing key and opens what was sealed to any of its keys: rotated ones stay for reading
 * (design §6 "Keys"). `pairs` is newest first and never empty.
 */
export function sealerOf(pairs: readonly [KeyPair, ...KeyPair[]]): Sealer {
  const [newest] = pairs;
  const secrets = new Map(pairs.map((pair) => [pair.kid, importJWK(secretJwk(pair), sealAlgorithms.alg)]));
  return {
    kid: newest.kid,
    publicKey: newest.publicKey,
    begin: () => runOfSeals(newest),
    async open(subject, sealed) {
      try {
        const { plaintext } = await compactDecrypt(
          sealed,
          async (header) => {
            const secret = secrets.get(sealHeader.parse(header).kid);
            if (secret === undefined) throw new Error('sealed to a key that is not here');
            return await secret;
          },
          {
            keyManagementAlgorithms: [sealAlgorithms.alg],
            contentEncryptionAlgorithms: [sealAlgorithms.enc],
          },
        );
        const header: unknown = JSON.parse(Buffer.from(sealed.split('.')[0] ?? '', 'base64url').toString());
        return sealHeader.parse(header).sub === subject ? new TextDecoder().decode(plaintext) : null;
      } catch {
        return null;
      }
    },
  };
}

/**
 * Seals by RFC 7516 and 7518 §4.6, read by any JOSE program. The agreement costs ten times the rest, so a run makes it
 * once; `apu`, the subject, gives each seal a content key of its own from it (RFC 7518 §4.6.2, NIST SP 800-56A §5.8.2.1).
 */
function runOfSeals({ publicKey, kid }: KeyPair): (subject: string, text: string) => string {
  const ephemeral = createECDH('prime256v1');
  const epk = { kty: 'EC', crv: 'P-256', ...coordinatesOf(ephemeral.generateKeys()) };
  const agreed = ephemeral.computeSecret(Buffer.from(publicKey, 'base64url'));
  return (subject, text) => {
    const apu = Buffer.from(subject);
    const header = { ...sealAlgorithms, kid, sub: subject, apu: apu.toString('base64url'), epk };
    const head = Buffer.from(JSON.stringify(header)).toString('base64url');
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', contentKey(agreed, apu), iv);
    cipher.setAAD(Buffer.from(head));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    const parts = [iv, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'));
    return `${head}..${parts.join('.')}`;
  };
}

/** One round of the Concat KDF: it gives as many bits as the content key has. */
function contentKey(agreed: Buffer, apu: Buffer): Buffer {
  const algorithm = Buffer.from(sealAlgorithms.enc);
  return createHash('sha256')
    .update(numbered(1))
    .update(agreed)
    .update(Buffer.concat([numbered(algorithm.length), algorithm, numbered(apu.length), apu]))
    .update(Buffer.concat([numbered(0), numbered(keyBits)]))
    .digest();
}

function numbered(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** Of an uncompressed point. */
function coordinatesOf(point: Buffer): { readonly x: string; readonly y: string } {
  return {
    x: point.subarray(1, 1 + coordinateBytes).toString('base64url'),
    y: point.subarray(1 + coordinateBytes).toString('base64url'),
  };
}

function publicJwk({ publicKey, kid }: KeyPair) {
  return { kty: 'EC', crv: 'P-256', kid, ...coordinatesOf(Buffer.from(publicKey, 'base64url')) };
}

function secretJwk(pair: KeyPair) {
  return { ...publicJwk(pair), d: Buffer.from(pair.secretKey).toString('base64url') };
}
