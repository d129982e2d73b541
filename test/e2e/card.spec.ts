/** Collecting by card on a connected terminal with keys alone: charged, declined, unknown (issue 4). */
import { expect, type Page } from '@playwright/test';
import { demoPin } from '../../src/main/desk/demo.ts';
import type { ScriptPatch } from '../../src/simulators/stx-terminal/contract.ts';
import { type Owing, order, owing, receiptsOf } from '../support/e2e/codes.ts';
import { grouped, type Hands, handsOn, openPayer, openShift, signIn, words } from '../support/e2e/hands.ts';
import { test } from '../support/e2e/product.ts';
import type { Program } from '../support/e2e/program.ts';

const cashier = 'Nguyễn Thị Diễm Quỳnh';
const float = 2_000_000;

/** A demonstration with a shift open, its terminal connected and the find box waiting. */
async function serve(page: Page, program: Program): Promise<Hands> {
  const hands = await handsOn(page);
  await page.goto(program.links.cashier);
  await signIn(hands, cashier, demoPin);
  await openShift(hands, float);
  await expect(page.locator('.qt-rail-cell[data-item="terminal"]')).toContainText(words('device.ready'));
  return hands;
}

function script(program: Program, change: ScriptPatch): Promise<void> {
  return order(program.terminal, '/script', change);
}

function firstOwing(folder: string): Owing {
  const [who] = owing(folder, 1, 200_000);
  if (who === undefined) throw new Error('nobody owes');
  return who;
}

/** Opens a person and charges everything on the terminal. */
async function charge(hands: Hands, who: Owing): Promise<void> {
  await openPayer(hands, who.code, who.name);
  await hands.press('F7');
  await expect(hands.page.getByTestId('due')).toHaveText(new RegExp(`^${grouped(who.owed)}`));
}

async function issued(page: Page): Promise<void> {
  await expect(page.getByText(words('done.title'))).toBeVisible();
}

/** A charge that the bank has booked and whose answer was lost with the line. */
async function loseAnswer(hands: Hands, program: Program, who: Owing): Promise<void> {
  await script(program, { loseReplies: 1 });
  await charge(hands, who);
  await expect(hands.page.getByText(words('card.step.waiting'), { exact: true })).toBeVisible();
  await script(program, { power: false });
  await expect(hands.page.getByRole('heading', { name: words('card.unknown.title') })).toBeVisible();
}

test('approved: four digits and the approval code, then the receipt', async ({ page, folder, startDemo }) => {
  const program = await startDemo();
  const hands = await serve(page, program);
  const who = firstOwing(folder);
  await script(program, { takesMs: 600, steps: true });
  await charge(hands, who);
  // While the terminal works a late Enter does nothing.
  await hands.pressBlindly('Enter');
  await expect(page.getByText('•••• 1111')).toBeVisible();
  await expect(page.getByText(/^700\d{3}$/)).toBeVisible();
  await hands.press('Enter');
  await issued(page);
  expect(receiptsOf(folder)).toMatchObject([{ total: who.owed, methods: ['card'] }]);
});

test('declined: nothing was collected, and cash goes on with the same bill', async ({
  page,
  folder,
  startDemo,
}) => {
  const program = await startDemo();
  const hands = await serve(page, program);
  const who = firstOwing(folder);
  await script(program, { host: 'decline' });
  await charge(hands, who);
  await expect(page.getByRole('alert')).toContainText('Chưa thu tiền');
  await hands.press('F4');
  await expect(page.getByLabel(words('cash.given'))).toBeFocused();
  await hands.press('Enter');
  await issued(page);
  expect(receiptsOf(folder)).toMatchObject([{ total: who.owed, methods: ['cash'] }]);
});

test('unknown: no other way is taken, it is parked, the query finds it, the receipt follows', async ({
  page,
  folder,
  startDemo,
}) => {
  const program = await startDemo();
  const hands = await serve(page, program);
  const who = firstOwing(folder);
  await loseAnswer(hands, program, who);
  // No key of another method does anything on this bill.
  await hands.press('F4', 'F6', 'F7');
  await expect(page.getByRole('heading', { name: words('card.unknown.title') })).toBeVisible();
  await hands.press('Enter');
  await expect(page.locator('.qt-story')).toContainText('không trả lời');
  await hands.press('F5');
  await expect(page.getByRole('heading', { name: words('idle.title') })).toBeVisible();
  const row = page.locator('.qt-unfinished-row[data-index="0"]');
  await expect(row).toContainText(words('unfinished.card-unknown'));
  await hands.press('ArrowDown');
  await expect(row).toBeFocused();
  await hands.press('Enter');
  await expect(page.getByRole('heading', { name: words('card.unknown.title') })).toBeVisible();
  await script(program, { power: true });
  // The counter asks by itself as soon as the line is back.
  await expect(page.getByText('•••• 1111')).toBeVisible({ timeout: 20_000 });
  await hands.press('Enter');
  await issued(page);
  expect(receiptsOf(folder)).toMatchObject([{ total: who.owed, methods: ['card'] }]);
});

test('unknown: the chief accountant decides that it was charged', async ({ page, folder, startDemo }) => {
  const program = await startDemo();
  const hands = await serve(page, program);
  const who = firstOwing(folder);
  await loseAnswer(hands, program, who);
  await hands.press('Alt+N');
  await expect(page.getByRole('option', { name: words('card.decide.paid') })).toBeVisible();
  await hands.press('ArrowLeft', 'ArrowDown', 'Enter');
  await expect(page.getByText(words('approval.title'))).toBeVisible();
  await hands.type(demoPin);
  await hands.press('Enter');
  await expect(page.getByText('chờ đối chiếu')).toBeVisible();
  await hands.press('Enter');
  await issued(page);
  expect(receiptsOf(folder)).toMatchObject([{ total: who.owed, methods: ['card'] }]);
});
