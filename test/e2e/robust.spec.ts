/** What goes wrong at a counter: keys held or struck twice, a killed counter, closed windows, curious eyes. */
import { expect, type Page } from '@playwright/test';
import { demoPin } from '../../src/main/desk/demo.ts';
import { maskName } from '../../src/shared/text/index.ts';
import { readBooks } from '../support/e2e/books.ts';
import { grouped, type Hands, handsOn, openPayer, openShift, signIn, words } from '../support/e2e/hands.ts';
import { test } from '../support/e2e/product.ts';
import type { Program } from '../support/e2e/program.ts';

const cashier = 'Nguyễn Thị Diễm Quỳnh';
/** Payers of the sample list with one line each; cash is rounded to the nearest 1.000 đ. */
const quynh = { name: 'Lê Hoài Quỳnh', code: 'BN26004102', owed: 7_740, due: 8_000 };
const an = { name: 'Trần Minh Ân', code: 'BN26004101' };

/** The demonstration with a shift open and the find box waiting. */
async function serve(page: Page, startDemo: () => Promise<Program>) {
  const program = await startDemo();
  const hands = await handsOn(page);
  await page.goto(program.links.cashier);
  await signIn(hands, cashier, demoPin);
  await openShift(hands, 1_000_000);
  return { program, hands };
}

async function askForCash(hands: Hands): Promise<void> {
  await openPayer(hands, quynh.code, quynh.name);
  await hands.press('F4');
  await expect(hands.page.getByTestId('due')).toHaveText(new RegExp(`^${grouped(quynh.due)}`));
}

async function finishCash(hands: Hands): Promise<void> {
  await hands.press('Enter');
  await expect(hands.page.getByText(words('done.title'))).toBeVisible();
}

/** Keeps every text a window ever shows, from its first moment on. */
async function remember(page: Page): Promise<() => Promise<string>> {
  const seen: string[] = [];
  await page.exposeFunction('seen', (text: string) => void seen.push(text));
  await page.addInitScript(() => {
    new MutationObserver(() => Reflect.get(window, 'seen')(document.body?.innerText ?? '')).observe(
      document,
      {
        childList: true,
        subtree: true,
        characterData: true,
      },
    );
  });
  return async () => seen.join('\n');
}

test('keys held down or struck twice make one payment', async ({ page, folder, startDemo }) => {
  const { hands } = await serve(page, startDemo);

  await test.step('Enter struck twice on a person only opens the bill', async () => {
    await hands.type(quynh.code);
    await expect(page.getByRole('option')).toHaveCount(1);
    await hands.enterTwice();
    await expect(page.getByTestId('total')).toHaveText(new RegExp(`^${grouped(quynh.owed)}`));
    await expect(page.getByRole('table', { name: words('bill.list', { name: quynh.name }) })).toBeVisible();
    expect(readBooks(folder).cash).toEqual([]);
  });

  await test.step('Enter struck twice on the bill asks for the cash and does not take it', async () => {
    await hands.press('ArrowDown');
    await hands.enterTwice(() => expect(page.getByTestId('due')).toBeVisible());
    // A receipt would be there at once; what is there is the field for what the payer gives.
    await hands.type(5_000);
    await expect(page.getByTestId('change')).toBeVisible();
    expect(readBooks(folder).cash).toEqual(['intended']);
    expect(readBooks(folder).receipts).toEqual([]);
    await hands.press('Escape');
    await expect(page.getByTestId('due')).toHaveCount(0);
  });

  await test.step('F4 held down asks once', async () => {
    const before = readBooks(folder).cash.length;
    await hands.hold('F4', 20);
    await expect(page.getByTestId('due')).toBeVisible();
    expect(readBooks(folder).cash).toHaveLength(before + 1);
  });

  await test.step('Enter held down, and struck again, takes once and stays on the receipt', async () => {
    await hands.type(10_000);
    await hands.hold('Enter', 20);
    await hands.press('Enter');
    await expect(page.getByText(words('done.title'))).toBeVisible();
    const { receipts, cash, entries } = readBooks(folder);
    expect(receipts).toEqual([{ number: 1, total: quynh.owed }]);
    expect(cash.filter((state) => state === 'received')).toHaveLength(1);
    expect(entries['receipt.issued']).toBe(1);
  });
});

test('the counter is killed while cash is on the table: the window comes back and takes it once', async ({
  page,
  folder,
  startDemo,
}) => {
  const { program, hands } = await serve(page, startDemo);
  await askForCash(hands);
  await hands.type(10_000);
  await program.killCounter();
  await signIn(hands, cashier, demoPin);
  await expect(page.getByTestId('due')).toHaveText(new RegExp(`^${grouped(quynh.due)}`));
  expect(readBooks(folder).cash).toEqual(['intended']);
  await finishCash(hands);
  const { receipts, cash } = readBooks(folder);
  expect(receipts).toEqual([{ number: 1, total: quynh.owed }]);
  expect(cash).toEqual(['received']);
});

test('a reload of the cashier window in the middle of a payment changes nothing', async ({
  page,
  folder,
  startDemo,
}) => {
  const { hands } = await serve(page, startDemo);
  await askForCash(hands);
  await page.reload();
  await expect(page.getByTestId('due')).toHaveText(new RegExp(`^${grouped(quynh.due)}`));
  await finishCash(hands);
  await page.reload();
  await expect(page.getByLabel(words('last.title'))).toContainText(quynh.name);
  const { receipts, cash } = readBooks(folder);
  expect(receipts).toHaveLength(1);
  expect(cash).toEqual(['received']);
});

test('a display that comes back shows what is true and never the payer before', async ({
  page,
  context,
  startDemo,
  openDisplay,
}) => {
  const { program, hands } = await serve(page, startDemo);
  const display = await openDisplay(program.links.display);
  await openPayer(hands, quynh.code, quynh.name);
  await expect(display.getByText(maskName(quynh.name), { exact: true })).toBeVisible();
  await display.close();
  await expect(page.getByRole('banner')).toContainText(words('rail.display.off'));

  await hands.press('Escape');
  await openPayer(hands, an.code, an.name);
  await hands.press('F4');
  await expect(page.getByTestId('due')).toBeVisible();

  const again = await context.newPage();
  const everSeen = await remember(again);
  await again.goto((await program.newLinks()).display);
  await expect(again.getByText(words('display.cash.title'))).toBeVisible();
  await expect(again.getByText(maskName(an.name), { exact: true })).toBeVisible();
  await expect(page.getByRole('banner')).toContainText(words('rail.display.on'));

  await test.step('also while the counter is away', async () => {
    await program.killCounter();
    await expect(again.getByText(words('display.cash.title'))).toBeVisible();
  });
  expect(await everSeen()).toContain(maskName(an.name));
  expect(await everSeen()).not.toContain(maskName(quynh.name));
  expect(await everSeen()).not.toContain(an.name);
});

test('the lock hides every name and amount, and gives the bill back', async ({ page, startDemo }) => {
  const { hands } = await serve(page, startDemo);
  await askForCash(hands);
  await finishCash(hands);
  await openPayer(hands, an.code, an.name);
  const amounts = /\d\.\d{3}/;
  const screen = page.locator('body');
  await expect(screen).toContainText(amounts);
  await hands.press('Control+L');
  await expect(page.getByText(words('lock.private'))).toBeVisible();
  await expect(screen).toContainText(cashier);
  for (const secret of [an.name, quynh.name, amounts]) await expect(screen).not.toContainText(secret);
  await hands.type(demoPin);
  await hands.press('Enter');
  await expect(page.getByRole('table', { name: words('bill.list', { name: an.name }) })).toBeVisible();
});

test('an address opens one window once', async ({ page, context, startDemo }) => {
  const program = await startDemo();
  for (const link of [program.links.cashier, program.links.display]) {
    const opened = await context.newPage();
    await opened.goto(link);
    await expect(opened.locator('main')).not.toHaveText('');
    await expect.poll(() => opened.evaluate(() => sessionStorage.length)).toBe(1);
    await page.goto(link);
    await expect(page.getByRole('heading', { name: 'cần mở lại' })).toBeVisible();
    expect(await page.locator('script').count()).toBe(0);
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  }
});
