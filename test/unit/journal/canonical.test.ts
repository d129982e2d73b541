import { describe, expect, test } from 'vitest';
import { canonical, type Json } from '../../../src/shared/journal/index.ts';
import { InvariantBroken } from '../../../src/shared/kernel/assert.ts';
import fc from '../../support/check.ts';

describe('canonical form (RFC 8785, integers only)', () => {
  test.each<[string, Json, string]>([
    ['nothing', {}, '{}'],
    [
      'keys by UTF-16 code units, not by code points',
      { '\ufb33': 1, '\u{1f600}': 2 },
      '{"\u{1f600}":2,"\ufb33":1}',
    ],
    ['number-like keys as text', { '10': 1, '9': 2, '': 3 }, '{"":3,"10":1,"9":2}'],
    ['capitals before small letters', { b: 1, B: 2, a: 3 }, '{"B":2,"a":3,"b":1}'],
    ['keys at every depth', [{ b: { d: 1, c: 2 }, a: [] }], '[{"a":[],"b":{"c":2,"d":1}}]'],
    ['short escapes', '\b\t\n\f\r"\\', '"\\b\\t\\n\\f\\r\\"\\\\"'],
    ['other controls in lower case', '\u0000\u001f', '"\\u0000\\u001f"'],
    ['nothing else escaped', '/\u007f\u2028Đ', '"/\u007f\u2028Đ"'],
    ['letters as they came: composed', 'é', '"\u00e9"'],
    ['letters as they came: combining', 'e\u0301', '"e\u0301"'],
    ['zero without a sign', [-0, 0], '[0,0]'],
    ['the largest integers', [9007199254740991, -9007199254740991], '[9007199254740991,-9007199254740991]'],
    ['undefined members left out, null kept', { a: undefined, b: null }, '{"b":null}'],
    ['order of lists kept', [3, 1, 2], '[3,1,2]'],
  ])('%s', (_, value, text) => {
    expect(canonical(value)).toBe(text);
  });

  test.each<[string, unknown]>([
    ['a fraction', 1.5],
    ['beyond 2^53', 9007199254740992],
    ['not a number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a high surrogate alone', 'a\ud83d'],
    ['a low surrogate alone', '\ude00a'],
    ['surrogates the wrong way round', '\ude00\ud83d'],
    ['a high surrogate before a pair', '\ud83d\ud83d\ude00'],
    ['a lone surrogate in a key', { '\ud83d': 1 }],
    ['deep inside', [{ a: [{ b: 0.1 }] }]],
    ['undefined in a list', [undefined]],
    ['a big integer', 1n],
    ['a function', () => 1],
  ])('refuses %s', (_, value) => {
    expect(() => canonical(value as Json)).toThrow(InvariantBroken);
  });

  test('reads back as the same value and is the same whatever the order of writing', () => {
    const tree = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, true, false),
        fc.maxSafeInteger().map((n) => (n === 0 ? 0 : n)),
        fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.string({ unit: 'grapheme' }), tie('value'), { maxKeys: 5, noNullPrototype: true }),
      ),
    })).value;
    fc.assert(
      fc.property(tree, (value) => {
        const text = canonical(value);
        expect(JSON.parse(text)).toEqual(value);
        expect(canonical(turned(value))).toBe(text);
      }),
      { numRuns: 500, seed: 20261005 },
    );
  });
});

/** The same value with members written in the opposite order. */
function turned(value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => turned(item));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, member === undefined ? undefined : turned(member)]),
  );
}
