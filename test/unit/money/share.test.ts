import { describe, expect, it } from 'vitest';
import { addShare, noShare, withPaid } from '../../../src/shared/money/index.ts';

describe('a cashless share', () => {
  const day = [
    { method: 'cash', count: 2, amount: 30_000 },
    { method: 'qr', count: 1, amount: 70_000 },
    { method: 'card', count: 1, amount: 50_000 },
  ].reduce(withPaid, noShare);

  it('counts everything, and of it what was not cash', () => {
    expect(day).toEqual({ count: 4, cashlessCount: 2, amount: 150_000, cashlessAmount: 120_000 });
  });

  it('adds up, and what was added can be taken off again', () => {
    expect(addShare(day, day)).toEqual({
      count: 8,
      cashlessCount: 4,
      amount: 300_000,
      cashlessAmount: 240_000,
    });
    expect(addShare(addShare(day, day), day, -1)).toEqual(day);
  });
});
