/** A day's end with keys alone: hand-in by a second person, reports that add up, a workbook that says the same (issue 6). */
import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { readSheet } from 'read-excel-file/node';
import { demoPin } from '../../src/main/desk/demo.ts';
import { owing } from '../support/e2e/codes.ts';
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
import { test } from '../support/e2e/product.ts';

const cashier = 'Nguyễn Thị Diễm Quỳnh';
const treasurer = 'Phạm Thị Mỹ Ẩn';
const chief = 'Võ Thị Thu Nguyệt';
const float = 500_000;

/** Opens a place of the menu. */
async function openPlace(hands: Hands, name: string): Promise<void> {
  const { page } = hands;
  await hands.press('Alt+M');
  const place = page.getByRole('button', { name, exact: false }).first();
  await expect(place).toBeVisible();
  for (
    let step = 0;
    step < 20 && !(await place.evaluate((one) => one === document.activeElement));
    step += 1
  ) {
    await hands.press('ArrowDown');
  }
  await hands.press('Enter');
}

/** Counts 1.000 đ notes only, row by row; the cursor ends on the torn ones. */
async function countInThousands(hands: Hands, amount: number): Promise<void> {
  const row = hands.page.getByLabel(words('close.notes.of', { denomination: `${grouped(1_000)}\u00a0đ` }));
  while (!(await row.evaluate((one) => one === document.activeElement))) await hands.press('ArrowDown');
  await hands.type(amount / 1_000);
  await hands.press('Enter');
  await expect(hands.page.getByTestId('total')).toHaveText(new RegExp(`^${grouped(amount)}`));
}

/** Presses the keys of an export and gives the file. */
async function exported(page: Page, hands: Hands, chord: string): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await hands.press(chord);
  return readFileSync(await (await download).path());
}

test('cash is handed in once, the report adds up, and the workbook is the screen', async ({
  page,
  startDemo,
  folder,
}) => {
  const program = await startDemo();
  const hands = await handsOn(page);
  await page.goto(program.links.cashier);
  await signIn(hands, cashier, demoPin);
  await openShift(hands, float);
  let taken = 0;
  for (const who of owing(folder, 2, 100_000)) {
    await openPayer(hands, who.code, who.name);
    await hands.press('F4');
    await expect(page.getByRole('button', { name: words('cash.receive') })).toBeVisible();
    taken += amountIn(await page.getByTestId('due').innerText());
    await hands.press('Enter');
    await expect(page.getByText(words('done.title'))).toBeVisible();
    await hands.press('Escape');
    await expect(page.getByLabel(words('find.label'))).toBeFocused();
  }

  // What should be there: cash is rounded to whole thousands at this counter.
  await hands.press('F12');
  await expect(page.getByRole('button', { name: words('shift.menu.close') })).toBeFocused();
  await hands.press('Enter');
  await countInThousands(hands, taken + float);
  await hands.press('Enter');
  await expect(page.getByTestId('difference')).toHaveText(/^0/);
  await hands.press('Enter');
  await expect(page.getByTestId('difference')).toHaveCount(0);
  const handed = amountIn(await page.getByTestId('handed-in').innerText());
  await hands.press('Escape');

  // Two-sided: the treasurer counts and enters the own PIN at the cashier's counter.
  await openPlace(hands, words('more.hand-in'));
  // The sum that the cashier says is not on the screen before the treasurer has counted.
  await expect(page.getByTestId('hand-in-hidden')).toBeVisible();
  await hands.press('Enter');
  await countInThousands(hands, handed);
  await hands.press('Enter');
  await expect(page.getByText(words('hand-in.pin'))).toBeVisible();
  await expect(page.getByRole('option', { selected: true })).toContainText(treasurer);
  await hands.type(demoPin);
  await hands.press('Enter');
  const row = page.getByRole('listbox', { name: words('hand-in.title') }).getByRole('option');
  await expect(row).toContainText(words('hand-in.received', { name: treasurer }));
  await expect(page.locator('.qt-primary')).toHaveAttribute('aria-disabled', 'true');
  // The same cash a second time is refused with the reason.
  await hands.press('Enter');
  await expect(page.getByRole('alert')).toContainText(treasurer);
  expect((await exported(page, hands, 'Control+p')).subarray(0, 5).toString()).toBe('%PDF-');

  await hands.press('Escape');
  await openPlace(hands, words('more.sign-out'));
  await signIn(hands, chief, demoPin);
  await openPlace(hands, words('more.reports'));
  const share = page.getByTestId('share-table');
  await expect(share.locator('tfoot td').nth(3)).toHaveText(grouped(taken));
  await hands.press('Alt+ArrowRight');
  const crossed = page.getByTestId('crossed-cashier');
  await expect(crossed.locator('tfoot td').first()).toHaveText('2');
  const lastCell = crossed.locator('tfoot td').last();
  const shown = amountIn(await lastCell.innerText());
  const bytes = await exported(page, hands, 'Control+e');
  const cells = (await readSheet(bytes)) as unknown[][];
  const totals = cells.find((line) => line[0] === 'Tổng cộng');
  expect(totals?.at(-1)).toBe(shown);
  expect(cells.find((line) => line[1] === cashier)?.[2]).toBe(2);
  await expect(page.getByText(words('papers.made', { file: '' }).trim(), { exact: false })).toBeVisible();
});
