/** Finding receipts and everything that is known of one, over RPC as the window does it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readHistoryText } from '../../../src/main/views/history.ts';
import type { ReceiptView } from '../../../src/shared/rpc/contract.ts';
import { encodeReceiptCode, foldVietnamese } from '../../../src/shared/text/index.ts';
import { succeeded } from '../../support/running-counter.ts';
import { Desk, whole } from './desk-rig.ts';

let desk: Desk;
const receipts: ReceiptView[] = [];

beforeAll(async () => {
  desk = await Desk.open('hospital');
  await desk.signIn('cashier');
  await desk.openShift();
  for (let n = 0; n < 4; n += 1) {
    const { payer, lines } = await desk.owing();
    const { collected } = await desk.pay(payer, whole(lines));
    receipts.push(...collected.receipts);
  }
});

afterAll(() => desk.remove());

const find = async (text: string, more: { period?: 'today' | 'shift' | 'all'; method?: string } = {}) => {
  const request = {
    text,
    period: more.period ?? 'all',
    method: more.method ?? null,
    before: null,
    limit: 50,
  };
  const { rows } = succeeded(await desk.client.call('history.find', request));
  return rows.map(({ receipt }) => receipt);
};

const one = (): ReceiptView => {
  const [first] = receipts;
  if (first === undefined) throw new Error('no receipt');
  return first;
};

describe('finding', () => {
  it('shows today, the shift and all, the newest first', async () => {
    const newest = receipts.map(({ receipt }) => receipt).toReversed();
    expect(await find('')).toEqual(newest);
    expect(await find('', { period: 'today' })).toEqual(newest);
    expect(await find('', { period: 'shift' })).toEqual(newest);
  });

  it('goes by number, number with series, scanned code, amount, day, name without marks, code', async () => {
    const { receipt, number, series, total, beneficiaryName, code } = one();
    const scanned = encodeReceiptCode({ series, number });
    if (!scanned.ok || beneficiaryName === null || code === null) throw new Error('no code');
    const grouped = String(total).replace(/\B(?=(\d{3})+$)/g, '.');
    const { today } = succeeded(await desk.client.call('settings.get', {}));
    const day = `${today.slice(8)}/${today.slice(5, 7)}`;
    for (const text of [
      String(Number(number)),
      number,
      `${series} ${number}`,
      `${series.toLowerCase()}/${Number(number)}`,
      scanned.value,
      grouped,
      `${total}đ`,
      `${day} ${grouped}`,
      foldVietnamese(beneficiaryName),
      foldVietnamese(beneficiaryName).split(' ').toReversed().join(' ').slice(0, -1),
      code,
      code.replace(/\D/g, ''),
    ]) {
      expect({ text, found: (await find(text)).includes(receipt) }).toEqual({ text, found: true });
    }
    expect(await find(`${series} ${number}`)).toEqual([receipt]);
    expect(await find('khong co ai ten nay')).toEqual([]);
    expect(await find('1/1/2020')).toEqual([]);
    expect(await find(`${series}X 1`)).toEqual([]);
  });

  it('goes by the way of paying, and page by page', async () => {
    expect((await find('', { method: 'cash' })).length).toBe(receipts.length);
    expect(await find('', { method: 'qr' })).toEqual([]);
    const seen: string[] = [];
    let before: number | null = null;
    do {
      const request = { text: '', period: 'all' as const, method: null, before, limit: 1 };
      const page: { rows: { receipt: string }[]; next: number | null } = succeeded(
        await desk.client.call('history.find', request),
      );
      seen.push(...page.rows.map(({ receipt }) => receipt));
      before = page.next;
    } while (before !== null);
    expect(seen).toEqual(await find(''));
  });

  it('finds nothing of the window that is not there any more after a restart, and all that is', async () => {
    const before = await find('');
    await desk.restart();
    await desk.signIn('cashier');
    expect(await find('')).toEqual(before);
  });
});

describe('one receipt', () => {
  it('tells receipt, money and paper apart, and prints marked copies', async () => {
    const { receipt } = one();
    const opened = succeeded(await desk.client.call('history.open', { receipt }));
    expect(opened.receipt).toMatchObject({ receipt, state: 'issued' });
    expect(opened.money.reduce((sum, { amount }) => sum + amount, 0)).toBe(
      Math.max(opened.paid, opened.receipt.total + Math.min(0, opened.receipt.rounding)),
    );
    expect(opened.papers).toHaveLength(1);
    expect(opened.papers[0]).toMatchObject({ mark: 'original' });
    // No printer: the original never came out, so it is what is printed next.
    expect(opened.nextPaper?.mark).toBe('original');
    expect(await desk.code('history.open', { receipt: desk.id() })).toBe('receipt-not-found');
  });
});

describe('what was typed', () => {
  const read = (text: string) => readHistoryText(text, '2026-11-22');
  it('is taken apart', () => {
    expect(read('4185')).toMatchObject({ digits: '4185', number: null, words: [] });
    expect(read('VP26-Q2 004185')).toMatchObject({ series: 'VP26-Q2', number: 4185 });
    expect(read('1.327.538')).toMatchObject({ total: 1_327_538 });
    expect(read('62000đ phan')).toMatchObject({ total: 62_000, words: ['phan'] });
    expect(read('19/11')).toMatchObject({ day: '2026-11-19' });
    expect(read('25/12')).toMatchObject({ day: '2025-12-25' });
    expect(read('1/9/25')).toMatchObject({ day: '2025-09-01' });
    expect(read('Đặng Thị Ẩn')).toMatchObject({ words: ['dang', 'thi', 'an'] });
    expect(read('  ')).toEqual({
      words: [],
      digits: null,
      number: null,
      series: null,
      total: null,
      day: null,
    });
  });
});
