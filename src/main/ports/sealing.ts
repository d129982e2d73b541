import { CompactEncrypt, compactDecrypt, importJWK } from 'jose';
import type { Sealer } from '../../shared/kernel/sealer.ts';
import type { KeyPair } from '../../shared/kernel/signer.ts';
import { sealAlgorithms, sealHeader } from '../../shared/sync/index.ts';

const coordinateBytes = 32;

/**
 * Seals to the facility's newest sealing key and opens what was sealed to any of its keys: rotated ones stay for reading
 * (design §6 "Keys"). `pairs` is newest first and never empty.
 */
export function sealerOf(pairs: readonly [KeyPair, ...KeyPair[]]): Sealer {
  const [newest] = pairs;
  const recipient = importJWK(publicJwk(newest), sealAlgorithms.alg);
  const secrets = new Map(pairs.map((pair) => [pair.kid, importJWK(secretJwk(pair), sealAlgorithms.alg)]));
  return {
    kid: newest.kid,
    publicKey: newest.publicKey,
    async seal(subject, text) {
      return await new CompactEncrypt(new TextEncoder().encode(text))
        .setProtectedHeader({ ...sealAlgorithms, kid: newest.kid, sub: subject })
        .encrypt(await recipient);
    },
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

function publicJwk({ publicKey, kid }: KeyPair) {
  const point = Buffer.from(publicKey, 'base64url');
  return {
    kty: 'EC',
    crv: 'P-256',
    kid,
    x: point.subarray(1, 1 + coordinateBytes).toString('base64url'),
    y: point.subarray(1 + coordinateBytes).toString('base64url'),
  };
}

function secretJwk(pair: KeyPair) {
  return { ...publicJwk(pair), d: Buffer.from(pair.secretKey).toString('base64url') };
}
