/** The page of one facility as a workbook: months of the year, methods of the month, counters. Nobody's name is in it. */
import { noShare } from '../../shared/money/index.ts';
import {
  bold,
  bytesOf,
  head,
  number,
  type Row,
  share,
  shareCells,
  shareHeads,
  text,
  widths,
} from '../workbook/cells.ts';
import { kindWords, methodWord, momentWords, monthWords, ruleWords, tierWord } from '../yearly/words.ts';
import type { facilityPage } from './facility-page.ts';
import { cashlessRule } from './fold.ts';

type Page = Awaited<ReturnType<typeof facilityPage>>;

/** The bytes; `now` is when the figures were read. */
export async function facilityWorkbook(page: Page, province: string, now: number): Promise<Uint8Array> {
  return await bytesOf([
    {
      sheet: 'Theo tháng',
      data: months(page, province, now),
      columns: widths(22, 12, 16, 11, 20, 20, 11, 14),
    },
    { sheet: 'Theo hình thức', data: methods(page), columns: widths(30, 16, 12, 12, 20, 12, 22) },
    { sheet: 'Quầy', data: counters(page), columns: widths(26, 18, 24, 14, 14, 40) },
  ]);
}

function months(page: Page, province: string, now: number): Row[] {
  const of = [kindWords[page.kind], tierWord(page.tier), page.urban === true ? 'đô thị' : ''];
  const year = page.month.slice(0, 4);
  return [
    [bold(province)],
    [{ ...bold(page.name), fontSize: 14 }],
    [text([...of.filter((word) => word !== ''), `năm ${year}`].join(', '))],
    [text(`Số liệu tính đến ${momentWords(now)}. Cách tính: ${cashlessRule}.`)],
    [],
    head('Tháng', ...shareHeads, 'Mục tiêu'),
    ...page.months.map(
      (one): Row => [
        text(monthWords(one.month)),
        ...shareCells(one),
        text(one.target === null ? 'chưa có' : `${one.target.low}–${one.target.high} %`),
      ],
    ),
    [bold('Cộng'), ...shareCells(page.months.reduce(added, noShare))],
    [],
    [text(ruleWords)],
  ];
}

function added(sum: typeof noShare, one: typeof noShare): typeof noShare {
  return {
    count: sum.count + one.count,
    cashlessCount: sum.cashlessCount + one.cashlessCount,
    amount: sum.amount + one.amount,
    cashlessAmount: sum.cashlessAmount + one.cashlessAmount,
  };
}

function methods({ byMethod, deposits, later, methods: ready, month, onBehalf }: Page): Row[] {
  const count = byMethod.reduce((all, one) => all + one.count, 0);
  const amount = byMethod.reduce((all, one) => all + one.amount, 0);
  const line = (name: string, one: { count: number; amount: number }, since = ''): Row => [
    ...[text(name), text(since), number(one.count), share(one.count, count)],
    ...[number(one.amount), share(one.amount, amount)],
  ];
  const sinceOf = (method: string) => {
    const since = ready.find((one) => one.method === method)?.since ?? null;
    return since === null ? '' : since.split('-').reverse().join('/');
  };
  return [
    [bold(`Tháng ${monthWords(month)}`)],
    [],
    head('Hình thức', 'Dùng từ', 'Số lượt', '% số lượt', 'Giá trị (đ)', '% giá trị'),
    ...byMethod.map((one) => line(methodWord(one.method), one, sinceOf(one.method))),
    line('Cộng', { count, amount }),
    [],
    line('Trong đó thu hộ', onBehalf),
    line('Trong đó tạm ứng', deposits),
    line('Hoàn trả sau ngày thu (ghi riêng)', later),
  ];
}

function counters({ counters: rows, unmatched }: Page): Row[] {
  const kinds: Readonly<Record<string, string>> = { counter: 'Quầy thu', 'accountant-desk': 'Bàn kế toán' };
  return [
    head('Quầy', 'Loại', 'Liên lạc cuối', 'Chờ gửi', 'Số dòng sổ', 'Chuỗi sổ'),
    ...rows.map(
      (one): Row => [
        ...[text(one.name), text(kinds[one.kind] ?? one.kind)],
        text(one.lastContactAt === null ? 'chưa liên lạc' : momentWords(one.lastContactAt)),
        one.waiting === null ? null : number(one.waiting),
        one.seq === null ? null : number(one.seq),
        text(one.fault === null ? (one.state === 'active' ? 'liền mạch' : 'đã thu hồi') : 'có sai lệch'),
      ],
    ),
    [],
    [text('Báo có chưa khớp'), null, null, number(unmatched.count), null, number(unmatched.amount)],
  ];
}
