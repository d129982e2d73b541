/** Compared with somebody else's library where that one is right (facts/payments §1.9 says where it is not). */

import vietnamQrPay from 'vietnam-qr-pay';
import { describe, expect, test } from 'vitest';
import { crcOf } from '../../../src/shared/vietqr/crc.ts';
import { decodeVietQr, encodeVietQr } from '../../../src/shared/vietqr/index.ts';
import fc from '../../support/check.ts';
import { goodInput } from './inputs.ts';

const { QRPay } = vietnamQrPay;

describe('vietnam-qr-pay', () => {
  test('makes the same code, byte for byte', () => {
    fc.assert(
      fc.property(goodInput, (input) => {
        const theirs = QRPay.initVietQR({
          bankBin: input.bin,
          bankNumber: input.account,
          service: input.service as never,
          ...(input.amount === undefined ? {} : { amount: String(input.amount) }),
          ...(input.purpose === undefined ? {} : { purpose: input.purpose }),
        });
        if (input.bill !== undefined) theirs.additionalData.billNumber = input.bill;
        if (input.store !== undefined) theirs.additionalData.store = input.store;
        if (input.merchant !== undefined) {
          theirs.category = input.merchant.category;
          theirs.merchant.name = input.merchant.name;
          theirs.city = input.merchant.city;
        }
        expect(encodeVietQr(input)).toEqual({ ok: true, value: theirs.build() });
      }),
      { numRuns: 500 },
    );
  });

  test('reads ours as we meant it', () => {
    fc.assert(
      fc.property(goodInput, (input) => {
        const made = encodeVietQr(input);
        const theirs = new QRPay(made.ok ? made.value : '');
        expect(theirs.isValid).toBe(true);
        expect([theirs.consumer.bankBin, theirs.consumer.bankNumber, theirs.provider.service]).toEqual([
          input.bin,
          input.account,
          input.service,
        ]);
        expect(theirs.amount).toBe(input.amount === undefined ? undefined : String(input.amount));
        expect(theirs.additionalData.purpose).toBe(input.purpose);
        expect(theirs.additionalData.billNumber).toBe(input.bill);
      }),
      { numRuns: 500 },
    );
  });

  test('is wrong where ours refuses: a long purpose wraps its length under a right checksum', () => {
    const purpose = 'X'.repeat(120);
    const wrapped = QRPay.initVietQR({
      bankBin: '970436',
      bankNumber: '0000000001',
      amount: '50000',
      purpose,
    }).build();
    expect(wrapped).toContain('62240820XXX');
    expect(wrapped.slice(-4)).toBe(crcOf(wrapped.slice(0, -4)));
    expect(decodeVietQr(wrapped).ok).toBe(false);
    expect(encodeVietQr({ bin: '970436', account: '0000000001', amount: 50_000, purpose })).toEqual({
      ok: false,
      reason: 'purpose_too_long',
    });
  });
});
