import { describe, expect, test } from 'vitest';
import { draftList } from '../../../src/main/catalogue/draft.ts';
import type { Cell } from '../../../src/main/catalogue/file/table.ts';
import { headerKey } from '../../../src/main/catalogue/header-rows.ts';
import { guessMapping, mappingOf } from '../../../src/main/catalogue/layout.ts';

const header = [
  'STT',
  'Mã BN',
  'Họ và tên',
  'Năm sinh',
  'Nội dung thu',
  'Kỳ thu',
  'Số tiền phải thu',
  'Đã thu',
];
const row = (
  code: Cell,
  name: Cell,
  fee: Cell = 'Khám bệnh',
  amount: Cell = '37.538',
  more: { birth?: Cell; period?: Cell; paid?: Cell } = {},
): Cell[] => ['1', code, name, more.birth ?? null, fee, more.period ?? null, amount, more.paid ?? null];

const draftOf = (...rows: Cell[][]) => {
  const all = [header, ...rows];
  return draftList(all, guessMapping(all, null));
};
const faults = (...rows: Cell[][]) =>
  draftOf(...rows).errors.map(({ row: at, column, code }) => [at, column, code]);

describe('finding the header', () => {
  test('below a letterhead, by words in any case, bracketed units and second lines dropped', () => {
    const rows: Cell[][] = [
      ['BỆNH VIỆN ĐA KHOA VÍ DỤ'],
      ['DANH SÁCH NGƯỜI BỆNH', null, 'Mã'],
      [],
      ['STT', 'MÃ BỆNH NHÂN\nPatient code', 'HỌ VÀ TÊN', 'Số tiền (đồng)', 'Ghi chú1'],
    ];
    const { headerRow, columns } = guessMapping(rows, 'Sheet1');
    expect(headerRow).toBe(3);
    expect(columns).toMatchObject({ code: 1, name: 2, amount: 3, note: 4, fee: null });
  });
  test('the better word wins, and a column serves one role', () => {
    const rows: Cell[][] = [['Mã', 'Mã học sinh', 'Họ tên', 'Số tiền', 'Phải thu', 'Lớp']];
    expect(guessMapping(rows, null).columns).toMatchObject({ code: 1, name: 2, amount: 4, className: 5 });
  });
  test('not found: nothing is guessed', () => {
    const mapping = guessMapping(
      [
        ['a', 'b'],
        ['1', 'x'],
      ],
      null,
    );
    expect(Object.values(mapping.columns).every((column) => column === null)).toBe(true);
    expect(
      draftList(
        [
          ['a', 'b'],
          ['1', 'x'],
        ],
        mapping,
      ).warnings,
    ).toEqual(
      ['code', 'name', 'amount'].map((column) => ({ row: 0, column, code: 'column-not-mapped', value: '' })),
    );
  });
  test('keys', () => {
    expect(headerKey('Số tiền phải thu (đồng)')).toBe('so tien phai thu');
    expect(headerKey('  Ngày1/ TNX')).toBe('ngay tnx');
    expect(headerKey('Số tiền VND')).toBe('so tien');
    expect(headerKey(null)).toBe('');
  });
});

describe('reading rows', () => {
  test('several lines of one payer; codes match without regard to case', () => {
    const draft = draftOf(
      row('BN01', 'Đặng Thị Đào', 'Khám bệnh', '37.538', { birth: '1958' }),
      row('bn01', 'ĐẶNG  THỊ ĐÀO', 'Xét nghiệm', '100.000', { paid: '40.000' }),
      row('BN02', 'Tống Văn Ân', 'Khám bệnh', 0),
    );
    expect(draft).toMatchObject({ rows: 3, valid: 3, invalid: 0, total: 97_538, errors: [] });
    expect(
      draft.payers.map(({ code, name, birthYear, bills }) => [code, name, birthYear, bills.length]),
    ).toEqual([
      ['BN01', 'Đặng Thị Đào', '1958', 2],
      ['BN02', 'Tống Văn Ân', null, 1],
    ]);
  });

  test.each<[string, Cell[], unknown]>([
    ['no code', row(null, 'Lê Lan'), [2, 'code', 'code-missing']],
    ['code as Excel showed it', row('9.5E+10', 'Lê Lan'), [2, 'code', 'code-scientific']],
    ['no name', row('1', null), [2, 'name', 'name-missing']],
    ['old font', row('1', 'NguyÔn V¨n'), [2, 'name', 'name-unreadable']],
    ['name without a letter', row('1', '123'), [2, 'name', 'name-unreadable']],
    ['no fee', row('1', 'Lê Lan', null), [2, 'fee', 'fee-missing']],
    ['no amount', row('1', 'Lê Lan', 'Khám', null), [2, 'amount', 'amount-missing']],
    ['bad amount', row('1', 'Lê Lan', 'Khám', 'x'), [2, 'amount', 'amount-unreadable']],
    ['negative amount', row('1', 'Lê Lan', 'Khám', '-1'), [2, 'amount', 'amount-negative']],
    ['part of a đồng', row('1', 'Lê Lan', 'Khám', 37.538), [2, 'amount', 'amount-fraction']],
    ['bad paid', row('1', 'Lê Lan', 'Khám', 5, { paid: 'ok' }), [2, 'paid', 'paid-unreadable']],
    ['paid too much', row('1', 'Lê Lan', 'Khám', 5, { paid: 6 }), [2, 'paid', 'paid-over-amount']],
    ['long text', row('1', 'Lê Lan', 'x'.repeat(301), 5), [2, 'fee', 'text-too-long']],
  ])('%s', (_, cells, error) => {
    const draft = draftOf(cells);
    expect(draft.errors.map(({ row: at, column, code }) => [at, column, code])).toEqual([error]);
    expect(draft).toMatchObject({ valid: 0, invalid: 1, total: 0, payers: [] });
  });

  test('the same bill twice, and a code of another person', () => {
    expect(
      faults(
        row('1', 'Lê Lan', 'Khám', 5, { period: '11/2026' }),
        row('1', 'Lê Lan', 'KHÁM ', 9, { period: '11/2026' }),
        row('1', 'Lê Lan', 'Khám', 5, { period: '12/2026' }),
        row('1', 'Lê Hoa', 'Khác'),
      ),
    ).toEqual([
      [3, 'fee', 'duplicate-bill'],
      [5, 'code', 'code-of-another'],
    ]);
  });

  test('an unreadable birth date is said, and the row taken', () => {
    const draft = draftOf(row('1', 'Lê Lan', 'Khám', 5, { birth: 'khoảng 1958' }));
    expect(draft).toMatchObject({ valid: 1, errors: [{ code: 'birth-unreadable' }] });
    expect(draft.payers[0]).toMatchObject({ birthDate: null, birthYear: null });
  });

  test('Excel makes a day of 11/2026: the period is the month again', () => {
    const draft = draftOf(row('1', 'Lê Lan', 'Khám', 5, { period: { date: '2026-11-01' } }));
    expect(draft.payers[0]?.bills[0]?.period).toBe('11/2026');
  });

  test('totals, signatures and numbered columns are no rows; data goes on below a subtotal', () => {
    const draft = draftOf(
      ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)', '(7)', '(8)'],
      row('1', 'Lê Lan'),
      ['Cộng khoa Nội', null, null, null, null, null, '37.538'],
      row('2', 'Tống Thị An'),
      ['Tổng cộng', null, null, null, null, null, '75.076'],
      ['Bằng chữ: Bảy mươi lăm nghìn …'],
      [null, null, 'Người lập', null, null, null, 'Thủ trưởng'],
      [],
    );
    expect(draft).toMatchObject({ rows: 2, valid: 2, invalid: 0, total: 75_076, errors: [] });
  });

  test('headings of a class are passed over; below totals a name with an amount is still shown as an error', () => {
    const draft = draftOf(
      ['Lớp 1A'],
      row('1', 'Lê Lan'),
      ['Tổng cộng', null, null, null, null, null, '37.538'],
      [null, null, 'Trần Bình', null, 'Khám', null, '5.000'],
      [null, null, 'Thủ quỹ', null, null, null, 'Kế toán trưởng'],
    );
    expect(draft).toMatchObject({
      rows: 2,
      valid: 1,
      invalid: 1,
      errors: [{ row: 5, code: 'code-missing' }],
    });
  });

  test('old and new placing of the tone are one name', () => {
    expect(draftOf(row('1', 'Lê Hoà'), row('1', 'LÊ HÒA', 'Khác')).invalid).toBe(0);
  });

  test('a person named Tống is no total, wherever the name stands', () => {
    const rows: Cell[][] = [
      ['Họ tên', 'Mã BN', 'Số tiền'],
      ['Tống Văn Ân', '1', 'x'],
      ['Lê Lan', null, 'y'],
    ];
    expect(draftList(rows, guessMapping(rows, null))).toMatchObject({ invalid: 2, valid: 0 });
  });

  test('a list with one amount and no fee column is the fee its amount is named after', () => {
    const rows: Cell[][] = [
      ['Mã BN', 'Họ tên', 'Còn phải thu'],
      ['1', 'Lê Lan', 5],
    ];
    expect(draftList(rows, guessMapping(rows, null)).payers[0]?.bills[0]?.fee).toBe('Còn phải thu');
  });

  test('codes that lost zeros are pointed out; running numbers and kept zeros are not', () => {
    const codes = (list: string[]) => draftOf(...list.map((code) => row(code, 'Lê Lan', code)));
    const lost = codes(['1000000001', '1000000002', '1000000003', '90000004']);
    expect(lost.warnings.map(({ code, value }) => [code, value])).toEqual([['code-zero-lost', '90000004']]);
    expect(lost.invalid).toBe(0);
    expect(codes(['1000000001', '0000000002', '1000000003', '90000004']).warnings).toEqual([]);
    expect(codes(['8', '9', '10', '11', '12']).warnings).toEqual([]);
  });

  test('no more than 200 errors are listed, all are counted', () => {
    const draft = draftOf(...Array.from({ length: 500 }, () => row(null, 'Lê Lan')));
    expect(draft.invalid).toBe(500);
    expect(draft.errors).toHaveLength(200);
  });

  test('a mapping by hand is followed', () => {
    const rows: Cell[][] = [
      ['a', 'b', 'c', 'd'],
      ['Lê Lan', 'x1', '5.000', 'x'],
    ];
    const mapping = mappingOf(null, 0, { name: 0, code: 1, amount: 2, onBehalf: 3 });
    expect(draftList(rows, mapping).payers).toMatchObject([
      { code: 'x1', name: 'Lê Lan', bills: [{ fee: 'c', amount: 5_000, onBehalf: true }] },
    ]);
  });
});

test('a line with which the list comes to more than can be counted exactly is not taken', () => {
  const most = Math.floor(Number.MAX_SAFE_INTEGER / 999_999_999_999);
  const rows = Array.from({ length: most + 1 }, (_, i) =>
    row(`B${i}`, 'Lê Thị Đệm', 'Mổ', '999.999.999.999'),
  );
  const draft = draftOf(...rows, row('C1', 'Lê Ân', 'Mổ', '1.000'));
  expect(draft).toMatchObject({ valid: most + 1, invalid: 1, total: most * 999_999_999_999 + 1_000 });
  expect(draft.errors).toMatchObject([{ row: most + 2, code: 'amount-too-large' }]);
});

test('a payer of many rows has each identity and each line once', () => {
  const rows = Array.from({ length: 60 }, (_, i): Cell[] => [
    'P1',
    'Lê Ân',
    `BH${i % 40}`,
    `Mổ ${i % 50}`,
    '5',
  ]);
  const all: Cell[][] = [['Mã BN', 'Họ tên', 'Số thẻ BHYT', 'Nội dung thu', 'Số tiền'], ...rows];
  const draft = draftList(all, guessMapping(all, null));
  expect(draft).toMatchObject({ valid: 50, invalid: 10, lines: 50 });
  expect(draft.errors.map(({ row: at, code }) => [at, code])).toEqual(
    Array.from({ length: 10 }, (_, i) => [52 + i, 'duplicate-bill']),
  );
  expect(draft.payers).toMatchObject([{ identities: Array.from({ length: 40 }, (_, i) => `BH${i}`) }]);
});
