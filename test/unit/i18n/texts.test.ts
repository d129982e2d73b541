import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { en } from '../../../src/shared/i18n/en.ts';
import { plainText, splitMarkup } from '../../../src/shared/i18n/markup.ts';
import { failureText, keyFor, translate } from '../../../src/shared/i18n/translate.ts';
import { vi } from '../../../src/shared/i18n/vi.ts';
import { rpcFailureCodes } from '../../../src/shared/rpc/wire.ts';

const vietnameseLetter = /[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/i;

/** Code without its comments, as far as a text scan needs it. */
function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

function placesOf(text: string): readonly string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();
}

/** Keys written as templates: `failure.${code}` and the like. */
function templatesIn(code: string): readonly RegExp[] {
  return [...code.matchAll(/`((?:[\w.-]|\$\{[^}`]*\})+)`/g)].map(
    (match) => new RegExp(`^${(match[1] ?? '').replace(/\./g, '\\.').replace(/\$\{[^}]*\}/g, '[\\w.-]+')}$`),
  );
}

describe('texts', () => {
  it('has every key in both languages, with the same places to fill', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(vi).sort());
    for (const [key, text] of Object.entries(vi)) {
      const english = en[key as keyof typeof en];
      expect({ key, places: placesOf(english) }).toEqual({ key, places: placesOf(text) });
      expect({ key, empty: text.trim() === '' || english.trim() === '' }).toEqual({ key, empty: false });
    }
  });

  it('closes every mark', () => {
    for (const text of [...Object.values(vi), ...Object.values(en)]) {
      expect(plainText(text)).not.toMatch(/<\/?[bk]>/);
    }
  });

  it('follows the wording rules: no "vui lòng", no exclamation marks', () => {
    for (const text of Object.values(vi)) {
      expect(text).not.toMatch(/vui lòng/i);
      expect(text).not.toContain('!');
    }
  });

  it('keeps Vietnamese words out of the components', () => {
    const files = globSync('src/renderer/**/*.tsx');
    expect(files.length).toBeGreaterThan(20);
    const found = files.filter((file) => vietnameseLetter.test(withoutComments(readFileSync(file, 'utf8'))));
    expect(found).toEqual([]);
  });

  it('finds a Vietnamese word when there is one', () => {
    expect(vietnameseLetter.test(withoutComments('<b>Thối lại</b> // đếm'))).toBe(true);
    expect(vietnameseLetter.test(withoutComments('<b>x</b> // đếm'))).toBe(false);
  });

  it('has no text that nobody shows', () => {
    const code = globSync('src/{renderer,shared/i18n}/**/*.{ts,tsx}')
      .filter((file) => !/i18n\/(vi|en)/.test(file))
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const templates = templatesIn(code);
    const families =
      /^(failure|row|role|method\.off|device|import\.column|bill\.blocked|unfinished|rail|day)\./;
    const unused = Object.keys(vi).filter(
      (key) => !families.test(key) && !code.includes(`'${key}'`) && !templates.some((one) => one.test(key)),
    );
    expect(unused).toEqual([]);
  });
});

describe('translate', () => {
  it('fills places and groups numbers', () => {
    expect(translate('vi', 'unfinished.count', { n: 3 })).toBe('3 việc');
    expect(translate('vi', 'import.accept', { rows: 12345 })).toBe('Nhận 12.345 dòng');
    expect(translate('vi', 'sign-in.pin')).toBe('Mã PIN của ');
  });

  it('splits marks into parts', () => {
    expect(splitMarkup('a <b>b</b> <k>F5</k>.')).toEqual([
      { kind: 'plain', text: 'a ' },
      { kind: 'strong', text: 'b' },
      { kind: 'plain', text: ' ' },
      { kind: 'key', text: 'F5' },
      { kind: 'plain', text: '.' },
    ]);
    expect(splitMarkup('1 < 2 <b>')).toEqual([{ kind: 'plain', text: '1 < 2 <b>' }]);
  });

  it('falls back to the given key for a code it does not know', () => {
    expect(keyFor('method.off', 'no-shift', 'method.off.other')).toBe('method.off.no-shift');
    expect(keyFor('method.off', 'what-ever', 'method.off.other')).toBe('method.off.other');
    expect(keyFor('method.off', '', 'method.off.other')).toBe('method.off.other');
  });
});

describe('failureText', () => {
  it('says whether money moved, also for a code without words', () => {
    expect(failureText('vi', { code: 'odd', moneyMoved: 'no' })).toContain('Chưa có tiền nào được ghi');
    expect(failureText('vi', { code: 'odd', moneyMoved: 'unknown' })).toContain('Đừng thu lại');
    expect(failureText('vi', { code: 'odd', moneyMoved: 'yes' })).toContain('Tiền đã ghi vào sổ');
  });

  it('does not call the money unknown when it is known', () => {
    expect(failureText('vi', { code: 'timeout', moneyMoved: 'no' })).toContain('Chưa có tiền nào được ghi');
    expect(failureText('vi', { code: 'timeout', moneyMoved: 'unknown' })).toContain('đừng thu lại');
  });

  it('counts tries and seconds', () => {
    const wrong = { code: 'wrong-pin', moneyMoved: 'no', detail: { attemptsLeft: 3, waitMs: 0 } } as const;
    expect(failureText('vi', wrong)).toBe('PIN vừa rồi chưa đúng, còn 3 lần.');
    const wait = { code: 'pin-wait', moneyMoved: 'no', detail: { waitMs: 1500 } } as const;
    expect(failureText('vi', wait)).toContain('2 giây');
  });

  it('has words for every code of the line', () => {
    for (const code of rpcFailureCodes) {
      expect({ code, key: keyFor('failure', code, 'failure.other.no') }).not.toEqual({
        code,
        key: 'failure.other.no',
      });
    }
  });
});
