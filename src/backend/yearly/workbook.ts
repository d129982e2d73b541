/** The yearly report as a workbook: amounts are numbers, shares are per cent, text is never a formula. */
import type { YearlyFigures } from '../../shared/province/figures.ts';
import {
  bold,
  bytesOf,
  head,
  number,
  type Row,
  type Sheet,
  share,
  shareCells,
  shareHeads,
  text,
  widths,
} from '../workbook/cells.ts';
import {
  cutWord,
  groupWords,
  kindWords,
  methodWord,
  momentWords,
  monthWords,
  ruleWords,
  tierWord,
} from './words.ts';

/** The bytes of the workbook. */
export async function workbookOf(figures: YearlyFigures): Promise<Uint8Array> {
  const sheets: Sheet[] = [
    { sheet: 'Tổng hợp', data: summary(figures), columns: widths(38, 12, 14, 14, 12, 16, 11, 20, 20, 11) },
    {
      sheet: 'Theo đơn vị',
      data: facilities(figures),
      columns: widths(6, 40, 15, 14, 10, 14, 12, 16, 11, 20, 20, 11, 14, 18, 24),
    },
    { sheet: 'Theo tháng', data: months(figures), columns: widths(14, 12, 16, 11, 20, 20, 11) },
    { sheet: 'Theo hình thức', data: methods(figures), columns: widths(30, 14, 12, 20, 12) },
  ];
  return await bytesOf(sheets);
}

function summary(figures: YearlyFigures): Row[] {
  const { groups, later, province, supplements, year } = figures;
  const title =
    supplements === null
      ? `BÁO CÁO THANH TOÁN KHÔNG DÙNG TIỀN MẶT NĂM ${year}`
      : `SỐ LIỆU BỔ SUNG BÁO CÁO THANH TOÁN KHÔNG DÙNG TIỀN MẶT NĂM ${year}`;
  return [
    [bold(province)],
    [{ ...bold(title), fontSize: 14 }],
    [
      text(
        `Kỳ ${monthWords(figures.from)} – ${monthWords(figures.to)}. Số liệu tính đến ${momentWords(figures.asOf)}.`,
      ),
    ],
    [text(`Người lập: ${figures.madeBy}. Cách tính: ${figures.rule}.`)],
    [],
    head('Nhóm đơn vị', 'Số đơn vị', 'Đã có quầy gửi số liệu', 'Sẵn sàng từ 3 phương thức', ...shareHeads),
    ...groups.map(
      (one): Row => [
        ...[text(groupWords[one.group]), number(one.facilities), number(one.working), number(one.ready)],
        ...shareCells(one),
      ],
    ),
    [],
    [
      text(`Hoàn trả sau ngày thu (ghi riêng): ${later.count} lượt`),
      null,
      null,
      null,
      null,
      null,
      null,
      number(later.amount),
    ],
    [],
    [text(ruleWords)],
  ];
}

function facilities({ facilities: rows }: YearlyFigures): Row[] {
  return [
    head(
      'STT',
      'Đơn vị',
      'Loại',
      'Tuyến',
      'Đô thị',
      'Phương thức',
      ...shareHeads,
      'Mục tiêu',
      'Kết quả',
      'Quầy liên lạc lâu nhất',
    ),
    ...rows.map(
      (one, index): Row => [
        ...[number(index + 1), text(one.name), text(kindWords[one.kind]), text(tierWord(one.tier))],
        ...[text(one.urban === null ? '' : one.urban ? 'có' : 'không'), text(`${one.methods.length}/4`)],
        ...shareCells(one),
        text(one.target === null ? 'chưa có' : `${one.target.low}–${one.target.high} %`),
        text(reached(one)),
        text(one.lastContactAt === null ? 'chưa liên lạc' : momentWords(one.lastContactAt)),
      ],
    ),
  ];
}

/** Reached only where both shares, by number and by value, are (R9). */
function reached({ target, ...one }: YearlyFigures['facilities'][number]): string {
  if (target === null || one.count === 0) return '';
  const byCount = one.cashlessCount * 100 >= target.low * one.count;
  const byValue = one.cashlessAmount * 100 >= target.low * one.amount;
  if (byCount && byValue) return 'đạt cả hai';
  if (byCount) return 'đạt số lượt';
  return byValue ? 'đạt giá trị' : 'chưa đạt';
}

function months({ months: rows, groups }: YearlyFigures): Row[] {
  const total = groups.find(({ group }) => group === 'all');
  return [
    head('Tháng', ...shareHeads),
    ...rows.map((one): Row => [text(monthWords(one.month)), ...shareCells(one)]),
    ...(total === undefined ? [] : [[bold('Cộng'), ...shareCells(total)]]),
  ];
}

function methods({ byCut, byMethod }: YearlyFigures): Row[] {
  const count = byMethod.reduce((all, one) => all + one.count, 0);
  const amount = byMethod.reduce((all, one) => all + one.amount, 0);
  const line = (name: string, one: { count: number; amount: number }): Row => [
    ...[text(name), number(one.count), share(one.count, count)],
    ...[number(one.amount), share(one.amount, amount)],
  ];
  return [
    head('Hình thức', 'Số lượt', '% số lượt', 'Giá trị (đ)', '% giá trị'),
    ...byMethod.map((one) => line(methodWord(one.method), one)),
    line('Cộng', { count, amount }),
    [],
    head('Loại thu', 'Số lượt', '% số lượt', 'Giá trị (đ)', '% giá trị'),
    ...byCut.map((one) => line(cutWord(one.cut), one)),
  ];
}
