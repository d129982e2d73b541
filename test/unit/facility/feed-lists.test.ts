/** Lists of the province as they come by the feed. */
import { describe, expect, it } from 'vitest';
import { withBankNames, withPriceList, withTarget } from '../../../src/main/facility/feed-lists.ts';
import type { ListedPrice } from '../../../src/shared/journal/index.ts';

describe('a target band', () => {
  const bands = [{ from: '2024-01-01', low: 20, high: 40 }];

  it('stands in the order of days, once a day', () => {
    const later = withTarget(bands, { from: '2026-01-01', low: 50, high: 60 });
    expect(later).toEqual([...bands, { from: '2026-01-01', low: 50, high: 60 }]);
    const again = withTarget(later as typeof bands, { from: '2024-01-01', low: 25, high: 45 });
    expect(again).toEqual([
      { from: '2024-01-01', low: 25, high: 45 },
      { from: '2026-01-01', low: 50, high: 60 },
    ]);
    expect(withTarget(again as typeof bands, { from: '2024-01-01', low: 25, high: 45 })).toEqual(again);
  });

  it('is not taken when it is empty or one too many', () => {
    expect(withTarget([], { from: '2024-01-01', low: 60, high: 50 })).toBe('list-wrong');
    const many = Array.from({ length: 40 }, (_, index) => ({
      from: `20${10 + index}-01-01`,
      low: 1,
      high: 2,
    }));
    expect(withTarget(many, { from: '2099-01-01', low: 1, high: 2 })).toBe('list-too-long');
    expect(withTarget(many, { from: '2010-01-01', low: 3, high: 4 })).toHaveLength(40);
  });
});

describe('a price list', () => {
  const own: ListedPrice = {
    ...{ price: 'gui-xe', name: 'Gửi xe', group: 'khac', amount: 5_000, onBehalf: false, from: '2025-01-01' },
  };
  const line = (code: string, price: number) => ({ code, group: 'kham', name: `Dịch vụ ${code}`, price });
  const first = { list: 'GIA26', from: '2026-01-01', lines: [line('K1', 30_000), line('K2', 40_000)] };
  const listed = (told: typeof first, before: readonly ListedPrice[]) => {
    const after = withPriceList(before, told);
    if (typeof after === 'string') throw new Error(after);
    return after;
  };

  it('stands beside what the facility listed itself', () => {
    const after = listed(first, [own]);
    expect(after.map(({ price, amount, from }) => [price, amount, from])).toEqual([
      ['gui-xe', 5_000, '2025-01-01'],
      ['GIA26/K1', 30_000, '2026-01-01'],
      ['GIA26/K2', 40_000, '2026-01-01'],
    ]);
    expect(listed(first, after)).toEqual(after);
  });

  it('ends what a newer one does not name, the day before', () => {
    const after = listed({ ...first, from: '2026-07-01', lines: [line('K1', 32_000)] }, listed(first, [own]));
    expect(after.find(({ price, from }) => price === 'GIA26/K2' && from === '2026-01-01')?.until).toBe(
      '2026-06-30',
    );
    expect(after.filter(({ price }) => price === 'GIA26/K1').map(({ amount }) => amount)).toEqual([
      30_000, 32_000,
    ]);
    expect(after[0]).toEqual(own);
  });

  it('is not taken when it names a fee twice, has too long a name, or is too long', () => {
    expect(withPriceList([], { ...first, lines: [line('K1', 1), line('K1', 2)] })).toBe('list-wrong');
    expect(withPriceList([], { ...first, list: 'X'.repeat(60) })).toBe('list-wrong');
    const many = Array.from({ length: 201 }, (_, index) => line(`K${index}`, 1_000));
    expect(withPriceList([], { ...first, lines: many })).toBe('list-too-long');
  });
});

describe('names of banks', () => {
  const banks = [{ bin: '970436', shortName: 'Mẫu', name: 'Tên cũ' }];

  it('replace those that came with the program, and may add one', () => {
    expect(withBankNames(banks, null)).toBe(banks);
    const told = {
      banks: [
        { bin: '970436', name: 'Tên mới' },
        { bin: '999998', name: 'Ngân hàng Thêm' },
      ],
    };
    expect(withBankNames(banks, told)).toEqual([
      { bin: '970436', shortName: 'Mẫu', name: 'Tên mới' },
      { bin: '999998', shortName: 'Ngân hàng Thêm', name: 'Ngân hàng Thêm' },
    ]);
  });
});
