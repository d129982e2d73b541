import { describe, expect, it } from 'vitest';
import { toldOf } from '../../../src/renderer/cashier/settings/told.ts';
import { type TextKey, translate } from '../../../src/shared/i18n/translate.ts';

const t = (key: TextKey, params = {}) => translate('vi', key, params);
const told = (key: string, before: unknown, value: unknown) => toldOf(t, { key, before, value });

describe('a changed setting is told in words', () => {
  it('entry by entry of a list, leaving out what stayed', () => {
    const price = { price: 'a', name: 'Phù hiệu', group: 'other', amount: 12_000, onBehalf: false };
    const old = { ...price, from: '2024-01-01' };
    const dearer = { ...price, amount: 15_000, from: '2026-11-22' };
    expect(told('prices', { list: [old] }, { list: [old, dearer] })).toEqual({
      gone: [],
      come: ['Phù hiệu 15.000\u00a0đ, từ 22/11/2026'],
    });
    expect(told('prices', { list: [old] }, { list: [{ ...old, until: '2026-11-30' }] })).toEqual({
      gone: ['Phù hiệu 12.000\u00a0đ, từ 01/01/2024'],
      come: ['Phù hiệu 12.000\u00a0đ, từ 01/01/2024, đến 30/11/2026'],
    });
  });

  it('with the words of its section', () => {
    const fields = { beneficiary: 'required', address: 'optional' };
    expect(told('payer-fields', fields, { ...fields, address: 'required' })).toEqual({
      gone: ['Địa chỉ người nộp: Có thì ghi'],
      come: ['Địa chỉ người nộp: Phải có'],
    });
    expect(told('auto-lock', null, { minutes: 0 })).toEqual({ gone: [], come: ['không'] });
    expect(told('method.card', null, { on: true, since: '2026-11-22' }).come).toEqual(['bật, từ 22/11/2026']);
  });

  it('of a person by roles, and whether a PIN was set', () => {
    const person = { name: 'Lê Lan', roles: ['cashier', 'treasurer'], active: true, pinSet: true };
    expect(told('person', null, person).come).toEqual(['Lê Lan: thu ngân, thủ quỹ, đặt PIN mới']);
  });

  it('as it is where this program does not know it', () => {
    expect(told('of-a-newer-program', null, { a: 1 }).come).toEqual(['{"a":1}']);
  });
});
