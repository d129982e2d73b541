import { expect, test } from 'vitest';
import { crcOf } from '../../../src/shared/vietqr/crc.ts';
import { decodeVietQr, encodeVietQr, type VietQrInput } from '../../../src/shared/vietqr/index.ts';
import { dataObject, dataObjects } from '../../../src/shared/vietqr/tlv.ts';
import fc from '../../support/check.ts';
import { goodInput } from './inputs.ts';

function encoded(input: VietQrInput): string {
  const made = encodeVietQr(input);
  if (!made.ok) throw new Error(`${made.reason}: ${JSON.stringify(input)}`);
  return made.value;
}

function sealed(body: string): string {
  return `${body}6304${crcOf(`${body}6304`)}`;
}

test('what is made reads back as what was asked for', () => {
  fc.assert(
    fc.property(goodInput, (input) => {
      const decoded = decodeVietQr(encoded(input));
      expect(decoded).toMatchObject({
        ok: true,
        value: {
          scheme: 'napas',
          bin: input.bin,
          account: input.account,
          service: input.service,
          initiation: input.amount === undefined ? 'static' : 'dynamic',
          amount: input.amount ?? null,
          bill: input.bill ?? null,
          purpose: input.purpose ?? null,
          merchantName: input.merchant?.name ?? null,
          merchantCity: input.merchant?.city ?? null,
        },
      });
    }),
    { numRuns: 1_000 },
  );
});

test('whatever comes in, only printable ASCII within all limits goes out, and it reads back', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 120, size: 'max' }),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
  );
  const nearAmount = fc.oneof(
    fc.integer({ min: -5, max: 5 }),
    fc.integer({ min: 499_999_990, max: 500_000_010 }),
    fc.double(),
    fc.string({ unit: fc.constantFrom(...'0123456789.-e '), maxLength: 12 }),
  );
  const short = fc.string({ unit: fc.constantFrom(...'Ab1 .-'), minLength: 1, maxLength: 8 });
  const change = fc.oneof(
    fc.record({ bin: text }),
    fc.record({ account: fc.oneof(text, short) }),
    fc.record({ amount: nearAmount }),
    fc.record({ bill: text }),
    fc.record({ purpose: text }),
    // What often passes, so that the limits are looked at on both sides.
    { arbitrary: fc.record({ bill: short }), weight: 8 },
    { arbitrary: fc.record({ purpose: short }), weight: 8 },
  );
  let made = 0;
  fc.assert(
    fc.property(goodInput, change, (input, changed) => {
      const asked: VietQrInput = { ...input, ...changed };
      const result = encodeVietQr(asked);
      if (!result.ok) return;
      made += 1;
      expect(result.value).toMatch(/^[ -~]+6304[0-9A-F]{4}$/);
      const decoded = decodeVietQr(result.value);
      if (!decoded.ok) expect.unreachable(decoded.reason);
      expect(Number(decoded.value.amount ?? 0)).toBeLessThan(500_000_000);
      expect(decoded.value.purpose).toBe(asked.purpose ?? null);
      expect(decoded.value.scheme === 'napas' && decoded.value.account).toBe(asked.account);
    }),
    { numRuns: 2_000 },
  );
  expect(made).toBeGreaterThan(200);
});

test('order does not matter, and what providers add is let be', () => {
  const shuffledWith = fc.tuple(
    fc.infiniteStream(fc.nat()),
    fc.uniqueArray(fc.integer({ min: 80, max: 99 }), { maxLength: 2 }),
  );
  fc.assert(
    fc.property(goodInput, shuffledWith, (input, [chance, extra]) => {
      const text = encoded(input);
      const shuffled = <T>(items: readonly T[]) =>
        items
          .map((item) => ({ item, rank: Number(chance.next().value) }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ item }) => item);
      const objects = (template: string) => {
        const split = dataObjects(template);
        if (!split.ok) throw new Error(split.reason);
        return [...split.value];
      };
      const turned = (template: string) =>
        shuffled(objects(template))
          .map(([id, value]) => dataObject(id, value))
          .join('');
      const [first, ...rest] = objects(text.slice(0, -8));
      const moved = rest.map(([id, value]): [string, string] =>
        id === '38' || id === '62' ? [id, turned(value)] : [id, value],
      );
      const added = extra.map((id): [string, string] => [String(id), 'của ai']);
      const body = [first ?? ['', ''], ...shuffled([...moved, ...added])]
        .map(([id, value]) => (/^[89]/.test(id) ? `${id}06${value}` : dataObject(id, value)))
        .join('');
      const { fields: _, additional, ...here } = read(text);
      expect(read(sealed(body))).toMatchObject({ ...here, additional });
    }),
    { numRuns: 500 },
  );

  function read(text: string) {
    const decoded = decodeVietQr(text);
    if (!decoded.ok) throw new Error(`${decoded.reason}: ${text}`);
    return decoded.value;
  }
});

test('one wrong character, two swapped, or a cut: refused', () => {
  const printable = fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code));
  fc.assert(
    fc.property(goodInput, fc.nat(), printable, (input, somewhere, other) => {
      const text = encoded(input);
      const at = somewhere % text.length;
      const here = text.charAt(at);
      const inChecksum = at >= text.length - 4;
      if (other !== here && !(inChecksum && other.toUpperCase() === here)) {
        expect(decodeVietQr(text.slice(0, at) + other + text.slice(at + 1)).ok).toBe(false);
      }
      const next = text.charAt(at + 1);
      if (next !== '' && next !== here) {
        expect(decodeVietQr(text.slice(0, at) + next + here + text.slice(at + 2)).ok).toBe(false);
      }
      expect(decodeVietQr(text.slice(0, at)).ok).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});

test('no text makes the reader throw, with a right checksum or without', () => {
  const id = fc.integer({ min: 0, max: 99 }).map((number) => String(number).padStart(2, '0'));
  const object = fc
    .tuple(
      fc.oneof(id, fc.constantFrom('00', '01', '26', '38', '53', '54', '58', '62')),
      fc.string({ maxLength: 30 }),
    )
    .map(([tag, value]) => `${tag}${String(value.length).padStart(2, '0')}${value}`);
  const soup = fc.array(object, { maxLength: 8 }).map((objects) => `000201${objects.join('')}`);
  fc.assert(
    fc.property(fc.oneof(soup, fc.string({ unit: 'binary' }), fc.string()), (text) => {
      expect(decodeVietQr(text).ok).toBe(false);
      decodeVietQr(sealed(text));
      decodeVietQr(`00020101021153037045802VN38${String(text.length % 100).padStart(2, '0')}${text}`);
    }),
    { numRuns: 2_000 },
  );
});
