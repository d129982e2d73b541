import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { crcOf } from '../../../src/shared/vietqr/crc.ts';
import {
  type DecodeRefusal,
  decodeVietQr,
  encodeVietQr,
  labelText,
  type VietQrInput,
  vietQrServices,
} from '../../../src/shared/vietqr/index.ts';

const fields = z.record(z.string(), z.string());
const vectorFile = z.object({
  vietqr: z.array(
    z.object({
      id: z.string(),
      payload: z.string(),
      valid: z.boolean(),
      encoder_input: z
        .strictObject({
          bin: z.string(),
          account: z.string(),
          service: z.enum(vietQrServices),
          amount: z.string().exactOptional(),
          bill: z.string().exactOptional(),
          purpose: z.string().exactOptional(),
        })
        .nullable(),
      fields: fields.optional(),
      tag38: fields.optional(),
      tag38_01: fields.optional(),
      tag62: fields.optional(),
    }),
  ),
  sanitise: z.array(z.object({ input: z.string(), output: z.string() })),
  crc: z.array(z.object({ algo: z.string(), input: z.string(), output: z.string() })),
});
const vectors = vectorFile.parse(
  JSON.parse(readFileSync(new URL('../../fixtures/vietqr.json', import.meta.url), 'utf8')),
);
const good = vectors.vietqr.filter(({ valid }) => valid);
const toEncode = good.flatMap(({ id, payload, encoder_input: input }) =>
  input === null ? [] : [{ id, payload, input }],
);

/** The reason each wrong vector states in words. The last one states two: no GUID, and a wrong checksum. */
const refusals: Readonly<Record<string, DecodeRefusal>> = {
  'neg-napas-pdf-erratum-6.1.4-v1.0': 'crc_mismatch',
  'neg-crc-vietqr': 'crc_mismatch',
  'neg-vietqr-ts-fixture-service-inside-01': 'service_missing',
  'neg-subiz-doc-missing-guid': 'crc_mismatch',
};

describe('published vectors', () => {
  it('are all there', () => {
    expect([good.length, toEncode.length, vectors.vietqr.length]).toEqual([18, 11, 22]);
  });

  it.each(good)('$id decodes to its fields', ({ payload, fields, tag38, tag38_01, tag62 }) => {
    const decoded = decodeVietQr(payload);
    if (!decoded.ok) expect.unreachable(decoded.reason);
    const code = decoded.value;
    expect(code.fields).toEqual(fields);
    expect(code.additional).toEqual(tag62 ?? {});
    expect(code.bill).toBe(tag62?.['01'] ?? null);
    expect(code.purpose).toBe(tag62?.['08'] ?? null);
    expect(code.initiation).toBe(fields?.['01'] === '12' ? 'dynamic' : 'static');
    expect(code.amount).toBe(fields?.['54'] === undefined ? null : Number(fields['54']));
    expect(code.merchantName).toBe(fields?.['59'] ?? null);
    expect(code.merchantCity).toBe(fields?.['60'] ?? null);
    if (code.scheme === 'vnpay') {
      expect(code.merchantId).toBe('0108799042');
      return;
    }
    expect(code.bin).toBe(tag38_01?.['00']);
    expect(code.account).toBe(tag38_01?.['01']);
    expect(code.service).toBe(tag38?.['02'] ?? null);
  });

  it.each(toEncode)('$id encodes byte for byte', ({ input, payload }) => {
    expect(encodeVietQr(input)).toEqual({ ok: true, value: payload });
  });

  it.each(vectors.vietqr.filter(({ valid }) => !valid))('$id is refused', ({ id, payload }) => {
    expect(decodeVietQr(payload)).toEqual({ ok: false, reason: refusals[id] });
  });

  const merchant = { category: '5812', name: 'PHUONG CAC', city: 'HANOI' };
  const push: VietQrInput = {
    bin: '970403',
    account: '2112995044604025',
    service: 'QRPUSH',
    store: 'NPS6869',
    merchant,
  };
  it.each<[string, VietQrInput]>([
    ['napas-6.1.2-qrpush-static', push],
    ['napas-6.1.4-qrpush-dynamic', { ...push, amount: 180_000 }],
    [
      'odoo-accents-folded',
      {
        bin: '970422',
        account: '660704060000129',
        amount: 100,
        purpose: labelText('INV/TEST/0002'),
        merchant: { category: '0000', name: labelText('áÁéÉóÓíÍúÚýÝđĐ'), city: 'Vietnam' },
      },
    ],
  ])('%s, for which the list has no input, encodes byte for byte', (id, input) => {
    const payload = vectors.vietqr.find((vector) => vector.id === id)?.payload;
    expect(encodeVietQr(input)).toEqual({ ok: true, value: payload });
  });
});

describe('text and checksum', () => {
  it.each(vectors.sanitise)('$output', ({ input, output }) => {
    expect(labelText(input)).toBe(output);
    expect(labelText(input.normalize('NFD'))).toBe(output);
  });

  it('is CRC-16/CCITT-FALSE and not KERMIT', () => {
    expect(crcOf('123456789')).toBe(vectors.crc.find(({ algo }) => algo.includes('CCITT-FALSE'))?.output);
    expect(crcOf('123456789')).not.toBe(vectors.crc.find(({ algo }) => algo.includes('KERMIT'))?.output);
    expect(crcOf('')).toBe('FFFF');
  });
});
