/** Layouts and traps of facts/files §1, each with known opening and closing balances. */
import { describe, expect, it } from 'vitest';
import {
  htmlRows,
  isProbablySame,
  looksLikeHtml,
  readStatement,
  type StatementMapping,
  type StatementRow,
  type StatementSection,
} from '../../../src/shared/matching/index.ts';
import { amountOfCell, dayOfCell } from '../../../src/shared/matching/statement/cells.ts';
import { makeMatchCode } from '../../../src/shared/vietqr/index.ts';
import { makeChance } from '../../support/chance.ts';
import * as files from './files.ts';

function read(
  rows: readonly StatementRow[],
  mapping: StatementMapping | null = null,
): readonly StatementSection[] {
  const result = readStatement(rows, mapping);
  if (!result.ok) throw new Error(result.reason.code);
  return result.value;
}

function only(rows: readonly StatementRow[], mapping: StatementMapping | null = null): StatementSection {
  const [section, ...more] = read(rows, mapping);
  if (section === undefined || more.length > 0) throw new Error(`${more.length + 1} sections`);
  return section;
}

const moneyOf = ({ lines }: StatementSection) =>
  lines.map(({ direction, amount }) => (direction === 'in' ? amount : -amount));

describe('layouts', () => {
  it('F1 VCB simple', () => {
    const section = only(files.f1VcbSimple);
    expect(section).toMatchObject({
      account: '0000000001',
      opening: 1_000_000,
      closing: 1_250_000,
      faults: [],
    });
    expect(moneyOf(section)).toEqual([350_000, -100_000]);
    expect(section.chain).toEqual({ is: 'holds' });
    expect(section.lines[0]?.reference).toBe('20261001-5078.12345');
  });

  it('F2 VCB CashUp: two accounts, date and document number in one cell', () => {
    const [first, second] = read(files.f2CashUp);
    expect(first).toMatchObject({ account: '0000000001', opening: 1_000_000, chain: { is: 'holds' } });
    // The same number on two days is two transfers.
    expect(first?.lines.map(({ reference }) => reference)).toEqual([
      '20260615-5078.12345',
      '20260616-5078.12345',
    ]);
    expect(second).toMatchObject({
      account: '0000000002',
      chain: { is: 'holds' },
      lines: [{ amount: 9_000 }],
    });
  });

  it('F3 HTML under an Excel name, ISO dates', () => {
    expect(looksLikeHtml(files.f3Html)).toBe(true);
    const section = only(htmlRows(files.f3Html));
    expect(section).toMatchObject({ opening: 100_000, closing: 150_000, chain: { is: 'holds' } });
    expect(section.lines[0]).toMatchObject({
      date: '2026-10-05',
      reference: 'R&1',
      content: 'NGUYEN VAN VI DU',
    });
  });

  it('F4 BIDV: the old account refused, the reference inside STT', () => {
    const section = only(files.f4Bidv);
    expect(section).toMatchObject({ account: '1200000001', opening: 5_000_000, closing: 5_100_000 });
    expect(section.chain).toEqual({ is: 'holds' });
    expect(section.lines[0]).toMatchObject({ reference: '083XXXX0-87XS', time: '08:01:02', amount: 200_000 });
  });

  it('F5 VietinBank: blank days are those above', () => {
    const section = only(files.f5Vietin);
    expect(section.lines.map(({ date }) => date)).toEqual(['2026-10-05', '2026-10-05', '2026-10-06']);
    expect(section.lines[2]).toMatchObject({ postingDate: '2026-10-07', reference: '900003' });
    expect(moneyOf(section)).toEqual([10_000, 20_000, -5_000]);
    expect(section.chain).toEqual({ is: 'holds' });
  });

  it('F6 Techcombank retail: values far apart, a branch suffix at the reference', () => {
    const section = only(files.f6TcbRetail);
    expect(section).toMatchObject({ opening: 1_000, chain: { is: 'holds' } });
    expect(section.lines).toHaveLength(1);
    expect(section.lines[0]).toMatchObject({
      reference: 'FT26278000000001',
      otherBank: 'VCB',
      amount: 9_000,
    });
  });

  it('F7 Techcombank business: negative debit, fee and VAT move the balance', () => {
    const section = only(files.f7TcbBusiness);
    expect(moneyOf(section)).toEqual([-101_100, 1_100]);
    expect(section.lines[1]).toMatchObject({ otherNumber: '0000000001', otherName: 'NGUYEN VAN VI DU' });
    expect(section.chain).toEqual({ is: 'holds' });
  });

  it('F8 MB: labels with their values, interest posted the day before', () => {
    const section = only(files.f8Mb);
    expect(section).toMatchObject({ account: '0000000009', opening: 1_000_000, closing: 1_350_139 });
    expect(section.lines[1]).toMatchObject({ date: '2026-10-16', postingDate: '2026-10-15', amount: 139 });
    expect(section.chain).toEqual({ is: 'holds' });
  });

  it('F9 MB CSV: 37 in every empty cell', () => {
    const section = only(files.f9MbCsv);
    expect(moneyOf(section)).toEqual([350_000, -200_000, 139]);
    expect(section.lines[2]).toMatchObject({ otherName: null, otherNumber: null, otherBank: null });
    expect(section.chain).toEqual({ is: 'holds' });
  });

  it('F10 MB CSV: a true 37 đ stays', () => {
    expect(moneyOf(only(files.f10MbCsvTrue37))).toEqual([37]);
  });

  it('F11 ACB: balances in the row below their labels', () => {
    const section = only(files.f11Acb);
    expect(section).toMatchObject({ account: '0000000003', opening: 1_000_000, closing: 1_090_000 });
    expect(section.lines[0]).toMatchObject({ otherName: 'NGUYEN VAN VI DU', otherNumber: '0000000004' });
    expect(section.chain).toEqual({ is: 'holds' });
  });

  it('F12 Sacombank without a header asks for a mapping, and takes one', () => {
    expect(readStatement(files.f12Sacombank)).toEqual({ ok: false, reason: { code: 'needs-mapping' } });
    const columns = { reference: 2, date: 4, content: 12, debit: 16, credit: 19 };
    const section = only(files.f12Sacombank, { skipRows: 0, columns });
    expect(moneyOf(section)).toEqual([12_000, -2_000]);
    expect(section.chain).toEqual({ is: 'absent' });
  });

  it('F13 TPBank: dashes in dates', () => {
    const section = only(files.f13Tpbank);
    expect(section.lines[0]).toMatchObject({ date: '2026-10-05', time: '14:02:00', reference: 'TP1' });
  });

  it('F14 merged header in two rows, newest first, dots', () => {
    const section = only(files.f14Merged);
    expect(section.lines.map(({ content }) => content)).toEqual(['cu nhat', 'giua', 'moi nhat']);
    expect(moneyOf(section)).toEqual([1_000, -2_000, 3_000]);
  });

  it('F15 one signed column', () => {
    const section = only(files.f15Signed);
    expect(moneyOf(section)).toEqual([3_000, -1_000]);
    expect(section.chain).toEqual({ is: 'holds' });
  });

  it('F16 the same reference twice, and none', () => {
    const keys = only(files.f16Twice).lines.map(({ reference }) => reference);
    expect(keys).toEqual(['90000001', '90000001#2', '20261005-5000', '20261005-5000#2']);
  });

  it('F17 read again it gives the same keys', () => {
    expect(only(files.f8Mb).lines).toEqual(only([...files.f8Mb]).lines);
  });

  it('F18 footers inside, a day that does not exist, two-sided and broken amounts', () => {
    const section = only(files.f18Footers);
    expect(section.lines.map(({ reference }) => reference)).toEqual(['A1', 'A2']);
    expect(section.faults).toEqual([
      { row: 7, code: 'date' },
      { row: 8, code: 'two-sided' },
      { row: 9, code: 'amount' },
    ]);
  });

  it('F19 a file with a row cut out breaks the chain', () => {
    const cut = files.f9MbCsv.filter((row) => row[2] !== 'FT26283000000002');
    expect(only(cut).chain).toMatchObject({ is: 'broken' });
    const short = files.f1VcbSimple.filter((row) => row[1] !== '5078.12346');
    expect(only(short).chain).toEqual({ is: 'broken', row: null });
    // A debit read as 37 too much is found as well: the control of F9.
    const filled = files.f9MbCsv.map((row) =>
      row.map((cell, at) => (at === 7 && cell === '37' ? null : at === 9 && cell === '37' ? null : cell)),
    );
    expect(only(filled).faults.length + Number(only(filled).chain.is === 'broken')).toBeGreaterThan(0);
  });

  it('F20 hostile sizes are refused or harmless', () => {
    const many = Array.from({ length: 100_001 }, (): StatementRow => ['x']);
    expect(readStatement(many)).toMatchObject({ ok: false, reason: { code: 'too-many-rows' } });
    expect(readStatement([])).toMatchObject({ ok: false });
    expect(readStatement([['Ngày', 'Có', 'Nợ']])).toMatchObject({ ok: false, reason: { code: 'no-lines' } });
    const long = `${'a '.repeat(200_000)}`;
    expect(
      only([
        ['Ngày', 'Ghi nợ', 'Ghi có', 'Nội dung'],
        ['05/10/2026', null, '5', long],
      ]).lines[0]?.content.length,
    ).toBe(500);
  });
});

describe('numbers (facts/files §1.14)', () => {
  it.each([
    ['1,972.00', 1972],
    ['1.972,00', 1972],
    ['100.000.000', 100_000_000],
    ['4,674', 4674],
    ['5,5', 'invalid'],
    ['(1,000)', -1000],
    ['-5', -5],
    ['+3,000.00', 3000],
    ['53.636.145 VND', 53_636_145],
    ["'12,000", 12_000],
    ['01/05/2026', 'invalid'],
    ['', null],
    ['abc', 'invalid'],
    ['1,972.75', 'invalid'],
    ['1,23,456', 'invalid'],
    [1.5, 'invalid'],
    [37, 37],
  ])('%s is %s', (cell, wanted) => {
    expect(amountOfCell(cell)).toBe(wanted);
  });
});

describe('days', () => {
  it.each([
    ['05/10/2026', '2026-10-05'],
    ['5/1/26', '2026-01-05'],
    ['05.10.2026', '2026-10-05'],
    ['2026-10-05', '2026-10-05'],
    [46_189, '2026-06-16'],
    ['31/02/2026', undefined],
    ['13', undefined],
    [{ date: '2026-10-05' }, '2026-10-05'],
  ])('%s is %s', (cell, wanted) => {
    expect(dayOfCell(cell)?.date).toBe(wanted);
  });
});

describe('a line told by a provider under another reference', () => {
  const code = makeMatchCode(makeChance(3));
  const rows: StatementRow[] = [
    ['Ngày', 'Số tham chiếu', 'Ghi nợ', 'Ghi có', 'Nội dung'],
    ['05/10/2026', '1234', null, '5,000', `MBVCB.${code}.CT`],
  ];
  const known = { account: '999999-1', amount: 5_000, date: '2026-10-05', content: code };

  it('is shown as probably the same, not taken up twice', () => {
    const line = only(rows).lines[0];
    if (line === undefined) throw new Error('no line');
    expect(isProbablySame('999999-1', line, known)).toBe(true);
    expect(isProbablySame('999999-2', line, known)).toBe(false);
    expect(isProbablySame('999999-1', line, { ...known, amount: 5_001 })).toBe(false);
    expect(isProbablySame('999999-1', line, { ...known, content: 'chuyen tien' })).toBe(false);
    expect(isProbablySame('999999-1', line, { ...known, date: '2026-10-06' })).toBe(false);
  });
});
