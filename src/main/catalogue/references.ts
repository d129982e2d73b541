import { hash } from 'node:crypto';
import { invariant } from '../../shared/kernel/assert.ts';
import { givenNameKey, normaliseName } from '../../shared/text/index.ts';
import { billIdentity, type Draft, type DraftBill, type DraftPayer } from './draft.ts';
import { matchKey, remembering } from './texts.ts';

/** Crockford's alphabet: no I, L, O, U, so that a reference read aloud or printed is not misread. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
/** 26 × 5 = 130 bits: enough that two never meet. */
export const referenceLength = 26;

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
const digestBytes = 32;
/** Longest tuple for which a buffer is kept at hand; a longer one gets a buffer of its own. */
const usualTupleUnits = 2_000;

/**
 * HMAC-SHA-256 (RFC 2104) with the key prepared once, and buffers that are filled again: an import makes hundreds of thousands.
 * The digest comes as a text of one character a byte: as a buffer it costs three times as much.
 */
function makeHmac(key: Uint8Array): (text: string) => string {
  const block = Buffer.alloc(blockBytes);
  block.set(key.length > blockBytes ? hash('sha256', key, 'buffer') : key);
  const inner = block.map((byte) => byte ^ 0x36);
  const usual = Buffer.alloc(blockBytes + 3 * usualTupleUnits);
  usual.set(inner);
  const outer = Buffer.alloc(blockBytes + digestBytes);
  outer.set(block.map((byte) => byte ^ 0x5c));
  const innerDigest = (text: string) => {
    if (text.length > usualTupleUnits)
      return hash('sha256', Buffer.concat([inner, Buffer.from(text)]), 'binary');
    return hash('sha256', usual.subarray(0, blockBytes + usual.write(text, blockBytes)), 'binary');
  };
  return (text) => {
    outer.write(innerDigest(text), blockBytes, 'binary');
    return hash('sha256', outer, 'binary');
  };
}

/** Two characters for every ten bits. */
const pairs: readonly string[] = Array.from(alphabet, (first) =>
  Array.from(alphabet, (next) => first + next),
).flat();

/** The first 130 bits, five to a character. */
function base32(bytes: string): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (let at = 0; text.length < referenceLength; at += 1) {
    held = (held << 8) | bytes.charCodeAt(at);
    bits += 8;
    if (bits < 10) continue;
    bits -= 10;
    text += pairs[held >> bits];
    held &= (1 << bits) - 1;
  }
  return text;
}

/** A payer of a draft in its place of the list. */
export interface OrderedPayer {
  readonly payer: DraftPayer;
  /** Given name first, in Vietnamese order; compared by code unit. */
  readonly sortKey: string;
}

/** With the references of payer and bills. */
export interface ReferencedPayer extends OrderedPayer {
  readonly ref: string;
  /** One for each bill, in the same order. */
  readonly billRefs: readonly string[];
}

/** Payers between two calls of `pause`. */
const pausePayers = 5_000;

type Pause = (share: number) => void;

/** The payers of a draft in the order of Vietnamese lists. */
export function orderDraft(draft: Pick<Draft, 'payers'>): OrderedPayer[] {
  const sortKeyOf = nameKeys();
  const payers = draft.payers.map((payer): OrderedPayer => ({ payer, sortKey: sortKeyOf(payer.name) }));
  return payers.sort((a, b) => compare(a.sortKey, b.sortKey) || compare(a.payer.code, b.payer.code));
}

/** The same payers with their references. */
export function referencePayers(
  payers: readonly OrderedPayer[],
  source: string,
  referenceKey: Uint8Array,
  pause: Pause = () => undefined,
): ReferencedPayer[] {
  const references = makeReferences(source, referenceKey);
  return payers.map(({ payer, sortKey }, index): ReferencedPayer => {
    if (index % pausePayers === 0) pause(index / payers.length);
    const { code, bills } = payer;
    const billRefs = bills.map((bill) => references.bill(code, bill));
    return { payer, sortKey, ref: references.payer(code), billRefs };
  });
}

/** Order of lists by name, given name first; `givenNameKey` word by word, as words repeat far more often than names. */
export function nameKeys(): (name: string) => string {
  const keyOfWord = remembering(givenNameKey);
  return (name) => {
    const words = normaliseName(name).toLowerCase().split(' ');
    const given = words.pop() ?? '';
    return [given, ...words].map(keyOfWord).join(' ');
  };
}

/** How the key of a name begins: with that of the given name. Whoever has a lower one comes first in every list. */
export function givenKeys(): (name: string) => string {
  const keyOf = remembering(givenNameKey);
  return (name) => keyOf(name.slice(name.lastIndexOf(' ') + 1).toLowerCase());
}

/** That of an empty name. */
export const givenKeyOfNobody = givenNameKey('');

/** Order by code unit, as SQLite compares text. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
