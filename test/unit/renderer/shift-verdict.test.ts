/** The direction of a difference on the screen: the official form prints book − counted, the screen says a word. */
import { expect, it } from 'vitest';
import { verdictOf } from '../../../src/renderer/cashier/shift/count.ts';
import { translate } from '../../../src/shared/i18n/translate.ts';

it('less counted than the book has is Thiếu, more is Thừa', () => {
  const word = (difference: number) => translate('vi', `result.${verdictOf(difference)}`);
  expect([word(-3_000), word(3_000)]).toEqual(['Thiếu', 'Thừa']);
  expect(word(0)).not.toMatch(/Thiếu|Thừa/);
});
