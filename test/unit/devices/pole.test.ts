/** CD5220 bytes and what is said with them. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  poleClear,
  poleFrame,
  poleInit,
  poleLine,
  poleNoCursor,
  poleText,
} from '../../../src/main/devices/pole/cd5220.ts';
import { poleLines } from '../../../src/main/devices/pole/lines.ts';
import type { DisplayView } from '../../../src/shared/rpc/contract.ts';
import fc from '../../support/check.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('commands (facts/payments §5)', () => {
  test('are these bytes', () => {
    expect([poleInit, poleClear, poleNoCursor].map(hex)).toEqual(['1b40', '0c', '1b5f00']);
    expect(hex(poleLine('upper', 'AB'))).toBe(`1b51414142${'20'.repeat(18)}0d`);
    expect(hex(poleLine('lower', 'A'.repeat(30)))).toBe(`1b5142${'41'.repeat(20)}0d`);
    expect(hex(poleFrame(['', '']))).toBe(`0c1b5141${'20'.repeat(20)}0d1b5142${'20'.repeat(20)}0d`);
  });

  test('what is not printable ASCII never reaches a display', () => {
    for (const text of ['Đ', 'a\rb', '\u0007', 'ạ']) expect(() => poleText(text)).toThrow('ASCII');
  });
});

describe('what the payer reads', () => {
  const head = { facilityName: 'Trạm Y tế Thử', maskedName: 'NGUYỄN V** A' };
  const views: readonly (readonly [DisplayView, readonly [string, string]])[] = [
    [
      { state: 'guidance', facilityName: 'x', counterName: 'Quầy 2 – Viện phí' },
      ['XIN KINH CHAO', 'QUAY 2 - VIEN PHI'],
    ],
    [
      { state: 'bill', ...head, items: 3, total: 1_486_118, received: 0 },
      ['SO KHOAN           3', 'PHAI TRA   1.486.118'],
    ],
    [
      { state: 'bill', ...head, items: 3, total: 1_486_118, received: 486_118 },
      ['DA TRA       486.118', 'CON LAI    1.000.000'],
    ],
    [{ state: 'cash', ...head, due: 1_486_000 }, ['TIEN MAT', 'PHAI TRA   1.486.000']],
    [
      { state: 'not-confirmed', ...head, amount: 500_000, received: 0 },
      ['CHUA XAC NHAN', 'SO TIEN      500.000'],
    ],
    [
      { state: 'received', ...head, total: 1_486_000, change: 514_000, receiptNumbers: [] },
      ['DA NHAN    1.486.000', 'THOI LAI     514.000'],
    ],
    [{ state: 'cancelled', facilityName: 'x' }, ['DA HUY', 'CHUA THU TIEN']],
  ];
  test.each(views)('%o', (view, lines) => {
    expect(poleLines(view)).toEqual(lines);
  });

  test('any amount stands whole in 20 characters, and never a name', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (amount) => {
        const digits = String(amount).replace(/\B(?=(\d{3})+$)/g, '.');
        const views: readonly DisplayView[] = [
          { state: 'cash', ...head, due: amount },
          { state: 'not-confirmed', ...head, amount, received: 0 },
          { state: 'received', ...head, total: amount, change: amount, receiptNumbers: [] },
        ];
        for (const view of views) {
          const lines = poleLines(view);
          expect(lines.some((line) => line.endsWith(` ${digits}`))).toBe(true);
          for (const line of lines) {
            expect(poleText(line).trimEnd()).toBe(line.trimEnd());
            expect(line).not.toContain('NGUYEN');
          }
        }
      }),
    );
  });

  test('a state that the bank has not spoken of is never called received', () => {
    const waiting: DisplayView = { state: 'waiting', ...head, amount: 1, expiresAt: 1 };
    expect(poleLines(waiting)[0]).toBe('DANG CHO XAC NHAN');
  });
});

test('the published layout of ESC Q (vectors/payments.json cd5220-upper-line)', () => {
  const fixture = JSON.parse(readFileSync(new URL('../../fixtures/escpos.json', import.meta.url), 'utf8'));
  const { hex_prefix: prefix, hex_suffix: suffix } = fixture['cd5220-upper-line'];
  const line = hex(poleLine('upper', 'TONG CONG'));
  expect(line.startsWith(prefix.toLowerCase())).toBe(true);
  expect(line.endsWith(suffix.toLowerCase())).toBe(true);
  expect(line).toHaveLength((3 + 20 + 1) * 2);
});
