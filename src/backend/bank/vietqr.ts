/** VietQR.vn: it fetches a token with Basic, then posts with Bearer; fields come in two casings (facts/payments §2.1). */
import { z } from 'zod';
import { ok, refuse } from '../../shared/kernel/result.ts';
import { sameText } from '../crypto.ts';
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

export const vietqrSecret = z.strictObject({
  username: z.string().min(3).max(100),
  password: z.string().min(8).max(200),
});

/** Whether `Authorization: Basic …` has this source's name and password. */
export function isVietqrClient(
  secret: z.output<typeof vietqrSecret>,
  headers: CallbackInput['headers'],
): boolean {
  const encoded = /^Basic ([A-Za-z0-9+/=]{1,600})$/i.exec(headerOf(headers, 'authorization'))?.[1] ?? '';
  const given = Buffer.from(encoded, 'base64').toString('utf8');
  return sameText(given, `${secret.username}:${secret.password}`);
}

/** A line of a body whose token the caller has checked. */
export function readVietqr(raw: Uint8Array): ReadCallback {
  const body = objectOf(readJson(raw));
  if (body === null) return refuse('malformed');
  // Documented as `bankaccount` and as `bankAccount`, `transactionid` and `transactionId` …
  const folded = new Map(Object.entries(body).map(([key, value]) => [key.toLowerCase(), value]));
  const amount = amountOf(folded.get('amount'));
  const paidAt = instantOf(folded.get('transactiontime'));
  const accountNumber = textOf(folded.get('bankaccount'), 40);
  const reference = textOf(folded.get('referencenumber'), 60) ?? textOf(folded.get('transactionid'), 60);
  const direction = directionOf(folded.get('transtype'));
  if (amount === null || amount < 0 || paidAt === null || accountNumber === null || reference === null) {
    return refuse('malformed');
  }
  if (direction === null) return refuse('malformed');
  return ok({
    ...{ accountNumber, reference, paidAt, amount, direction, content: contentOf(folded.get('content')) },
    virtualAccount: textOf(folded.get('va') ?? folded.get('virtualaccount'), 40),
    ...{ otherName: null, otherNumber: null, otherBank: null },
  });
}

function directionOf(value: unknown): 'in' | 'out' | null {
  if (value === 'C' || value === 'c') return 'in';
  return value === 'D' || value === 'd' ? 'out' : null;
}
