/** One question to the backend over HTTP, with limits; what goes wrong is a value. */
import type { z } from 'zod';
import type { Clock } from '../../shared/kernel/clock.ts';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import { type RefusalAnswer, refusalAnswer } from '../../shared/sync/index.ts';

/** Why there is no answer. Nothing is known to have been done then, so everything asked may be asked again. */
export type CallFailure =
  /** No connection, or it broke. */
  | { readonly code: 'unreachable' }
  | { readonly code: 'timed-out' }
  /** Somebody answered, but not a backend: a captive portal, a proxy's page, a wrong address. */
  | { readonly code: 'not-a-backend'; readonly status: number; readonly retryAfterMs?: number }
  | {
      readonly code: 'refused';
      readonly status: number;
      readonly refusal: RefusalAnswer;
      readonly retryAfterMs?: number;
    };

export interface CallSpec<Answer> {
  readonly method: 'GET' | 'POST';
  /** Begins with `/v1/`. */
  readonly path: string;
  readonly body?: unknown;
  /** Instead of `body`: JSON that is made already. */
  readonly text?: string;
  readonly token?: string;
  readonly schema: z.ZodType<Answer>;
  readonly timeoutMs: number;
  readonly limitBytes: number;
}

/** Asks once. Never throws and never follows a redirect: a portal's login page is no backend. */
export async function callBackend<Answer>(
  clock: Clock,
  baseUrl: string,
  spec: CallSpec<Answer>,
  signal: AbortSignal,
): Promise<Result<Answer, CallFailure>> {
  const late = new AbortController();
  const cancel = clock.after(spec.timeoutMs, () => late.abort());
  const text = spec.text ?? (spec.body === undefined ? undefined : JSON.stringify(spec.body));
  try {
    const response = await fetch(new URL(spec.path, baseUrl), {
      method: spec.method,
      redirect: 'manual',
      signal: AbortSignal.any([signal, late.signal]),
      headers: {
        accept: 'application/json',
        ...(text === undefined ? {} : { 'content-type': 'application/json' }),
        ...(spec.token === undefined ? {} : { authorization: `Bearer ${spec.token}` }),
      },
      ...(text === undefined ? {} : { body: text }),
    });
    const json = await readJson(response, spec.limitBytes);
    const answer = read(response.status, json, spec.schema);
    const retryAfterMs = retryAfterOf(response.headers);
    if (answer.ok || retryAfterMs === null) return answer;
    return refuse({ ...answer.reason, retryAfterMs });
  } catch {
    return refuse({ code: late.signal.aborted ? 'timed-out' : 'unreachable' });
  } finally {
    cancel();
  }
}

type Unread = Extract<CallFailure, { readonly status: number }>;

function read<Answer>(status: number, json: unknown, schema: z.ZodType<Answer>): Result<Answer, Unread> {
  if (status === 200) {
    const answer = schema.safeParse(json);
    return answer.success ? ok(answer.data) : refuse({ code: 'not-a-backend', status });
  }
  const refusal = refusalAnswer.safeParse(json);
  if (!refusal.success) return refuse({ code: 'not-a-backend', status });
  return refuse({ code: 'refused', status, refusal: refusal.data });
}

/** When whoever answered wants to be asked again; a date instead of seconds is not read. */
function retryAfterOf(headers: Headers): number | null {
  const seconds = headers.get('retry-after');
  return seconds !== null && /^\d{1,6}$/.test(seconds) ? 1_000 * Number(seconds) : null;
}

/** Undefined when it is no JSON or longer than it may be. */
async function readJson(response: Response, limitBytes: number): Promise<unknown> {
  if (response.body === null) return undefined;
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body) {
    size += part.byteLength;
    if (size > limitBytes) return undefined;
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Hosts on which plain HTTP is taken: the machine itself and the facility's own network. */
const privateHost = /^(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/;

/**
 * The address of a backend as a person types it, or why not. Over the internet only HTTPS; signatures and seals protect
 * what is sent, but figures need not be read by everybody on the way.
 */
export function parseBackendUrl(text: string): Result<string, 'url-malformed' | 'url-insecure'> {
  const typed = text.trim();
  const parsed = URL.parse(/^https?:\/\//i.test(typed) ? typed : `https://${typed}`);
  if (parsed === null || parsed.hostname === '' || parsed.username !== '') return refuse('url-malformed');
  if (parsed.protocol === 'http:' && !privateHost.test(parsed.hostname)) return refuse('url-insecure');
  return ok(parsed.origin);
}
