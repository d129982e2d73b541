import { describe, expect, it } from 'vitest';
import { allocate, usedBy } from '../../../src/shared/payment/index.ts';

const line = (id: string, amount: number, account: string | null = null) => ({
  line: id,
  receipt: `r-${id}`,
  amount,
  account,
});
const money = (id: string, amount: number, account: string | null = null) => ({
  source: 'tender' as const,
  id,
  amount,
  account,
});

/** Which money pays how much of each line. */
function paid(lines: readonly ReturnType<typeof line>[], used: readonly ReturnType<typeof money>[]) {
  const rows = allocate(lines, used);
  return rows.ok ? rows.value.map((row) => `${row.line}:${row.id}:${row.amount}`) : rows.reason;
}

describe('allocation', () => {
  it('sets lines in the chosen order against money in the order of confirmation', () => {
    expect(paid([line('a', 70), line('b', 50)], [money('x', 100), money('y', 20)])).toEqual([
      ...['a:x:70', 'b:x:30', 'b:y:20'],
    ]);
  });

  it('lets money that came to the account of a fee type pay its lines first', () => {
    const lines = [line('a', 70, 'hp'), line('b', 50, 'th')];
    expect(paid(lines, [money('t', 50, 'th'), money('h', 70, 'hp')])).toEqual(['a:h:70', 'b:t:50']);
    // Cash makes up what the account lacks, and money too much for one account helps the other.
    expect(paid(lines, [money('c', 20), money('t', 60, 'th'), money('h', 40, 'hp')])).toEqual([
      ...['a:h:40', 'a:c:20', 'a:t:10', 'b:t:50'],
    ]);
  });

  it('leaves what is over, and refuses what does not cover', () => {
    const rows = allocate([line('a', 10, 'hp')], [money('x', 25, 'hp')]);
    expect(rows.ok && usedBy(rows.value, 'r-a')).toEqual([{ source: 'tender', id: 'x', amount: 10 }]);
    expect(paid([line('a', 10)], [money('x', 9)])).toBe('not-covered');
    expect(paid([line('a', 10)], [])).toBe('not-covered');
  });
});
