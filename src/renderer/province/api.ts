/** Calls of the backend, each answer checked against its schema. */
import type { z } from 'zod';
import { ok, type Result, refuse } from '../../shared/kernel/result.ts';
import { refusalAnswer } from '../../shared/sync/refusal.ts';

/** Why there is no answer: a code of the backend, `offline` without one. */
export type Failed = string;

const timeoutMs = 30_000;
/** Says that our own page asks; no other site can set it. */
const mark = { 'x-quaythu-page': '1' };

async function ask<Schema extends z.ZodType>(
  path: string,
  init: RequestInit,
  schema: Schema,
): Promise<Result<z.output<Schema>, Failed>> {
  let response: Response;
  let json: unknown;
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    response = await fetch(path, { ...init, signal, credentials: 'same-origin', cache: 'no-store' });
    json = await response.json();
  } catch {
    return refuse('offline');
  }
  if (!response.ok) {
    const refusal = refusalAnswer.safeParse(json);
    return refuse(refusal.success ? refusal.data.refused : 'failed');
  }
  const answer = schema.safeParse(json);
  return answer.success ? ok(answer.data) : refuse('failed');
}

/** Reads. */
export function read<Schema extends z.ZodType>(path: string, schema: Schema) {
  return ask(path, {}, schema);
}

/** Changes something, once; whoever calls it keeps a second press away. */
export function send<Schema extends z.ZodType>(path: string, body: object, schema: Schema) {
  const headers = { 'content-type': 'application/json', ...mark };
  return ask(path, { method: 'POST', headers, body: JSON.stringify(body) }, schema);
}
