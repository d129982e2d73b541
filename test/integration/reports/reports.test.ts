import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReports } from '../../../src/main/compose/reports.ts';
import { fail } from '../../../src/main/desk/context.ts';
import { freezeReport } from '../../../src/main/desk/freeze-report.ts';
import { confirmHandIn } from '../../../src/main/desk/hand-in.ts';
import { enterPaper, openBook } from '../../../src/main/desk/paper-book.ts';
import { approveRefund, payRefund, requestRefund } from '../../../src/main/desk/refund.ts';
import { voidReceipt } from '../../../src/main/desk/void-receipt.ts';
import { facilityReads } from '../../../src/main/ledger/facility-reads.ts';
import {
  cashBook,
  paperBooks,
  refundList,
  shiftLists,
  shiftsOf,
  voidedList,
} from '../../../src/main/reports/lists.ts';
import { arrearsByClass, arrearsOfClass } from '../../../src/main/reports/people-lists.ts';
import { periodOf } from '../../../src/main/reports/periods.ts';
import { makeReports, type Reports } from '../../../src/main/reports/reports.ts';
import { addedUp } from '../../../src/main/rpc/handlers-reports.ts';
import type { Clock } from '../../../src/shared/kernel/clock.ts';
import { code, DeskCounter, done } from '../../support/desk-counter.ts';

let desk: DeskCounter;
let reports: Reports;

beforeEach(async () => {
  desk = await DeskCounter.open();
  reports = makeReports({ clock: desk.context.clock, database: desk.money, reads: desk.context.reads });
  await desk.openShift();
});
afterEach(() => desk.remove());

const reads = () => desk.context.reads;
const today = () => ({ from: desk.today, to: desk.today });

function tenderOf(receipt: string): string {
  const { sources } = JSON.parse(reads().receipt(receipt)?.frozen ?? '{}') as { sources: { id: string }[] };
  return sources[0]?.id ?? '';
}

async function voided(receipt: string, fate: 'returned' | 'refund' = 'returned'): Promise<void> {
  done(
    await voidReceipt(desk.context, {
      ...{ receipt, reason: 'wrong-amount', text: 'ghi sai', copyRecalled: false, replacement: null },
      fates: [{ tender: tenderOf(receipt), fate }],
      payee: { name: 'Phạm Người Nhà', identity: '001099000001' },
      approval: desk.by('chief'),
    }),
  );
}

describe('figures of a long journal', () => {
  /** Each look at it is `stepMs` later; what is put off runs in a later turn. */
  const clockOf = (stepMs: number, delays: number[]): Clock => {
    let ms = 0;
    return {
      now: () => desk.context.clock.now(),
      monotonicMs: () => {
        ms += stepMs;
        return ms;
      },
      after(delayMs, run) {
        delays.push(delayMs);
        const waiting = setImmediate(run);
        return () => clearImmediate(waiting);
      },
    };
  };
  const count = 150;
  beforeEach(async () => {
    for (let index = 0; index < count; index += 1) desk.receipt(1_000);
    await desk.context.spool.idle();
  });

  it('others have their turn between its pages', async () => {
    const delays: number[] = [];
    const patient = makeReports({ clock: clockOf(1, delays), database: desk.money, reads: reads() });
    expect(await patient.caughtUp()).toBe(true);
    expect(delays.length).toBeGreaterThanOrEqual(2);
    expect(patient.takeIn()).toBe(false);
  });

  it('who waits too long is told so, and it goes on without a pause until all is added up', async () => {
    const delays: number[] = [];
    const { context, money } = desk;
    const { ledger } = context;
    const parts = { clock: clockOf(10_000, delays), ledger, reads: reads(), money };
    const open = openReports({ ...parts, facility: facilityReads(money) });
    expect(await open.reports.caughtUp()).toBe(false);
    await expect.poll(() => open.reports.caughtUp()).toBe(true);
    expect(delays.filter((delayMs) => delayMs === 0).length).toBeGreaterThanOrEqual(1);
    open.stop();
  });
});

it('a figure is refused, and not added up in one go, while entries are left', async () => {
  const asked: string[] = [];
  const figure = (caughtUp: boolean) =>
    addedUp(desk.context, { caughtUp: async () => caughtUp })('report.handIn', ({ z }) => {
      asked.push(z);
      return fail('z-not-found');
    });
  expect(code(await figure(false)({ z: 'first' }))).toBe('report-behind');
  expect(code(await figure(true)({ z: 'second' }))).toBe('z-not-found');
  expect(asked).toEqual(['second']);
  desk.context.staff.signOut();
  expect(code(await figure(true)({ z: 'third' }))).toBe('not-signed-in');
  expect(asked).toEqual(['second']);
});

describe('cashless share', () => {
  it('a tender undone the same day does not count, one undone later stands apart', async () => {
    const [first, second] = [desk.receipt(100_000), desk.receipt(50_000)];
    await voided(first ?? '');
    expect(reports.cashless(today())).toMatchObject({
      count: 1,
      amount: 50_000,
      later: { count: 0, amount: 0 },
    });
    const yesterday = today();
    desk.until('2026-10-06T08:00');
    await voided(second ?? '');
    expect(reports.cashless(yesterday)).toMatchObject({ count: 1, amount: 50_000 });
    expect(reports.cashless(today())).toMatchObject({
      count: 0,
      amount: 0,
      later: { count: 1, amount: 50_000 },
    });
  });

  it('targets are dated; the band in force at the end of the period is the one shown', () => {
    const list = [
      { from: '2026-01-01', low: 50, high: 60 },
      { from: '2026-11-01', low: 70, high: 80 },
    ];
    desk.context.ledger.act(() =>
      desk.context.ledger.append({ type: 'settings.set', body: { key: 'targets', value: { list } } }),
    );
    expect(reports.cashless(periodOf('month', '2026-10-05')).target?.low).toBe(50);
    expect(reports.cashless(periodOf('year', '2026-10-05')).target?.low).toBe(70);
    expect(reports.cashless({ from: '2025-01-01', to: '2025-12-31' }).target).toBeNull();
  });
});

describe('periods', () => {
  it('of every kind', () => {
    expect(periodOf('month', '2028-02-10')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
    expect(periodOf('quarter', '2026-11-30')).toEqual({ from: '2026-10-01', to: '2026-12-31' });
    expect(periodOf('school-year', '2026-08-31')).toEqual({ from: '2025-09-01', to: '2026-08-31' });
    expect(periodOf('school-year', '2026-09-01')).toEqual({ from: '2026-09-01', to: '2027-08-31' });
  });
});

describe('frozen figures', () => {
  it('are the same bytes for ever; what comes later stands on a supplement and changes nothing', () => {
    desk.receipt(100_000);
    const period = periodOf('year', desk.today);
    const now = { ...period, supplements: null };
    expect(code(freezeReport(desk.context, reports, now))).toBe('period-not-over');
    const frozen = done(freezeReport(desk.context, reports, { ...now, early: true }));
    const bytes = reports.frozen(frozen.report)?.bytes ?? new Uint8Array();
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(frozen.hash);
    expect(reports.supplement(frozen.report)).toMatchObject({ count: 0, amount: 0 });
    expect(code(freezeReport(desk.context, reports, { ...now, early: true }))).toBe('report-frozen');
    desk.receipt(30_000);
    expect(Buffer.from(reports.frozen(frozen.report)?.bytes ?? [])).toEqual(Buffer.from(bytes));
    expect(reports.supplement(frozen.report)).toMatchObject({ count: 1, amount: 30_000, cashlessCount: 0 });
    const more = done(
      freezeReport(desk.context, reports, { ...now, supplements: frozen.report, early: true }),
    );
    expect(reads().frozenReport(more.report)).toMatchObject({ supplements: frozen.report });
    // Bytes that are not those that were journalled are not shown as if they were.
    desk.money.connection.prepare(`UPDATE frozen_bytes SET bytes = X'00'`).run();
    expect(reports.frozen(frozen.report)).toBeUndefined();
    expect(reports.supplement(frozen.report)).toBeUndefined();
  });
});

describe('lists', () => {
  it('of a month: voided papers and refunds another way, with who, why and by whom approved', async () => {
    const receipt = desk.receipt(100_000);
    await voided(receipt);
    const kept = desk.receipt(80_000);
    const refund = desk.id();
    const asked = { refund, source: 'tender' as const, id: tenderOf(kept), receipt: kept, amount: 30_000 };
    const payee = { payeeName: 'Phạm Người Nhà', payeeIdentity: '1', text: 'theo đơn' };
    done(requestRefund(desk.context, { ...asked, way: 'transfer', ...payee }));
    done(await approveRefund(desk.context, { refund, approval: desk.by('chief') }));
    done(payRefund(desk.context, { refund, reference: 'FT-1' }));
    const month = periodOf('month', desk.today);
    expect(voidedList(reads(), month)).toMatchObject([
      { number: 1, reason: 'wrong-amount', text: 'ghi sai', by: 'Nguyễn Thị Mẫu', approver: 'Võ Thị Ví Dụ' },
    ]);
    expect(voidedList(reads(), month)[0]).toMatchObject({ copyRecalled: false, afterZ: false });
    expect(refundList(reads(), month, true)).toMatchObject([
      { amount: 30_000, way: 'transfer', otherWay: true, approver: 'Võ Thị Ví Dụ', voucher: { number: 1 } },
    ]);
    expect(voidedList(reads(), { from: '2026-11-01', to: '2026-11-30' })).toEqual([]);
  });

  it('of a shift: papers of earlier shifts apart, and all that was carried over', async () => {
    const receipt = desk.receipt(100_000);
    await desk.close();
    const shift = await desk.openShift('other');
    await voided(receipt, 'refund');
    const before = shiftLists(reads(), shift);
    expect(before).toMatchObject({ voided: [], earlier: [{ number: 1, total: 100_000 }], carriedOver: [] });
    await desk.close(0, 0);
    expect(shiftLists(reads(), shift).carriedOver).toMatchObject([{ kind: 'refund-owed', amount: 100_000 }]);
    expect(shiftsOf(reads(), today()).map(({ zNumber }) => zNumber)).toEqual([2, 1]);
  });

  it('a paper book is checked for leaves nobody entered', async () => {
    done(openBook(desk.context, { book: 'QUYEN-9', firstNumber: 5 }));
    for (const number of [5, 8]) {
      done(
        await enterPaper(desk.context, {
          ...{ paper: desk.id(), book: 'QUYEN-9', number, writtenAt: desk.clock.now(), writer: 'Ai' },
          ...{ writerPerson: null, text: 'hỏng', taken: null, approval: desk.by('chief') },
        }),
      );
    }
    expect(paperBooks(reads())).toEqual([
      { book: 'QUYEN-9', firstNumber: 5, lastEntered: 8, entered: 2, spoiled: 2, missing: [6, 7] },
    ]);
  });

  it('bảng kê nộp tiền lists each receipt’s cash once; the cash book has what was received', async () => {
    const receipt = desk.receipt(100_000);
    const replacement = { payerName: 'Lê Đúng', payerAddress: null, lines: null, payer: null };
    const z = await desk.close(0, 200_000);
    await desk.openShift('cashier', 200_000);
    done(
      await voidReceipt(desk.context, {
        ...{ receipt, reason: 'wrong-payer', text: 'sai tên', copyRecalled: true, fates: [], replacement },
        approval: desk.by('chief'),
      }),
    );
    const second = await desk.close(-5_000, 0);
    expect(reports.handIn(z)).toMatchObject({ papersTotal: 100_000, handedIn: 400_000, gap: 0 });
    const list = reports.handIn(second);
    expect(list).toMatchObject({ papersTotal: 0, difference: -5_000, gap: 0 });
    expect(list?.papers).toMatchObject([{ amount: 0, replaces: { number: 1 } }]);
    const handIn = reads().handInOfZ(z)?.id ?? '';
    const receiver = desk.by('treasurer');
    done(await confirmHandIn(desk.context, { handIn, lines: [], torn: 400_000, recounted: false, receiver }));
    expect(cashBook(reads(), today())).toMatchObject({
      opening: 0,
      received: 400_000,
      paid: 0,
      closing: 400_000,
    });
    expect(cashBook(reads(), { from: '2026-10-06', to: '2026-10-06' })).toMatchObject({ opening: 400_000 });
  });

  it('arrears of classes without names, of one class in the order of its list', () => {
    const one = desk.payer([50_000], { className: '1A', name: 'Bé An' });
    desk.payer([70_000], { className: '1A', name: 'Bé Bình' });
    desk.payer([10_000], { className: '2B' });
    desk.payCash(one.payer, [{ bill: one.bills[0] ?? '', amount: 50_000 }]);
    expect(arrearsByClass(desk.context.catalogue, reads())).toEqual([
      { unit: '1A', payers: 2, owing: 1, owed: 70_000 },
      { unit: '2B', payers: 1, owing: 1, owed: 10_000 },
    ]);
    const pupils = arrearsOfClass(desk.context.catalogue, reads(), '1A');
    expect(pupils.map(({ name, owed }) => [name, owed])).toEqual([
      ['Bé An', 0],
      ['Bé Bình', 70_000],
    ]);
    expect(reads().receiptsServing(one.payer)).toHaveLength(1);
  });
});
