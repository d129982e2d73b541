import { describe, expect, test } from 'vitest';
import { NumberCheck } from '../../../src/main/ledger/check-numbers.ts';
import { ShiftCheck } from '../../../src/main/ledger/check-shifts.ts';
import { keepWholeActs } from '../../../src/main/ledger/whole-acts.ts';
import type { Entry, Json } from '../../../src/shared/journal/index.ts';

function entry(type: string, body: Json, epoch = 1, shift: string | null = 's1'): Entry {
  return {
    counter: 'c',
    epoch,
    seq: 1,
    id: 'i',
    at: 0,
    shift,
    actor: 'a',
    type,
    v: 1,
    body,
  } as unknown as Entry;
}

describe('numbers', () => {
  const opened = (series: string, purpose = 'receipt', epoch = 1) =>
    entry('series.opened', { series, purpose, year: 2026, firstNumber: 1, width: 6 }, epoch);
  const issued = (series: string, number: number, epoch = 1) =>
    entry('receipt.issued', { receipt: `r${number}`, series, number }, epoch);
  const voided = (series: string, number: number) =>
    entry('receipt.voided', { receipt: `r${number}`, series });
  const run = (entries: readonly Entry[]) => {
    const check = new NumberCheck((receipt) => Number(receipt.slice(1)));
    return entries.map((one) => check.see(one)?.fault ?? 'ok');
  };

  test('one after the other, each with one fate', () => {
    expect(run([opened('A'), issued('A', 1), issued('A', 2), voided('A', 1)])).not.toContain(
      'number-out-of-order',
    );
  });

  test.each([
    ['a gap', [opened('A'), issued('A', 2)], 'number-out-of-order'],
    ['twice', [opened('A'), issued('A', 1), issued('A', 1)], 'number-out-of-order'],
    ['a series nobody opened', [issued('A', 1)], 'number-out-of-order'],
    ['a series opened twice', [opened('A'), opened('A')], 'number-out-of-order'],
    ['a series of an older epoch', [opened('A'), issued('A', 1, 2)], 'number-out-of-order'],
    ['void twice', [opened('A'), issued('A', 1), voided('A', 1), voided('A', 1)], 'second-fate'],
    ['void of what was never issued', [opened('A'), voided('A', 1)], 'second-fate'],
    [
      'a series closed at another number',
      [opened('A'), issued('A', 1), entry('epoch.opened', { series: [{ series: 'A', closedAt: 5 }] }, 2)],
      'number-out-of-order',
    ],
  ])('%s', (_, entries, fault) => {
    const found = run(entries);
    expect(found.at(-1)).toBe(fault);
    expect(found.slice(0, -1)).toEqual(found.slice(0, -1).map(() => 'ok'));
  });

  test('a paper book keeps its own numbers', () => {
    expect(run([opened('Q', 'paper-book'), issued('Q', 51), issued('Q', 57)])).toEqual(['ok', 'ok', 'ok']);
  });

  test('more receipts than the first piece of memory holds', () => {
    const check = new NumberCheck((receipt) => Number(receipt.slice(1)));
    check.see(opened('A'));
    for (let number = 1; number <= 5_000; number += 1) expect(check.see(issued('A', number))).toBeNull();
    expect(check.see(voided('A', 4_999))).toBeNull();
    expect(check.see(voided('A', 4_999))?.fault).toBe('second-fate');
    expect(check.receipts).toBe(5_000);
  });
});

describe('money', () => {
  const received = { method: 'cash', moved: 1_000, claim: 0 };

  test('an entry whose money does not add up by itself is named', () => {
    const check = new ShiftCheck();
    expect(check.see(entry('cash.received', received))).toBeNull();
    const receipt = {
      series: 'A',
      total: 900,
      lines: [],
      sources: [{ source: 'tender', id: 't', amount: 1_000 }],
    };
    expect(check.see(entry('receipt.issued', { ...receipt, rounding: 0 }))?.fault).toBe(
      'money-does-not-add-up',
    );
  });

  test('a Z with other figures than its entries, and an entry after it', () => {
    const check = new ShiftCheck();
    check.see(entry('cash.received', received));
    const figures = { openingFloat: 0 };
    expect(check.see(entry('shift.closed', { shift: 's1', figures }))?.fault).toBe('z-differs-from-entries');
    expect(check.see(entry('cash.received', received))?.fault).toBe('shift-already-closed');
    expect(check.see(entry('cash.received', received, 1, 's2'))).toBeNull();
  });
});

describe('whole acts', () => {
  const frozen = entry('allocation.frozen', { rows: [{ receipt: 'r1' }, { receipt: 'r2' }] });
  const receipt = (id: string) => entry('receipt.issued', { receipt: id });
  const other = entry('session.locked', {});
  const matched = entry('credit.matched', { credit: 'k' });
  const credited = entry('vietqr.credited', { credit: 'k' });

  test.each([
    ['whole', [other, frozen, receipt('r1'), receipt('r2'), matched, credited], 6],
    ['credited first', [credited, matched], 2],
    ['one receipt of two', [other, frozen, receipt('r1')], 1],
    ['no receipt', [other, other, frozen], 2],
    ['a match without its money', [other, matched], 1],
    ['money without its match', [other, credited], 1],
    ['a void without its replacement', [other, entry('receipt.voided', { replacedBy: 'r9' })], 1],
    ['a void that nothing replaces', [other, entry('receipt.voided', { replacedBy: null })], 2],
    ['an acceptance that was not taken', [other, entry('acceptance.given', { acceptance: 'a' })], 1],
    ['nothing', [], 0],
  ])('%s', (_, tail, kept) => {
    expect(keepWholeActs(tail)).toBe(kept);
  });
});
