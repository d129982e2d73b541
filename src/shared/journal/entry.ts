import type { BusinessDate, EpochMs } from '../kernel/clock.ts';
import { canonical, type Json } from './canonical.ts';

/** SHA-256 as lower-case hex; handed in, so that this room needs no platform (`node:crypto` in main and backend). */
export type Sha256 = (...parts: readonly (string | Uint8Array)[]) => string;

/** Column `actor` of an act that no person did: a query, a credit that came, an expiry (design §4). */
export const systemActor = 'counter';

/** `prev_hash` of the first entry of every epoch. */
export const chainStart = '0'.repeat(64);

/** Bytes of chance before the private part in its digest; without them a name could be guessed from the digest. */
export const saltBytes = 32;

/** One line of the journal as it is stored and sent; `docs/protocol/journal.md` defines each column. */
export interface Entry<Type extends string = string, Body extends Json = Json> {
  readonly counter: string;
  readonly epoch: number;
  readonly seq: number;
  readonly id: string;
  readonly at: EpochMs;
  readonly business_date: BusinessDate;
  readonly shift: string | null;
  readonly actor: string;
  readonly type: Type;
  readonly v: number;
  readonly body: Body;
  readonly private_digest: string | null;
  readonly prev_hash: string;
  readonly hash: string;
}

/** An entry before its hash is known. */
export type UnsealedEntry = Omit<Entry, 'hash'>;

/**
 * Hash of an entry: SHA-256 over the canonical object of all its other columns, `prev_hash` included (design §3).
 * `bodyText` is the canonical body where the caller has it already: the canonical form of an object holds that of its
 * members, and the body is most of it.
 */
export function entryHash(entry: UnsealedEntry, sha256: Sha256, bodyText = canonical(entry.body)): string {
  const { actor, at, business_date, counter, epoch, id, prev_hash, private_digest, seq, shift, type, v } =
    entry;
  // The names in their canonical order, written out: this runs for every entry ever read or written.
  return sha256(
    `{"actor":${canonical(actor)},"at":${canonical(at)},"body":${bodyText},"business_date":${canonical(business_date)},` +
      `"counter":${canonical(counter)},"epoch":${canonical(epoch)},"id":${canonical(id)},` +
      `"prev_hash":${canonical(prev_hash)},"private_digest":${canonical(private_digest)},"seq":${canonical(seq)},` +
      `"shift":${canonical(shift)},"type":${canonical(type)},"v":${canonical(v)}}`,
  );
}

/** Digest of a private part: SHA-256(salt ‖ canonical private part) (design §3). `text` as in {@link entryHash}. */
export function privateDigest(
  salt: Uint8Array,
  content: Json,
  sha256: Sha256,
  text = canonical(content),
): string {
  return sha256(salt, text);
}

/** What is wrong with an entry at its place in the chain. */
export type ChainFault = 'wrong-seq' | 'wrong-prev-hash' | 'wrong-hash' | 'wrong-epoch-start';

/** Where a chain stands: the last entry that is known to be right. */
export interface ChainHead {
  readonly epoch: number;
  readonly seq: number;
  readonly hash: string;
}

/**
 * Checks one entry against the one before it. `before` is null at the very first entry. A new epoch starts at seq 1
 * on {@link chainStart}; which epoch it continues from stands in its first entry, not in the chain.
 */
export function chainFault(before: ChainHead | null, entry: Entry, sha256: Sha256): ChainFault | null {
  const startsEpoch = before === null || entry.epoch !== before.epoch;
  if (startsEpoch) {
    if (entry.seq !== 1 || (before !== null && entry.epoch < before.epoch)) return 'wrong-epoch-start';
    if (entry.prev_hash !== chainStart) return 'wrong-prev-hash';
  } else {
    if (entry.seq !== before.seq + 1) return 'wrong-seq';
    if (entry.prev_hash !== before.hash) return 'wrong-prev-hash';
  }
  return entryHash(entry, sha256) === entry.hash ? null : 'wrong-hash';
}
