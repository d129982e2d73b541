/** One question to the upper backend over HTTP, with limits; what goes wrong is a value. */
import type { z } from 'zod';
import type { Clock } from '../../shared/kernel/clock.ts';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import { type RefusalAnswer, refusalAnswer } from '../../shared/sync/index.ts';
import { readJson } from '../http/json.ts';

/** Why there is no answer. `refused`: it said no, and wrote nothing. */
export type AskFailure =
  | { readonly is: 'no-answer' }
  | { readonly is: 'refused'; readonly refusal: RefusalAnswer };

export interface Question<Answer> {
  /** Begins with `/v1/`. */
  readonly path: string;
  /** POST with it, GET without. */
  readonly body?: unknown;
  readonly token?: string;
  readonly schema: z.ZodType<Answer>;
  readonly timeoutMs: number;
  readonly limitBytes: number;
}

/** Asks once; never throws and never follows a redirect. */
export async function ask<Answer>(
  clock: Clock,
  baseUrl: string,
  { path, body, token, schema, timeoutMs, limitBytes }: Question<Answer>,
  signal: AbortSignal,
): Promise<Result<Answer, AskFailure>> {
  const late = new AbortController();
  const cancel = clock.after(timeoutMs, () => late.abort());
  try {
    const response = await fetch(new URL(path, baseUrl), {
      method: body === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      signal: AbortSignal.any([signal, late.signal]),
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const json = await read(response, limitBytes);
    const answer = response.status === 200 ? schema.safeParse(json) : null;
    if (answer?.success) return ok(answer.data);
    const refusal = refusalAnswer.safeParse(json);
    if (response.status === 200 || !refusal.success) return refuse({ is: 'no-answer' });
    return refuse({ is: 'refused', refusal: refusal.data });
  } catch {
    return refuse({ is: 'no-answer' });
  } finally {
    cancel();
  }
}

/** Undefined when it is no JSON or longer than it may be. */
async function read(response: Response, limitBytes: number): Promise<unknown> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > limitBytes) return undefined;
    parts.push(part);
  }
  return readJson(Buffer.concat(parts));
}
