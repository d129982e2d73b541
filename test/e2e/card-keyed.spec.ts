/** A card on a terminal that is not connected pays a part, and its slip is voided on the terminal, with keys alone. */
import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { demoPin } from '../../src/main/desk/demo.ts';
import { readBooks } from '../support/e2e/books.ts';
import { grouped, type Hands, handsOn, openPayer, openShift, signIn, words } from '../support/e2e/hands.ts';
import { keyedSchool, payPartByCard } from '../support/e2e/keyed-card.ts';
import { test } from '../support/e2e/product.ts';
import type { Program } from '../support/e2e/program.ts';

const slips = (page: Page) => page.getByRole('region', { name: words('keyed.title') });

/** Alt+V, why, Enter: what the slip brought goes back to the card. */
async function voidSlip(hands: Hands, amount: number): Promise<void> {
  const { page } = hands;
  await hands.press('Alt+V');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(grouped(amount));
  // A hurried Enter voids nothing: nobody has said why.
  await hands.press('Enter');
  await expect(dialog.getByRole('button', { name: words('keyed.void.choose') })).toBeVisible();
  await hands.press('ArrowRight', 'ArrowRight', 'ArrowRight');
  await expect(dialog.getByLabel(words('terminal.void.reason.payer-asks'))).toBeChecked();
  await hands.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(slips(page).getByRole('status')).toContainText(grouped(amount));
}

/** Alt+H leads to the terminal while the slip is in; it drops nothing, however often it is pressed. */
async function cannotDrop(hands: Hands, folder: string): Promise<void> {
  for (let press = 0; press < 2; press += 1) {
    await hands.press('Alt+H');
    await expect(slips(hands.page).getByRole('alert')).toContainText('Alt+V');
  }
  expect(readBooks(folder).entries['collection.undone']).toBeUndefined();
}

/** Drops the bill that holds nothing any more; the books are clean. */
async function drop({ hands, folder, program }: { hands: Hands; folder: string; program: Program }) {
  const { page } = hands;
  await expect(page.getByRole('complementary').getByText(words('bill.now'))).toBeVisible();
  await hands.press('Alt+H');
  await expect(page.getByRole('alert')).toContainText('Alt+H');
  await hands.press('Alt+H');
  await expect(page.getByRole('heading', { name: words('idle.title') })).toBeVisible();
  expect(await program.stop()).toBe(0);
  const { entries, receipts } = readBooks(folder);
  expect(receipts).toEqual([]);
  expect(entries).toMatchObject({ 'manual.keyed': 1, 'manual.voided': 1, 'collection.undone': 1 });
  const tool = join(import.meta.dirname, '../../src/main/tools/ledger.ts');
  expect(execFileSync(process.execPath, [tool, 'verify', folder], { encoding: 'utf8' })).not.toBe('');
}

test('a part by keyed card stands on the bill; voided on the terminal, the bill is dropped', async ({
  page,
  folder,
  demoFolder,
  start,
}) => {
  cpSync(demoFolder, folder, { recursive: true });
  const part = 20_000;
  const { name, total } = await payPartByCard(folder, { demo: 'hospital', slips: [part], text: 'tran' });
  const program = await start('--demo', 'hospital');
  const hands = await handsOn(page);
  await page.goto(program.links.cashier);
  await signIn(hands, 'Nguyễn Thị Diễm Quỳnh', demoPin);
  await expect(page.getByRole('table', { name: words('bill.list', { name }) })).toBeVisible();
  await expect(page.getByTestId('total')).toHaveText(new RegExp(`^${grouped(total - part)}`));
  await expect(slips(page)).toContainText('845301');
  await cannotDrop(hands, folder);
  await voidSlip(hands, part);
  await expect(page.getByTestId('total')).toHaveText(new RegExp(`^${grouped(total)}`));
  await drop({ hands, folder, program });
});

test('beside a code of another account, which is taken off: the slip is voided, then the bill is dropped', async ({
  page,
  folder,
  start,
}) => {
  const { pupil, cashier, pin, tuition, insurance } = await keyedSchool(folder);
  const program = await start();
  const hands = await handsOn(page);
  await page.goto(program.links.cashier);
  await signIn(hands, cashier, pin);
  await openShift(hands, 500_000);
  await openPayer(hands, pupil.code, pupil.name);
  await hands.press('F6');
  await expect(page.getByTestId('due')).toHaveText(new RegExp(`^${grouped(tuition)}`));
  await expect(page.getByText(words('qr.rest', { left: `${grouped(insurance)}\u00a0đ` }))).toBeVisible();
  await hands.press('F7');
  await expect(page.getByTestId('due')).toHaveText(new RegExp(`^${grouped(insurance)}`));
  for (const text of ['482913', '4242', '20045678', '000017']) {
    await hands.type(text);
    await hands.press('Tab');
  }
  await hands.press('Enter');
  await expect(page.getByTestId('qr-rest')).toBeVisible();
  await hands.press('Escape');
  await expect(slips(page)).toContainText('482913');
  await cannotDrop(hands, folder);
  await voidSlip(hands, insurance);
  await expect(page.getByTestId('total')).toHaveText(new RegExp(`^${grouped(tuition + insurance)}`));
  await drop({ hands, folder, program });
});
