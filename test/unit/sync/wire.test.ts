/** What is signed on the wire, and codes that people type. */
import { describe, expect, it } from 'vitest';
import { makeKeys, signatureCheckOf, signerOf } from '../../../src/main/ports/keys.ts';
import {
  fromBase64Url,
  isFeedItemSigned,
  isSigned,
  keyPrintOf,
  makeEnrolmentCode,
  parseEnrolmentCode,
  refusalAnswer,
  refusalCodes,
  signFeedItem,
  signStatement,
  spokenRefusal,
  syncProtocol,
  toBase64Url,
  wireEntry,
} from '../../../src/shared/sync/index.ts';
import { PaperCounter, sha256 } from '../../support/backend/paper-counter.ts';
import { makeChance } from '../../support/chance.ts';

const chance = makeChance(1);
const [key] = makeKeys(chance);
const signer = signerOf(key);
const check = signatureCheckOf(key.publicKey);

describe('signatures', () => {
  const signed = signStatement(signer, 'session', { b: 1, a: 'ế' });

  it('hold whatever the order of members, and only for their kind', () => {
    expect(isSigned(check, 'session', signed)).toBe(true);
    expect(isSigned(check, 'session', { signature: signed.signature, a: 'ế', b: 1 } as typeof signed)).toBe(
      true,
    );
    expect(isSigned(check, 'enrol', signed)).toBe(false);
  });

  it('do not hold for anything else, and never throw', () => {
    expect(isSigned(check, 'session', { ...signed, b: 2 } as typeof signed)).toBe(false);
    expect(isSigned(check, 'session', { ...signed, c: null } as typeof signed)).toBe(false);
    expect(isSigned(check, 'session', { ...signed, b: 1.5 } as typeof signed)).toBe(false);
    expect(isSigned(check, 'session', { ...signed, a: '\ud800' } as typeof signed)).toBe(false);
    expect(isSigned(check, 'session', { ...signed, signature: 'not base64url!' })).toBe(false);
    expect(isSigned(signatureCheckOf('x'), 'session', signed)).toBe(false);
  });

  it('cannot be moved from one kind to another by a member called "what"', () => {
    const statement = { a: 1, what: 'enrol' };
    expect(isSigned(check, 'enrol', signStatement(signer, 'session', statement))).toBe(false);
  });

  it('of a feed item do not cover the entries beside it', () => {
    const item = signFeedItem(signer, {
      ...{
        protocol: syncProtocol,
        facility: 'f',
        feedEpoch: 'e',
        position: 1,
        id: 'i',
        at: 1,
        kind: 'target',
        v: 1,
      },
      ...{ body: {}, upstream: null },
    });
    expect(isFeedItemSigned(check, { ...item, entries: [] })).toBe(true);
    expect(isFeedItemSigned(check, { ...item, position: 2, entries: [] })).toBe(false);
  });
});

describe('base64url', () => {
  it('comes back', () => {
    for (let length = 0; length < 40; length += 1) {
      const bytes = chance.bytes(length);
      const text = toBase64Url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64url'));
      expect(fromBase64Url(text)).toEqual(bytes);
    }
    expect(fromBase64Url('a=')).toBeNull();
    expect(fromBase64Url('a')).toBeNull();
  });
});

describe('enrolment codes', () => {
  const code = makeEnrolmentCode(chance.bytes(10), key.publicKey, sha256);

  it('are read as people type them', () => {
    const parsed = parseEnrolmentCode(code);
    expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(parsed?.keyPrint).toBe(keyPrintOf(key.publicKey, sha256));
    const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect(parseEnrolmentCode(typed)).toEqual(parsed);
  });

  it.each(['', code.slice(1), `${code}A`, code.replace(/^./, 'U'), code.replace(/^./, 'é')])(
    'not %s',
    (text) => {
      expect(parseEnrolmentCode(text)).toBeNull();
    },
  );
});

describe('entries on the wire', () => {
  const entry = new PaperCounter(makeChance(2)).write('any.type', {
    list: [1, { deep: 'ế' }],
    nothing: null,
  });

  it('are taken with any body that has a canonical form', () => {
    expect(wireEntry.safeParse(entry).success).toBe(true);
  });

  const nested = (depth: number): object => (depth === 0 ? {} : { a: nested(depth - 1) });
  it.each([
    ['a fraction', { a: 1.5 }],
    ['a lone surrogate', { a: '\ud800' }],
    ['no object', [1]],
    ['too deep', nested(60)],
    ['too large a number', { a: 2 ** 53 }],
  ])('are refused with %s', (_, body) => {
    expect(wireEntry.safeParse({ ...entry, body }).success).toBe(false);
  });

  it.each([{ counter: 'x' }, { seq: 0 }, { type: 'Any' }, { hash: 'A' }, { more: 1 }])(
    'are refused with %o',
    (more) => {
      expect(wireEntry.safeParse({ ...entry, ...more }).success).toBe(false);
    },
  );
});

describe('refusals', () => {
  it('each have a sentence, and an unknown code is read as a failure', () => {
    for (const code of refusalCodes) expect(spokenRefusal(code)).toMatch(/\.$/);
    expect(refusalAnswer.parse({ refused: 'from-the-future', say: 'x' }).refused).toBe('failed');
  });
});
