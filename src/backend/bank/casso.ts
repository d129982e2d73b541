/** Casso v2: HMAC-SHA512 over time, a dot and the body with its keys sorted at every depth (facts/payments §2.1). */
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

export const cassoSecret = z.strictObject({ checksumKey: z.string().min(16).max(200) });

/**
 * Casso documents no tolerance, and is not known to sign a retry anew: a day. A replay within it has no second effect.
 */
const toleranceMs = 24 * 60 * 60_000;
const mostDepth = 20;

export function readCasso(secret: z.output<typeof cassoSecret>, input: CallbackInput): ReadCallback {
  const json = readJson(input.raw);
  const body = objectOf(json);
  const [, time, given] =
    /^t=(\d{9,14}),\s*v1=([0-9a-f]{128})$/i.exec(headerOf(input.headers, 'x-casso-signature')) ?? [];
  if (time === undefined || given === undefined || body === null) return refuse('forged');
  const signed = hmac('sha512', secret.checksumKey, `${time}.${sortedJson(body)}`);
  if (!sameText(given.toLowerCase(), signed)) return refuse('forged');
  const at = instantOf(time);
  if (at === null || Math.abs(input.now - at) > toleranceMs) return refuse('expired');
  const data = objectOf(body.data);
  return data === null || body.error !== 0 ? refuse('malformed') : lineOf(data);
}

function lineOf(data: Readonly<Record<string, unknown>>): ReadCallback {
  const amount = amountOf(data.amount);
  const paidAt = instantOf(data.transactionDateTime);
  const accountNumber = textOf(data.accountNumber, 40);
  const reference =
    textOf(data.reference, 60) ?? (data.id === undefined ? null : `CASSO-${textOf(data.id, 40)}`);
  if (amount === null || paidAt === null || accountNumber === null || reference === null)
    return refuse('malformed');
  return ok({
    ...{ accountNumber, reference, paidAt, amount: Math.abs(amount), direction: amount < 0 ? 'out' : 'in' },
    ...{ content: contentOf(data.description), virtualAccount: textOf(data.virtualAccountNumber, 40) },
    ...{ otherName: textOf(data.counterAccountName), otherNumber: textOf(data.counterAccountNumber, 40) },
    otherBank: textOf(data.counterAccountBankName, 100),
  });
}

/** Compact JSON with the keys of every object in order. Numbers keep the form JSON gives them. */
export function sortedJson(value: unknown, depth = 0): string {
  if (typeof value !== 'object' || value === null || depth > mostDepth) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((one) => sortedJson(one, depth + 1)).join(',')}]`;
  const members = Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, one]) => `${JSON.stringify(key)}:${sortedJson(one, depth + 1)}`);
  return `{${members.join(',')}}`;
}
