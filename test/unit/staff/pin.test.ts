import { scryptSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { realRandom } from '../../../src/main/ports/real.ts';
import { seededRandom } from '../../../src/main/ports/virtual.ts';
import {
  chooseNewPin,
  isOutdated,
  makeVerifier,
  matchesPin,
  type Pin,
  parsePin,
  standardPinParameters,
} from '../../../src/main/staff/pin.ts';

const cheap = { cost: 1024, blockSize: 8, parallelization: 1 };

function pin(text: string): Pin {
  const read = parsePin(text);
  if (!read.ok) throw new Error(`${text} is no PIN`);
  return read.value;
}

describe('reading a PIN', () => {
  it.each(['1357', '135790', '13579024', '000000'])('takes %s', (text) => {
    expect(parsePin(text)).toEqual({ ok: true, value: text });
  });

  it.each(['', '123', '123456789', '12a4', ' 1234', '1234\n', '１２３４', '12.4', '-1234', '٢٣٤٥'])(
    'refuses %j: it is not four to eight ASCII digits',
    (text) => {
      expect(parsePin(text)).toEqual({ ok: false, reason: 'bad-pin' });
      expect(chooseNewPin(text)).toEqual({ ok: false, reason: 'bad-pin' });
    },
  );

  it.each([
    '000000',
    '1111',
    '99999999',
    '1234',
    '123456',
    '12345678',
    '987654',
    '4321',
    '890123',
    '210987',
    '1212',
    '123123',
  ])('does not let anybody choose %s', (text) => {
    expect(chooseNewPin(text)).toEqual({ ok: false, reason: 'weak-pin' });
  });

  it.each(['1357', '1235', '112233', '246810', '270415', '12346', '7410'])('lets one choose %s', (text) => {
    expect(chooseNewPin(text)).toEqual({ ok: true, value: text });
  });
});

describe('verifier', () => {
  it('knows its PIN and no other', async () => {
    const verifier = await makeVerifier(pin('270415'), realRandom(), cheap);
    expect(await matchesPin(pin('270415'), verifier)).toBe(true);
    for (const other of ['270416', '2704', '27041500', '270425']) {
      expect(await matchesPin(pin(other), verifier)).toBe(false);
    }
  });

  it('is salted: the same PIN twice gives two verifiers, and holds no PIN', async () => {
    const random = seededRandom(3);
    const first = await makeVerifier(pin('270415'), random, cheap);
    const second = await makeVerifier(pin('270415'), random, cheap);
    expect(first.salt).toHaveLength(16);
    expect(first.salt).not.toEqual(second.salt);
    expect(first.key).not.toEqual(second.key);
    expect(Buffer.from(first.key).includes('270415')).toBe(false);
  });

  it('is scrypt with exactly the parameters it names', async () => {
    const verifier = await makeVerifier(pin('270415'), seededRandom(5), cheap);
    const expected = scryptSync('270415', verifier.salt, 32, { N: 1024, r: 8, p: 1 });
    expect(Buffer.from(verifier.key)).toEqual(expected);
  });

  it('costs memory and leaves the thread free while it is computed', async () => {
    expect(128 * standardPinParameters.cost * standardPinParameters.blockSize).toBe(32 * 1024 * 1024);
    let turns = 0;
    let done = false;
    const count = (): void => {
      turns += 1;
      if (!done) setImmediate(count);
    };
    setImmediate(count);
    await makeVerifier(pin('270415'), realRandom(), standardPinParameters);
    done = true;
    expect(turns).toBeGreaterThan(20);
  });

  it('refuses parameters that are none, or that would eat the machine', async () => {
    const bad = [
      { cost: 1000, blockSize: 8, parallelization: 1 },
      { cost: 1, blockSize: 8, parallelization: 1 },
      { cost: 1024, blockSize: 0, parallelization: 1 },
      { cost: 2 ** 24, blockSize: 8, parallelization: 1 },
      { cost: 1024, blockSize: 8, parallelization: 1000 },
    ];
    for (const parameters of bad) {
      await expect(async () => makeVerifier(pin('270415'), realRandom(), parameters)).rejects.toThrow('PIN');
    }
  });

  it('refuses a verifier that was cut short instead of comparing less', async () => {
    const verifier = await makeVerifier(pin('270415'), realRandom(), cheap);
    const cut = { ...verifier, key: verifier.key.slice(0, 8) };
    await expect(matchesPin(pin('270415'), cut)).rejects.toThrow('cut');
  });

  it('is outdated only when a guess costs less than now asked', async () => {
    const verifier = await makeVerifier(pin('270415'), realRandom(), cheap);
    expect(isOutdated(verifier, cheap)).toBe(false);
    expect(isOutdated(verifier, { ...cheap, cost: 2048 })).toBe(true);
    expect(isOutdated(verifier, { ...cheap, parallelization: 2 })).toBe(true);
    expect(isOutdated(verifier, { ...cheap, cost: 512 })).toBe(false);
  });
});
