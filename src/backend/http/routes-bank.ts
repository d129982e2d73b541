/** What the four providers call. The address names the source; the call proves itself by the source's secret. */
import { z } from 'zod';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { SyncRefusalCode } from '../../shared/sync/index.ts';
import { type Backend, type Refused, refused } from '../backend.ts';
import { cassoSecret, readCasso } from '../bank/casso.ts';
import type { CallbackFault, CallbackInput, ReadCallback } from '../bank/line.ts';
import { payosSecret, readPayos } from '../bank/payos.ts';
import { readSepay, sepaySecret } from '../bank/sepay.ts';
import { isBankToken, makeBankToken, sourceOf } from '../bank/sources.ts';
import { type BankSource, takeLine } from '../bank/take-line.ts';
import { isVietqrClient, readVietqr, vietqrSecret } from '../bank/vietqr.ts';
import { bearerOf, type Reply, type Route, route } from './route.ts';

const params = z.strictObject({ source: z.uuid() });
const bodyBytes = 64 * 1024;
const perMinute = 1_200;
const access = { is: 'provider' } as const;
const done = z.object({ success: z.boolean() });

const faultCodes: Readonly<Record<CallbackFault, SyncRefusalCode>> = {
  forged: 'signature-wrong',
  expired: 'session-over',
  malformed: 'malformed',
};

/** Takes what a callback tells. Only after the commit is the provider told that it has arrived. */
async function take(
  backend: Backend,
  source: BankSource,
  read: ReadCallback,
): Promise<Result<{ reference: string | null }, Refused>> {
  const { id, facility, provider } = source;
  if (!read.ok) return refused(faultCodes[read.reason]);
  if (read.value === null) return ok({ reference: null });
  const taken = await takeLine(backend, source, read.value);
  if (!taken.ok) return taken;
  if (taken.value === 'contradicts')
    backend.log.warn('credit-contradicts', { facility, provider, source: id });
  return ok({ reference: read.value.reference });
}

/** A provider that posts one line with its proof in the same request. */
function webhook<Secret>(
  provider: 'sepay' | 'casso' | 'payos',
  schema: z.ZodType<Secret>,
  read: (secret: Secret, input: CallbackInput) => ReadCallback,
): Route {
  return route<null, null, z.output<typeof params>>({
    ...{
      method: 'POST',
      path: `/bank/${provider}/:source`,
      access,
      perMinute,
      bodyBytes,
      params,
      answer: done,
    },
    summary: `A line of an account, told by ${provider}.`,
    handle: async ({ backend, params: { source: id }, headers, raw }) => {
      const source = await sourceOf(backend, id, provider, schema);
      if (!source.ok) return source;
      const now = backend.clock.now();
      const taken = await take(
        backend,
        source.value.source,
        read(source.value.secret, { headers, raw, now }),
      );
      // payOS tries an address out with a made-up account before it takes it.
      if (!taken.ok && !(provider === 'payos' && taken.reason.code === 'not-found')) return taken;
      return ok({ status: 200, body: { success: true } });
    },
  });
}

/** As VietQR.vn wants to be told no. */
const vietqrUnknownAccount: Reply = {
  status: 404,
  body: { error: true, errorReason: 'E05', toastMessage: '', object: null },
  refusedAs: 'not-found',
};

export const bankRoutes: readonly Route[] = [
  webhook('sepay', sepaySecret, readSepay),
  webhook('casso', cassoSecret, readCasso),
  webhook('payos', payosSecret, readPayos),
  route<null, null, z.output<typeof params>>({
    ...{
      method: 'POST',
      path: '/bank/vietqr/:source/api/token_generate',
      access,
      perMinute,
      bodyBytes,
      params,
    },
    answer: z.object({ access_token: z.string(), token_type: z.literal('Bearer'), expires_in: z.int() }),
    summary: 'A token for VietQR.vn, by Basic.',
    handle: async ({ backend, params: { source: id }, headers }) => {
      const source = await sourceOf(backend, id, 'vietqr', vietqrSecret);
      if (!source.ok) return source;
      if (!isVietqrClient(source.value.secret, headers)) return refused('signature-wrong');
      return ok({ status: 200, body: await makeBankToken(backend, source.value.source) });
    },
  }),
  route<null, null, z.output<typeof params>>({
    method: 'POST',
    path: '/bank/vietqr/:source/bank/api/transaction-sync',
    ...{ access, perMinute, bodyBytes, params },
    answer: z.object({
      error: z.boolean(),
      errorReason: z.string(),
      toastMessage: z.string(),
      object: z.object({ reftransactionid: z.string() }).nullable(),
    }),
    summary: 'A line of an account, told by VietQR.vn, by Bearer.',
    handle: async ({ backend, params: { source: id }, headers, raw }) => {
      const found = await sourceOf(backend, id, 'vietqr', vietqrSecret);
      if (!found.ok) return found;
      const { source } = found.value;
      if (!(await isBankToken(backend, source, bearerOf(headers)))) return refused('session-over');
      const taken = await take(backend, source, readVietqr(raw));
      if (!taken.ok && taken.reason.code === 'not-found') return ok(vietqrUnknownAccount);
      if (!taken.ok) return taken;
      const object = { reftransactionid: taken.value.reference ?? '' };
      return ok({ status: 200, body: { error: false, errorReason: '000', toastMessage: '', object } });
    },
  }),
];
