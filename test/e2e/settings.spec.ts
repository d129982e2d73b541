/** Changing where the money goes: seen as a code, agreed to by a second person, then used by the counter. */

import { createCanvas, loadImage } from '@napi-rs/canvas';
import { expect, type Page } from '@playwright/test';
import jsQR from 'jsqr';
import { demoPin } from '../../src/main/desk/demo.ts';
import { decodeVietQr } from '../../src/shared/vietqr/index.ts';
import { readBooks } from '../support/e2e/books.ts';
import { handsOn, signIn, words } from '../support/e2e/hands.ts';
import { test } from '../support/e2e/product.ts';

const administrator = 'Trần Quốc Khởi';
const number = '0000098765432';

/** What a phone held against the screen would read. */
async function scan(page: Page): Promise<string> {
  const shot = await page.getByRole('img', { name: words('account.preview.code') }).screenshot();
  const image = await loadImage(shot);
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  return jsQR(new Uint8ClampedArray(data), image.width, image.height)?.data ?? '';
}

test('an account is changed with the PIN of the chief accountant, and its code can be scanned', async ({
  page,
  folder,
  startDemo,
}) => {
  const program = await startDemo();
  const hands = await handsOn(page);
  await page.goto(program.links.cashier);
  await signIn(hands, administrator, demoPin);
  await hands.press('Alt+M');
  await page.getByRole('button', { name: words('more.settings') }).press('Enter');
  await expect(page.getByRole('heading', { name: words('settings.facility') })).toBeVisible();
  await hands.press('ArrowDown');
  await expect(page.getByRole('heading', { name: words('settings.accounts') })).toBeVisible();
  await expect(page.getByLabel(words('account.number'))).toHaveValue(/^0000 0123/);

  const before = decodeVietQr(await scan(page));
  expect(before).toMatchObject({ ok: true });
  const field = page.getByLabel(words('account.number'));
  await hands.press('ArrowRight');
  for (let tab = 0; tab < 8 && !(await field.evaluate((one) => one === document.activeElement)); tab += 1) {
    await hands.press('Tab');
  }
  await expect(field).toBeFocused();
  await hands.press('Control+A');
  await hands.type(number);
  await expect.poll(() => scan(page)).toContain(number);
  const after = decodeVietQr(await scan(page));
  expect(after).toMatchObject({ ok: true, value: { bin: '999999', account: number, amount: 1_000 } });

  const written = readBooks(folder).entries['settings.set'] ?? 0;
  await hands.press('Enter');
  await expect(page.getByText(words('approval.title'))).toBeVisible();
  await hands.type('111222');
  await hands.press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  expect(readBooks(folder).entries['settings.set'] ?? 0).toBe(written);
  // A wrong PIN costs a second before the next is looked at.
  await page.waitForTimeout(1_500);
  await hands.type(demoPin);
  await hands.press('Enter');
  await expect(page.getByText(words('settings.saved'))).toBeVisible();
  expect(readBooks(folder).entries['settings.set'] ?? 0).toBe(written + 1);

  // Back to the list of sections, down to the past changes.
  await hands.press('Escape');
  const changes = page.getByRole('button', { name: words('settings.changes') });
  for (let step = 0; step < 15 && (await changes.getAttribute('aria-current')) === null; step += 1) {
    await hands.press('ArrowDown');
  }
  const newest = page.getByRole('table').getByRole('row').nth(1);
  await expect(newest).toContainText(words('settings.key.accounts'));
  await expect(newest).toContainText(number);
  await expect(newest).toContainText(administrator);
  await expect(newest).toContainText(words('settings.changes.agreed', { name: 'Võ Thị Thu Nguyệt' }));
});
