import { hash } from 'node:crypto';
import { invariant } from '../../shared/kernel/assert.ts';
import { givenNameKey } from '../../shared/text/index.ts';
import { billIdentity, type Draft, type DraftBill, type DraftPayer } from './draft.ts';
import { cleanText, matchKey, remembering } from './texts.ts';

/** Crockford's alphabet: no I, L, O, U, so that a reference read aloud or printed is not misread. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
/** 26 × 5 = 130 bits: enough that two never meet. */
const referenceLength = 26;

/**
 * Makes the opaque references of payers and bills. A reference is an HMAC of what identifies the thing, with a key that
 * only the facility's counters have: the same through every import and rebuild, and telling nothing to who has not the key.
 * Source and codes match without regard to case and spaces.
 */
export function makeReferences(source: string, referenceKey: Uint8Array) {
  invariant(referenceKey.length >= 32, 'the reference key has at least 32 bytes');
  const keyed = makeHmac(referenceKey);
  const reference = (kind: 'payer' | 'bill', parts: readonly string[]): string => {
    const tuple = JSON.stringify([kind, matchKey(source), ...parts]);
    return base32(keyed(tuple));
  };
  return {
    payer: (code: string) => reference('payer', [matchKey(code)]),
    bill: (code: string, bill: DraftBill) => reference('bill', [matchKey(code), ...billIdentity(bill)]),
  };
}

const blockBytes = 64;

/** HMAC-SHA-256 (RFC 2104) with the key prepared once: an import makes hundreds of thousands. */
function makeHmac(key: Uint8Array): (text: string) => Uint8Array {
  const block = Buffer.alloc(blockBytes);
  block.set(key.length > blockBytes ? hash('sha256', key, 'buffer') : key);
  const inner = block.map((byte) => byte ^ 0x36);
  const outer = block.map((byte) => byte ^ 0x5c);
  const digest = (pad: Uint8Array, data: Uint8Array) => hash('sha256', Buffer.concat([pad, data]), 'buffer');
  return (text) => digest(outer, digest(inner, Buffer.from(text)));
}

function base32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return text.slice(0, referenceLength);
}

/** A payer of a draft with the references of payer and bills, and its place in list order. */
export interface ReferencedPayer {
  readonly payer: DraftPayer;
  readonly ref: string;
  /** One for each bill, in the same order. */
  readonly billRefs: readonly string[];
  /** Given name first, in Vietnamese order; compared by code unit. */
  readonly sortKey: string;
}

/** Payers between two calls of `pause`. */
const pausePayers = 5_000;

/** The payers of a draft in the order of Vietnamese lists, with their references. */
export function referenceDraft(
  draft: Draft,
  source: string,
  referenceKey: Uint8Array,
  pause: (share: number) => void = () => undefined,
): ReferencedPayer[] {
  const references = makeReferences(source, referenceKey);
  const sortKeyOf = nameKeys();
  const payers = draft.payers.map((payer, index): ReferencedPayer => {
    if (index % pausePayers === 0) pause(index / draft.payers.length);
    const { code, name, bills } = payer;
    const billRefs = bills.map((bill) => references.bill(code, bill));
    return { payer, ref: references.payer(code), billRefs, sortKey: sortKeyOf(name) };
  });
  return payers.sort((a, b) => compare(a.sortKey, b.sortKey) || compare(a.payer.code, b.payer.code));
}

/** Order of lists by name, given name first; `givenNameKey` word by word, as words repeat far more often than names. */
export function nameKeys(): (name: string) => string {
  const keyOfWord = remembering(givenNameKey);
  return (name) => {
    const words = cleanText(name).toLowerCase().split(' ');
    const given = words.pop() ?? '';
    return [given, ...words].map(keyOfWord).join(' ');
  };
}

/** Order by code unit, as SQLite compares text. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
