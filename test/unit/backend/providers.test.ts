/** The published signatures of the providers (facts/payments §2.1), and what is refused. */
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCasso } from '../../../src/backend/bank/casso.ts';
import { amountOf, instantOf } from '../../../src/backend/bank/line.ts';
import { readPayos, textToSign } from '../../../src/backend/bank/payos.ts';
import { readSepay } from '../../../src/backend/bank/sepay.ts';
import { readVietqr } from '../../../src/backend/bank/vietqr.ts';

interface Vector {
  readonly id: string;
  readonly key: string;
  readonly data?: Record<string, unknown>;
  readonly body?: Record<string, unknown>;
  readonly string_to_sign?: string;
  readonly signature?: string;
  readonly header?: string;
}

const file = new URL('../../fixtures/webhook-signatures.json', import.meta.url);
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vector[];
const vector = (id: string): Vector => {
  const found = vectors.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const bytes = (value: unknown) =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

describe('payOS', () => {
  const { key, data = {}, signature, string_to_sign } = vector('payos-webhook');
  const secret = { checksumKey: key };
  const call = (body: unknown) => readPayos(secret, { headers: {}, raw: bytes(body), now: 0 });

  it('has the published text and signature', () => {
    expect(textToSign(data)).toBe(string_to_sign);
    expect(call({ code: '00', data, signature })).toMatchObject({
      ok: true,
      value: { accountNumber: '12345678', amount: 3000, reference: 'TF230204212323', direction: 'in' },
    });
  });

  it('refuses a changed field, a signature of another, and none', () => {
    expect(call({ data: { ...data, amount: 3001 }, signature })).toEqual({ ok: false, reason: 'forged' });
    expect(call({ data, signature: 'ab'.repeat(32) })).toEqual({ ok: false, reason: 'forged' });
    expect(call({ data })).toEqual({ ok: false, reason: 'forged' });
    expect(call('{"data":')).toEqual({ ok: false, reason: 'forged' });
  });

  it('takes a failed payment as no line', () => {
    const failed = { ...data, code: '01' };
    const signed = createHmac('sha256', key).update(textToSign(failed)).digest('hex');
    expect(call({ data: failed, signature: signed })).toEqual({ ok: true, value: null });
  });
});

describe('Casso v2', () => {
  const { key, body = {}, header = '' } = vector('casso-webhook-v2');
  const now = 1_727_948_258_788;
  const call = (sent: unknown, signed: string, at = now) =>
    readCasso({ checksumKey: key }, { headers: { 'x-casso-signature': signed }, raw: bytes(sent), now: at });

  it('has the published signature, whatever the order of the keys', () => {
    const line = { accountNumber: '88888888', amount: 599_000, reference: 'MA_GIAO_DICH_THU_NGHIEM' };
    expect(call(body, header)).toMatchObject({ ok: true, value: { ...line, direction: 'in' } });
    const turned = Object.fromEntries(Object.entries(body).reverse());
    expect(call(turned, header)).toMatchObject({ ok: true, value: line });
  });

  it('refuses a changed body, an old signature, and a truncated body', () => {
    expect(call({ ...body, error: 1 }, header)).toEqual({ ok: false, reason: 'forged' });
    expect(call(body, header, now + 25 * 3_600_000)).toEqual({ ok: false, reason: 'expired' });
    expect(call(JSON.stringify(body).slice(0, -5), header)).toEqual({ ok: false, reason: 'forged' });
    expect(call(body, 't=1,v1=')).toEqual({ ok: false, reason: 'forged' });
  });
});

describe('SePay', () => {
  const line = {
    ...{ id: 92704, gateway: 'MoPhong', transactionDate: '2026-10-05 14:02:37', accountNumber: '0000000001' },
    ...{ code: null, content: 'HP2026', transferType: 'in', transferAmount: 2_277_000, subAccount: null },
    ...{ accumulated: 19_077_000, referenceCode: 'MBVCB.3278907687' },
  };
  const secret = { signingSecret: 'mot bi mat chi de thu' };
  const now = 1_790_000_000_000;
  const call = (raw: string, timestamp: string, at = now) => {
    const signed = createHmac('sha256', secret.signingSecret)
      .update(`${timestamp}.${JSON.stringify(line)}`)
      .digest('hex');
    const headers = { 'x-sepay-timestamp': timestamp, 'x-sepay-signature': `sha256=${signed}` };
    return readSepay(secret, { headers, raw: bytes(raw), now: at });
  };
  const seconds = String(now / 1000);

  it('is checked over the very bytes', () => {
    expect(call(JSON.stringify(line), seconds)).toMatchObject({ ok: true, value: { amount: 2_277_000 } });
    expect(call(JSON.stringify(line, null, 1), seconds)).toEqual({ ok: false, reason: 'forged' });
  });

  it('is refused more than five minutes later, and with no stamp', () => {
    expect(call(JSON.stringify(line), seconds, now + 301_000)).toEqual({ ok: false, reason: 'expired' });
    expect(call(JSON.stringify(line), '')).toEqual({ ok: false, reason: 'forged' });
  });

  it('takes an API key, and no other', () => {
    const apiKey = 'khoa-chi-de-thu-123';
    const read = (authorization: string) =>
      readSepay({ apiKey }, { headers: { authorization }, raw: bytes(line), now });
    expect(read(`Apikey ${apiKey}`)).toMatchObject({ ok: true, value: { direction: 'in' } });
    expect(read('Apikey khac')).toEqual({ ok: false, reason: 'forged' });
    expect(read('')).toEqual({ ok: false, reason: 'forged' });
  });
});

describe('VietQR.vn', () => {
  const line = {
    amount: 3000,
    content: 'x',
    transactiontime: 1_790_000_000_000,
    referencenumber: 'FT1',
    transType: 'C',
  };

  it('is read in both casings', () => {
    const wanted = { ok: true, value: { accountNumber: '0000000001', reference: 'FT1', amount: 3000 } };
    expect(readVietqr(bytes({ ...line, bankaccount: '0000000001' }))).toMatchObject(wanted);
    const { referencenumber, transactiontime, ...rest } = line;
    const camel = {
      ...rest,
      bankAccount: '0000000001',
      referenceNumber: referencenumber,
      transactionTime: transactiontime,
    };
    expect(readVietqr(bytes(camel))).toMatchObject(wanted);
  });

  it('tells debits from credits, and refuses what is neither', () => {
    const other = { ...line, bankaccount: '1' };
    expect(readVietqr(bytes({ ...other, transType: 'D' }))).toMatchObject({ value: { direction: 'out' } });
    expect(readVietqr(bytes({ ...other, transType: '' }))).toEqual({ ok: false, reason: 'malformed' });
    expect(readVietqr(bytes({ ...other, amount: 0 }))).toEqual({ ok: false, reason: 'malformed' });
    expect(readVietqr(bytes({ ...other, amount: 1.5 }))).toEqual({ ok: false, reason: 'malformed' });
  });
});

describe('fields', () => {
  it.each([
    ['2026-10-05 14:02:37', Date.parse('2026-10-05T07:02:37Z')],
    ['2026-10-05T07:02:37Z', Date.parse('2026-10-05T07:02:37Z')],
    [1_790_000_000, 1_790_000_000_000],
    ['1790000000000', 1_790_000_000_000],
    ['31/12/2026', null],
    [null, null],
  ])('time %s is %s', (value, wanted) => {
    expect(instantOf(value)).toBe(wanted);
  });

  it.each([
    ['3000', 3000],
    ['3000.00', 3000],
    [-5, -5],
    ['3,000', null],
    [0, null],
    [1e16, null],
  ])('amount %s is %s', (value, wanted) => {
    expect(amountOf(value)).toBe(wanted);
  });
});
