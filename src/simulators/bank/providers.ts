/**
 * How the four providers tell a line of an account (facts/payments §2.1), as their documentation has it; it shares no code
 * with the backend that checks them. Retries where documented; a provider of which none are known tries once.
 */
import { createHmac } from 'node:crypto';
import type { RelayOrder } from './contract.ts';

/** A line as the bank knows it. */
export interface Line {
  readonly id: number;
  readonly number: string;
  readonly direction: 'in' | 'out';
  readonly reference: string;
  readonly amount: number;
  readonly paidAt: number;
  readonly content: string;
  readonly senderName: string | null;
  readonly virtualAccount: string | null;
}

export interface Call {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const minuteMs = 60_000;
const json = { 'content-type': 'application/json' };
const otherNumber = '0000000008';

/** Waiting times before the second, third … attempt. */
export const retryDelaysMs: Readonly<Record<RelayOrder['provider'], readonly number[]>> = {
  // Five within the first minute, ten in all, then one a minute.
  vietqr: [10_000, 10_000, 10_000, 10_000, ...Array<number>(5).fill(minuteMs)],
  // Fibonacci: 33 minutes in all.
  sepay: [1, 1, 2, 3, 5, 8, 13].map((minutes) => minutes * minuteMs),
  casso: [],
  payos: [],
};

/** The call for a line; null where the provider tells no debits. `token` is VietQR.vn's bearer. */
export function callOf(order: RelayOrder, line: Line, now: number, token: string): Call | null {
  switch (order.provider) {
    case 'vietqr':
      return vietqr(order, line, token);
    case 'sepay':
      return sepay(order, line, now);
    case 'casso':
      return casso(order, line, now);
    case 'payos':
      return payos(order, line);
  }
}

/** The call that fetches VietQR.vn's token. */
export function tokenCall({ url, secret }: Extract<RelayOrder, { provider: 'vietqr' }>): Call {
  const basic = Buffer.from(`${secret.username}:${secret.password}`).toString('base64');
  return {
    url: `${url}/api/token_generate`,
    headers: { ...json, authorization: `Basic ${basic}` },
    body: '',
  };
}

/** Whether the provider takes the answer as "arrived". */
export function isTaken(provider: RelayOrder['provider'], status: number, body: unknown): boolean {
  if (status < 200 || status > 299) return false;
  const said = typeof body === 'object' && body !== null ? body : {};
  if (provider === 'sepay') return 'success' in said && said.success === true;
  return provider === 'vietqr' ? 'error' in said && said.error === false : true;
}

/** `YYYY-MM-DD HH:mm:ss` in Vietnam. */
function local(at: number): string {
  return new Date(at + 7 * 60 * minuteMs).toISOString().slice(0, 19).replace('T', ' ');
}

function vietqr(order: Extract<RelayOrder, { provider: 'vietqr' }>, line: Line, token: string): Call {
  const value = {
    ...{ transactionid: `VQR${line.id}`, transactiontime: line.paidAt, referencenumber: line.reference },
    ...{ amount: line.amount, content: line.content, bankaccount: line.number, orderId: '', sign: '' },
    ...{ transType: line.direction === 'in' ? 'C' : 'D', terminalCode: '', serviceCode: '', urlLink: '' },
  };
  const camel: Record<string, string> = {
    ...{ transactionid: 'transactionId', transactiontime: 'transactionTime' },
    ...{ referencenumber: 'referenceNumber', bankaccount: 'bankAccount' },
  };
  const body = order.camelCase
    ? Object.fromEntries(Object.entries(value).map(([key, one]) => [camel[key] ?? key, one]))
    : value;
  return {
    url: `${order.url}/bank/api/transaction-sync`,
    headers: { ...json, authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  };
}

function sepay(order: Extract<RelayOrder, { provider: 'sepay' }>, line: Line, now: number): Call {
  const body = JSON.stringify({
    ...{ id: line.id, gateway: 'MoPhong', transactionDate: local(line.paidAt), accountNumber: line.number },
    ...{ code: null, content: line.content, transferType: line.direction, transferAmount: line.amount },
    ...{ accumulated: 19_077_000, subAccount: line.virtualAccount, referenceCode: line.reference },
    description: `BankAPINotify ${line.content} ${line.senderName ?? ''}`,
  });
  if ('apiKey' in order.secret) {
    return { url: order.url, headers: { ...json, authorization: `Apikey ${order.secret.apiKey}` }, body };
  }
  const seconds = Math.floor(now / 1000);
  const signed = createHmac('sha256', order.secret.signingSecret).update(`${seconds}.${body}`).digest('hex');
  const headers = { ...json, 'x-sepay-timestamp': String(seconds), 'x-sepay-signature': `sha256=${signed}` };
  return { url: order.url, headers, body };
}

function casso(order: Extract<RelayOrder, { provider: 'casso' }>, line: Line, now: number): Call {
  const body = {
    error: 0,
    data: {
      ...{ id: line.id, reference: line.reference, description: line.content, runningBalance: 25_000_000 },
      ...{ amount: line.direction === 'in' ? line.amount : -line.amount, accountNumber: line.number },
      ...{ transactionDateTime: local(line.paidAt), bankName: 'MoPhong', bankAbbreviation: 'MP' },
      ...{ virtualAccountNumber: line.virtualAccount ?? '', virtualAccountName: '' },
      ...{ counterAccountName: line.senderName ?? '', counterAccountNumber: otherNumber },
      ...{ counterAccountBankId: '000000', counterAccountBankName: 'Ngan hang mo phong' },
    },
  };
  const data = Object.fromEntries(Object.entries(body.data).sort(([a], [b]) => (a < b ? -1 : 1)));
  const sorted = JSON.stringify({ data, error: body.error });
  const signed = createHmac('sha512', order.secret.checksumKey).update(`${now}.${sorted}`).digest('hex');
  const headers = { ...json, 'x-casso-signature': `t=${now},v1=${signed}` };
  return { url: order.url, headers, body: JSON.stringify(body) };
}

function payos(order: Extract<RelayOrder, { provider: 'payos' }>, line: Line): Call | null {
  if (line.direction === 'out') return null;
  const data: Record<string, string | number> = {
    ...{ orderCode: line.id, amount: line.amount, description: line.content, accountNumber: line.number },
    ...{ reference: line.reference, transactionDateTime: local(line.paidAt), currency: 'VND' },
    ...{ paymentLinkId: `link${line.id}`, code: '00', desc: 'success', counterAccountBankId: '' },
    ...{ counterAccountBankName: '', counterAccountName: line.senderName ?? '' },
    ...{ counterAccountNumber: otherNumber, virtualAccountName: '' },
    virtualAccountNumber: line.virtualAccount ?? '',
  };
  const keys = Object.keys(data).sort();
  const text = keys.map((key) => `${key}=${data[key]}`).join('&');
  const signature = createHmac('sha256', order.secret.checksumKey).update(text).digest('hex');
  return {
    url: order.url,
    headers: json,
    body: JSON.stringify({ code: '00', desc: 'success', success: true, data, signature }),
  };
}
