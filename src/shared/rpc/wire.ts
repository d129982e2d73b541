/** What travels between a window and the counter, and how big it may be. */
import { z } from 'zod';
import { ok, type Result, refuse } from '../kernel/result.ts';

/** Raised whenever a message changes its meaning; both ends come from one build, so a difference is an old page. */
export const protocolVersion = 1;

/** Longest message a window may send, in UTF-16 units. A file travels in parts that fit. */
export const maxMessageChars = 256 * 1024;

/** Longest message the counter may send: a Z of a long day or a payer with all lines stays far below. */
export const maxAnswerChars = 16 * 1024 * 1024;

const callId = z.int().min(1);
const name = z.string().min(1).max(64);
const version = z.int().min(1);

const windowMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('call'), id: callId, method: name, request: z.unknown() }),
  z.strictObject({ kind: z.literal('watch'), topic: name }),
  z.strictObject({ kind: z.literal('unwatch'), topic: name }),
]);
export type WindowMessage = z.infer<typeof windowMessage>;

const failure = z.strictObject({
  code: z.string().min(1).max(100),
  moneyMoved: z.enum(['no', 'yes', 'unknown']),
  detail: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

const counterMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('hello'), protocol: z.literal(protocolVersion) }),
  z.strictObject({ kind: z.literal('result'), id: callId, value: z.unknown() }),
  z.strictObject({ kind: z.literal('failure'), id: callId, failure }),
  z.strictObject({ kind: z.literal('snapshot'), topic: name, version, value: z.unknown() }),
  z.strictObject({
    kind: z.literal('change'),
    topic: name,
    version,
    /** New values of whole top-level keys. */
    patch: z.record(z.string(), z.unknown()),
    /** Top-level keys that are gone. */
    removed: z.array(z.string()),
  }),
  /** A message that named no call was refused: malformed, too large, unknown topic, wrong window. */
  z.strictObject({ kind: z.literal('refused'), code: z.string().max(100), topic: name.nullable() }),
]);
export type CounterMessage = z.infer<typeof counterMessage>;

/** Codes the line itself gives, besides those of the desk; the window has words for each. */
export const rpcFailureCodes = [
  'not-connected',
  'connection-lost',
  'timeout',
  'too-many-calls',
  'too-large',
  'malformed',
  'unknown-method',
  'wrong-window',
  'signed-out',
  'locked',
  'wrong-role',
  'bad-answer',
  'internal',
] as const;
export type RpcFailureCode = (typeof rpcFailureCodes)[number];

export type WireFault = 'malformed' | 'too-large';

/** `JSON.stringify` escapes a surrogate only when it stands alone, and the journal takes well-formed text only. */
const loneSurrogateEscape = /(?<!\\)(?:\\\\)*\\u[dD][89a-fA-F]/;

function parse<S extends z.ZodType>(
  schema: S,
  data: unknown,
  maxChars: number,
): Result<z.infer<S>, WireFault> {
  if (typeof data !== 'string') return refuse('malformed');
  if (data.length > maxChars) return refuse('too-large');
  if (!data.isWellFormed() || loneSurrogateEscape.test(data)) return refuse('malformed');
  let json: unknown;
  try {
    json = JSON.parse(data);
  } catch {
    return refuse('malformed');
  }
  const checked = schema.safeParse(json);
  return checked.success ? ok(checked.data) : refuse('malformed');
}

/** A message from a window. */
export function decodeWindowMessage(data: unknown): Result<WindowMessage, WireFault> {
  return parse(windowMessage, data, maxMessageChars);
}

/** A message from the counter. */
export function decodeCounterMessage(data: unknown): Result<CounterMessage, WireFault> {
  return parse(counterMessage, data, maxAnswerChars);
}

/** The text of a message. */
export function encode(message: WindowMessage | CounterMessage): string {
  return JSON.stringify(message);
}
