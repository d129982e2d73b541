/** payOS: HMAC-SHA256 over `key=value&…` of `data`, sorted by key, in the body itself (facts/payments §2.1). */
import { z } from 'zod';
import { ok, refuse } from '../../shared/kernel/result.ts';
import { hmac, sameText } from '../crypto.ts';
import { readJson } from '../http/json.ts';
import {
  amountOf,
  type CallbackInput,
  contentOf,
  instantOf,
  objectOf,
  type ReadCallback,
  textOf,
} from './line.ts';

export const payosSecret = z.strictObject({ checksumKey: z.string().min(16).max(200) });

export function readPayos(secret: z.output<typeof payosSecret>, input: CallbackInput): ReadCallback {
  const body = objectOf(readJson(input.raw));
  const data = objectOf(body?.data);
  if (body === null || data === null || typeof body.signature !== 'string') return refuse('forged');
  const signed = hmac('sha256', secret.checksumKey, textToSign(data));
  if (!sameText(body.signature.toLowerCase(), signed)) return refuse('forged');
  if (data.code !== '00') return ok(null);
  const amount = amountOf(data.amount);
  const paidAt = instantOf(data.transactionDateTime);
  const accountNumber = textOf(data.accountNumber, 40);
  const reference = textOf(data.reference, 60);
  if (amount === null || amount < 0 || paidAt === null || accountNumber === null || reference === null) {
    return refuse('malformed');
  }
  return ok({
    ...{ accountNumber, reference, paidAt, amount, direction: 'in', content: contentOf(data.description) },
    ...{ virtualAccount: textOf(data.virtualAccountNumber, 40), otherName: textOf(data.counterAccountName) },
    ...{
      otherNumber: textOf(data.counterAccountNumber, 40),
      otherBank: textOf(data.counterAccountBankName, 100),
    },
  });
}

/** What payOS signs: missing values are empty, lists are JSON with their objects' keys in order. */
export function textToSign(data: Readonly<Record<string, unknown>>): string {
  return Object.keys(data)
    .sort()
    .map((key) => `${key}=${valueText(data[key])}`)
    .join('&');
}

function valueText(value: unknown): string {
  if (value === null || value === undefined || value === 'null' || value === 'undefined') return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
