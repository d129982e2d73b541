/** What a counter refuses while another may have used or given back the same deposit (decision 0014). */
import { afterEach, expect, it } from 'vitest';
import { bringFund, fundsElsewhere } from '../../../src/main/desk/bring-fund.ts';
import { fundCollection } from '../../../src/main/desk/fund-collection.ts';
import { leftOfFund } from '../../../src/main/desk/fund-left.ts';
import { issueCollection } from '../../../src/main/desk/issue.ts';
import { approveRefund, payRefund, requestRefund } from '../../../src/main/desk/refund.ts';
import { settleStay } from '../../../src/main/desk/settle-stay.ts';
import { facilityReads } from '../../../src/main/ledger/facility-reads.ts';
import { code, DeskCounter, done } from '../../support/desk-counter.ts';

let desk: DeskCounter;
afterEach(() => desk.remove());

const sister = '01900000-0000-7000-8000-0000000000c9';

/** The row of a deposit as a sister's journal would have it. */
function atSister(id: string, of: string, home: string | null, refunded: number): void {
  desk.money.connection
    .prepare(
      `INSERT INTO deposit (counter, id, collection, payer, stay, series, number, amount, used, refunding, refunded, sources,
         at, shift, entry, home, way)
       SELECT ?, ?, '', payer, stay, series, number, amount, 0, 0, ?, '[]', at, '', '', ?, 'cash' FROM deposit WHERE id = ?`,
    )
    .run(sister, id, refunded, home, of);
}

const back = (id: string, amount: number) =>
  requestRefund(desk.context, {
    ...{ refund: desk.id(), source: 'deposit', id, receipt: null, amount, way: 'cash', text: 'Ra viện' },
    ...{ payeeName: 'Phạm Người Nhà', payeeIdentity: '001099000001' },
  });

it('another deposit with the same series and number at a sister takes nothing of this one', async () => {
  desk = await DeskCounter.open();
  await desk.openShift();
  const { payer } = desk.payer([10_000]);
  const deposit = desk.deposit(payer, 90_000);
  atSister(desk.id(), deposit, null, 90_000);
  const row = desk.context.reads.deposit(deposit);
  expect(row && leftOfFund(desk.context, 'deposit', row)).toBe(90_000);
  const settled = done(
    settleStay(desk.context, {
      ...{ settlement: desk.id(), payer, visit: null, payerName: 'Trần Ưởng', insurance: 0, lines: [] },
      refundTo: { name: 'Phạm Người Nhà', identity: '001099000001' },
    }),
  );
  expect(settled.back).toBe(90_000);
});

it('a refund is not paid once a sister gave the same back, nor while her journal is not here to its end', async () => {
  desk = await DeskCounter.open();
  await desk.openShift();
  const { payer, bills } = desk.payer([120_000]);
  const deposit = desk.deposit(payer, 90_000);
  const own = desk.context.reads.counterId;
  const refund = done(back(deposit, 50_000)).id;
  done(await approveRefund(desk.context, { refund, approval: desk.by('chief') }));
  // The deposit stands at a sister too, untouched as far as anybody here knows.
  atSister(deposit, deposit, own, 0);
  const pay = () => code(payRefund(desk.context, { refund, reference: null }));
  expect(pay()).toBe('fund-home-not-current');
  desk.current.add(sister);
  const refunded = (amount: number) =>
    desk.money.connection
      .prepare('UPDATE deposit SET refunded = ? WHERE counter = ? AND id = ?')
      .run(amount, sister, deposit);
  refunded(60_000);
  expect(pay()).toBe('fund-gone-elsewhere');
  expect(desk.context.reads.refund(refund)).toMatchObject({ state: 'approved', paidAt: null });
  refunded(0);
  // Chosen for a bill; before the rest is paid in cash the sister gives it back: the cash is kept, no receipt is issued.
  const collection = desk.id();
  done(
    settleStay(desk.context, {
      ...{ settlement: collection, payer, visit: null, payerName: 'Trần Ưởng', insurance: 0 },
      ...{ lines: [{ bill: bills[0] ?? '', amount: 120_000, part: 'own' as const }], refundTo: null },
    }),
  );
  const [open] = desk.context.reads.unfinishedCollections();
  refunded(40_000);
  expect(desk.payOpenCash(open?.id ?? '')).toEqual([]);
  expect(desk.context.reads.tenders(open?.id ?? '')).toMatchObject([{ state: 'received' }]);
  expect(code(issueCollection(desk.context, { collection: open?.id ?? '' }))).toBe('fund-gone-elsewhere');
  refunded(0);
  desk.current.clear();
  expect(code(issueCollection(desk.context, { collection: open?.id ?? '' }))).toBe('fund-home-not-current');
  const again = [{ source: 'deposit' as const, id: deposit, amount: 1_000 }];
  expect(code(fundCollection(desk.context, { collection: open?.id ?? '', funds: again }))).toBe(
    'fund-home-not-current',
  );
  desk.current.add(sister);
  expect(desk.issue(open?.id ?? '')).toHaveLength(1);
  expect(pay()).toBe('ok');
  // Without the line: the original slip stays here, somebody approves, and it goes back.
  const second = desk.deposit(payer, 30_000);
  atSister(second, second, own, 0);
  desk.current.clear();
  expect(code(back(second, 30_000))).toBe('fund-home-not-current');
  const parts = { facility: facilityReads(desk.money) };
  expect(fundsElsewhere(desk.context, parts, payer)).toMatchObject([
    { fund: second, left: 30_000, current: false },
  ]);
  const asked = { payer, visit: null, fund: second, slip: null };
  expect(code(await bringFund(desk.context, parts, { ...asked, approval: null }))).toBe('fund-is-here');
  done(await bringFund(desk.context, parts, { ...asked, approval: desk.by('chief') }));
  expect(fundsElsewhere(desk.context, parts, payer)).toEqual([]);
  expect(code(back(second, 30_000))).toBe('ok');
});
