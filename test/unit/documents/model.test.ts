import { describe, expect, test } from 'vitest';
import {
  blankDocument,
  parseDocument,
  type ReceiptDocument,
  sealReceipt,
  sealZSlip,
} from '../../../src/main/documents/model.ts';
import { paperOf } from '../../../src/main/documents/render.ts';
import { hospitalReceipt, sampleZ } from './samples.ts';

const original = { kind: 'original' } as const;

/** All words of a paper, in order. */
function wordsOf(document: Parameters<typeof paperOf>[0]): string {
  return JSON.stringify(paperOf(document, original).blocks);
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

  test.each(contents)('a receipt without %s is refused, made and read back', (content) => {
    const { [content]: _, ...rest } = hospitalReceipt;
    expect(() => sealReceipt(rest as ReceiptDocument)).toThrow(content);
    expect(() => parseDocument(JSON.stringify(rest))).toThrow(content);
  });

  test('a model without one does not type-check', () => {
    const { words: _, ...rest } = hospitalReceipt;
    // @ts-expect-error the total in words is part of every receipt
    const incomplete: ReceiptDocument = rest;
    // @ts-expect-error a receipt has at least one line
    const empty: ReceiptDocument['lines'] = [];
    expect([incomplete.kind, empty.length]).toEqual(['receipt', 0]);
  });

  test.each(['title', 'series', 'number', 'reason', 'words'] as const)(
    'an empty %s is as good as none',
    (content) => {
      expect(() => sealReceipt({ ...hospitalReceipt, [content]: '  ' })).toThrow(content);
    },
  );

  test('every one of them stands on the paper', () => {
    const words = wordsOf(hospitalReceipt);
    for (const text of [
      'BIÊN LAI THU TIỀN',
      'VP26-Q2',
      '004182',
      '14:37 ngày 19/11/2026',
      'BỆNH VIỆN ĐA KHOA SÔNG MÂY',
      'Khóm 2, phường Sông Mây',
      'Mã QHNS 0000123',
      'Trần Quốc Ưởng',
      'Ấp Rạch Dừa, xã Sông Mây',
      'Viện phí ngoại trú',
      ...hospitalReceipt.lines.map(({ name }) => name),
      '2 × 23.400',
      '1.486.118\u00a0đ',
      hospitalReceipt.words,
      'Người nộp',
      'Người thu',
      'Lê Diễm Quỳnh',
    ]) {
      expect(words).toContain(text);
    }
  });

  test('an unknown address becomes a line to be written by hand', () => {
    const receipt = sealReceipt({ ...hospitalReceipt, payer: { name: 'Trần Quốc Ưởng', address: null } });
    expect(paperOf(receipt, original).blocks).toContainEqual({ type: 'blank', label: 'Địa chỉ' });
  });
});

describe('documents', () => {
  test('lines that do not add up are a broken invariant', () => {
    expect(() => sealReceipt({ ...hospitalReceipt, total: 1_486_119 })).toThrow('do not add up');
  });

  test('cash of a Z leads to the expected, counted is next float and handed in', () => {
    const { cash } = sampleZ;
    expect(() => sealZSlip({ ...sampleZ, cash: { ...cash, expected: 1 } })).toThrow('expected cash');
    expect(() => sealZSlip({ ...sampleZ, cash: { ...cash, handedIn: 1 } })).toThrow('next float');
  });

  test('are frozen through and through, and read back the same', () => {
    expect(Object.isFrozen(hospitalReceipt.lines[0])).toBe(true);
    expect(parseDocument(JSON.stringify(hospitalReceipt))).toEqual(hospitalReceipt);
    expect(parseDocument(JSON.stringify(sampleZ))).toEqual(sampleZ);
  });

  test('erasure leaves numbers and figures and nothing about the person', () => {
    const blanked = JSON.stringify(blankDocument(hospitalReceipt));
    for (const text of ['Ưởng', 'Rạch Dừa', 'Ngữ', '25001834', 'Siêu âm', 'ngoại trú']) {
      expect(JSON.stringify(hospitalReceipt)).toContain(text);
      expect(blanked).not.toContain(text);
    }
    expect(blanked).toContain('004182');
    expect(blanked).toContain('1486118');
    expect(blanked).toContain('Lê Diễm Quỳnh');
  });
});

describe('marks', () => {
  test('the original has none; others say what they are and when', () => {
    const at = hospitalReceipt.issuedAt;
    expect(JSON.stringify(paperOf(hospitalReceipt, original))).not.toContain('band');
    expect(JSON.stringify(paperOf(hospitalReceipt, { kind: 'copy', number: 3, at }))).toContain(
      'BẢN SAO – lần 3',
    );
    const again = JSON.stringify(paperOf(hospitalReceipt, { kind: 'replaces-faulty', at }));
    expect(again).toContain('BẢN IN LẠI – thay bản in lỗi');
    expect(again).toContain('In lúc 14:37 ngày 19/11/2026');
  });

  test('training paper says so at both ends and all over', () => {
    const paper = paperOf({ ...hospitalReceipt, training: true }, original);
    expect(paper.watermark).toBe('MẪU TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ');
    expect(paper.blocks.filter(({ type }) => type === 'band')).toHaveLength(2);
    expect(paperOf(hospitalReceipt, original).watermark).toBeNull();
  });
});

describe('Z slip', () => {
  test('says Thiếu or Thừa in a word, without a sign', () => {
    expect(wordsOf(sampleZ)).toContain('"Thiếu","weight":"bold"},"right":{"text":"12.000\u00a0đ"');
    const { cash } = sampleZ;
    const over = sealZSlip({ ...sampleZ, cash: { ...cash, counted: 10_551_500, nextFloat: 2_022_000 } });
    expect(wordsOf(over)).toContain('"Thừa","weight":"bold"},"right":{"text":"10.000\u00a0đ"');
    const even = sealZSlip({ ...sampleZ, cash: { ...cash, counted: 10_541_500, nextFloat: 2_012_000 } });
    expect(wordsOf(even)).toContain('Khớp');
  });

  test('says on the slip what leads from the receipts to the money, when the two differ', () => {
    expect(wordsOf(sampleZ)).not.toContain('Làm tròn tiền mặt');
    const rounded = wordsOf(sealZSlip({ ...sampleZ, rounding: -500, apartFromReceipts: 200_000 }));
    expect(rounded).toContain('"Làm tròn tiền mặt","weight":"medium"},"right":{"text":"−500"');
    expect(rounded).toContain('"Ngoài biên lai của ca","weight":"medium"},"right":{"text":"200.000"');
    // 48.211.500 + 2.530.000 − 500 + 200.000
    expect(rounded).toContain('50.941.000\u00a0đ');
  });

  test('reads a slip that was stored before it had these figures', () => {
    const { rounding: _, apartFromReceipts: __, ...older } = sampleZ;
    expect(parseDocument(JSON.stringify(older))).toEqual(sampleZ);
  });
});
