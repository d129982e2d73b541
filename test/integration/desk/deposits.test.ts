import { afterEach, describe, expect, it } from 'vitest';
import { closeShift, countCash } from '../../../src/main/desk/close-shift.ts';
import { depositMode, depositModeOn, setDepositMode } from '../../../src/main/desk/deposit-mode.ts';
import {
  bankFund,
  confirmHandIn,
  countFund,
  countsBlind,
  handInRows,
} from '../../../src/main/desk/hand-in.ts';
import { invoiceSet } from '../../../src/main/desk/invoice-set.ts';
import { openShift } from '../../../src/main/desk/open-shift.ts';
import { applyMealDays, recordMealDays, reduceFee, restoreFee } from '../../../src/main/desk/reduce-fee.ts';
import { approveRefund, payRefund, requestRefund } from '../../../src/main/desk/refund.ts';
import { type SettleRequest, settleStay } from '../../../src/main/desk/settle-stay.ts';
import { beginCash, receiveCashTender } from '../../../src/main/desk/take-cash.ts';
import { stayRef } from '../../../src/main/desk/take-deposit.ts';
import { equationGap } from '../../../src/shared/payment/index.ts';
import { code, DeskCounter, done } from '../../support/desk-counter.ts';

let desk: DeskCounter;
afterEach(() => desk.remove());

async function open(...options: Parameters<typeof DeskCounter.open>): Promise<void> {
  desk = await DeskCounter.open(...options);
  await desk.openShift();
}

const figures = () => desk.context.reads.runningFigures(desk.context.reads.openShift()?.id ?? '');

function settle(
  payer: string,
  lines: SettleRequest['lines'],
  more: Partial<SettleRequest> = {},
): SettleRequest {
  return {
    ...{ settlement: desk.id(), payer, visit: null, payerName: 'Trần Ưởng', insurance: 400_000, lines },
    refundTo: null,
    ...more,
  };
}

describe('hospital', () => {
  it('deposits cover the bill: a receipt at once, the rest is asked back for a named relative', async () => {
    await open();
    const { payer, bills } = desk.payer([120_000, 50_000]);
    const [first, second] = [desk.deposit(payer, 100_000), desk.deposit(payer, 150_000)];
    expect(desk.context.reads.deposit(second)).toMatchObject({ number: 2, stay: stayRef(payer, null) });
    const lines = bills.map((bill, index) => ({
      bill,
      amount: [120_000, 50_000][index] ?? 0,
      part: 'own' as const,
    }));
    const refundTo = { name: 'Phạm Người Nhà', identity: '001099000001' };
    // Never to somebody of the counter, and not without a paper (facts §1.1 step 4).
    const to = (name: string, identity: string | null) =>
      code(settleStay(desk.context, settle(payer, lines, { refundTo: { name, identity } })));
    expect(to('lý văn THỬ', '001099000001')).toBe('refund-to-staff');
    expect(to('Phạm Người Nhà', null)).toBe('identity-needed');
    const settled = done(settleStay(desk.context, settle(payer, lines, { refundTo })));
    expect(settled).toMatchObject({ due: 0, back: 80_000 });
    const [receipt] = desk.context.reads.receiptsOf(settled.collection ?? '');
    expect(receipt).toMatchObject({ total: 170_000, state: 'issued' });
    expect(desk.context.reads.deposit(first)).toMatchObject({ used: 100_000 });
    expect(desk.context.reads.deposit(second)).toMatchObject({ used: 70_000, refunding: 80_000 });
    const [refund = ''] = settled.refunds;
    const lost = { refund, approval: desk.by('approver'), lostSlip: true };
    done(await approveRefund(desk.context, lost));
    done(payRefund(desk.context, { refund, reference: null }));
    expect(figures()).toMatchObject({
      depositsTaken: 250_000,
      depositsApplied: 170_000,
      depositsRefunded: 80_000,
    });
    expect(equationGap(figures())).toBe(0);
    const again = { source: 'deposit' as const, id: second, receipt: null, amount: 1, way: 'cash' as const };
    const payee = { payeeName: 'Phạm Người Nhà', payeeIdentity: '1', text: 'mất phiếu' };
    expect(code(requestRefund(desk.context, { refund: desk.id(), ...again, ...payee }))).toBe(
      'refund-above-balance',
    );
  });

  it('thu thêm: deposits and new money on one receipt; insurance and exemption with its decision', async () => {
    await open();
    const { payer, bills } = desk.payer([300_000, 90_000]);
    desk.deposit(payer, 200_000);
    const less = {
      ...{ reduction: desk.id(), bill: bills[1] ?? '', amount: 40_000, ground: 'exempt' as const },
      ...{ decision: null, text: 'hộ nghèo', approval: desk.by('approver') },
    };
    expect(code(await reduceFee(desk.context, less))).toBe('decision-needed');
    const exempt = { ...less, decision: 'QĐ 12/QĐ-BV' };
    expect(code(await reduceFee(desk.context, { ...exempt, amount: 90_001 }))).toBe('bill-owed-less');
    expect(done(await reduceFee(desk.context, exempt)).owed).toBe(50_000);
    const lines = [
      { bill: bills[0] ?? '', amount: 300_000, part: 'own' as const },
      { bill: bills[1] ?? '', amount: 50_000, part: 'out-of-list' as const },
    ];
    const request = settle(payer, lines);
    const settled = done(settleStay(desk.context, request));
    expect(settled).toMatchObject({ due: 150_000, back: 0 });
    expect(done(settleStay(desk.context, request))).toMatchObject({ due: 150_000 });
    const [row] = desk.context.reads.settlementsOf(stayRef(payer, null));
    expect(JSON.parse(row?.figures ?? '{}')).toMatchObject({
      ...{
        gross: 790_000,
        insurance: 400_000,
        own: 300_000,
        outOfList: 90_000,
        exempted: 40_000,
        due: 150_000,
      },
    });
    const ids = { collection: settled.collection ?? '', tender: desk.id() };
    const paid = done(beginCash(desk.context, { ...ids, payer, payerName: '-', lines: [] }));
    expect(paid.total).toBe(150_000);
    expect(done(receiveCashTender(desk.context, { tender: ids.tender, given: 0 })).receipts).toHaveLength(1);
    expect(equationGap(figures())).toBe(0);
    // An exemption on a paid bill can be taken back: it is owed again.
    const back = { reduction: exempt.reduction, text: 'nhầm', approval: desk.by('chief') };
    done(await restoreFee(desk.context, back));
    expect(code(await restoreFee(desk.context, back))).toBe('reduction-finished');
  });

  it('prepayments stand in the day’s invoice set, guarantees do not', async () => {
    await open();
    const { payer } = desk.payer([1_000]);
    desk.deposit(payer, 200_000);
    expect(invoiceSet(desk.context, desk.today, []).deposits).toEqual([]);
    const from = desk.today;
    const mode = { mode: 'prepayment' as const, from, approval: desk.by('chief') };
    await desk.signIn('accountant');
    expect(code(await setDepositMode(desk.context, { ...mode, from: '2026-10-01' }))).toBe(
      'setting-day-past',
    );
    const self = { ...mode, approval: desk.by('accountant') };
    expect(code(await setDepositMode(desk.context, self))).toBe('self-approval');
    expect(code(await setDepositMode(desk.context, { ...mode, approval: desk.by('approver') }))).toBe(
      'wrong-role',
    );
    expect(invoiceSet(desk.context, desk.today, []).deposits).toEqual([]);
    done(await setDepositMode(desk.context, mode));
    expect(invoiceSet(desk.context, desk.today, []).deposits).toMatchObject([{ amount: 200_000 }]);
    // Another way from a later day on leaves the days before as they are.
    done(await setDepositMode(desk.context, { ...mode, mode: 'guarantee', from: '2027-01-01' }));
    expect(depositMode(desk.context)).toEqual({
      ...{ today: from, mode: 'prepayment', coming: { mode: 'guarantee', from: '2027-01-01' } },
    });
    expect(depositModeOn(desk.context.reads, '2026-12-31')).toBe('prepayment');
    expect(depositModeOn(desk.context.reads, '2027-01-01')).toBe('guarantee');
    expect(invoiceSet(desk.context, desk.today, []).deposits).toMatchObject([{ amount: 200_000 }]);
  });
});

describe('school', () => {
  it('meal days lower later fees until they are used up, never cash', async () => {
    await open('school');
    const { payer, bills } = desk.payer([60_000, 100_000]);
    const days = {
      payer,
      days: 3,
      dayPrice: 30_000,
      period: 'Tháng 9',
      text: 'ốm',
      approval: desk.by('chief'),
    };
    expect(done(await recordMealDays(desk.context, days)).amount).toBe(90_000);
    expect(done(applyMealDays(desk.context, { bill: bills[0] ?? '' }))).toEqual({
      taken: 60_000,
      left: 30_000,
    });
    expect(code(applyMealDays(desk.context, { bill: bills[0] ?? '' }))).toBe('nothing-carried-over');
    expect(done(applyMealDays(desk.context, { bill: bills[1] ?? '' }))).toEqual({ taken: 30_000, left: 0 });
    const [receipt = ''] = desk.payCash(payer, [{ bill: bills[1] ?? '', amount: 70_000 }]);
    expect(desk.context.reads.receipt(receipt)?.total).toBe(70_000);
    expect(code(await recordMealDays(desk.context, { ...days, approval: desk.by('cashier') }))).toBe(
      'self-approval',
    );
  });
});

describe('hand-in and fund', () => {
  it('the receiver counts and confirms once; the cash book never falls below nothing', async () => {
    await open();
    desk.receipt(300_000);
    const z = await desk.close(0, 200_000);
    const handIn = desk.context.reads.handInOfZ(z)?.id ?? '';
    // The declared sum is in no list until somebody has counted.
    expect(handInRows(desk.context, { from: desk.today, to: desk.today })).toMatchObject([
      { handIn, state: 'made', amount: null, counted: null },
    ]);
    const counted = { handIn, lines: [{ denomination: 100_000, notes: 6 }], torn: 0, recounted: false };
    const wrong = await confirmHandIn(desk.context, {
      ...{ ...counted, torn: 1_000, receiver: desk.by('treasurer') },
    });
    expect(code(wrong)).toBe('hand-in-differs');
    expect(JSON.stringify(wrong)).not.toContain('600');
    expect(desk.context.reads.handIn(handIn)).toMatchObject({ state: 'made', counted: null });
    expect(code(await confirmHandIn(desk.context, { ...counted, receiver: desk.by('chief') }))).toBe(
      'wrong-role',
    );
    const confirmed = done(await confirmHandIn(desk.context, { ...counted, receiver: desk.by('treasurer') }));
    expect(confirmed).toEqual({ counted: 600_000, difference: 0 });
    expect(code(await confirmHandIn(desk.context, { ...counted, receiver: desk.by('treasurer') }))).toBe(
      'hand-in-finished',
    );
    expect(handInRows(desk.context, { from: desk.today, to: desk.today })).toMatchObject([
      { state: 'confirmed', amount: 600_000, counted: 600_000 },
    ]);
    const banking = { amount: 600_001, reference: 'GNT-1', text: 'nộp kho bạc' };
    expect(code(bankFund(desk.context, banking))).toBe('fund-too-small');
    expect(done(bankFund(desk.context, { ...banking, amount: 500_000 }))).toEqual({ balance: 100_000 });
    const short = { lines: [{ denomination: 50_000, notes: 1 }], torn: 0, reason: null };
    expect(code(countFund(desk.context, short))).toBe('reason-needed');
    // The form prints book − counted: a shortage is positive there (facts/domain.md §2.2).
    expect(done(countFund(desk.context, { ...short, reason: 'thiếu' }))).toMatchObject({
      ...{ book: 100_000, counted: 50_000, difference: -50_000, formDifference: 50_000 },
    });
    expect(desk.context.reads.fundBalance()).toBe(50_000);
  });
});

describe('a blind hand-in', () => {
  it('a treasurer who has yet to count is told the sum by nothing; the second count that differs is kept', async () => {
    await open();
    await desk.signIn('cashier');
    desk.receipt(300_000);
    const z = await desk.close(0, 0);
    const handIn = desk.context.reads.handInOfZ(z)?.id ?? '';
    // The own shift is no secret; to the accountant, who holds no cash, neither.
    expect(countsBlind(desk.context, z)).toBe(false);
    await desk.signIn('accountant');
    expect(countsBlind(desk.context, z)).toBe(false);
    await desk.signIn('treasurer');
    expect(countsBlind(desk.context, z)).toBe(true);
    const amount = desk.context.reads.handInOfZ(z)?.amount ?? 0;
    // Two-sided: at the cashier's window, by the treasurer's PIN.
    await desk.signIn('cashier');
    const counted = { handIn, lines: [], torn: amount - 5_000, receiver: desk.by('treasurer') };
    expect(code(await confirmHandIn(desk.context, { ...counted, recounted: false }))).toBe('hand-in-differs');
    // That count stays, told to nobody before the money is received; asked again it is the same count.
    expect(code(await confirmHandIn(desk.context, { ...counted, recounted: false }))).toBe('hand-in-differs');
    expect(desk.context.reads.handInCounts(handIn)).toMatchObject([
      { attempt: 1, total: amount - 5_000, receiver: desk.person.treasurer },
    ]);
    expect(handInRows(desk.context, { from: desk.today, to: desk.today })[0]?.counts).toEqual([]);
    expect(done(await confirmHandIn(desk.context, { ...counted, recounted: true }))).toEqual({
      counted: amount - 5_000,
      difference: -5_000,
    });
    await desk.signIn('treasurer');
    expect(countsBlind(desk.context, z)).toBe(false);
    const [row] = handInRows(desk.context, { from: desk.today, to: desk.today });
    expect(row?.counts.map(({ total }) => total)).toEqual([amount - 5_000, amount - 5_000]);
  });
});

describe('shift and day', () => {
  it('money that comes after the count makes the count stale; two closers: the second finds no shift', async () => {
    await open();
    desk.receipt(100_000);
    const { count } = done(countCash(desk.context, { purpose: 'close', lines: [], torn: 600_000 }));
    desk.receipt(50_000);
    const close = { count, reason: null, nextFloat: 0, approval: null };
    expect(code(await closeShift(desk.context, close))).toBe('count-stale');
    desk.clock.advance(1_000);
    const { count: second } = done(countCash(desk.context, { purpose: 'close', lines: [], torn: 650_000 }));
    const both = await Promise.all([1, 2].map(() => closeShift(desk.context, { ...close, count: second })));
    expect(both.map(code).sort()).toEqual(['no-shift', 'ok']);
  });

  it('a forgotten shift of yesterday is closed today by somebody else with approval, and says so', async () => {
    await open();
    const shift = desk.context.reads.openShift()?.id ?? '';
    desk.receipt(100_000);
    desk.until('2026-10-06T07:30');
    await desk.signIn('other');
    const { count } = done(countCash(desk.context, { purpose: 'close', lines: [], torn: 600_000 }));
    const close = { count, reason: null, nextFloat: 0 };
    expect(code(await closeShift(desk.context, { ...close, approval: null }))).toBe('approval-needed');
    expect(code(await closeShift(desk.context, { ...close, approval: desk.by('cashier') }))).toBe(
      'self-approval',
    );
    done(await closeShift(desk.context, { ...close, approval: desk.by('chief') }));
    expect(desk.context.reads.shift(shift)).toMatchObject({ businessDate: '2026-10-05', state: 'closed' });
  });

  it('a new year’s numbers are opened by a person; the night shift goes on into it', async () => {
    await open('hospital', '2026-12-31T22:00');
    const before = desk.receipt(100_000);
    desk.until('2027-01-01T00:30');
    const { payer, bills } = desk.payer([40_000]);
    const ids = { collection: desk.id(), tender: desk.id() };
    const lines = [{ bill: bills[0] ?? '', amount: 40_000 }];
    done(beginCash(desk.context, { ...ids, payer, payerName: 'Trần Ưởng', lines }));
    expect(code(receiveCashTender(desk.context, { tender: ids.tender, given: 0 }))).toBe('series-year-over');
    desk.openYear();
    const [receipt = ''] = done(receiveCashTender(desk.context, { tender: ids.tender, given: 0 })).receipts;
    expect(desk.context.reads.receipt(before)).toMatchObject({ series: 'BL26-Q1', number: 1 });
    expect(desk.context.reads.receipt(receipt)).toMatchObject({
      series: 'BL27-Q1',
      number: 1,
      issueDate: '2027-01-01',
    });
    const z = await desk.close();
    expect(JSON.parse(desk.context.reads.z(z)?.figures ?? '{}')).toMatchObject({ receiptsIssued: 140_000 });
    expect(code(openShift(desk.context, { float: 0, name: 'Ca' }))).toBe('ok');
  });
});

describe('closing', () => {
  it('re-adds its entries and verifies that stretch of the chain: an entry changed in the file is found', async () => {
    await open();
    desk.receipt(100_000);
    const shift = desk.context.reads.openShift()?.id ?? '';
    const { figures: fresh, chainHolds, entries } = desk.context.reads.shiftStretch(shift);
    expect(fresh).toEqual(figures());
    expect({ chainHolds, enough: entries > 4 }).toEqual({ chainHolds: true, enough: true });
    const { connection } = desk.money;
    connection.exec('DROP TRIGGER journal_never_changes');
    connection
      .prepare(`UPDATE journal SET body = replace(body, '"due":100000', '"due":100001') WHERE shift = ?`)
      .run(shift);
    expect(desk.context.reads.shiftStretch(shift).chainHolds).toBe(false);
    desk.clock.advance(1_000);
    const { count } = done(countCash(desk.context, { purpose: 'close', lines: [], torn: 600_000 }));
    const close = { count, reason: null, nextFloat: 0, approval: null };
    expect(code(await closeShift(desk.context, close))).toBe('z-differs-from-journal');
  });
});
