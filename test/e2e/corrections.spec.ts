/** A void with approval whose cash is then refunded, and a deposit that pays its stay; with nothing but keys. */
import { expect, type Page } from '@playwright/test';
import { demoPin } from '../../src/main/desk/demo.ts';
import { amountIn, grouped, type Hands, handsOn, openShift, signIn, words } from '../support/e2e/hands.ts';
import { test } from '../support/e2e/product.ts';

const cashier = 'Nguyễn Thị Diễm Quỳnh';

/** Types a patient's code and opens the bill. */
async function openBill(hands: Hands, page: Page, code: string): Promise<void> {
  await hands.type(code);
  const found = page.getByRole('option');
  await expect(found).toHaveCount(1);
  await expect(found).toContainText(code);
  await hands.press('Enter');
  await expect(found).toHaveCount(0);
  await expect(page.getByRole('table').first()).toBeVisible();
}

test('a receipt is voided, its cash refunded, and the history says so', async ({ page, startDemo }) => {
  const program = await startDemo();
  const hands = await handsOn(page);
  await page.goto(program.links.cashier);
  await signIn(hands, cashier, demoPin);
  await openShift(hands, 2_000_000);
  await openBill(hands, page, 'BN26004102');
  await hands.press('F4');
  const due = amountIn(await page.getByTestId('due').innerText());
  await hands.press('Enter');
  await expect(page.getByText(words('done.title'))).toBeVisible();
  await hands.press('F11');
  await expect(page.getByTestId('history-number')).toHaveText('000001');

  await hands.press('Alt+H');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(words('void.title', { number: '000001' }))).toBeVisible();
  await expect(dialog.getByRole('radio', { name: words('void.reason.wrong-payer') })).toBeFocused();
  // Nothing is chosen for the person, and Enter does nothing before all is said.
  await hands.press('Space', 'Enter', 'Tab');
  await hands.type('Ghi nhầm bệnh nhân khác');
  await hands.press('Tab', 'Space', 'Tab', 'Space', 'ArrowRight');
  await expect(dialog.getByRole('radio', { name: words('void.fate.refund.cash') })).toBeChecked();
  // At a hospital money goes back only to who shows a paper.
  await expect(dialog.getByText(words('refund.missing.identity'))).toBeVisible();
  await hands.press('Tab', 'Tab');
  await hands.type('000000000001');
  await expect(dialog.getByText(words('void.missing.pin'))).toBeVisible();
  await hands.press('Tab');
  await hands.type(demoPin);
  await hands.press('Enter');
  await expect(dialog.getByText(words('void.done.title', { number: '000001' }))).toBeVisible();

  // Nothing has moved yet: the refund waits for its own approval.
  await hands.press('ArrowDown', 'Enter');
  const row = page.getByRole('option');
  await expect(row).toContainText(words('refunds.state.requested'));
  await expect(row).toContainText(grouped(due));
  await hands.press('ArrowDown', 'Enter');
  await expect(page.getByText(words('refund.approve.title'))).toBeVisible();
  await hands.type(demoPin);
  await hands.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(row).toContainText(words('refunds.state.approved'));
  await hands.press('ArrowDown', 'Enter');
  await expect(page.getByText(words('refund.paid'), { exact: true })).toBeVisible();
  await expect(page.getByTestId('total')).toContainText(grouped(due));

  await hands.press('F11');
  const detail = page.getByRole('region', { name: words('history.detail') });
  await expect(detail).toContainText('Biên lai đã hủy');
  const rows = page.getByRole('listbox', { name: words('history.title') }).getByRole('option');
  await expect(rows).toContainText(words('history.tag.void'));
  await expect(page.getByRole('button', { name: words('void.bar') })).toHaveCount(0);
});

test('a deposit is taken and settles the stay', async ({ page, startDemo }) => {
  const program = await startDemo();
  const hands = await handsOn(page);
  await page.goto(program.links.cashier);
  await signIn(hands, cashier, demoPin);
  await openShift(hands, 2_000_000);
  await openBill(hands, page, 'BN26004101');
  const owed = amountIn(await page.getByTestId('total').innerText());
  const deposit = owed + 100_000;

  await hands.press('Alt+M');
  await expect(page.getByRole('button', { name: words('other.stay') })).toBeFocused();
  await hands.press('Enter');
  await expect(page.getByText(words('deposit.none'))).toBeVisible();
  await hands.press('ArrowDown', 'Enter');
  await expect(page.getByLabel(words('deposit.amount'))).toBeFocused();
  await hands.type(deposit);
  await hands.press('Enter');
  // The workplace takes it like any other money.
  await expect(page.getByRole('table').first()).toContainText('Tạm ứng viện phí');
  await hands.press('F4');
  await expect(page.getByTestId('due')).toContainText(grouped(deposit));
  await hands.press('Enter');
  await expect(page.getByTestId('deposit-number')).toHaveText('000001');
  await hands.press('ArrowDown', 'Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await openBill(hands, page, 'BN26004101');
  await hands.press('Alt+M');
  await expect(page.getByRole('button', { name: words('other.stay') })).toBeFocused();
  await hands.press('Enter');
  const row = page.getByRole('option');
  await expect(row).toContainText(words('deposit.state.open'));
  await expect(row).toContainText(grouped(deposit));
  await hands.press('Alt+V');
  await expect(page.getByLabel(words('settle.insurance'))).toBeFocused();
  await expect(page.getByTestId('total')).toContainText(grouped(100_000));
  await hands.press('Tab', 'Tab');
  await expect(page.getByLabel(words('settle.identity'))).toBeFocused();
  await hands.type('000000000001');
  await hands.press('Enter');
  await expect(page.getByText('Đã thanh toán ra viện')).toBeVisible();
  await hands.press('ArrowDown', 'Enter');
  await expect(row).toContainText(words('refunds.source.deposit'));
  await expect(row).toContainText(grouped(100_000));
});
