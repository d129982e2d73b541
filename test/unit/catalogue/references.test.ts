import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import type { DraftBill } from '../../../src/main/catalogue/draft.ts';
import { makeReferences } from '../../../src/main/catalogue/references.ts';

const key = new Uint8Array(32).fill(7);
const bill: DraftBill = {
  visit: 'DT1',
  billCode: '',
  fee: 'Khám bệnh',
  feeGroup: 'Khám',
  period: '11/2026',
  amount: 5,
  listedPaid: 0,
  note: null,
  onBehalf: false,
};

test('a bill keeps its reference through spelling, amount and note, and changes with what identifies it', () => {
  const { bill: of } = makeReferences('HIS', key);
  const reference = of('BN1', bill);
  expect(reference).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
  expect(of(' bn1', { ...bill, fee: 'KHÁM  BỆNH', amount: 9, note: 'x', feeGroup: null })).toBe(reference);
  const others = [
    of('BN2', bill),
    of('BN1', { ...bill, visit: 'DT2' }),
    of('BN1', { ...bill, billCode: '1' }),
    of('BN1', { ...bill, fee: 'Kham benh' }),
    of('BN1', { ...bill, period: null }),
    makeReferences('khác', key).bill('BN1', bill),
    makeReferences('HIS', new Uint8Array(32).fill(8)).bill('BN1', bill),
    makeReferences('HIS', key).payer('BN1'),
  ];
  expect(new Set([reference, ...others]).size).toBe(others.length + 1);
});

test('parts cannot run into each other', () => {
  const { bill: of } = makeReferences('HIS', key);
  expect(of('BN1', { ...bill, visit: 'a', billCode: 'bc' })).not.toBe(
    of('BN1', { ...bill, visit: 'ab', billCode: 'c' }),
  );
});

test('it is the HMAC of the standard library, for short and long keys and codes, one after the other', () => {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  const codes = ['bn1', `mã-${'ố'.repeat(400)}`, 'ế'.repeat(3_000), 'x'.repeat(1_900), 'bn2'];
  for (const [length, code] of [32, 64, 100].flatMap((each) => codes.map((code) => [each, code] as const))) {
    const secret = new Uint8Array(length).fill(3);
    const digest = createHmac('sha256', secret)
      .update(JSON.stringify(['payer', 'his', code]))
      .digest();
    const bits = [...digest].map((byte) => byte.toString(2).padStart(8, '0')).join('');
    const expected = Array.from(
      { length: 26 },
      (_, i) => alphabet[Number.parseInt(bits.slice(i * 5, i * 5 + 5), 2)],
    );
    const references = makeReferences('HIS', secret);
    for (const each of codes) references.payer(each);
    expect(references.payer(code)).toBe(expected.join(''));
  }
});

test('a short key is refused', () => {
  expect(() => makeReferences('HIS', new Uint8Array(31))).toThrow(/32 bytes/);
});
