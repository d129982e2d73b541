/** Lists with one column for each fee or month, and headers of two and three rows (facts/files §3.4). */
import { describe, expect, test } from 'vitest';
import { draftList } from '../../../src/main/catalogue/draft.ts';
import { feeColumnOf } from '../../../src/main/catalogue/fee-columns.ts';
import type { Cell } from '../../../src/main/catalogue/file/table.ts';
import { headerTexts } from '../../../src/main/catalogue/header-rows.ts';
import { guessMapping, rememberedMapping } from '../../../src/main/catalogue/layout.ts';

type Rows = readonly (readonly Cell[])[];

const title: Cell[][] = [
  ['PHÒNG GD&ĐT SÔNG MÂY'],
  ['TRƯỜNG TH & THCS SÔNG MÂY'],
  ['DANH SÁCH THU TIỀN HỌC SINH LỚP 6A2 THÁNG 11/2026'],
  [],
];
/** Merged cells as a workbook has them: the text in the first cell, the others empty. */
const twoRows: Cell[][] = [
  ...title,
  ['STT', 'Mã HS', 'Họ và tên', 'Ngày sinh', 'Các khoản thu', null, null, null, 'Tổng cộng', 'Ghi chú'],
  [null, null, null, null, 'Học phí', 'Bán trú', 'Nước uống', 'BHYT (thu hộ)', null, null],
  [null, 'Mức thu', null, null, 0, 704_000, 16_000, 631_800, null, null],
  [1, '0261', 'Lê Ước', '05/06/2015', 0, 704_000, '16.000', null, 720_000, 'Miễn HP'],
  [2, '0262', 'Hồ Ân', '07/06/2015', 'M', null, 16_000, 631_800, 647_800, null],
  [null, null, 'Tổng cộng', null, 0, 704_000, 32_000, 631_800, 1_367_800, null],
  [null, null, 'Bằng chữ: một triệu …', null, null, null, null, null, null, null],
  [null, null, null, null, null, null, null, 'Người lập', null, null],
];
const read = (rows: Rows) => draftList(rows, guessMapping(rows, null));
const faults = (rows: Rows) =>
  [...read(rows).errors, ...read(rows).warnings].map(({ row, code, value }) => [row, code, value]);

describe('a wide list', () => {
  test('gives one bill for each filled fee; blanks are not registered, M is exempt', () => {
    const mapping = guessMapping(twoRows, null);
    expect(mapping).toMatchObject({
      headerRow: 5,
      headerRows: 2,
      fixed: { className: '6A2', period: '11/2026' },
    });
    expect(mapping.columns).toMatchObject({ code: 1, name: 2, total: 8, note: 9, amount: null, fee: null });
    expect(headerTexts(twoRows, 5, 2)[5]).toBe('Các khoản thu · Bán trú');
    const draft = read(twoRows);
    expect(draft).toMatchObject({ rows: 2, valid: 2, invalid: 0, lines: 6, payers: [{}, {}], errors: [] });
    expect(draft.total).toBe(704_000 + 32_000 + 631_800);
    const [ước, ân] = draft.payers;
    expect(ước).toMatchObject({ code: '0261', className: '6A2', birthDate: '2015-06-05' });
    expect(ước?.bills.map(({ fee, amount, period, note }) => [fee, amount, period, note])).toEqual([
      ['Học phí', 0, '11/2026', 'Miễn HP'],
      ['Bán trú', 704_000, '11/2026', 'Miễn HP'],
      ['Nước uống', 16_000, '11/2026', 'Miễn HP'],
    ]);
    expect(ân?.bills.map(({ fee, amount, note, onBehalf }) => [fee, amount, note, onBehalf])).toEqual([
      ['Học phí', 0, 'Miễn', false],
      ['Nước uống', 16_000, null, false],
      ['BHYT (thu hộ)', 631_800, null, true],
    ]);
  });

  test('with months under each fee', () => {
    const rows: Cell[][] = [
      ['Mã HS', 'Họ tên', 'Học phí', null, 'Tiền ăn', null, 'Đã thu'],
      [null, null, 'T9', 'T10', 'T9', 'T10', null],
      ['A1', 'Lê Ước', 10, 20, 30, 40, 35],
    ];
    const [payer] = read(rows).payers;
    expect(
      payer?.bills.map(({ fee, period, amount, listedPaid }) => [fee, period, amount, listedPaid]),
    ).toEqual([
      ['Học phí', 'Tháng 9', 10, 10],
      ['Học phí', 'Tháng 10', 20, 20],
      ['Tiền ăn', 'Tháng 9', 30, 5],
      ['Tiền ăn', 'Tháng 10', 40, 0],
    ]);
  });

  test('with months over the fees, and the header words in the lower row', () => {
    const rows: Cell[][] = [
      [null, null, null, 'Tháng 9', null, 'Tháng 10', null],
      ['STT', 'Mã HS', 'Họ tên', 'Học phí', 'Tiền ăn', 'Học phí', 'Tiền ăn'],
      [1, 'A1', 'Lê Ước', 10, 20, 30, 40],
    ];
    expect(guessMapping(rows, null)).toMatchObject({ headerRow: 1, headerRows: 2 });
    expect(read(rows).payers[0]?.bills.map(({ fee, period }) => `${fee} ${period}`)).toEqual([
      'Học phí Tháng 9',
      'Tiền ăn Tháng 9',
      'Học phí Tháng 10',
      'Tiền ăn Tháng 10',
    ]);
  });

  test('a row whose sum differs, a tick, a formula and a text are errors of that row', () => {
    const header: Cell[] = ['Mã HS', 'Họ tên', 'Học phí', 'Tiền ăn', 'Cộng'];
    expect(
      faults([
        header,
        ['A1', 'Lê Ước', 10, 20, 30],
        ['A2', 'Lê Ân', 10, 20, 31],
        ['A3', 'Lê Bảo', 'x', 20, 20],
        ['A4', 'Lê Cúc', '=C2+1', 20, 20],
        ['A5', 'Lê Diễm', 10, 'chưa nộp', 10],
      ]),
    ).toEqual([
      [3, 'total-differs', '31'],
      [4, 'amount-ticked', 'Học phí: x'],
      [5, 'amount-formula', 'Học phí: =C2+1'],
      [6, 'amount-unreadable', 'Tiền ăn: chưa nộp'],
    ]);
  });

  test('a sum below a column that is not that of its rows is shown; the rows are taken', () => {
    const rows: Cell[][] = [
      ['Mã HS', 'Họ tên', 'Học phí', 'Tiền ăn'],
      ['A1', 'Lê Ước', 10, 20],
      ['A2', 'Lê Ân', 10, 20],
      ['Tổng cộng', null, 20, 50],
    ];
    expect(read(rows)).toMatchObject({ valid: 2, invalid: 0 });
    expect(faults(rows)).toEqual([[0, 'column-total-differs', 'Tiền ăn']]);
  });

  test('a column that is not taken makes no bill and still counts in the sum of the row', () => {
    const rows: Cell[][] = [
      ['Mã HS', 'Họ tên', 'Học phí', 'Tiền ăn', 'Cộng'],
      ['A1', 'Lê Ước', 10, 20, 30],
    ];
    const mapping = guessMapping(rows, null);
    const fees = mapping.fees.map((fee) => ({ ...fee, take: fee.fee === 'Học phí' }));
    expect(draftList(rows, { ...mapping, fees })).toMatchObject({ valid: 1, lines: 1, total: 10 });
  });

  test('numbers that are no fees stay out', () => {
    const rows: Cell[][] = [
      ['Mã HS', 'Họ tên', 'SĐT', 'Số buổi', 'Học phí', 'Tiền ăn', 'Phải thu', 'Còn nợ'],
      ['A1', 'Lê Ước', '0900000001', 22, 10, 20, 30, 30],
    ];
    const { fees, columns } = guessMapping(rows, null);
    expect(fees.map(({ fee }) => fee)).toEqual(['Học phí', 'Tiền ăn']);
    expect(columns).toMatchObject({ total: 6, amount: null });
  });

  test('a long list stays one', () => {
    const rows: Cell[][] = [
      ['Mã BN', 'Họ tên', 'Nội dung thu', 'Số lượng', 'Đơn giá', 'Thành tiền', 'BHYT trả', 'Số tiền'],
      ['A1', 'Lê Ước', 'Khám', 1, 50, 50, 40, 10],
    ];
    expect(guessMapping(rows, null)).toMatchObject({ fees: [], columns: { fee: 2 } });
  });

  test('family and given name in two columns', () => {
    const rows: Cell[][] = [
      ['Mã HS', 'Họ đệm', 'Tên', 'Phải thu'],
      ['A1', 'Lê Thị', 'Ước', 10],
    ];
    expect(read(rows).payers[0]?.name).toBe('Lê Thị Ước');
  });
});

describe('the fee of a column', () => {
  test.each<[readonly string[], string, string | null, string | null]>([
    [['Học phí T9'], 'Học phí', 'Tháng 9', null],
    [['Tiền ăn (tháng 10/2026)'], 'Tiền ăn', '10/2026', null],
    [['Bán trú', 'Tiền ăn'], 'Tiền ăn', null, 'Bán trú'],
    [['Học kỳ I', 'Học phí'], 'Học phí', 'Học kỳ I', null],
    [['11/2026'], '11/2026', '11/2026', null],
    [['Nước uống (đồng)'], 'Nước uống', null, null],
  ])('%j', (parts, fee, period, feeGroup) => {
    expect(feeColumnOf(0, parts)).toMatchObject({ fee, period, feeGroup });
  });
});

describe('what a source had before', () => {
  const saved = () => {
    const mapping = guessMapping(twoRows, null);
    const fees = mapping.fees
      .filter(({ fee }) => fee !== 'Nước uống')
      .map((fee) => (fee.fee === 'Bán trú' ? { ...fee, fee: 'Tiền ăn bán trú', feeGroup: 'Bán trú' } : fee));
    return { mapping: { ...mapping, fees }, headers: headerTexts(twoRows, 5, 2) };
  };

  test('is found again where the columns have moved, and the title is read anew', () => {
    const december = [
      ['LỚP 6A3 THÁNG 12/2026'],
      ...twoRows.slice(4).map((row) => [row[0], 'x', ...row.slice(1)].map((cell) => cell ?? null)),
    ] as Cell[][];
    december[1] = december[1]?.with(1, 'Khối') ?? [];
    december[2] = december[2]?.with(1, null) ?? [];
    const mapping = rememberedMapping(december, null, saved());
    expect(mapping).toMatchObject({
      headerRow: 2,
      columns: { code: 2, name: 3, total: 9 },
      fixed: { className: '6A3', period: '12/2026' },
    });
    expect(mapping?.fees.map(({ column, fee }) => [column, fee])).toEqual([
      [5, 'Học phí'],
      [6, 'Tiền ăn bán trú'],
      [7, 'Nước uống'],
      [8, 'BHYT (thu hộ)'],
    ]);
  });

  test('is the same for the same file, below its title as much as above its rates', () => {
    const before = saved();
    expect(rememberedMapping(twoRows, null, { ...before, mapping: guessMapping(twoRows, null) })).toEqual(
      guessMapping(twoRows, null),
    );
  });

  test('is dropped when a column is gone', () => {
    const without = twoRows.map((row) => row.filter((_, column) => column !== 1));
    expect(rememberedMapping(without, null, saved())).toBeNull();
  });
});
