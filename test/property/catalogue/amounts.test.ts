import { expect, test } from 'vitest';
import { readAmount } from '../../../src/main/catalogue/file/amount.ts';
import fc from '../../support/check.ts';

const amount = fc.integer({ min: 0, max: 999_999_999_999 });
const grouped = (value: number, separator: string) => String(value).replace(/\B(?=(\d{3})+$)/g, separator);

test('every way of writing an amount reads back as that amount', () => {
  const writings = fc.constantFrom<(value: number) => string>(
    (value) => String(value),
    (value) => grouped(value, '.'),
    (value) => grouped(value, ','),
    (value) => grouped(value, ' '),
    (value) => `${grouped(value, '.')} đ`,
    (value) => `${grouped(value, ',')}.00`,
    (value) => `${grouped(value, '.')},00 VND`,
  );
  fc.assert(
    fc.property(amount, writings, (value, write) => {
      expect(readAmount(write(value))).toEqual({ ok: true, value });
    }),
  );
});

test('no text gives anything but a whole amount in range, or a refusal', () => {
  const near = fc.string({ unit: fc.constantFrom(...'0123456789.,- ()đE+x'), maxLength: 16 });
  fc.assert(
    fc.property(fc.oneof(near, fc.string()), (text) => {
      const read = readAmount(text);
      if (read.ok)
        expect(Number.isSafeInteger(read.value) && read.value >= 0 && read.value <= 999_999_999_999).toBe(
          true,
        );
    }),
    { numRuns: 2_000 },
  );
});
