/** Papers of real books as files: their figures are those the window is shown, read back from the PDF and the workbook. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSheet } from 'read-excel-file/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freezeReport } from '../../../src/main/desk/freeze-report.ts';
import { bankFund, confirmHandIn, countFund, handInRows } from '../../../src/main/desk/hand-in.ts';
import { exportInvoiceSet } from '../../../src/main/desk/invoice-set.ts';
import { noteOutage } from '../../../src/main/desk/outage.ts';
import { collectionView } from '../../../src/main/desk/papers/collection.ts';
import { PaperFiles } from '../../../src/main/desk/papers/files.ts';
import {
  approveRefund,
  payRefund,
  type RefundRequest,
  requestRefund,
} from '../../../src/main/desk/refund.ts';
import { savePersonAgreed } from '../../../src/main/desk/save-person.ts';
import { voidReceipt } from '../../../src/main/desk/void-receipt.ts';
import { loadForms } from '../../../src/main/documents/forms.ts';
import { makeDocument } from '../../../src/main/documents/jobs.ts';
import { cashCurve, thinned } from '../../../src/main/reports/cash-curve.ts';
import { fundPapers } from '../../../src/main/reports/lists.ts';
import { makeReports, type Reports } from '../../../src/main/reports/reports.ts';
import { ok } from '../../../src/shared/kernel/result.ts';
import type { PaperRequest } from '../../../src/shared/rpc/documents.ts';
import { importPartBytes } from '../../../src/shared/rpc/import.ts';
import { code, DeskCounter, done } from '../../support/desk-counter.ts';
import { fontFolder } from '../../support/documents/golden.ts';

let desk: DeskCounter;
let reports: Reports;
let files: PaperFiles;
let folder: string;
let shift: string;

const formFolder = join(import.meta.dirname, '../../../resources/forms');
const hasPdfToText = (() => {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

beforeEach(async () => {
  desk = await DeskCounter.open();
  folder = mkdtempSync(join(tmpdir(), 'quay-thu-papers-'));
  const { context } = desk;
  reports = makeReports({ clock: context.clock, database: desk.money, reads: context.reads });
  files = new PaperFiles({ context, reports, forms: () => loadForms(formFolder) }, async (input) =>
    ok(await makeDocument({ ...input, fontFolder })),
  );
  shift = await desk.openShift();
});
afterEach(() => {
  desk.remove();
  rmSync(folder, { recursive: true, force: true });
});

const today = () => ({ from: desk.today, to: desk.today });

/** Asks for a paper; long ones leave the thread now and then, which takes the clock here. */
async function ask(paper: PaperRequest, format: 'pdf' | 'xlsx') {
  let settled = false;
  const asked = files.make({ paper, format }).finally(() => {
    settled = true;
  });
  while (!settled) {
    desk.clock.advance(1);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return asked;
}

async function fetched(paper: PaperRequest, format: 'pdf' | 'xlsx'): Promise<Buffer> {
  const made = done(await ask(paper, format));
  const parts = Array.from({ length: made.parts }, (_, index) => {
    return Buffer.from(done(files.part({ file: made.file, index })).content, 'base64');
  });
  const bytes = Buffer.concat(parts);
  expect(bytes.length).toBe(made.bytes);
  expect(made.parts).toBe(Math.ceil(made.bytes / importPartBytes));
  expect(made.fileName).toMatch(new RegExp(`\\.${format}$`));
  // What was fetched is gone.
  expect(code(files.part({ file: made.file, index: 0 }))).toBe('document-not-found');
  return bytes;
}

async function textOf(paper: PaperRequest): Promise<string> {
  const path = join(folder, 'paper.pdf');
  writeFileSync(path, await fetched(paper, 'pdf'));
  return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
}

async function cellsOf(paper: PaperRequest): Promise<unknown[][]> {
  return readSheet(await fetched(paper, 'xlsx'));
}

const grouped = (amount: number) => String(amount).replace(/\B(?=(\d{3})+$)/g, '.');

function tenderOf(receipt: string): string {
  const { sources } = JSON.parse(desk.context.reads.receipt(receipt)?.frozen ?? '{}') as {
    sources: { id: string }[];
  };
  return sources[0]?.id ?? '';
}

async function voided(receipt: string): Promise<void> {
  done(
    await voidReceipt(desk.context, {
      ...{ receipt, reason: 'wrong-amount', text: 'ghi sai', copyRecalled: false, replacement: null },
      fates: [{ tender: tenderOf(receipt), fate: 'returned' }],
      approval: desk.by('chief'),
    }),
  );
}

/** Receipts of two fee types and two wards, one void, one deposit. */
async function aDay(): Promise<void> {
  const first = desk.payer([120_000, 80_000], { group: 'Khám bệnh', className: 'Khoa Nội' });
  desk.payCash(
    first.payer,
    first.bills.map((bill, index) => ({ bill, amount: index === 0 ? 120_000 : 80_000 })),
  );
  const second = desk.payer([1_234_000], { group: 'Xét nghiệm', className: 'Khoa Ngoại' });
  desk.payCash(second.payer, [{ bill: second.bills[0] ?? '', amount: 1_234_000 }]);
  desk.deposit(first.payer, 500_000);
  await voided(desk.receipt(66_000));
}

describe('báo cáo thu', () => {
  it('every cut adds up to the total, and the workbook holds what the window shows', async () => {
    await aDay();
    await desk.signIn('chief');
    const view = collectionView(desk.context, reports, { ...today(), shift: null });
    expect(view.total).toMatchObject({ count: 2, total: 1_434_000 });
    for (const { rows } of view.cuts) {
      expect(rows.reduce((sum, row) => sum + row.total, 0)).toBe(1_434_000);
      expect(rows.reduce((sum, row) => sum + row.count, 0)).toBe(2);
    }
    expect(view.cuts.find(({ cut }) => cut === 'group')?.rows).toMatchObject([
      { label: 'Khám bệnh', count: 1, total: 200_000 },
      { label: 'Xét nghiệm', count: 1, total: 1_234_000 },
    ]);
    const cells = await cellsOf({ is: 'collection', ...today(), shift: null });
    for (const { rows } of view.cuts) {
      for (const row of rows) {
        const printed = cells.find((line) => line[1] === row.label);
        expect(printed?.slice(2, 5)).toEqual([row.count, ...row.amounts, row.total]);
      }
    }
  });

  it('thu hộ is never one row with what the facility earns, and the paper says how much it is', async () => {
    await aDay();
    const fee = { group: 'Khám bệnh', className: 'Khoa Nội' };
    const { payer, bills } = desk.payer([631_800], { ...fee, onBehalf: true });
    desk.payCash(payer, [{ bill: bills[0] ?? '', amount: 631_800 }]);
    await desk.signIn('chief');
    const { cuts } = collectionView(desk.context, reports, { ...today(), shift: null });
    const rows = (cut: string) =>
      cuts.find((one) => one.cut === cut)?.rows.map(({ label, total }) => [label, total]);
    expect(rows('source')).toEqual([
      ['Thu của đơn vị', 1_434_000],
      ['Thu hộ, ngoài nguồn thu', 631_800],
    ]);
    expect(rows('group')).toEqual([
      ['Khám bệnh', 200_000],
      ['Khám bệnh (thu hộ)', 631_800],
      ['Xét nghiệm', 1_234_000],
    ]);
    const said = (await cellsOf({ is: 'collection', ...today(), shift: null })).flat().join(' ');
    expect(said).toMatch(/Trong đó thu hộ 631\.800\sđ, không phải nguồn thu của đơn vị/);
  });

  it.skipIf(!hasPdfToText)('the PDF says the same sums', async () => {
    await aDay();
    await desk.signIn('chief');
    const text = await textOf({ is: 'collection', ...today(), shift });
    expect(text).toContain('BÁO CÁO THU THEO HÌNH THỨC THANH TOÁN');
    for (const sum of [200_000, 1_234_000, 1_434_000]) expect(text).toContain(grouped(sum));
    expect(text).toContain('Khám bệnh');
  });

  it('a period without anything is a paper all the same', async () => {
    await desk.signIn('chief');
    const day = { from: '2026-01-01', to: '2026-01-31' };
    for (const is of ['share', 'voids', 'cash-book', 'outages'] as const) {
      expect((await fetched({ is, ...day }, 'xlsx')).length).toBeGreaterThan(3_000);
    }
    for (const is of ['collection', 'register'] as const) {
      expect((await fetched({ is, ...day, shift: null }, 'pdf')).length).toBeGreaterThan(3_000);
    }
  });
});

describe('the shift', () => {
  it.skipIf(!hasPdfToText)('prints a shortage with the sign of the form and the word Thiếu', async () => {
    await aDay();
    const z = await desk.close(-5_000, 0);
    const text = await textOf({ is: 'cash-count', z });
    expect(text).toMatch(/Chênh lệch \(III = I – II\)\s+x\s+5\.000/);
    expect(text).toMatch(/Thiếu: 5\.000/);
    expect(text).toMatch(/Thừa: không/);
  });

  it.skipIf(!hasPdfToText)('bảng kê nộp tiền leads from papers to what is handed in', async () => {
    await aDay();
    const z = await desk.close(-5_000, 100_000);
    const [row] = handInRows(desk.context, today());
    const list = reports.handIn(z);
    const text = await textOf({ is: 'hand-in', z });
    expect(row).toMatchObject({ z, zNumber: 1, state: 'made', amount: null });
    expect(text).toContain(grouped(list?.handedIn ?? -1));
    expect(text).toContain(grouped(list?.papersTotal ?? -1));
    for (const paper of list?.papers ?? []) expect(text).toContain(String(paper.number).padStart(6, '0'));
    expect(text).toMatch(/Thiếu khi kiểm quỹ\s+−5\.000/);
  });

  it('the curve of the drawer ends where the Z says', async () => {
    await aDay();
    const z = desk.context.reads.z(await desk.close(7_000, 0));
    const points = cashCurve(desk.context.reads, shift);
    expect(points[0]?.amount).toBe(500_000);
    expect(points.at(-1)?.amount).toBe(z?.expected);
    const many = Array.from({ length: 1_000 }, (_, index) => index);
    expect(thinned(many, 240)).toHaveLength(240);
    expect(thinned(many, 240).at(-1)).toBe(999);
  });

  it('A4 of X and Z hold the same figures; whose shift it is has no X before the count', async () => {
    await aDay();
    expect(code(await files.make({ paper: { is: 'x' }, format: 'pdf' }))).toBe('x-of-own-shift');
    await desk.signIn('chief');
    const x = await cellsOf({ is: 'x' });
    await desk.signIn('cashier');
    const z = await desk.close(0, 0);
    const expected = (cells: unknown[][]) => cells.find((line) => line[0] === 'Phải có trong két');
    expect(x.flat()).toContain('BÁO CÁO GIỮA CA (X)');
    expect(x.flat()).not.toContain('Kiểm đếm được');
    expect(expected(x)).toEqual(expected(await cellsOf({ is: 'z', z })));
    await desk.signIn('chief');
    expect(code(await files.make({ paper: { is: 'x' }, format: 'pdf' }))).toBe('no-shift');
    await desk.signIn('cashier');
    const cells = (await cellsOf({ is: 'z', z })).flat();
    expect(cells).toContain(desk.context.reads.z(z)?.counted);
  });
});

describe('lists', () => {
  it('the register holds every number with its fate', async () => {
    await aDay();
    await desk.signIn('chief');
    const cells = await cellsOf({ is: 'register', ...today(), shift: null });
    const rows = cells.filter((line) => typeof line[0] === 'number');
    expect(rows.map((line) => [line[2], line[8], line[9]])).toEqual([
      ['000001', 200_000, null],
      ['000002', 1_234_000, null],
      ['000003', 0, 'Hủy'],
    ]);
  });

  it.skipIf(!hasPdfToText)('void receipts with who, why and what became of the money', async () => {
    await aDay();
    const receipt = desk.receipt(77_000);
    const back: RefundRequest = {
      ...({ source: 'tender', way: 'transfer' } as const),
      ...{ refund: desk.id(), receipt, amount: 77_000, text: 'đã về quê', id: tenderOf(receipt) },
      ...{ payeeName: 'Phạm Người Nhà', payeeIdentity: '001099000001' },
    };
    done(requestRefund(desk.context, back));
    done(await approveRefund(desk.context, { refund: back.refund, approval: desk.by('chief') }));
    done(payRefund(desk.context, { refund: back.refund, reference: 'FT26000001' }));
    await desk.signIn('chief');
    const text = await textOf({ is: 'voids', ...today() });
    // In cash it came, by transfer it went: such a refund is listed with its approver (product.md C).
    const cells = await cellsOf({ is: 'voids', ...today() });
    const went = cells.find((line) => line.includes('Chuyển khoản'));
    expect(went).toEqual(expect.arrayContaining(['Tiền mặt', 77_000, 'đã về quê', 'Võ Thị Ví Dụ']));
    expect(text).toContain('66.000');
    expect(text).toContain('Sai số tiền');
    expect(text).toContain('trả lại ngay');
  });

  it('the outages of a period with how long they lasted; one that lasts counts until now', async () => {
    const from = desk.clock.now() - 80 * 60_000;
    done(noteOutage(desk.context, { kind: 'power', from, to: from + 4_800_000, text: 'điện lực cắt' }));
    done(noteOutage(desk.context, { kind: 'network', from, to: null, text: 'đứt cáp' }));
    desk.clock.advance(30_000);
    const cells = await cellsOf({ is: 'outages', ...today() });
    const rows = cells.filter((line) => line[1] === 'Mất điện' || line[1] === 'Mất mạng');
    expect(rows.map((line) => [line[4], line[5], line[7]])).toEqual([
      ['1 giờ 20 phút', 'điện lực cắt', 'không dùng'],
      ['1 giờ 20 phút', 'đứt cáp', 'không dùng'],
    ]);
    expect(rows[1]?.[3]).toBe('chưa hết');
  });

  it('the day that was handed over to the e-invoice system is told as it was', async () => {
    await aDay();
    await desk.signIn('chief');
    const first = (await cellsOf({ is: 'invoices', day: desk.today })).flat();
    expect(first).toContain(1_434_000);
    done(exportInvoiceSet(desk.context, { day: desk.today, singles: [] }));
    const again = (await cellsOf({ is: 'invoices', day: desk.today })).flat();
    expect(again).toContain(1_434_000);
    expect(again).toContain('Chứng từ hủy');
    expect(again).not.toContain('Đã xuất trong bộ trước');
  });
});

describe('the fund', () => {
  it('hand-in, count and banking each have a paper, and the cash book their sum', async () => {
    await aDay();
    const z = await desk.close(0, 0);
    const { id: handIn, amount } = desk.context.reads.handInOfZ(z) ?? { id: '', amount: 0 };
    const receiver = desk.by('treasurer');
    const confirm = () =>
      confirmHandIn(desk.context, { handIn, lines: [], torn: amount, recounted: false, receiver });
    // No paper tells the treasurer what the cashier says before the count.
    await desk.signIn('treasurer');
    for (const is of ['hand-in', 'z', 'cash-count'] as const)
      expect(code(await files.make({ paper: { is, z }, format: 'pdf' }))).toBe('hand-in-not-counted');
    await desk.signIn('other');
    done(await confirm());
    // The same cash a second time.
    expect(code(await confirm())).toBe('hand-in-finished');
    expect(handInRows(desk.context, today())).toMatchObject([{ z, state: 'confirmed', counted: amount }]);
    await desk.signIn('treasurer');
    const lines = [{ denomination: 500_000, notes: 1 }];
    const counted = done(
      countFund(desk.context, { lines, torn: amount - 503_000, reason: 'thiếu ba nghìn' }),
    );
    done(bankFund(desk.context, { amount: 500_000, reference: 'NH123', text: 'Nộp vào kho bạc' }));
    const [banked, count] = fundPapers(desk.context.reads, today());
    expect([banked, count]).toMatchObject([
      { kind: 'banked', reference: 'NH123' },
      { kind: 'counted', id: counted.count, amount: -3_000 },
    ]);
    const book = (await cellsOf({ is: 'cash-book', ...today() })).flat();
    expect(book).toContain(desk.context.reads.fundBalance());
    const slip = (await cellsOf({ is: 'bank-deposit', banking: banked?.id ?? '' })).flat();
    expect(slip.join(' ')).toContain('NH123');
    const record = async () => (await cellsOf({ is: 'fund-count', count: counted.count })).flat().join(' ');
    expect(await record()).toContain('3000');
    // Who signs is who held the role then: of one who was changed since nobody guesses, and the place stays empty.
    expect(await record()).toContain('Võ Thị Ví Dụ');
    desk.clock.advance(86_400_000);
    await desk.signIn('admin');
    const change = { person: desk.person.chief, name: 'Lê Người Mới', roles: ['chief-accountant' as const] };
    done(
      await savePersonAgreed(desk.context, {
        ...{ ...change, active: true, pin: null, approval: desk.by('approver') },
      }),
    );
    await desk.signIn('treasurer');
    expect(await record()).not.toMatch(/Võ Thị Ví Dụ|Lê Người Mới/);
  });
});

describe('frozen figures', () => {
  it('stay what they were; a late till stands on a line of its own', async () => {
    await aDay();
    const period = today();
    const { report } = done(
      freezeReport(desk.context, reports, { ...period, supplements: null, early: true }),
    );
    const before = reports.frozen(report)?.bytes;
    desk.receipt(10_000);
    await desk.signIn('chief');
    expect(reports.frozen(report)?.bytes).toEqual(before);
    const cells = await cellsOf({ is: 'frozen', report });
    const total = cells.find((line) => line[0] === 'Cộng');
    const late = cells.find((line) => typeof line[0] === 'string' && line[0].startsWith('Bổ sung'));
    expect(total?.[4]).toBe(1_934_000);
    expect(late?.[4]).toBe(10_000);
    expect((await cellsOf({ is: 'share', ...period })).find((line) => line[0] === 'Cộng')?.[4]).toBe(
      1_944_000,
    );
  });
});

describe('who may', () => {
  it('a cashier has the papers of shifts and no books; nobody has them signed out', async () => {
    await desk.signIn('other');
    const books = { is: 'share', ...today() } as const;
    expect(code(await files.make({ paper: books, format: 'pdf' }))).not.toBe('ok');
    await desk.signIn('accountant');
    expect(code(await files.make({ paper: books, format: 'pdf' }))).toBe('ok');
    done(desk.context.staff.signOut());
    expect(code(await files.make({ paper: books, format: 'pdf' }))).not.toBe('ok');
  });

  it('says what is wrong with what was asked for', async () => {
    await desk.signIn('chief');
    const none = desk.id();
    const codes = await Promise.all(
      (
        [
          { is: 'share', from: '2026-10-06', to: '2026-10-05' },
          { is: 'z', z: none },
          { is: 'hand-in', z: none },
          { is: 'cash-count', z: none },
          { is: 'frozen', report: none },
          { is: 'fund-count', count: none },
          { is: 'bank-deposit', banking: none },
          { is: 'register', ...today(), shift: none },
        ] as const
      ).map(async (paper) => code(await files.make({ paper, format: 'pdf' }))),
    );
    expect(codes).toEqual([
      'period-malformed',
      'z-not-found',
      'z-not-found',
      'z-not-found',
      'report-not-found',
      'count-not-found',
      'banking-not-found',
      'shift-not-found',
    ]);
  });

  it('a paper of figures that are still being added up waits; any other is made', async () => {
    await desk.signIn('chief');
    const behind = { ...reports, caughtUp: async () => false };
    const early = new PaperFiles(
      { context: desk.context, reports: behind, forms: () => loadForms(formFolder) },
      async () => ({ ok: true, value: new Uint8Array(1) }),
    );
    expect(code(await early.make({ paper: { is: 'share', ...today() }, format: 'pdf' }))).toBe(
      'report-behind',
    );
    expect(await early.make({ paper: { is: 'outages', ...today() }, format: 'pdf' })).toMatchObject({
      ok: true,
    });
  });

  it('a worker that is busy or fails is told plainly, and nothing waits for the window', async () => {
    await desk.signIn('chief');
    for (const [failure, told] of [
      ['queue-full', 'document-busy'],
      ['failed', 'document-failed'],
    ] as const) {
      const broken = new PaperFiles(
        { context: desk.context, reports, forms: () => loadForms(formFolder) },
        async () => ({ ok: false, reason: { code: failure } }),
      );
      expect(code(await broken.make({ paper: { is: 'share', ...today() }, format: 'pdf' }))).toBe(told);
    }
  });
});
