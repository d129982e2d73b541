/**
 * The committed vectors, checked by a program of its own: sorted keys, `JSON.stringify` and `node:crypto`, and nothing
 * of the journal's code but where the two are held against each other.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { journalVectors, type VectorEntry } from '../../../scripts/journal-vectors.ts';
import {
  canonical,
  chainFault,
  type Entry,
  entryHash,
  type Sha256,
} from '../../../src/shared/journal/index.ts';

const file = resolve(import.meta.dirname, '../../fixtures/journal-vectors.json');
const vectors = JSON.parse(readFileSync(file, 'utf8')) as {
  chainStart: string;
  canonical: { value: unknown; text: string }[];
  entries: VectorEntry[];
};
const entries = vectors.entries.map(({ entry }) => entry);

/** Canonical form once more, by other means. */
function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => {
    if (member === null || typeof member !== 'object' || Array.isArray(member)) return member;
    // An object moves names like '10' to its front; no entry has such a name.
    return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  });
}

const sha256: Sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

describe('committed vectors', () => {
  test('are what the program writes today, byte for byte', () => {
    expect(`${JSON.stringify(journalVectors(), null, 2)}\n`).toBe(readFileSync(file, 'utf8'));
  });

  test('canonical texts hold', () => {
    for (const { value, text } of vectors.canonical) {
      expect(canonical(value as never)).toBe(text);
      expect(JSON.parse(text)).toEqual(value);
    }
  });

  test('every hash, digest and link, by the independent program', () => {
    let before: Entry | null = null;
    for (const { entry, canonical: text, private: hidden } of vectors.entries) {
      const { hash, ...columns } = entry;
      expect(sortedJson(columns)).toBe(text);
      expect(createHash('sha256').update(Buffer.from(text, 'utf8')).digest('hex')).toBe(hash);
      const starts = before === null || before.epoch !== entry.epoch;
      expect(entry.prev_hash).toBe(starts ? '0'.repeat(64) : before?.hash);
      expect(entry.seq).toBe(starts ? 1 : (before?.seq ?? 0) + 1);
      if (hidden === null) expect(entry.private_digest).toBeNull();
      else {
        expect(hidden.salt).toMatch(/^[0-9a-f]{64}$/);
        expect(sortedJson(hidden.content)).toBe(hidden.canonical);
        const salted = Buffer.concat([
          Buffer.from(hidden.salt, 'hex'),
          Buffer.from(hidden.canonical, 'utf8'),
        ]);
        expect(createHash('sha256').update(salted).digest('hex')).toBe(entry.private_digest);
      }
      before = entry;
    }
  });

  test('hold what they are there for', () => {
    const types = entries.map((entry) => entry.type);
    for (const type of [
      'ledger.opened',
      'person.saved',
      'shift.opened',
      'collection.opened',
      'cash.received',
    ]) {
      expect(types).toContain(type);
    }
    expect(types).toContain('receipt.issued');
    expect(types).toContain('erasure.made');
    expect(new Set(entries.map((entry) => entry.epoch))).toEqual(new Set([1, 2]));
    // Over midnight in Vietnam, while it is the same day in London.
    expect(new Set(entries.map((entry) => entry.business_date))).toEqual(
      new Set(['2026-10-05', '2026-10-06']),
    );
    expect(new Set(vectors.entries.flatMap(({ private: hidden }) => hidden?.salt ?? [])).size).toBe(
      vectors.entries.filter(({ private: hidden }) => hidden !== null).length,
    );
  });
});

describe('faults of the chain', () => {
  const at = (index: number): Entry => {
    const entry = entries[index];
    if (entry === undefined) throw new Error(`no entry ${index}`);
    return entry;
  };
  const second = entries.findIndex((entry) => entry.epoch === 2);
  const rehashed = (entry: Entry): Entry => ({ ...entry, hash: entryHash(entry, sha256) });

  test('none in the vectors', () => {
    entries.forEach((entry, index) => {
      expect(chainFault(index === 0 ? null : at(index - 1), entry, sha256)).toBeNull();
    });
  });

  test.each<[string, Partial<Entry>]>([
    ['counter', { counter: 'x' }],
    ['id', { id: 'x' }],
    ['at', { at: 1 as Entry['at'] }],
    ['business_date', { business_date: '2026-10-07' as Entry['business_date'] }],
    ['shift', { shift: 'x' }],
    ['actor', { actor: 'x' }],
    ['type', { type: 'x' }],
    ['v', { v: 2 }],
    ['body', { body: {} }],
    ['private_digest', { private_digest: '0'.repeat(64) }],
    ['hash', { hash: '0'.repeat(64) }],
  ])('a change of %s is found in any entry', (_, change) => {
    entries.forEach((entry, index) => {
      const before = index === 0 ? null : at(index - 1);
      expect(chainFault(before, { ...entry, ...change }, sha256)).toBe('wrong-hash');
    });
  });

  test('a change that comes with a new hash is found in the entry after', () => {
    const changed = rehashed({ ...at(3), actor: 'x' });
    expect(chainFault(at(2), changed, sha256)).toBeNull();
    expect(chainFault(changed, at(4), sha256)).toBe('wrong-prev-hash');
  });

  test('a missing, repeated or swapped entry', () => {
    expect(chainFault(at(2), at(4), sha256)).toBe('wrong-seq');
    expect(chainFault(at(2), at(2), sha256)).toBe('wrong-seq');
    expect(chainFault(at(3), at(2), sha256)).toBe('wrong-seq');
  });

  test('a beginning in the middle, a link across epochs, an epoch that goes back', () => {
    expect(chainFault(null, at(1), sha256)).toBe('wrong-epoch-start');
    expect(chainFault(at(second - 1), rehashed({ ...at(second), seq: 2 }), sha256)).toBe('wrong-epoch-start');
    const linked = rehashed({ ...at(second), prev_hash: at(second - 1).hash });
    expect(chainFault(at(second - 1), linked, sha256)).toBe('wrong-prev-hash');
    expect(chainFault(at(second), at(0), sha256)).toBe('wrong-epoch-start');
    expect(chainFault(null, rehashed({ ...at(0), prev_hash: at(1).hash }), sha256)).toBe('wrong-prev-hash');
  });
});
