import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { formParts, loadForms, parseForm } from '../../../src/main/documents/forms.ts';
import type { BusinessDate } from '../../../src/shared/kernel/clock.ts';

const folder = fileURLToPath(new URL('../../../resources/forms', import.meta.url));
const forms = loadForms(folder);
const on = (date: string) => date as BusinessDate;
const cashIn = JSON.parse(readFileSync(join(folder, 'cash-in.json'), 'utf8'));

describe('form templates', () => {
  test('code and circular line follow the date and the regime', () => {
    expect(forms.formOn('cash-in', 'public', on('2024-12-31')).issuedUnder).toContain('107/2017/TT-BTC');
    expect(forms.formOn('cash-in', 'public', on('2025-01-01'))).toMatchObject({
      code: 'C40-BB',
      issuedUnder: '',
      confirmed: false,
    });
    expect(forms.formOn('cash-in', 'enterprise', on('2025-12-31')).issuedUnder).toContain('200/2014');
    expect(forms.formOn('cash-in', 'enterprise', on('2026-01-01'))).toMatchObject({ code: '01-TT' });
    expect(() => forms.formOn('cash-in', 'public', on('2017-12-31'))).toThrow('2017-12-31');
  });

  test('every file has a day for every day since its first', () => {
    for (const name of readdirSync(folder)) {
      const file = parseForm(readFileSync(join(folder, name), 'utf8'));
      for (const { regime, from } of file.versions)
        for (const date of [from, '2026-11-19', '2030-01-01'])
          expect(forms.formOn(file.form, regime, on(date)).title).not.toBe('');
    }
  });

  test('signers get the names of those who hold the roles; nobody is invented', () => {
    const parts = formParts(forms.formOn('cash-in', 'public', on('2026-11-19')), {
      treasurer: 'Phạm Thị Hồng Ửng',
    });
    expect(parts.signers.map(({ title, name, row }) => [title, name, row])).toEqual([
      ['Thủ trưởng đơn vị', null, 1],
      ['Kế toán trưởng', null, 1],
      ['Người lập', null, 1],
      ['Người nộp tiền', null, 2],
      ['Thủ quỹ', 'Phạm Thị Hồng Ửng', 2],
    ]);
  });

  test.each([
    ['hides', { ...cashIn.versions[0], hide: ['words', 'payer'] }],
    ['no-title', { ...cashIn.versions[0], title: ' ' }],
    ['nobody-signs', { ...cashIn.versions[0], signers: [] }],
    ['one-signs', { ...cashIn.versions[0], signers: cashIn.versions[0].signers.slice(0, 1) }],
    ['no-copies', { ...cashIn.versions[0], copies: [] }],
  ])('a template that %s is refused: no legal content can be taken away', (_, version) => {
    const json = JSON.stringify({ ...cashIn, versions: [version, ...cashIn.versions.slice(1)] });
    expect(() => parseForm(json)).toThrow('document');
  });

  test.each([
    ['two versions for one day', '2025-06-30'],
    ['a gap', '2024-06-30'],
  ])('%s is refused', (_, to) => {
    const [first, ...rest] = cashIn.versions;
    expect(() => parseForm(JSON.stringify({ ...cashIn, versions: [{ ...first, to }, ...rest] }))).toThrow(
      'overlap or leave a gap',
    );
  });
});
