/** A whole day at the counter with keys alone: what a cashier does, in order, on the real program (issue 2, point 5). */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { demoPin } from '../../src/main/desk/demo.ts';
import { denominations } from '../../src/shared/rpc/contract.ts';
import { maskName } from '../../src/shared/text/index.ts';
import { readBooks, savePrinter } from '../support/e2e/books.ts';
import { firstRun } from '../support/e2e/first-run.ts';
import {
  amountIn,
  grouped,
  type Hands,
  handsOn,
  openPayer,
  openShift,
  signIn,
  words,
} from '../support/e2e/hands.ts';
import type { Printer } from '../support/e2e/paper.ts';
import { test } from '../support/e2e/product.ts';

const cashier = { name: 'Tăng Thị Ước', pin: '413906' };
const facility = 'Bệnh viện Đa khoa Sông Mây';

const float = 500_000;
/** Two of her three lines are paid; cash is rounded to the nearest 1.000 đ. */
const first = {
  name: 'Đặng Thị Ẩn',
  search: 'dang thi an',
  lines: [38_700, 522_000],
  left: 74_000,
  given: 600_000,
};
const second = { name: 'Phùng Văn Ưởng', search: 'phung van uong', lines: [120_400], given: 150_000 };

const list = `STT;Mã BN;Họ và tên;Năm sinh;Địa chỉ;Nội dung thu;Nhóm dịch vụ;Số tiền phải thu
1;BN90000101;${first.name};1971;tổ 4, thị trấn Đồng Thử;Khám bệnh;Khám bệnh;38.700
2;BN90000101;${first.name};1971;tổ 4, thị trấn Đồng Thử;Chụp CT không cản quang;Chẩn đoán hình ảnh;522.000
3;BN90000101;${first.name};1971;tổ 4, thị trấn Đồng Thử;Thuốc ngoài danh mục;Thuốc;74.000
4;BN90000102;${second.name};1988;khóm Đông, xã Bình Ví Dụ;Siêu âm ổ bụng;Chẩn đoán hình ảnh;120.400
5;BN90000103;Đinh Thị Ân;2003;xóm Mới, phường Mẫu Sơn;Khám bệnh;Khám bệnh;38.700
`;

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

/** What is asked for in cash: the nearest 1.000 đ, the rule a new facility starts with. */
function cashDue({ lines }: { readonly lines: readonly number[] }): number {
  return Math.round(sum(lines) / 1_000) * 1_000;
}

/** First run: a hospital, its counter, one person for everything; the list is brought in later. */
function setUp(hands: Hands): Promise<void> {
  return firstRun(hands, {
    institution: 'hospital',
    facility,
    address: 'Khóm 2, phường Sông Mây',
    budgetCode: '0000123',
    account: null,
    person: cashier,
    list: 'later',
  });
}

/** Alt+M, the list of places, the file, a look, Enter. */
async function importList(hands: Hands): Promise<void> {
  const { page } = hands;
  // Waited for from here on, so that the browser hands the choice over long before the key that opens it.
  const chosen = page.waitForEvent('filechooser');
  await hands.press('Alt+M');
  await expect(page.getByRole('button', { name: words('more.import') })).toBeFocused();
  await hands.press('Enter');
  await expect(page.getByRole('button', { name: words('import.drop') })).toBeVisible();
  await hands.press('Enter');
  await (await chosen).setFiles({
    name: 'thu-thang-11.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(list),
  });
  await expect(page.getByRole('button', { name: words('import.accept', { rows: 5 }) })).toBeVisible();
  await expect(page.getByTestId('total')).toHaveText(new RegExp(`^${grouped(793_800)}`));
  await hands.press('Enter');
  await expect(page.getByText(words('import.done', { payers: 3, lines: 5 }))).toBeVisible();
  await hands.press('Enter');
  await expect(page.getByLabel(words('find.label'))).toBeFocused();
}

/** From the open bill to the receipt: F4, the amount, Enter; the number of the receipt. */
async function payCash(hands: Hands, payer: { readonly lines: readonly number[]; readonly given: number }) {
  const { page } = hands;
  await hands.press('F4');
  await expect(page.getByTestId('due')).toHaveText(new RegExp(`^${grouped(cashDue(payer))}`));
  await hands.type(payer.given);
  await expect(page.getByTestId('change')).toHaveText(
    new RegExp(`^${grouped(payer.given - cashDue(payer))}`),
  );
  await hands.press('Enter');
  await expect(page.getByText(words('done.title'))).toBeVisible();
  return page.getByTestId('receipt-number').innerText();
}

/** Waits until the paper that is out is as much as it should be, and says it was cut and not torn. */
async function paperIs(printer: Printer, sheets: number): Promise<void> {
  await expect
    .poll(async () => (await printer.sheets()).map(({ end }) => end))
    .toEqual(Array(sheets).fill('cut'));
}

/** The notes a sum is made of, largest first. */
function notesOf(amount: number): ReadonlyMap<number, number> {
  let rest = amount;
  const notes = new Map<number, number>();
  for (const denomination of denominations) {
    notes.set(denomination, Math.floor(rest / denomination));
    rest %= denomination;
  }
  return notes;
}

/** F12, the blind count note by note, the comparison, Enter; the Z stands on the screen. */
async function countAndClose(hands: Hands, inDrawer: number): Promise<void> {
  const { page } = hands;
  await hands.press('F12');
  await expect(page.getByRole('button', { name: words('shift.menu.close') })).toBeFocused();
  await hands.press('Enter');
  const notes = notesOf(inDrawer);
  for (const denomination of denominations.filter((value) => value >= 1_000)) {
    const name = words('close.notes.of', { denomination: `${grouped(denomination)}\u00a0đ` });
    await expect(page.getByLabel(name)).toBeFocused();
    await hands.type(notes.get(denomination) ?? 0);
    await hands.press('Enter');
  }
  await expect(page.getByTestId('total')).toHaveText(new RegExp(`^${grouped(inDrawer)}`));
  await hands.press('Enter');
  await expect(page.getByTestId('difference')).toHaveText(/^0/);
}

async function shown(page: Page, id: string): Promise<number> {
  return amountIn(await page.getByTestId(id).innerText());
}

test('a day of cash by keys alone: set-up, list, payments, paper, restart, Z', async ({
  page,
  folder,
  start,
  printer,
  openDisplay,
}) => {
  savePrinter(folder, printer);
  let program = await start();
  const hands = await handsOn(page);
  let display = await openDisplay(program.links.display);

  await test.step('first run, sign in, open the shift, bring in the list', async () => {
    await page.goto(program.links.cashier);
    await setUp(hands);
    await expect(display.getByText(words('display.closed'))).toBeVisible();
    await openShift(hands, float);
    await importList(hands);
    await expect(display.getByText(words('display.guidance.title'))).toBeVisible();
  });

  await test.step('two of three lines in cash; the display follows; one sheet', async () => {
    const masked = maskName(first.name);
    await openPayer(hands, first.search, first.name);
    await hands.press('ArrowDown', 'ArrowDown', 'ArrowLeft');
    await expect(page.getByTestId('total')).toHaveText(new RegExp(`^${grouped(sum(first.lines))}`));
    await expect(display.getByTestId('amount')).toHaveText(`${grouped(sum(first.lines))}đ`);
    await expect(display.getByText(masked, { exact: true })).toBeVisible();
    await hands.press('F4');
    await expect(display.getByText(words('display.cash.title'))).toBeVisible();
    await expect(display.getByTestId('amount')).toHaveText(`${grouped(cashDue(first))}đ`);
    await expect(page.getByTestId('due')).toBeVisible();
    await hands.press('Escape');
    await expect(page.getByTestId('due')).toHaveCount(0);
    const number = await payCash(hands, first);
    expect(Number(number)).toBe(1);
    await expect(display.getByText(words('display.received'), { exact: true })).toBeVisible();
    await expect(display.getByText(masked, { exact: true })).toBeVisible();
    await expect(display.getByText(`${grouped(first.given - cashDue(first))}\u00a0đ`)).toBeVisible();
    await expect(display.getByText(first.name)).toHaveCount(0);
    await expect(page.getByText(words('done.print.printed'))).toBeVisible();
    await paperIs(printer, 1);
    expect((await printer.picture(1)).subarray(1, 4).toString()).toBe('PNG');
  });

  await test.step('a restart changes nothing; F10 prints a marked copy', async () => {
    expect(await program.stop()).toBe(0);
    program = await start();
    await page.goto(program.links.cashier);
    display = await openDisplay(program.links.display);
    await signIn(hands, cashier.name, cashier.pin);
    await expect(page.getByLabel(words('last.title'))).toContainText(grouped(sum(first.lines)));
    await hands.press('F10');
    await paperIs(printer, 2);
    const [original, copy] = await printer.sheets();
    // The band "BẢN SAO – lần 1" and the time of the reprint come on top of the same receipt.
    expect(copy?.rows).toBeGreaterThan(original?.rows ?? Number.MAX_SAFE_INTEGER);
    expect(readBooks(folder).receipts).toHaveLength(1);
  });

  await test.step('a payment of one line takes at most nine keys', async () => {
    hands.countFromHere();
    await openPayer(hands, second.search, second.name);
    const number = await payCash(hands, second);
    expect(hands.presses).toBeLessThanOrEqual(9);
    test
      .info()
      .annotations.push({ type: 'keys of a one-line cash payment', description: `${hands.presses}` });
    expect(Number(number)).toBe(2);
    await paperIs(printer, 3);
  });

  await test.step('the rest is still owed, and nothing of what was paid', async () => {
    await openPayer(hands, first.search, first.name);
    expect(await shown(page, 'total')).toBe(first.left);
    await hands.press('Escape');
  });

  await test.step('count, compare, Z', async () => {
    const cash = cashDue(first) + cashDue(second);
    await countAndClose(hands, float + cash);
    expect(await shown(page, 'expected')).toBe(float + cash);
    expect(await shown(page, 'counted')).toBe(float + cash);
    expect(await shown(page, 'shift-total')).toBe(cash);
    await hands.press('Enter');
    await expect(page.getByTestId('z-title')).toHaveText(words('z.title', { number: '0001' }));
    expect(await shown(page, 'handed-in')).toBe(cash);
    await expect(display.getByText(words('display.closed'))).toBeVisible();
    await paperIs(printer, 4);
  });

  await test.step('the books of the day are clean', async () => {
    expect(await program.stop()).toBe(0);
    const books = readBooks(folder);
    expect(books.receipts).toEqual([
      { number: 1, total: sum(first.lines) },
      { number: 2, total: sum(second.lines) },
    ]);
    // One was asked for, taken back with Esc, and asked for again.
    expect(books.cash).toEqual(['cancelled', 'received', 'received']);
    const tool = join(import.meta.dirname, '../../src/main/tools/ledger.ts');
    const verdict = execFileSync(process.execPath, [tool, 'verify', folder], { encoding: 'utf8' });
    expect(verdict).not.toBe('');
  });
});

test('the demonstration asks nothing: a name, the PIN on the screen, a payment on simulated paper', async ({
  page,
  start,
}) => {
  const program = await start('--demo', 'hospital');
  const hands = await handsOn(page);
  await page.goto(program.links.cashier);
  await signIn(hands, 'Nguyễn Thị Diễm Quỳnh', demoPin);
  await openShift(hands, 2_000_000);
  hands.countFromHere();
  await openPayer(hands, 'BN26004102', 'Lê Hoài Quỳnh');
  await hands.press('F4');
  await expect(page.getByTestId('due')).toBeVisible();
  await hands.press('Enter');
  await expect(page.getByText(words('done.title'))).toBeVisible();
  expect(hands.presses).toBeLessThanOrEqual(9);
  await expect(page.getByText(words('done.print.printed'))).toBeVisible();
});
