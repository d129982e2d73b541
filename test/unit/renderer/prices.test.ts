import { describe, expect, it } from 'vitest';
import {
  freeKey,
  operatorDrafts,
  operatorLack,
  operatorsOf,
  type PriceDraft,
  priceDrafts,
  priceLack,
  pricesOf,
  standingOf,
} from '../../../src/renderer/cashier/settings/prices.ts';

const today = '2026-11-22';
const listed = {
  price: 'a',
  name: 'Phù hiệu',
  group: 'other',
  amount: 12_000,
  onBehalf: false,
  from: '2024-01-01',
};

describe('the price list while it is written', () => {
  const [old] = priceDrafts([listed], today);
  if (old === undefined) throw new Error('no draft');
  const next: PriceDraft = { ...old, digits: '15000', from: '1/12/2026', past: false };

  it('comes out as it went in', () => {
    expect(pricesOf([old])).toEqual([listed]);
    expect(pricesOf([old, next])[1]).toEqual({ ...listed, amount: 15_000, from: '2026-12-01' });
    expect(pricesOf([{ ...old, until: '30/11/2026' }])[0]?.until).toBe('2026-11-30');
  });

  it.each([
    ['name', { name: ' ' }],
    ['amount', { digits: '0' }],
    ['from', { from: '31/2/2027' }],
    ['from', { from: '21/11/2026' }],
    ['until', { until: '30/11/2026' }],
    ['until', { until: 'mai' }],
    ['twice', { from: '01/01/2024', past: true }],
  ] as const)('lacks its %s: %j', (lack, part) => {
    expect(priceLack([old, { ...next, ...part }], today)).toEqual({ at: 1, lack });
  });

  it('lacks nothing where a fee of the past ends or gets a new price', () => {
    expect(priceLack([{ ...old, until: '22/11/2026' }, next], today)).toBeNull();
    expect(priceLack([], today)).toBeNull();
  });

  it('says what a row is today', () => {
    expect(standingOf(old, today)).toBe('now');
    expect(standingOf(next, today)).toBe('coming');
    expect(standingOf(old, today, [next])).toBe('now');
    expect(standingOf(old, '2026-12-01', [next])).toBe('replaced');
    expect(standingOf({ ...old, until: '21/11/2026' }, today)).toBe('over');
  });
});

describe('operators while they are written', () => {
  const known = { operator: 'mau-1', name: 'Mẫu', dial: '*000#', payTo: '000012' };

  it('come out as they went in, with a last day where one was typed', () => {
    const drafts = operatorDrafts([known], today);
    expect(operatorsOf(drafts)).toEqual([known]);
    expect(operatorsOf(drafts.map((one) => ({ ...one, until: '25/11/2026' })))).toEqual([
      { ...known, until: '2026-11-25' },
    ]);
    expect(operatorLack(drafts, today)).toBeNull();
    expect(operatorLack([...drafts, ...drafts.map((one) => ({ ...one, payTo: ' ' }))], today)).toEqual({
      at: 1,
      lack: 'pay-to',
    });
  });

  it('get keys that nobody has', () => {
    expect(freeKey('gia', ['gia-1', 'gia-3'])).toBe('gia-2');
  });
});
