import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  decodeVietQr,
  type EncodeRefusal,
  encodeVietQr,
  type VietQrInput,
} from '../../../src/shared/vietqr/index.ts';
import { dataObject } from '../../../src/shared/vietqr/tlv.ts';

const plain: VietQrInput = { bin: '970436', account: '0000000001', amount: 50_000, purpose: 'HOC PHI' };
const merchant = { category: '8062', name: 'BENH VIEN VI DU', city: 'QUANG NGAI' };
const full25 = 'A'.repeat(25);

describe('what is made', () => {
  it.each<[string, VietQrInput]>([
    ['the least', { ...plain, amount: 1 }],
    ['the most', { ...plain, amount: 499_999_999 }],
    ['an amount in digits', { ...plain, amount: '499999999' }],
    ['a wallet', { ...plain, bin: '971025', account: 'PSP000TEST000000001' }],
    ['a purpose of 25', { ...plain, purpose: full25 }],
    ['a bill and a purpose of 25', { ...plain, purpose: full25, bill: full25 }],
    [
      '99 characters of additional data',
      { ...plain, bill: full25, store: full25, purpose: 'A'.repeat(25), terminal: '12345678' },
    ],
    ['a merchant payment', { ...plain, service: 'QRPUSH', merchant }],
  ])('%s', (_, input) => {
    const made = encodeVietQr(input);
    if (!made.ok) expect.unreachable(made.reason);
    expect(made.value).toMatch(/^[ -~]+6304[0-9A-F]{4}$/);
    expect(decodeVietQr(made.value)).toMatchObject({ ok: true, value: { amount: Number(input.amount) } });
  });

  it('keeps zeros on the left of a checksum', () => {
    const made = encodeVietQr({ bin: '970407', account: '19030413601018' });
    expect(made.ok && made.value.slice(-8)).toBe('63040283');
  });

  it('never lets a length wrap', () => {
    expect(() => dataObject('62', 'A'.repeat(100))).toThrow('100');
    expect(() => dataObject('62', '')).toThrow();
  });
});

describe('what is refused', () => {
  it.each<[string, Partial<VietQrInput>, EncodeRefusal]>([
    ['a BIN of five', { bin: '97043' }, 'bin_malformed'],
    ['a BIN with a line end', { bin: '970436\n' }, 'bin_malformed'],
    ['no account', { account: '' }, 'account_malformed'],
    ['an account of 20', { account: '1'.repeat(20) }, 'account_malformed'],
    ['an account with spaces', { account: '0000 0001' }, 'account_malformed'],
    ['an account with marks', { account: 'Đ0001' }, 'account_malformed'],
    ['a card with letters', { account: 'A1', service: 'QRIBFTTC' }, 'account_malformed'],
    ['nothing to pay', { amount: 0 }, 'amount_out_of_range'],
    ['less than nothing', { amount: -50_000 }, 'amount_out_of_range'],
    ['500 million', { amount: 500_000_000 }, 'amount_out_of_range'],
    ['500 million in digits', { amount: '500000000' }, 'amount_out_of_range'],
    ['half a đồng', { amount: 180_000.5 }, 'amount_malformed'],
    ['not a number', { amount: Number.NaN }, 'amount_malformed'],
    ['without end', { amount: Number.POSITIVE_INFINITY }, 'amount_malformed'],
    ['an exponent', { amount: '1e6' }, 'amount_malformed'],
    ['decimals in digits', { amount: '50000.0' }, 'amount_malformed'],
    ['a grouped amount', { amount: '50.000' }, 'amount_malformed'],
    ['no digits', { amount: '' }, 'amount_malformed'],
    ['marks in the purpose', { purpose: 'HỌC PHÍ' }, 'purpose_malformed'],
    ['đ in the purpose', { purpose: 'DIEN đ' }, 'purpose_malformed'],
    ['a stroke in the purpose', { purpose: 'T9/2026' }, 'purpose_malformed'],
    ['a line in the purpose', { purpose: 'HOC\nPHI' }, 'purpose_malformed'],
    ['a space at the end', { purpose: 'HOC PHI ' }, 'purpose_malformed'],
    ['an empty purpose', { purpose: '' }, 'purpose_malformed'],
    ['a purpose of 26', { purpose: 'A'.repeat(26) }, 'purpose_too_long'],
    ['a purpose of 120', { purpose: 'X'.repeat(120) }, 'purpose_too_long'],
    ['a bill of 26', { bill: 'A'.repeat(26) }, 'bill_malformed'],
    ['a bill with a stroke', { bill: 'BL/1' }, 'bill_malformed'],
    ['a store with marks', { store: 'Quầy' }, 'store_malformed'],
    ['an empty terminal', { terminal: '' }, 'terminal_malformed'],
    [
      '100 characters of additional data',
      { bill: full25, store: full25, purpose: full25, terminal: '123456789' },
      'additional_data_too_long',
    ],
    ['a merchant payment without merchant', { service: 'QRPUSH' }, 'merchant_missing'],
    ['a category of letters', { merchant: { ...merchant, category: 'HOSP' } }, 'merchant_malformed'],
    ['a name of 26', { merchant: { ...merchant, name: 'A'.repeat(26) } }, 'merchant_malformed'],
    ['a city with marks', { merchant: { ...merchant, city: 'Quảng Ngãi' } }, 'merchant_malformed'],
  ])('%s', (_, change, reason) => {
    expect(encodeVietQr({ ...plain, ...change })).toEqual({ ok: false, reason });
  });

  it('a service from a settings file that nobody knows', () => {
    const settings = JSON.parse('{ "service": "QRCASH" }');
    expect(encodeVietQr({ ...plain, ...settings })).toEqual({ ok: false, reason: 'service_unknown' });
  });
});

describe('the bank list', () => {
  const bank = z.strictObject({
    bin: z.string(),
    shortName: z.string().min(1),
    name: z.string().min(1).nullable(),
  });
  const banks = z
    .array(bank)
    .parse(JSON.parse(readFileSync(new URL('../../../resources/banks.json', import.meta.url), 'utf8')));

  it('names each BIN once, wallets included, and each makes a code', () => {
    const bins = banks.map(({ bin }) => bin);
    expect(new Set(bins).size).toBe(bins.length);
    expect(bins.length).toBeGreaterThanOrEqual(70);
    expect(bins).toEqual(
      expect.arrayContaining(['970436', '971005', '971011', '971025', '546034', '963388']),
    );
    for (const bin of bins) expect(encodeVietQr({ ...plain, bin }).ok).toBe(true);
  });
});
