import type { VietQrInput } from '../../../src/shared/vietqr/index.ts';
import fc from '../../support/check.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const alphanumeric = [...letters, ...letters.toLowerCase(), ...'0123456789'];

function words(maxLength: number, between: readonly string[]): fc.Arbitrary<string> {
  const word = fc.string({ unit: fc.constantFrom(...alphanumeric), minLength: 1, maxLength: 9 });
  return fc
    .tuple(fc.array(word, { minLength: 1, maxLength: 5, size: 'max' }), fc.constantFrom(...between))
    .map(([all, mark]) => all.join(mark).slice(0, maxLength))
    .map((text) => text.replace(/[ ._-]+$/, ''));
}

const digits = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength, size: 'max' });

const common = {
  bin: digits(6, 6),
  amount: fc.option(fc.integer({ min: 1, max: 499_999_999 }), { nil: undefined, freq: 5 }),
  bill: fc.option(words(25, [' ', '.', '-', '_']), { nil: undefined }),
  purpose: fc.option(words(25, [' ']), { nil: undefined, freq: 5 }),
  merchant: fc.option(
    fc.record({ category: digits(4, 4), name: words(25, [' ', '.', '-']), city: words(15, [' ']) }),
    { nil: undefined },
  ),
};
const account = fc.string({
  unit: fc.constantFrom(...alphanumeric),
  minLength: 1,
  maxLength: 19,
  size: 'max',
});

/** Inputs every one of which makes a code. */
export const goodInput: fc.Arbitrary<VietQrInput> = fc
  .oneof(
    { weight: 6, arbitrary: fc.record({ ...common, account, service: fc.constant('QRIBFTTA' as const) }) },
    fc.record({ ...common, account: digits(1, 19), service: fc.constant('QRIBFTTC' as const) }),
    fc.record({
      ...common,
      account,
      service: fc.constant('QRPUSH' as const),
      store: words(12, [' ']),
      merchant: common.merchant.filter((merchant) => merchant !== undefined),
    }),
  )
  .map((input) => Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)))
  .map((input) => input as unknown as VietQrInput);
