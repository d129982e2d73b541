import { describe, expect, it } from 'vitest';
import { labelText, parseMatchCode, purposeText } from '../../../src/shared/vietqr/index.ts';
import { someCode } from './codes.ts';

describe('purpose', () => {
  const code = someCode(1);

  it.each<[string, number, string]>([
    ['Học phí T9/2026, lớp 7A', 25, ' HOC PHI T9 202'],
    ['Học phí tháng 9', 25, ' HOC PHI THANG'],
    ['Viện phí – Đặng Thị Ư', 25, ' VIEN PHI DANG'],
    ['Viện phí – Đặng Thị Ư', 19, ' VIEN PHI'],
    ['Học phí', 11, ''],
    ['Học phí', 10, ''],
    ['   \n', 25, ''],
    ['学费', 25, ''],
  ])('%s in %i characters', (reason, limit, words) => {
    const text = purposeText(code, reason, limit);
    expect(text).toBe(code + words);
    expect(text.length).toBeLessThanOrEqual(limit);
    expect(purposeText(code, reason.normalize('NFD'), limit)).toBe(text);
  });

  it('takes 25 unless told otherwise, and no limit that would cut the code', () => {
    expect(purposeText(code, 'A'.repeat(99))).toHaveLength(25);
    for (const limit of [9, 26, 10.5, Number.NaN])
      expect(() => purposeText(code, 'HOC PHI', limit)).toThrow();
  });
});

describe('labels', () => {
  it.each([
    ['BL-2026/000123', 'BL2026000123'],
    ['  Trường  THCS Ví Dụ ', 'Truong THCS Vi Du'],
    ['Ðặng Đào', 'Dang Dao'],
    ['***', ''],
  ])('%s', (text, label) => {
    expect(labelText(text)).toBe(label);
  });
});

describe('a match code', () => {
  it('is read only whole and in capitals', () => {
    const code = someCode(7);
    expect(parseMatchCode(code)).toBe(code);
    for (const other of [code.toLowerCase(), ` ${code}`, code.slice(1), `${code}2`, '', '0'.repeat(10)]) {
      expect(parseMatchCode(other)).toBeNull();
    }
  });

  it('is not a run of one kind, though the sum is right', () => {
    expect(parseMatchCode('2222222222')).toBeNull();
    expect(parseMatchCode('AAAAAAAAAA')).toBeNull();
  });
});
