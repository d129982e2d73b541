import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withTables } from '../../../scripts/protocol-types.ts';
import { type EntryType, entryTypes, isEntryType } from '../../../src/shared/journal/index.ts';
import { moves } from '../../../src/shared/payment/moves/index.ts';

const page = readFileSync(resolve(import.meta.dirname, '../../../docs/protocol/journal.md'), 'utf8');

describe('docs/protocol/journal.md', () => {
  test('has the tables that the schemas give (npm exec -- node scripts/protocol-types.ts --write)', () => {
    expect(withTables(page) === page).toBe(true);
  });

  test('is not taken for in step when a table is not', () => {
    const other = page.replace('| `rounding` | body | integer |', '| `rounding` | body | text |');
    expect(other).not.toBe(page);
    expect(withTables(other)).toBe(page);
    expect(() => withTables('# no marks')).toThrow(/marks/);
  });

  test('names every column', () => {
    const columns = ['counter', 'epoch', 'seq', 'id', 'at', 'business_date', 'shift', 'actor', 'body'];
    for (const column of [...columns, 'private_digest', 'prev_hash', 'hash'])
      expect(page).toContain(`| \`${column}\` |`);
  });
});

describe('the union', () => {
  const types = Object.keys(entryTypes) as EntryType[];

  test('has a move for every type and no other', () => {
    expect(Object.keys(moves).sort()).toEqual([...types].sort());
  });

  test('knows its own types and nothing inherited', () => {
    expect(types.every(isEntryType)).toBe(true);
    for (const other of ['', 'receipt', 'toString', '__proto__', 'constructor', 'receipt.issued ']) {
      expect(isEntryType(other)).toBe(false);
    }
  });

  test('refuses fields it does not know, in every type', () => {
    for (const type of types) {
      const issues = entryTypes[type].body.safeParse({ never_heard_of: 1 }).error?.issues ?? [];
      const strict = issues.some(({ code }) => code === 'unrecognized_keys' || code === 'invalid_union');
      expect(strict, type).toBe(true);
    }
  });

  test('keeps names, codes and free text out of the public part', () => {
    const suspicious =
      /payerName|address|beneficiaryName|beneficiaryCode|identity|phone|complainant|contact|^text$|content/i;
    for (const type of types) {
      const shape = entryTypes[type].body;
      const keys = 'shape' in shape ? Object.keys(shape.shape) : [];
      expect(
        keys.filter((key) => suspicious.test(key)),
        type,
      ).toEqual([]);
    }
  });
});
