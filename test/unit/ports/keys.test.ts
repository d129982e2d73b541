import { createECDH, createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeKeys, signatureCheckOf, signerOf } from '../../../src/main/ports/keys.ts';
import { realRandom } from '../../../src/main/ports/real.ts';
import { seededRandom } from '../../../src/main/ports/virtual.ts';
import { openDatabase } from '../../../src/main/store/database.ts';
import { createKeyTables, type KeyTables, keyStore } from '../../../src/main/upkeep/keys.ts';
import { entryTypes } from '../../../src/shared/journal/index.ts';
import type { EpochMs } from '../../../src/shared/kernel/clock.ts';

const message = new TextEncoder().encode('một dòng');

test('keys are those of the journal, and every counter has its own', () => {
  const [counter, facility, sealing] = makeKeys(realRandom());
  const body = {
    kind: 'real',
    counterKey: counter.publicKey,
    facilityKey: facility.publicKey,
    sealingKey: sealing.publicKey,
  };
  expect(entryTypes['ledger.opened'].body.safeParse(body).success).toBe(true);
  expect(new Set([counter.kid, facility.kid, sealing.kid]).size).toBe(3);
  expect(makeKeys(realRandom())[0].publicKey).not.toBe(counter.publicKey);
});

test('Ed25519 keys and signatures are the ones of RFC 8032, test 1', () => {
  const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
  const publicKey = Buffer.from(
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    'hex',
  ).toString('base64url');
  const signer = signerOf({ secretKey: seed, publicKey });
  expect(Buffer.from(signer.sign(new Uint8Array())).toString('hex')).toBe(
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  );
});

test('a signature holds for its message and key only', () => {
  const [counter, facility] = makeKeys(seededRandom(1));
  const signer = signerOf(counter);
  const signature = signer.sign(message);
  expect(signatureCheckOf(counter.publicKey).verify(message, signature)).toBe(true);
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: counter.publicKey },
    format: 'jwk',
  });
  expect(verify(null, message, key, signature)).toBe(true);
  expect(signatureCheckOf(facility.publicKey).verify(message, signature)).toBe(false);
  expect(signer.verify(message.subarray(1), signature)).toBe(false);
  expect(signer.verify(message, signature.subarray(1))).toBe(false);
  expect(signatureCheckOf('AAAA').verify(message, signature)).toBe(false);
});

test('halves that do not belong together are refused', () => {
  const [counter, facility] = makeKeys(seededRandom(2));
  expect(() => signerOf({ secretKey: counter.secretKey, publicKey: facility.publicKey })).toThrow(
    'two halves',
  );
});

test('the sealing key agrees with another P-256 key', () => {
  const sealing = makeKeys(seededRandom(3))[2];
  const ours = createECDH('prime256v1');
  ours.setPrivateKey(sealing.secretKey);
  const theirs = createECDH('prime256v1');
  theirs.generateKeys();
  const agreed = ours.computeSecret(theirs.getPublicKey());
  expect(theirs.computeSecret(Buffer.from(sealing.publicKey, 'base64url'))).toEqual(agreed);
});

test('keys are kept in local.db; a newer one is current, the older one stays for reading', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quay-thu-keys-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const database = openDatabase<KeyTables>({
    path: join(folder, 'local.db'),
    migrations: [{ number: 1, name: 'keys', up: createKeyTables }],
    kind: 'local',
  });
  onTestFinished(() => database.close());
  const store = keyStore(database);
  expect(store.current('counter')).toBeUndefined();
  const first = makeKeys(seededRandom(4));
  const second = makeKeys(seededRandom(5));
  store.add(first, 1 as EpochMs);
  store.add([second[0]], 1 as EpochMs);
  expect(store.current('counter')?.kid).toBe(second[0].kid);
  expect(store.all('counter').map(({ kid }) => kid)).toEqual([second[0].kid, first[0].kid]);
  const facility = store.current('facility');
  expect(facility && signerOf(facility).publicKey).toBe(first[1].publicKey);
  // All or none: the second of these is there already.
  expect(() => store.add([makeKeys(seededRandom(6))[0], first[0]], 2 as EpochMs)).toThrow('UNIQUE');
  expect(store.all('counter')).toHaveLength(2);
});
