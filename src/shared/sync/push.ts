/** Journals on their way up: batches, the question where the backend stands, and its answer (design §6 "Push"). */
import { z } from 'zod';
import { canonical, type Json } from '../journal/canonical.ts';
import { date, hash, id, instant } from '../journal/define.ts';
import {
  type ChainFault,
  type ChainHead,
  chainFault,
  type Entry,
  type Sha256,
  systemActor,
} from '../journal/entry.ts';
import { syncLimits, syncProtocol } from './limits.ts';
import { signature } from './signing.ts';

const mostDepth = 40;

/** Where a chain stands. */
export const chainPlace = z.strictObject({ epoch: z.int().min(1), seq: z.int().min(1), hash });

/** Any body of any type, known or not: an object of integers, texts, truth values and lists, canonical as it came. */
const body = z.custom<{ readonly [key: string]: Json }>(
  (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && isCanonicalJson(value, 0),
  'not a canonical object',
);

/** Whether {@link canonical} takes the value: integers only, well-formed text, not nested beyond reason. */
function isCanonicalJson(value: unknown, depth: number): value is Json {
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || depth >= mostDepth) return false;
  if (Array.isArray(value)) return value.every((one) => isCanonicalJson(one, depth + 1));
  return Object.entries(value).every(([key, one]) => key.isWellFormed() && isCanonicalJson(one, depth + 1));
}

/** One entry as docs/protocol/journal.md has it; its type and body are not interpreted here. */
export const wireEntry = z.strictObject({
  counter: id,
  epoch: z.int().min(1),
  seq: z.int().min(1),
  id,
  at: instant,
  business_date: date,
  shift: id.nullable(),
  actor: z.union([id, z.literal(systemActor)]),
  type: z.string().regex(/^[a-z][a-z0-9.-]{0,63}$/),
  v: z.int().min(1),
  body,
  private_digest: hash.nullable(),
  prev_hash: hash,
  hash,
});
export type WireEntry = z.output<typeof wireEntry>;

/** A private part, salt and canonical text together, as a compact JWE to the facility's key. */
export const sealedPart = z
  .string()
  .max(syncLimits.sealedChars)
  .regex(/^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*){4}$/);

/**
 * An entry with its sealed private part: null for an entry that has none, and for one whose private part was erased or
 * could not be sealed.
 */
export const pushedEntry = z.strictObject({ entry: wireEntry, sealed: sealedPart.nullable() });
export type PushedEntry = z.output<typeof pushedEntry>;

/**
 * What a counter signs of a batch. The last hash covers every entry by the chain; `sealed` covers the sealed parts by
 * their digests, so that one of them can be erased later and the signature still be checked by sisters.
 */
export const batchStatement = z.strictObject({
  protocol: z.literal(syncProtocol),
  counter: id,
  /** The entry before the first; null when the first is the first of its epoch. A batch is of one epoch. */
  after: chainPlace.nullable(),
  /** The last entry of the batch. */
  to: chainPlace,
  count: z.int().min(1).max(syncLimits.batchEntries),
  /** {@link sealedRoot} of the batch. */
  sealed: hash,
});
export type BatchStatement = z.output<typeof batchStatement>;

/** Body of `POST /v1/push`. */
export const pushBatch = z.strictObject({
  statement: batchStatement,
  /** Of `batch` over the statement, by the counter's key. */
  signature,
  entries: z.array(pushedEntry).min(1).max(syncLimits.batchEntries),
});
export type PushBatch = z.output<typeof pushBatch>;

/** Body of `POST /v1/head`, signed (`head-request`) by the counter's key. */
export const headRequest = z.strictObject({
  protocol: z.literal(syncProtocol),
  counter: id,
  /** Made new for each question; the answer repeats it. */
  request: id,
  signature,
});
export type HeadRequest = z.output<typeof headRequest>;

/**
 * Answer of a push and of a head request: everything up to `head` is durably stored. Signed (`head-answer`) by the
 * backend's key, so that it is a head record from outside (design §3).
 */
export const headAnswer = z.strictObject({
  protocol: z.literal(syncProtocol),
  counter: id,
  /** `request` of the question, or the hash of the last entry of the batch. */
  answers: z.string().min(1).max(64),
  head: chainPlace.nullable(),
  /** Entries that were new; repeats are none. */
  stored: z.int().min(0),
  feedEpoch: id,
  /** By the backend's clock: what the counter compares its own with. */
  at: instant,
  signature,
});
export type HeadAnswer = z.output<typeof headAnswer>;

/** Digest over the digests of the sealed parts in their order; null stands for no part. */
export function sealedRoot(digests: readonly (string | null)[], sha256: Sha256): string {
  return sha256(canonical(digests));
}

/** Digest of one sealed part as it stands under {@link sealedRoot}. */
export function sealedDigest(sealed: string | null, sha256: Sha256): string | null {
  return sealed === null ? null : sha256(sealed);
}

/**
 * The statement for entries of one epoch that follow `after`, the entry before them in that epoch; null when they begin
 * it. There is at least one.
 */
export function statementOf(
  after: ChainHead | null,
  entries: readonly [PushedEntry, ...PushedEntry[]],
  sha256: Sha256,
): BatchStatement {
  const last = entries.at(-1) ?? entries[0];
  const digests = entries.map(({ sealed }) => sealedDigest(sealed, sha256));
  return stretchStatement({ counter: last.entry.counter, after, to: last.entry, digests }, sha256);
}

/** As {@link statementOf}, by the ends and the digests of the sealed parts, one for each entry. */
export function stretchStatement(
  {
    counter,
    after,
    to: { epoch, seq, hash: lastHash },
    digests,
  }: {
    readonly counter: string;
    readonly after: ChainHead | null;
    readonly to: ChainHead;
    readonly digests: readonly (string | null)[];
  },
  sha256: Sha256,
): BatchStatement {
  return {
    protocol: syncProtocol,
    counter,
    after: after === null ? null : { epoch: after.epoch, seq: after.seq, hash: after.hash },
    to: { epoch, seq, hash: lastHash },
    count: digests.length,
    sealed: sealedRoot(digests, sha256),
  };
}

/** What is wrong with entries under a statement, and where; null when they are what was signed. */
export interface StretchFault {
  readonly fault: ChainFault | 'wrong-counter' | 'wrong-statement' | 'wrong-sealed';
  readonly at: { readonly epoch: number; readonly seq: number };
}

/**
 * Checks that the entries follow `statement.after` in one chain to `statement.to`, all of its counter and epoch, and that
 * the sealed parts are those signed. The signature itself is checked by the caller (`isSigned`, kind `batch`).
 */
export function stretchFault(
  statement: BatchStatement,
  entries: readonly { readonly entry: WireEntry; readonly sealedDigest: string | null }[],
  sha256: Sha256,
): StretchFault | null {
  let before: ChainHead | null = statement.after;
  if (before !== null && before.epoch !== statement.to.epoch) {
    return { fault: 'wrong-statement', at: { epoch: before.epoch, seq: before.seq } };
  }
  for (const { entry } of entries) {
    const at = { epoch: entry.epoch, seq: entry.seq };
    if (entry.counter !== statement.counter) return { fault: 'wrong-counter', at };
    if (entry.epoch !== statement.to.epoch) return { fault: 'wrong-statement', at };
    const fault = chainFault(before, entry as unknown as Entry, sha256);
    if (fault !== null) return { fault, at };
    before = { epoch: entry.epoch, seq: entry.seq, hash: entry.hash };
  }
  const { to, count, sealed } = statement;
  const at = { epoch: to.epoch, seq: to.seq };
  if (entries.length !== count || before?.hash !== to.hash || before.seq !== to.seq) {
    return { fault: 'wrong-statement', at };
  }
  const root = sealedRoot(
    entries.map((one) => one.sealedDigest),
    sha256,
  );
  return root === sealed ? null : { fault: 'wrong-sealed', at };
}
