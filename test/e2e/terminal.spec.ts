/** The card terminal's own screen with keys alone: a payment taken back with a second person's PIN, and settlement. */
import { expect, type Page } from '@playwright/test';
import { demoPin } from '../../src/main/desk/demo.ts';
import { readBooks } from '../support/e2e/books.ts';
import { owing } from '../support/e2e/codes.ts';
import { grouped, type Hands, handsOn, openPayer, openShift, signIn, words } from '../support/e2e/hands.ts';
import { test } from '../support/e2e/product.ts';

const cashier = 'Nguyễn Thị Diễm Quỳnh';

async function openTerminal(hands: Hands): Promise<Page> {
  await hands.press('Alt+M');
  await hands.page.getByRole('button', { name: words('more.terminal') }).press('Enter');
  await expect(
    hands.page.getByRole('heading', { name: words('terminal.title', { name: 'POS-1' }) }),
  ).toBeVisible();
  return hands.page;
}

test('a card is taken back, the rest is settled and agrees', async ({ page, folder, startDemo }) => {
  const program = await startDemo();
  const hands = await handsOn(page);
  await page.goto(program.links.cashier);
  await signIn(hands, cashier, demoPin);
  await openShift(hands, 2_000_000);
  const [first, second] = owing(folder, 2, 200_000);
  if (first === undefined || second === undefined) throw new Error('nobody owes');
  await openPayer(hands, first.code, first.name);
  await hands.press('F7');
  await expect(page.getByText(words('card.head.paid'))).toBeVisible();
  await hands.press('Enter');
  await expect(page.getByText(words('done.title'))).toBeVisible();
  await hands.press('Enter');
  await openPayer(hands, second.code, second.name);
  await hands.press('F7');
  await expect(page.getByText(words('card.head.paid'))).toBeVisible();

  await hands.press('F5');
  await expect(page.getByRole('heading', { name: words('idle.title') })).toBeVisible();
  await openTerminal(hands);
  await expect(page.getByTestId('to-settle')).toHaveText(new RegExp(`^${grouped(first.owed + second.owed)}`));
  // The newest stands first and on no receipt yet.
  await expect(page.getByRole('option', { selected: true })).toContainText(second.name);
  await hands.press('Alt+V');
  await hands.type(demoPin);
  await hands.press('Enter');
  await expect(
    page.getByText(words('terminal.void.done', { amount: `${grouped(second.owed)} đ` })),
  ).toBeVisible();
  await expect(page.getByTestId('to-settle')).toHaveText(new RegExp(`^${grouped(first.owed)}`));

  await hands.press('Enter');
  await expect(page.getByText(words('terminal.settle.sure.note'))).toBeVisible();
  // Twice the same key at once would count as one.
  await hands.press('F9', 'Enter');
  await expect(page.getByTestId('batch')).toContainText('Khớp');
  const { entries } = readBooks(folder);
  expect(entries['card.voided']).toBe(1);
  expect(entries['terminal.settled']).toBe(1);
});
