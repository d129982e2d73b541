/** Seals of a batch, opened by somebody else's program. */
import { randomBytes } from 'node:crypto';
import { compactDecrypt, importJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { makeKeys } from '../../../src/main/ports/keys.ts';
import { sealerOf } from '../../../src/main/ports/sealing.ts';

const random = { bytes: (length: number) => new Uint8Array(randomBytes(length)) };
const [, , key] = makeKeys(random);
const [, , stranger] = makeKeys(random);
const sealer = sealerOf([key]);
const point = Buffer.from(key.publicKey, 'base64url');
const jwk = {
  ...{ kty: 'EC', crv: 'P-256', d: Buffer.from(key.secretKey).toString('base64url') },
  ...{ x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') },
};

describe('a run of seals', () => {
  const seal = sealer.begin();
  const text = '{"salt":"…","text":"Đặng Thị Đào"}';

  it('is read by any JOSE program that has the key, and says whose it is', async () => {
    const { plaintext, protectedHeader } = await compactDecrypt(
      seal('entry-1', text),
      await importJWK(jwk, 'ECDH-ES'),
    );
    expect(new TextDecoder().decode(plaintext)).toBe(text);
    expect(protectedHeader).toMatchObject({
      ...{ alg: 'ECDH-ES', enc: 'A256GCM', kid: key.kid, sub: 'entry-1' },
      apu: Buffer.from('entry-1').toString('base64url'),
    });
  });

  it('has a content key of its own for each subject: none opens under another’s header', async () => {
    const [first, second] = [seal('entry-2', text).split('.'), seal('entry-3', text).split('.')];
    expect(first[2]).not.toBe(second[2]);
    expect(first[3]).not.toBe(second[3]);
    const mixed = [first[0], ...second.slice(1)].join('.');
    expect(await sealer.open('entry-2', mixed)).toBeNull();
    expect(await sealer.open('entry-2', first.join('.'))).toBe(text);
  });

  it('opens for its subject and its key only, and not with one character changed', async () => {
    const sealed = seal('entry-4', text);
    expect(await sealer.open('entry-5', sealed)).toBeNull();
    expect(await sealerOf([stranger]).open('entry-4', sealed)).toBeNull();
    expect(await sealerOf([stranger, key]).open('entry-4', sealed)).toBe(text);
    const at = sealed.length - 30;
    const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
    expect(await sealer.open('entry-4', changed)).toBeNull();
  });

  it('begins with an ephemeral key of its own', () => {
    const epk = (sealed: string) =>
      JSON.parse(Buffer.from(sealed.split('.')[0] ?? '', 'base64url').toString('utf8')).epk;
    expect(epk(seal('entry-6', text))).toEqual(epk(seal('entry-7', text)));
    expect(epk(sealer.begin()('entry-6', text))).not.toEqual(epk(seal('entry-6', text)));
  });
});
