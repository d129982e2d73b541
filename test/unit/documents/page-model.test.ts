/** Page documents: what cannot be left out, what must add up, and which way signs go. */
import { describe, expect, test } from 'vitest';
import type { PageBlock } from '../../../src/main/documents/page/blocks.ts';
import { cellText } from '../../../src/main/documents/page/cells.ts';
import { type PageDocument, pagePaperOf, parsePageDocument } from '../../../src/main/documents/pages.ts';
import {
  type CashCount,
  cashCountPaper,
  sealCashCount,
} from '../../../src/main/documents/papers/cash-count.ts';
import { shareOf } from '../../../src/main/documents/papers/share-report.ts';
import { institutions, pageSamples, receiptOf } from '../../support/documents/page-samples.ts';

const original = { kind: 'original' } as const;

function sample(name: string): PageDocument {
  const document = pageSamples('hospital')[name];
  if (document === undefined || document.kind === 'receipt') throw new Error(name);
  return document;
}

/** The document as a row that somebody changed. */
function changed(document: PageDocument, change: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ ...document, ...change });
}

function textOf(blocks: readonly PageBlock[]): string {
  return JSON.stringify(
    blocks.map((block) =>
      block.type === 'table' ? block.rows.map((row) => row.cells.map(cellText)) : block,
    ),
  );
}

describe('seven legal contents (Điều 16 Luật Kế toán)', () => {
  const contents = [
    'title',
    'series',
    'number',
    'issuedAt',
    'facility',
    'payer',
    'reason',
    'lines',
    'total',
    'words',
    'signers',
  ] as const;
  const vouchers = ['phieu-thu', 'phieu-chi', 'phieu-thu-tam-ung'] as const;

  test.each(vouchers.flatMap((name) => contents.map((content) => [name, content] as const)))(
    '%s without %s is refused',
    (name, content) => {
      const document = sample(name);
      expect(parsePageDocument(JSON.stringify(document)).kind).toBe('voucher');
      expect(() => parsePageDocument(changed(document, { [content]: undefined }))).toThrow(content);
    },
  );

  test.each(['title', 'series', 'number', 'reason', 'words'] as const)(
    'an empty %s is as good as none',
    (content) => {
      expect(() => parsePageDocument(changed(sample('phieu-thu'), { [content]: '  ' }))).toThrow(content);
    },
  );

  test('one signer, no line, no name of the unit: refused', () => {
    const voucher = sample('phieu-thu');
    const [first] = voucher.signers;
    expect(() => parsePageDocument(changed(voucher, { signers: [first] }))).toThrow('signers');
    expect(() => parsePageDocument(changed(voucher, { lines: [] }))).toThrow('lines');
    expect(() =>
      parsePageDocument(changed(voucher, { facility: { ...voucher.facility, name: '' } })),
    ).toThrow('facility.name');
  });

  test.each(vouchers)('%s has every one of them on every liên', (name) => {
    const voucher = sample(name);
    if (voucher.kind !== 'voucher') throw new Error(name);
    const { copies } = pagePaperOf(voucher, original);
    expect(copies.length).toBe(2);
    for (const blocks of copies) {
      const text = textOf(blocks);
      const said = [
        voucher.title,
        voucher.series,
        voucher.number,
        'Ngày 19 tháng 11 năm 2026',
        voucher.facility.name,
      ];
      said.push(
        voucher.facility.address,
        voucher.payer.name,
        voucher.payer.address ?? '-',
        voucher.reason,
        voucher.words,
      );
      for (const one of said) expect(text).toContain(one);
      for (const { title } of voucher.signers) expect(text).toContain(title);
    }
  });

  test('nothing can be hidden: an unknown word is refused', () => {
    expect(() => parsePageDocument(changed(sample('phieu-thu'), { hide: ['words'] }))).toThrow('document');
  });

  test('a receipt on pages has them too', () => {
    const receipt = receiptOf('school', 4);
    for (const blocks of pagePaperOf(receipt, original).copies) {
      const text = textOf(blocks);
      for (const one of [
        receipt.title,
        receipt.series,
        receipt.number,
        receipt.payer.name,
        receipt.reason,
        receipt.words,
        '214.969',
      ])
        expect(text).toContain(one);
    }
  });
});

describe('figures that do not add up are refused', () => {
  test.each([
    ['phieu-thu', { total: 1 }],
    ['kiem-ke-quy', { counted: 1 }],
    ['bang-ke-chung-tu-thu', { total: 1 }],
    ['bang-ke-nop-tien', { total: 1 }],
    ['giay-nop-tien', { total: 1 }],
    ['so-quy', { closing: 1 }],
    ['hoa-don-ngay', { total: 1 }],
    ['bao-cao-z', { rounding: 0 }],
    ['bao-cao-huy', { byPerson: [] }],
    ['bao-cao-ty-le', { byMethod: [] }],
  ])('%s', (name, change) => {
    const document = sample(name);
    expect(parsePageDocument(JSON.stringify(document))).toEqual(document);
    expect(() => parsePageDocument(changed(document, change))).toThrow(/not|lead/);
  });

  test('a cut that is 1 đ off is named', () => {
    const report = sample('bao-cao-thu');
    if (report.kind !== 'collection-report') throw new Error(report.kind);
    const [first, ...cuts] = report.cuts;
    if (first === undefined) throw new Error('no cut');
    const [row, ...rows] = first.rows;
    const [amount = 0, ...amounts] = row?.amounts ?? [];
    const wrong = {
      ...first,
      rows: [{ ...row, amounts: [amount + 1, ...amounts], total: (row?.total ?? 0) + 1 }, ...rows],
    };
    expect(() => parsePageDocument(changed(report, { cuts: [wrong, ...cuts] }))).toThrow('Thu ngân');
  });

  test('a receipt that stands twice in a hand-in or an invoice set', () => {
    const list = sample('bang-ke-nop-tien');
    const set = sample('hoa-don-ngay');
    if (list.kind !== 'hand-in' || set.kind !== 'einvoice-set') throw new Error('samples');
    const [first, second, ...rest] = list.rows;
    const twice = [first, { ...second, number: first?.number }, ...rest];
    expect(() => parsePageDocument(changed(list, { rows: twice }))).toThrow('twice');
    const { series, number } = set.single[0] ?? { series: '-', number: '-' };
    const excluded = [{ series, number, total: 0, reason: 'thử' }];
    expect(() => parsePageDocument(changed(set, { excluded }))).toThrow('twice');
  });
});

describe('the sign of the count (facts §2.2)', () => {
  const count = sample('kiem-ke-quy') as CashCount;
  const rowIII = (record: CashCount) => {
    const blocks = cashCountPaper(record, original).copies[0] ?? [];
    const table = blocks.find((block) => block.type === 'table');
    return table?.type === 'table' ? table.rows.at(-1)?.cells.map(cellText) : undefined;
  };
  const said = (record: CashCount) => textOf(cashCountPaper(record, original).copies[0] ?? []);

  test('money is missing: the form is positive and says Thiếu', () => {
    const short = sealCashCount({ ...count, book: count.counted + 12_000 });
    expect(rowIII(short)).toEqual(['III', 'Chênh lệch (III = I – II)', 'x', '12.000']);
    expect(said(short)).toMatch(/Thừa: .{0,40}không.*Thiếu: .{0,40}12\.000/);
  });

  test('too much money: the form is negative and says Thừa', () => {
    const over = sealCashCount({ ...count, book: count.counted - 12_000 });
    expect(rowIII(over)?.[3]).toBe('−12.000');
    expect(said(over)).toMatch(/Thừa: .{0,40}12\.000.*Thiếu: .{0,40}không/);
  });

  test('nothing differs: 0 and neither word has an amount', () => {
    const equal = sealCashCount({ ...count, book: count.counted });
    expect(rowIII(equal)?.[3]).toBe('0');
    expect(said(equal)).toMatch(/Thừa: .{0,40}không.*Thiếu: .{0,40}không/);
  });
});

test.each([
  [0, 0, 0],
  [1, 3, 3_333],
  [2, 3, 6_667],
  [1, 1, 10_000],
])('share of %i in %i is %i hundredths', (part, whole, share) => {
  expect(shareOf(part, whole)).toBe(share);
});

describe('every document names itself, its unit, its day and who answers for it', () => {
  const names = Object.keys(pageSamples('hospital')).filter((name) => !name.startsWith('bien-lai'));
  test.each(names)('%s', (name) => {
    const document = sample(name);
    for (const content of ['title', 'issuedAt', 'facility', 'signers', 'training']) {
      expect(() => parsePageDocument(changed(document, { [content]: undefined }))).toThrow(content);
    }
    const text = textOf(pagePaperOf(document, original).copies[0] ?? []);
    for (const one of [document.title, document.facility.name, document.facility.address])
      expect(text).toContain(one);
    for (const { title } of document.signers) expect(text).toContain(title);
  });
});

test.each(institutions)('%s: every stored document is read back as it was', (institution) => {
  for (const document of Object.values(pageSamples(institution))) {
    if (document.kind === 'receipt') continue;
    expect(parsePageDocument(JSON.stringify(document))).toEqual(document);
  }
});
