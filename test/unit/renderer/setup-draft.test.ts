import { expect, it } from 'vitest';
import { emptyDraft, missingOn } from '../../../src/renderer/cashier/gate/setup/draft.ts';
import { type TextKey, type TextParams, translate } from '../../../src/shared/i18n/translate.ts';

const t = (key: TextKey, values?: TextParams) => translate('vi', key, values);
const people = 3;

it('a PIN mistyped at the first set-up is told, for nobody could set another', () => {
  const draft = emptyDraft(t);
  const roles = ['cashier', 'administrator'] as const;
  const typed = (pin: string, again: string) =>
    missingOn(t, people, { ...draft, people: [{ name: 'Đỗ Thị Nguyệt', roles, pin, again }] });
  expect(typed('4139', '')).toBe(t('setup.missing', { what: t('person.pin.again') }));
  expect(typed('4139', '4193')).toBe(t('setup.missing.pin-differs', { name: 'Đỗ Thị Nguyệt' }));
  expect(typed('413', '413')).toBe(t('setup.missing', { what: t('person.pin') }));
  expect(typed('4139', '4139')).toBeNull();
});
