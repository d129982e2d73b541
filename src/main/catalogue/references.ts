import { hash } from 'node:crypto';
import { invariant } from '../../shared/kernel/assert.ts';
import { billIdentity, type DraftBill, matchKey } from './draft.ts';

/** Crockford's alphabet: no I, L, O, U, so that a reference read aloud or printed is not misread. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
/** 26 × 5 = 130 bits: enough that two never meet. */
const referenceLength = 26;

/**
 * Makes the opaque references of payers and bills. A reference is an HMAC of what identifies the thing, with a key that
 * stays on this machine: the same through every import and rebuild, and telling nothing to who has not the key.
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
