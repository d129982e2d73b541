/** The dispute register, and papers of money as files: marked like any paper (product.md E, A9; R19). */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LooseCredits } from '../../../src/main/bank/loose-credits.ts';
import {
  disputeFigures,
  disputeList,
  moveDispute,
  openDispute,
  tieDispute,
} from '../../../src/main/desk/dispute.ts';
import { freezeReport } from '../../../src/main/desk/freeze-report.ts';
import { disputePage } from '../../../src/main/desk/papers/dispute.ts';
import { frozenPaper, sharePaper } from '../../../src/main/desk/papers/share.ts';
import { pagesOf } from '../../../src/main/desk/papers/voucher.ts';
import { voucherPaper } from '../../../src/main/desk/voucher-paper.ts';
import { pagePaperOf } from '../../../src/main/documents/pages.ts';
import { makeReports } from '../../../src/main/reports/reports.ts';
import { unfinishedOf } from '../../../src/main/views/unfinished.ts';
import { code, DeskCounter, done } from '../../support/desk-counter.ts';

let desk: DeskCounter;

beforeEach(async () => {
  desk = await DeskCounter.open();
  await desk.openShift();
});
afterEach(() => desk.remove());

const parts = () => ({
  context: desk.context,
  forms: desk.context.forms,
  reports: makeReports({ clock: desk.context.clock, database: desk.money, reads: desk.context.reads }),
});

it('a complaint is tied to receipt and bank reference, has a deadline, steps and an outcome', async () => {
  const receipt = desk.receipt(250_000);
  desk.context.ledger.act(() => {
    const { ledger } = desk.context;
    const credit = desk.id();
    ledger.append({
      type: 'credit.seen',
      body: {
        ...{ credit, account: '970499-1', bankReference: 'FT99', amount: 250_000, paidAt: desk.clock.now() },
        ...{ origin: 'statement', found: null },
      },
      private: { content: 'NOP TIEN', otherName: null },
    });
    ledger.append({ type: 'credit.unmatched', body: { credit } });
  });
  const request = {
    kind: 'paid-twice' as const,
    ...{ dispute: desk.id(), receipt, amount: 250_000, deadline: '2026-10-12', bankReference: null },
    ...{ complainant: 'Phạm Người Nộp', contact: '0900 000 000', text: 'trả tiền mặt rồi lại bị trừ' },
  };
  expect(code(openDispute(desk.context, { ...request, deadline: '2026-10-04' }))).toBe(
    'dispute-deadline-past',
  );
  const opened = done(openDispute(desk.context, request));
  // Asked again because the answer was lost: the same complaint.
  expect(done(openDispute(desk.context, request))).toEqual(opened);
  expect(opened).toMatchObject({ state: 'opened', late: false, credit: null, by: 'Nguyễn Thị Mẫu' });
  expect(opened.receipt).toMatchObject({ receipt, total: 250_000, void: false });
  const { dispute } = request;
  const tied = done(tieDispute(desk.context, { dispute, receipt, bankReference: 'FT99' }));
  expect(tied.credit).toMatchObject({ amount: 250_000, matched: false });
  desk.until('2026-10-13T08:00');
  const list = () => disputeList(desk.context, 30);
  expect(list()).toMatchObject([{ dispute, late: true }]);
  await desk.signIn('accountant');
  expect(code(moveDispute(desk.context, { dispute, to: 'closed', text: 'x' }))).toBe('illegal-dispute-move');
  done(moveDispute(desk.context, { dispute, to: 'upheld', text: 'thấy báo có thứ hai' }));
  done(moveDispute(desk.context, { dispute, to: 'closed', text: 'đã hoàn' }));
  expect(list()).toMatchObject([
    {
      ...{ state: 'closed', late: false, next: [] },
      steps: [{ to: 'upheld', text: 'thấy báo có thứ hai' }, { to: 'closed' }],
    },
  ]);
  expect(disputeFigures(desk.context.reads, { from: '2026-10-01', to: '2026-10-31' })).toEqual({
    ...{ received: 1, decided: 1, amount: 250_000, averageDays: 8 },
  });
  const paper = done(disputePage(parts(), dispute));
  expect(paper).toMatchObject({ kind: 'dispute', deadline: '2026-10-12', number: opened.number });
  expect(paper.facts.map(({ value }) => value).join()).toContain('FT99');
});

it('a receipt, a deposit and a phiếu chi are made as pages once unmarked, then as copies', async () => {
  const receipt = desk.receipt(120_000);
  const { payer } = desk.payer([500_000]);
  const deposit = desk.deposit(payer, 300_000);
  const { spool } = desk.context;
  // Waits for a printer that is not there: two unmarked originals could come of it.
  expect(code(pagesOf(parts(), receipt))).toBe('print-in-progress');
  await spool.idle();
  const first = done(pagesOf(parts(), receipt));
  expect(first.mark).toEqual({ kind: 'original' });
  expect(first.document).toMatchObject({ kind: 'receipt', total: 120_000 });
  expect(done(pagesOf(parts(), receipt)).mark).toMatchObject({ kind: 'copy', number: 1 });
  const outcomes = desk.context.reads.print(receipt);
  expect(outcomes.map(({ mark, outcome }) => [mark, outcome])).toEqual(
    expect.arrayContaining([
      ['original', 'sent'],
      ['copy', 'sent'],
    ]),
  );
  const slip = done(pagesOf(parts(), deposit));
  expect(slip.document).toMatchObject({ kind: 'voucher', flow: 'deposit', form: { code: 'C40-BB' } });
  expect(slip.document).toMatchObject({ payer: { name: 'Trần Quốc Ưởng' }, total: 300_000 });
  // Both liên, in the sheet of the form.
  const text = JSON.stringify(pagePaperOf(slip.document, slip.mark));
  for (const lien of ['Liên 1: Lưu', 'Liên 2: Giao người nộp tiền']) expect(text).toContain(lien);
});

it('a Z whose paper did not come stands in the list of what is not done, without its sum', async () => {
  desk.receipt(50_000);
  const z = await desk.close();
  desk.context.spool.recover();
  const rows = unfinishedOf({ ...desk.context, loose: new LooseCredits(desk.clock) });
  expect(rows).toContainEqual(
    expect.objectContaining({ kind: 'voucher-not-printed', cause: 'z-slip', ref: z, amount: null }),
  );
  expect(done(voucherPaper(desk.context, z))).toMatchObject({ kind: 'z', number: '1', amount: null });
});

it('a frozen report keeps what stood beside its figures; what is counted later changes nothing on it', async () => {
  desk.receipt(80_000);
  const guide = (): void => {
    const body = { guidance: desk.id() };
    desk.context.ledger.act(() => desk.context.ledger.append({ type: 'guidance.given', body }));
  };
  guide();
  await desk.signIn('chief');
  const period = { from: '2026-01-01', to: '2026-12-31' };
  const { reports } = parts();
  const frozen = done(freezeReport(desk.context, reports, { ...period, supplements: null, early: true }));
  const paper = () => done(frozenPaper(parts(), frozen.report));
  const before = paper();
  expect(before.indicators).toEqual([{ label: 'Lượt được hướng dẫn', value: '1' }]);
  expect(before.readiness.map(({ label }) => label)).toEqual(['Mã QR', 'Thẻ', 'Mobile Money', 'Website']);
  guide();
  expect(paper()).toEqual(before);
  expect(sharePaper(parts(), period).indicators).toEqual([{ label: 'Lượt được hướng dẫn', value: '2' }]);
});
