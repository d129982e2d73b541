import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fundCollection } from '../../../src/main/desk/fund-collection.ts';
import { exportInvoiceSet, invoiceSet } from '../../../src/main/desk/invoice-set.ts';
import { moveCash } from '../../../src/main/desk/move-cash.ts';
import { openCollection } from '../../../src/main/desk/open-collection.ts';
import { endOutage, noteOutage, watchOutages } from '../../../src/main/desk/outage.ts';
import { enterPaper, openBook, type PaperRequest } from '../../../src/main/desk/paper-book.ts';
import { undo } from '../../../src/main/desk/park.ts';
import {
  approveRefund,
  payRefund,
  type RefundRequest,
  refuseRefund,
  requestRefund,
} from '../../../src/main/desk/refund.ts';
import { keepSurplus } from '../../../src/main/desk/surplus.ts';
import { beginCash, receiveCashTender } from '../../../src/main/desk/take-cash.ts';
import { type VoidRequest, voidReceipt } from '../../../src/main/desk/void-receipt.ts';
import { outageReport } from '../../../src/main/reports/outages.ts';
import { equationGap } from '../../../src/shared/payment/index.ts';
import { code, DeskCounter, done } from '../../support/desk-counter.ts';

let desk: DeskCounter;

beforeEach(async () => {
  desk = await DeskCounter.open();
  await desk.openShift();
});
afterEach(() => desk.remove());

/** Who comes for money that is asked back. */
const payee = { name: 'Phạm Người Nhà', identity: '001099000001' };

function voiding(
  receipt: string,
  more: Partial<VoidRequest> = {},
): Promise<Awaited<ReturnType<typeof voidReceipt>>> {
  return voidReceipt(desk.context, {
    receipt,
    reason: 'wrong-payer',
    text: 'ghi sai tên',
    copyRecalled: true,
    fates: [],
    replacement: null,
    approval: desk.by('chief'),
    ...more,
  });
}

function tenderOf(receipt: string): string {
  const { sources } = JSON.parse(desk.context.reads.receipt(receipt)?.frozen ?? '{}') as {
    sources: { id: string }[];
  };
  return sources[0]?.id ?? '';
}

function refund(id: string, amount: number, more: Partial<RefundRequest> = {}): RefundRequest {
  return {
    refund: desk.id(),
    source: 'tender',
    id,
    receipt: null,
    amount,
    way: 'cash',
    payeeName: 'Phạm Người Nhà',
    payeeIdentity: '001099000001',
    text: 'trả lại',
    ...more,
  };
}

const figures = () => desk.context.reads.runningFigures(desk.context.reads.openShift()?.id ?? '');

describe('voiding', () => {
  it('in the same shift gives cash back: the number stays, the drawer has less, the bill is owed again', async () => {
    const receipt = desk.receipt(100_000);
    const before = figures().expectedCash;
    done(await voiding(receipt, { fates: [{ tender: tenderOf(receipt), fate: 'returned' }] }));
    const row = desk.context.reads.receipt(receipt);
    expect(row).toMatchObject({ state: 'void', replacedBy: null });
    expect(figures()).toMatchObject({
      expectedCash: before - 100_000,
      cashReturned: 100_000,
      receiptsVoided: 100_000,
    });
    expect(equationGap(figures())).toBe(0);
    const { lines } = JSON.parse(row?.frozen ?? '{}') as { lines: { bill: string }[] };
    expect(desk.context.reads.bill(lines[0]?.bill ?? '').paid).toBe(0);
    const next = desk.receipt(1_000);
    expect(desk.context.reads.receipt(next)?.number).toBe((row?.number ?? 0) + 1);
  });

  it('asks no money back for somebody of the counter', async () => {
    const receipt = desk.receipt(100_000);
    const staff = { ...payee, name: 'Lý Văn Thử' };
    const fates = [{ tender: tenderOf(receipt), fate: 'refund' as const }];
    expect(code(await voiding(receipt, { fates, payee: staff }))).toBe('refund-to-staff');
    // Nor at a hospital for somebody without a paper; nothing is void then.
    for (const nobody of [
      undefined,
      { name: 'Phạm Người Nhà', identity: null },
      { ...payee, name: 'A', identity: ' ' },
    ])
      expect(code(await voiding(receipt, { fates, payee: nobody }))).toBe('identity-needed');
    expect(desk.context.reads.receipt(receipt)?.state).toBe('issued');
    done(await voiding(receipt, { fates, payee }));
  });

  it('keeps the money as a credit balance that pays another bill, and the rest is paid out', async () => {
    const { payer, bills } = desk.payer([80_000, 30_000]);
    const [receipt = ''] = desk.payCash(payer, [{ bill: bills[0] ?? '', amount: 80_000 }]);
    done(await voiding(receipt, { fates: [{ tender: tenderOf(receipt), fate: 'balance' }] }));
    const [balance] = desk.context.reads.balancesOf(payer);
    expect(balance).toMatchObject({ amount: 80_000, used: 0 });
    const collection = desk.id();
    const chosen = {
      collection,
      payer,
      payerName: 'Trần Ưởng',
      lines: [{ bill: bills[1] ?? '', amount: 30_000 }],
    };
    expect(desk.context.ledger.act(() => openCollection(desk.context, desk.person.cashier, chosen)).ok).toBe(
      true,
    );
    const funds = [{ source: 'balance' as const, id: balance?.id ?? '', amount: 30_000 }];
    expect(done(fundCollection(desk.context, { collection, funds }))).toEqual({ left: 0 });
    expect(desk.issue(collection)).toHaveLength(1);
    expect(desk.context.reads.balancesOf(payer)[0]).toMatchObject({ used: 30_000 });
    const wanted = refund(balance?.id ?? '', 50_000, { source: 'balance' });
    expect(code(requestRefund(desk.context, { ...wanted, amount: 50_001 }))).toBe('refund-above-balance');
    done(requestRefund(desk.context, wanted));
    done(await approveRefund(desk.context, { refund: wanted.refund, approval: desk.by('chief') }));
    expect(done(payRefund(desk.context, { refund: wanted.refund, reference: null })).state).toBe('paid');
    expect(equationGap(figures())).toBe(0);
  });

  it('a fund pays part and cash the rest of one receipt', async () => {
    const { payer, bills } = desk.payer([80_000, 100_000]);
    const [receipt = ''] = desk.payCash(payer, [{ bill: bills[0] ?? '', amount: 80_000 }]);
    done(await voiding(receipt, { fates: [{ tender: tenderOf(receipt), fate: 'balance' }] }));
    const [balance] = desk.context.reads.balancesOf(payer);
    const ids = { collection: desk.id(), tender: desk.id() };
    const chosen = { payer, payerName: 'Trần Ưởng', lines: [{ bill: bills[1] ?? '', amount: 100_000 }] };
    desk.context.ledger.act(() => openCollection(desk.context, desk.person.cashier, { ...ids, ...chosen }));
    const funds = [{ source: 'balance' as const, id: balance?.id ?? '', amount: 80_000 }];
    done(fundCollection(desk.context, { collection: ids.collection, funds }));
    expect(done(beginCash(desk.context, { ...ids, ...chosen })).total).toBe(20_000);
    const [paid = ''] = done(receiveCashTender(desk.context, { tender: ids.tender, given: 0 })).receipts;
    const { sources } = JSON.parse(desk.context.reads.receipt(paid)?.frozen ?? '{}') as {
      sources: unknown[];
    };
    expect(sources).toMatchObject([
      { source: 'balance', amount: 80_000 },
      { source: 'tender', amount: 20_000 },
    ]);
    expect(figures().balancesUsed).toBe(80_000);
  });

  it('with a replacing receipt re-allocates the money: other names, the same sums, no money moves', async () => {
    const receipt = desk.receipt(100_400);
    const before = figures();
    const replacement = { payerName: 'Lê Văn Đúng', payerAddress: 'Thôn 2', lines: null, payer: null };
    const { replacedBy } = done(await voiding(receipt, { replacement }));
    const row = desk.context.reads.receipt(replacedBy ?? '');
    expect(row).toMatchObject({
      state: 'issued',
      replaces: receipt,
      payerName: 'Lê Văn Đúng',
      total: 100_400,
    });
    expect(figures()).toMatchObject({ expectedCash: before.expectedCash, moneyIn: before.moneyIn });
    expect(equationGap(figures())).toBe(0);
  });

  it('with a smaller replacing receipt what is left goes back', async () => {
    const { payer, bills } = desk.payer([100_000]);
    const [receipt = ''] = desk.payCash(payer, [{ bill: bills[0] ?? '', amount: 100_000 }]);
    const lines = [{ bill: bills[0] ?? '', amount: 70_000 }];
    const replacement = { payerName: 'Lê Văn Đúng', payerAddress: null, lines, payer: null };
    expect(code(await voiding(receipt, { replacement }))).toBe('fate-missing');
    const { replacedBy } = done(
      await voiding(receipt, { replacement, payee, fates: [{ tender: tenderOf(receipt), fate: 'refund' }] }),
    );
    expect(desk.context.reads.receipt(replacedBy ?? '')?.total).toBe(70_000);
    expect(desk.context.reads.pendingRefunds()).toMatchObject([{ amount: 30_000, way: 'cash', otherWay: 0 }]);
    expect(equationGap(figures())).toBe(0);
    const more = { ...replacement, lines: [{ bill: bills[0] ?? '', amount: 100_000 }] };
    expect(code(await voiding(replacedBy ?? '', { replacement: more }))).toBe('replacement-above-money');
  });

  it('after its Z is an act of the shift open now; the old Z stands', async () => {
    const receipt = desk.receipt(100_000);
    const z = await desk.close();
    const old = desk.context.reads.z(z)?.figures;
    expect(code(await voiding(receipt))).toBe('no-shift');
    const shift = await desk.openShift('other');
    done(await voiding(receipt, { payee, fates: [{ tender: tenderOf(receipt), fate: 'refund' }] }));
    expect(desk.context.reads.z(z)?.figures).toBe(old);
    expect(desk.context.reads.voidsOfShift(shift)).toMatchObject([{ receipt, afterZ: true }]);
    expect(figures()).toMatchObject({ receiptsVoided: 100_000, heldChange: 100_000 });
  });

  it('is refused: own approval, the cashier’s own, without fates, twice, in an exported set', async () => {
    const receipt = desk.receipt(100_000);
    const fates = [{ tender: tenderOf(receipt), fate: 'returned' as const }];
    expect(code(await voiding(receipt, { approval: desk.by('cashier'), fates }))).toBe('self-approval');
    expect(code(await voiding(receipt, { approval: desk.by('other'), fates }))).toBe('wrong-role');
    expect(code(await voiding(receipt))).toBe('fate-missing');
    expect(code(await voiding(receipt, { copyRecalled: false, text: ' ', fates }))).toBe('reason-needed');
    expect(done(exportInvoiceSet(desk.context, { day: desk.today, singles: [receipt] }))).toMatchObject({
      single: 1,
    });
    expect(code(await voiding(receipt, { fates }))).toBe('receipt-invoiced');
    // A refund voucher is what is left.
    const wanted = refund(tenderOf(receipt), 40_000, { receipt });
    done(requestRefund(desk.context, wanted));
    done(await approveRefund(desk.context, { refund: wanted.refund, approval: desk.by('chief') }));
    done(payRefund(desk.context, { refund: wanted.refund, reference: null }));
    expect(desk.context.reads.receipt(receipt)).toMatchObject({ state: 'issued', refunded: 40_000 });
    expect(figures().refundsOnStanding).toBe(40_000);
    expect(equationGap(figures())).toBe(0);
  });
});

describe('refunds', () => {
  it('another way needs its own approval; not by who asked; paid with a voucher number; never to staff', async () => {
    const receipt = desk.receipt(100_000);
    const wanted = refund(tenderOf(receipt), 60_000, { receipt, way: 'transfer' });
    expect(code(requestRefund(desk.context, { ...wanted, payeeName: 'ly van thu' }))).toBe('refund-to-staff');
    expect(code(requestRefund(desk.context, { ...wanted, payeeIdentity: null }))).toBe('identity-needed');
    expect(done(requestRefund(desk.context, wanted))).toMatchObject({ otherWay: 1, state: 'requested' });
    expect(code(payRefund(desk.context, { refund: wanted.refund, reference: 'FT1' }))).toBe(
      'refund-not-approved',
    );
    const self = { refund: wanted.refund, approval: desk.by('cashier') };
    expect(code(await approveRefund(desk.context, self))).toBe('self-approval');
    done(await approveRefund(desk.context, { refund: wanted.refund, approval: desk.by('chief') }));
    const [given] = desk.context.reads.rareEntries('approval.given', desk.today, desk.today);
    expect(given?.body.act).toBe('refund-another-way');
    expect(code(payRefund(desk.context, { refund: wanted.refund, reference: null }))).toBe(
      'reference-needed',
    );
    expect(done(payRefund(desk.context, { refund: wanted.refund, reference: 'FT1' }))).toMatchObject({
      state: 'paid',
    });
    const [paid] = desk.context.reads.rareEntries('refund.paid', desk.today, desk.today);
    expect(paid?.body.voucher?.number).toBe(1);
    const more = refund(tenderOf(receipt), 40_001, { receipt });
    expect(code(requestRefund(desk.context, more))).toBe('refund-above-balance');
  });

  it('refused frees the money; a drawer that holds less does not pay', async () => {
    const receipt = desk.receipt(900_000);
    const wanted = refund(tenderOf(receipt), 900_000, { receipt });
    done(requestRefund(desk.context, wanted));
    done(
      await refuseRefund(desk.context, {
        refund: wanted.refund,
        text: 'thiếu giấy',
        approval: desk.by('chief'),
      }),
    );
    expect(desk.context.reads.receipt(receipt)).toMatchObject({ refunding: 0, refunded: 0 });
    const again = refund(tenderOf(receipt), 900_000, { receipt });
    done(requestRefund(desk.context, again));
    done(await approveRefund(desk.context, { refund: again.refund, approval: desk.by('chief') }));
    const other = desk.receipt(50_000);
    await desk.close();
    await desk.openShift('cashier', 0);
    expect(code(payRefund(desk.context, { refund: again.refund, reference: null }))).toBe('drawer-too-small');
    // Nor does the cash of a void receipt come out of it, until somebody pays in.
    const voidIt = async () =>
      code(await voiding(other, { fates: [{ tender: tenderOf(other), fate: 'returned' }] }));
    const before = desk.context.ledger.head;
    expect(await voidIt()).toBe('drawer-too-small');
    expect(desk.context.ledger.head).toEqual(before);
    const payIn = { kind: 'pay-in' as const, amount: 50_000, reason: 'tiền từ quỹ', approval: null };
    done(await moveCash(desk.context, payIn));
    expect(await voidIt()).toBe('ok');
  });

  it('a collection that is dropped gives the cash back that was taken for a part of it', () => {
    const before = figures().expectedCash;
    const { payer, bills } = desk.payer([200_000]);
    const [bill = ''] = bills;
    const ids = { collection: desk.id(), tender: desk.id() };
    const who = { payer, payerName: 'Trần Ưởng', lines: [{ bill, amount: 200_000 }] };
    done(beginCash(desk.context, { ...ids, ...who, amount: 50_000 }));
    done(receiveCashTender(desk.context, { tender: ids.tender, given: 0 }));
    const { collection } = ids;
    const drop = (giveBack?: number) => code(undo(desk.context, { collection, giveBack }));
    // Not before the window has shown how much goes back.
    for (const wrong of [undefined, 0, 49_000]) expect(drop(wrong)).toBe('collection-has-money');
    expect(figures().expectedCash).toBe(before + 50_000);
    expect(drop(50_000)).toBe('ok');
    expect(figures()).toMatchObject({ expectedCash: before, cashReturned: 50_000, heldChange: 0 });
    expect(equationGap(figures())).toBe(0);
    expect(desk.context.reads.collection(collection)?.state).toBe('undone');
    expect(desk.context.reads.bill(bill)).toMatchObject({ paid: 0, held: 0 });
    expect(drop(50_000)).not.toBe('ok');
  });

  it('money that is free becomes a credit balance once', () => {
    const receipt = desk.receipt(10_000);
    expect(code(keepSurplus(desk.context, { tender: tenderOf(receipt) }))).toBe('no-surplus');
  });
});

describe('nhập bù', () => {
  const leaf = (number: number, more: Partial<PaperRequest> = {}): PaperRequest => {
    const { payer, bills } = desk.payer([45_000]);
    return {
      paper: desk.id(),
      book: 'QUYEN-01',
      number,
      writtenAt: desk.clock.now() - 86_400_000,
      writer: 'Lý Văn Thử',
      writerPerson: desk.person.other,
      text: 'mất điện',
      taken: { payer, payerName: 'Người Nộp', lines: [{ bill: bills[0] ?? '', amount: 45_000 }] },
      approval: desk.by('chief'),
      ...more,
    };
  };

  it('has its own series, number and day; the drawer has its cash; each leaf once; not by its writer', async () => {
    done(openBook(desk.context, { book: 'QUYEN-01', firstNumber: 101 }));
    expect(code(openBook(desk.context, { book: 'QUYEN-01', firstNumber: 1 }))).toBe('series-exists');
    const before = figures().expectedCash;
    const { receipt } = done(await enterPaper(desk.context, leaf(103)));
    const row = desk.context.reads.receipt(receipt ?? '');
    expect(row).toMatchObject({
      series: 'QUYEN-01',
      number: 103,
      issueDate: '2026-10-04',
      cashierName: 'Lý Văn Thử',
    });
    expect(figures().expectedCash).toBe(before + 45_000);
    expect(code(await enterPaper(desk.context, leaf(103)))).toBe('paper-exists');
    expect(code(await enterPaper(desk.context, leaf(100)))).toBe('paper-not-in-book');
    expect(code(await enterPaper(desk.context, leaf(104, { writtenAt: desk.clock.now() + 1 })))).toBe(
      'paper-from-the-future',
    );
    const own = leaf(104, { writerPerson: desk.person.chief });
    expect(code(await enterPaper(desk.context, own))).toBe('self-approval');
    expect(done(await enterPaper(desk.context, leaf(101, { taken: null })))).toEqual({ receipt: null });
    expect(code(await enterPaper(desk.context, leaf(9, { book: 'BL26-Q1' })))).toBe('series-not-found');
    // Ordinary numbers go on as if nothing had been.
    expect(desk.context.reads.receipt(desk.receipt(1_000))?.number).toBe(1);
    expect(equationGap(figures())).toBe(0);
  });
});

describe('outages and sets', () => {
  it('are noted by a person, and by the counter itself when a channel is out for a minute', () => {
    const from = desk.clock.now() - 600_000;
    const { outage } = done(noteOutage(desk.context, { kind: 'power', from, to: null, text: 'cúp điện' }));
    done(endOutage(desk.context, { outage, to: from + 60_000 }));
    expect(code(endOutage(desk.context, { outage, to: from + 70_000 }))).toBe('outage-times');
    expect(code(endOutage(desk.context, { outage: desk.id(), to: from }))).toBe('outage-not-found');
    const watch = watchOutages(desk.context);
    watch.tell('bank', false);
    desk.clock.advance(30_000);
    watch.tell('bank', true);
    watch.tell('bank', false);
    desk.clock.advance(90_000);
    watch.tell('bank', false);
    watch.tell('bank', true);
    watch.stop();
    const rows = desk.context.reads.outagesAt(0, desk.clock.now() + 1);
    expect(rows.map(({ kind, automatic, from: at, to }) => [kind, automatic, (to ?? 0) - at])).toEqual([
      ['power', 0, 60_000],
      ['bank', 1, 90_000],
    ]);
  });

  it('an outage tells the leaves of paper books that were written meanwhile', async () => {
    done(openBook(desk.context, { book: 'QUYEN-07', firstNumber: 12 }));
    const from = desk.clock.now() - 3_600_000;
    const write = (number: number, writtenAt: number, taken: boolean) => {
      const { payer, bills } = desk.payer([45_000]);
      const lines = [{ bill: bills[0] ?? '', amount: 45_000 }];
      return enterPaper(desk.context, {
        ...{
          paper: desk.id(),
          book: 'QUYEN-07',
          number,
          writtenAt,
          writer: 'Lý Văn Thử',
          writerPerson: null,
        },
        ...{ text: 'cúp điện', taken: taken ? { payer, payerName: 'Người Nộp', lines } : null },
        approval: desk.by('chief'),
      });
    };
    done(await write(12, from - 60_000, true));
    done(await write(13, from + 60_000, true));
    done(await write(14, from + 120_000, false));
    const outage = { kind: 'power' as const, from, to: from + 600_000, text: 'điện lực cắt' };
    done(noteOutage(desk.context, outage));
    const period = { from: desk.today, to: desk.today };
    expect(outageReport(desk.context.reads, period, desk.clock.now())).toMatchObject([
      {
        ...{ kind: 'power', automatic: false, text: 'điện lực cắt', by: 'Nguyễn Thị Mẫu' },
        leaves: [{ book: 'QUYEN-07', first: 13, last: 14, count: 2, spoiled: 1, amount: 45_000 }],
      },
    ]);
  });

  it('a set holds each receipt of the day once; void and thu hộ stay out', async () => {
    const [one, two, three] = [desk.receipt(10_000), desk.receipt(20_000), desk.receipt(30_000)];
    const { payer, bills } = desk.payer([5_000], { onBehalf: true });
    desk.payCash(payer, [{ bill: bills[0] ?? '', amount: 5_000 }]);
    done(await voiding(three ?? '', { fates: [{ tender: tenderOf(three ?? ''), fate: 'returned' }] }));
    const set = invoiceSet(desk.context, desk.today, [one ?? '']);
    expect(set.single.map(({ id }) => id)).toEqual([one]);
    expect(set.summed.map(({ id }) => id)).toEqual([two]);
    expect(set.excluded.map(({ why }) => why).sort()).toEqual(['on-behalf', 'void']);
    const day = { day: desk.today, singles: [one ?? ''] };
    expect(done(exportInvoiceSet(desk.context, day))).toMatchObject({
      single: 1,
      summed: 1,
      summedTotal: 20_000,
    });
    expect(code(exportInvoiceSet(desk.context, day))).toBe('invoice-set-empty');
    // One that a person keeps out waits for a later set.
    const four = desk.receipt(40_000);
    const without = invoiceSet(desk.context, desk.today, [], [four]);
    expect(without.excluded.filter(({ why }) => why === 'left-out').map(({ receipt }) => receipt.id)).toEqual(
      [four],
    );
    const left = { day: desk.today, singles: [], leaveOut: [four] };
    expect(code(exportInvoiceSet(desk.context, left))).toBe('invoice-set-empty');
    expect(done(exportInvoiceSet(desk.context, { ...left, leaveOut: [] })).summedTotal).toBe(40_000);
  });
});
