import { describe, expect, it } from 'vitest';
import { blankDocument, parseDocument } from '../../../src/main/documents/model.ts';
import { type PaymentSlip, sealPaymentSlip } from '../../../src/main/documents/payment-slip.ts';
import { paperOf } from '../../../src/main/documents/render.ts';
import type { EpochMs } from '../../../src/shared/kernel/clock.ts';

const slip: PaymentSlip = {
  kind: 'slip',
  v: 1,
  slip: 'claim',
  document: '0190a000-0000-7000-8000-000000000001',
  training: false,
  facility: { name: 'Bệnh viện Mẫu', address: 'Ấp Mẫu', budgetCode: '' },
  counterName: 'Quầy 2',
  printedAt: 1_700_000_000_000 as EpochMs,
  payer: 'Trần Quốc Ưởng',
  reason: 'Thu viện phí',
  amount: 720_000,
  words: 'Bảy trăm hai mươi nghìn đồng',
  holder: 'BV MAU',
  bank: 'Ngân hàng Mẫu',
  lastFour: '5678',
  matchCode: '7K3M9C2XA4',
  payload: '',
  expiresAt: 1_700_000_900_000 as EpochMs,
  cashierName: 'Lê Thị Mẫu',
};

function wordsOn(document: PaymentSlip): string {
  return JSON.stringify(paperOf(document, { kind: 'original' }).blocks);
}

describe('a slip of a payment that is not there yet', () => {
  it('says that it waits and that it is no receipt, and has no number of one', () => {
    const words = wordsOn(sealPaymentSlip(slip));
    expect(words).toContain('CHỜ XÁC NHẬN');
    expect(words).toContain('KHÔNG PHẢI BIÊN LAI');
    expect(words).toContain('720.000');
    expect(words).not.toContain('Ký hiệu');
    expect(words).not.toContain('"type":"qr"');
  });

  it('holds the code for a payer who steps aside', () => {
    const code = sealPaymentSlip({ ...slip, slip: 'code', payload: '00020101021238' });
    expect(paperOf(code, { kind: 'original' }).blocks).toContainEqual(
      expect.objectContaining({ type: 'qr', text: '00020101021238' }),
    );
    expect(wordsOn(code)).toContain('Không phải biên lai');
  });

  it('is read back as it was stored, and loses the payer when it is erased', () => {
    const stored = parseDocument(JSON.stringify(slip));
    expect(stored).toEqual(slip);
    expect(JSON.stringify(blankDocument(stored))).not.toContain('Ưởng');
  });

  it('is refused when something on it is missing', () => {
    expect(() => sealPaymentSlip({ ...slip, holder: ' ' })).toThrow(/holder/);
  });
});
