/** A keyed card, Mobile Money over USSD, and money that came without our code, with keys alone (issue 3 "Collect"). */
import { expect, type Page } from '@playwright/test';
import { demoPin } from '../../src/main/desk/demo.ts';
import { type Owing, order, owing, receiptsOf } from '../support/e2e/codes.ts';
import { grouped, type Hands, handsOn, openPayer, openShift, signIn, words } from '../support/e2e/hands.ts';
import { test } from '../support/e2e/product.ts';
import type { Program } from '../support/e2e/program.ts';

const cashier = 'Nguyễn Thị Diễm Quỳnh';
const account = { bin: '999999', number: '0000012345678' };

async function serve(page: Page, program: Program, folder: string): Promise<{ hands: Hands; who: Owing }> {
  const hands = await handsOn(page);
  await page.goto(program.links.cashier);
  await signIn(hands, cashier, demoPin);
  await openShift(hands, 2_000_000);
  const [who] = owing(folder, 1);
  if (who === undefined) throw new Error('nobody owes');
  return { hands, who };
}

test('money of nobody is judged by a person, given to a bill, and gets its receipt', async ({
  page,
  folder,
  startDemo,
}) => {
  const program = await startDemo();
  const { hands, who } = await serve(page, program, folder);
  const content = `${who.code} nop vien phi`;
  await order(program.bank, '/credit', { ...account, amount: who.owed, content });
  const row = page.locator('.qt-unfinished-row').filter({ hasText: words('unfinished.unmatched-credit') });
  await expect(row).toHaveCount(1);
  await hands.press('ArrowDown', 'Enter');
  await expect(page.getByTestId('credit-content')).toHaveText(content);
  const candidate = page.getByRole('option', { selected: true });
  await expect(candidate).toContainText(who.name);
  await expect(candidate).toContainText(words('credit.reason.amount-equal'));
  await expect(candidate).toContainText(words('credit.reason.payer-code-in-content'));
  expect(receiptsOf(folder)).toEqual([]);
  await hands.press('Enter');
  await expect(page.getByRole('button', { name: words('credit.use') })).toBeVisible();
  await hands.press('Enter');
  await expect(page.getByRole('button', { name: words('qr.issue') })).toBeVisible();
  await hands.press('Enter');
  await expect(page.getByText(words('done.title'))).toBeVisible();
  expect(receiptsOf(folder)).toMatchObject([{ total: who.owed, methods: ['transfer'] }]);
});

test('Mobile Money is asked for, claimed, and accepted by an approver with evidence', async ({
  page,
  folder,
  startDemo,
  openDisplay,
}) => {
  const program = await startDemo();
  const { hands, who } = await serve(page, program, folder);
  const display = await openDisplay(program.links.display);
  await page.bringToFront();
  await openPayer(hands, who.code, who.name);
  await hands.press('F8');
  await expect(page.getByLabel(words('mobile.phone'))).toBeFocused();
  await hands.type('0900000001');
  await hands.press('Enter');
  await expect(page.getByTestId('due')).toHaveText(new RegExp(`^${grouped(who.owed)}`));
  await expect(display.getByText('*000#')).toBeVisible();
  await hands.press('Alt+N');
  await expect(page.getByText(words('qr.claimed'))).toBeVisible();
  await hands.press('Alt+A');
  await expect(page.getByLabel(words('accept.text'))).toBeFocused();
  // Without saying what was seen nobody can be asked.
  await hands.press('Enter');
  await expect(page.getByText(words('approval.title'))).toHaveCount(0);
  await hands.press('ArrowDown');
  await hands.type('SMS 9:14');
  await hands.press('Enter');
  await expect(page.getByText(words('approval.title'))).toBeVisible();
  await hands.type(demoPin);
  await hands.press('Enter');
  await expect(page.getByRole('button', { name: words('qr.issue'), exact: false })).toHaveAttribute(
    'aria-disabled',
    'false',
  );
  await hands.press('Enter');
  await expect(page.getByText(words('done.title'))).toBeVisible();
  expect(receiptsOf(folder)).toMatchObject([{ total: who.owed, methods: ['mobile-money'] }]);
});
