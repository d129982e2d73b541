/** SePay: `Authorization: Apikey …`, or HMAC-SHA256 over timestamp, a dot and the raw body (facts/payments §2.1). */
import { z } from 'zod';
import { ok, refuse } from '../../shared/kernel/result.ts';
import { hmac, sameText } from '../crypto.ts';
import { readJson } from '../http/json.ts';
import {
  amountOf,
  type CallbackInput,
  contentOf,
  headerOf,
  instantOf,
  objectOf,
  type ReadCallback,
  textOf,
} from './line.ts';

export const sepaySecret = z.union([
  z.strictObject({ apiKey: z.string().min(16).max(200) }),
  z.strictObject({ signingSecret: z.string().min(16).max(200) }),
]);

/** SePay's own tolerance. */
const toleranceMs = 5 * 60_000;

export function readSepay(secret: z.output<typeof sepaySecret>, input: CallbackInput): ReadCallback {
  const fault = faultOf(secret, input);
  if (fault !== null) return refuse(fault);
  const body = objectOf(readJson(input.raw));
  if (body === null) return refuse('malformed');
  const { transferType, transferAmount, accountNumber, subAccount, referenceCode, id } = body;
  const amount = amountOf(transferAmount);
  const paidAt = instantOf(body.transactionDate);
  const number = textOf(accountNumber, 40);
  const reference = textOf(referenceCode, 60) ?? (id === undefined ? null : `SEPAY-${textOf(id, 40)}`);
  if (amount === null || amount < 0 || paidAt === null || number === null || reference === null) {
    return refuse('malformed');
  }
  if (transferType !== 'in' && transferType !== 'out') return refuse('malformed');
  return ok({
    ...{ accountNumber: number, reference, amount, paidAt, direction: transferType },
    ...{ content: contentOf(body.content), virtualAccount: textOf(subAccount, 40) },
    ...{ otherName: null, otherNumber: null, otherBank: null },
  });
}

function faultOf(secret: z.output<typeof sepaySecret>, { headers, raw, now }: CallbackInput) {
  if ('apiKey' in secret) {
    const given = /^Apikey (.{1,200})$/i.exec(headerOf(headers, 'authorization'))?.[1] ?? '';
    return sameText(given, secret.apiKey) ? null : 'forged';
  }
  const timestamp = headerOf(headers, 'x-sepay-timestamp');
  const given = /^sha256=([0-9a-f]{64})$/i.exec(headerOf(headers, 'x-sepay-signature'))?.[1] ?? '';
  if (!/^\d{9,13}$/.test(timestamp)) return 'forged';
  if (!sameText(given.toLowerCase(), hmac('sha256', secret.signingSecret, `${timestamp}.`, raw)))
    return 'forged';
  const at = instantOf(timestamp);
  return at === null || Math.abs(now - at) > toleranceMs ? 'expired' : null;
}
