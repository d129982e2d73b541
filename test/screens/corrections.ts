/** Scenes of what follows a payment: void, replacement, refunds, deposits, settlement, reductions, paper books. */
import { expect } from '@playwright/test';
import { demoPin } from '../../src/main/desk/demo.ts';
import { openShift, signIn, words } from '../support/e2e/hands.ts';
import { type Cast, open, type Stage, type } from './places.ts';

/** Esc until nobody is open. */
async function home({ hands, page }: Stage): Promise<void> {
  const idle = page.getByRole('heading', { name: words('idle.title') });
  for (let step = 0; step < 8 && !(await idle.isVisible()); step += 1) {
    await hands.press('Escape');
    await page.waitForTimeout(400);
  }
}

/** Opens the bill of somebody and what else can be done for them. */
async function other(stage: Stage, cast: Cast): Promise<void> {
  const { hands, page } = stage;
  await home(stage);
  await open(stage, cast.second);
  await hands.press('Alt+M');
  await expect(page.getByRole('dialog')).toBeVisible();
}

/** Moves in the menu of a bill to an entry and opens it. */
async function choose({ hands, page }: Stage, name: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).focus();
  await hands.press('Enter');
}

/** Void with its choices, its result, the refund up to its payment. Needs a receipt of today. */
async function shootCorrections(stage: Stage, cast: Cast): Promise<void> {
  const { hands, page, camera, scene } = stage;
  const school = page.getByText(words('other.meal'));
  await scene('void', async () => {
    await home(stage);
    await hands.press('F11');
    await expect(page.getByTestId('history-number')).toBeVisible();
    await hands.press('Alt+R');
    const lines = page.getByRole('dialog').getByText(words('replace.what.lines'), { exact: true });
    await expect(lines.first()).toBeVisible();
    await camera.shoot(page, 'replace');
    await hands.press('ArrowRight');
    await expect(page.getByRole('list', { name: words('replace.lines') })).toBeVisible();
    await camera.shoot(page, 'replace-lines');
    await hands.press('Escape', 'Alt+H');
    await expect(page.getByRole('dialog').getByText(words('void.fates'))).toBeVisible();
    await camera.shoot(page, 'void-empty');
    await hands.press('Space', 'Tab');
    await type(page, 'Ghi nhầm người nộp');
    await hands.press('Tab', 'Space');
    await page.getByRole('radio', { name: words('void.fate.refund.cash') }).focus();
    await hands.press('Space', 'Tab');
    // A hospital asks who takes the money, and for their paper.
    if (await page.getByRole('dialog').getByLabel(words('refund.identity')).isVisible()) {
      await hands.press('Tab');
      await type(page, '000000000001');
      await hands.press('Tab');
    }
    await type(page, demoPin);
    await camera.shoot(page, 'void');
    await hands.press('Enter');
    await expect(page.getByRole('dialog').getByText(words('void.done.next'))).toBeVisible();
    await camera.shoot(page, 'void-done');
    await hands.press('ArrowDown', 'Enter');
    await expect(page.getByRole('option').first()).toContainText(words('refunds.state.requested'));
    await camera.shoot(page, 'refund-requested');
    await hands.press('ArrowDown', 'ArrowUp', 'Enter');
    await expect(page.getByText(words('refund.approve.title'))).toBeVisible();
    await camera.shoot(page, 'refund-approve');
    await type(page, demoPin);
    await hands.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByText(words('refunds.state.approved')).first()).toBeVisible();
    await camera.shoot(page, 'refund-approved');
    await hands.press('Enter');
    await expect(page.getByText(words('refund.paid'), { exact: true })).toBeVisible();
    await camera.shoot(page, 'refund-paid');
    await hands.press('F11');
    await expect(page.getByTestId('history-number')).toBeVisible();
    await camera.shoot(page, 'history-void');
  });
  await scene('other', async () => {
    await other(stage, cast);
    await camera.shoot(page, 'other');
    await choose(stage, words('other.reduce'));
    await expect(page.getByText(words('reduce.title')).last()).toBeVisible();
    await camera.shoot(page, 'reduce');
    await hands.press('Escape');
    await hands.press('Alt+M');
    if (await school.isVisible()) {
      await choose(stage, words('other.meal'));
      await expect(page.getByLabel(words('meal.days'))).toBeVisible();
      await type(page, '3');
      await camera.shoot(page, 'meal-days');
      await hands.press('Escape');
      await hands.press('Alt+M');
    }
    await choose(stage, words('other.paper'));
    await expect(page.getByLabel(words('book.writer'))).toBeVisible();
    await camera.shoot(page, 'paper-leaf-no-book');
    await hands.press('Escape');
  });
  await scene('paper-books', async () => {
    await home(stage);
    await hands.press('Alt+M');
    await page.getByRole('button', { name: new RegExp(`^${words('more.paper')}`) }).focus();
    await hands.press('Enter');
    await expect(page.getByText(words('book.none'))).toBeVisible();
    await camera.shoot(page, 'paper-books-none');
    await hands.press('ArrowDown', 'Enter');
    await expect(page.getByLabel(words('book.code'))).toBeFocused();
    await type(page, 'BL-07');
    await camera.shoot(page, 'paper-book-new');
    await hands.press('Enter');
    await expect(page.getByRole('option')).toContainText('BL-07');
    await camera.shoot(page, 'paper-books');
    await other(stage, cast);
    await choose(stage, words('other.paper'));
    await expect(page.getByLabel(words('book.writer'))).toBeVisible();
    await camera.shoot(page, 'paper-leaf');
    await hands.press('Escape');
  });
  await scene('outages', async () => {
    await home(stage);
    await hands.press('Alt+M');
    await page.getByRole('button', { name: new RegExp(`^${words('more.outages')}`) }).focus();
    await hands.press('Enter');
    await expect(page.getByText(words('outage.none'))).toBeVisible();
    await camera.shoot(page, 'outages-none');
    await hands.press('Enter');
    await expect(page.getByLabel(words('outage.from.time'))).toBeFocused();
    await type(page, '00:00');
    await hands.press('Tab', 'Tab');
    await type(page, 'Điện lực cắt theo lịch khu vực phường Ngã Bảy, máy phát hỏng ắc quy khởi động');
    await camera.shoot(page, 'outage-note');
    await hands.press('Enter');
    await expect(page.getByRole('option')).toContainText(words('outage.lasts'));
    await camera.shoot(page, 'outages');
  });
}

/** The facility asks for the payer's address from now on: forms have a field more. */
async function requireAddress(stage: Stage, cast: Cast): Promise<void> {
  const { hands, page, camera } = stage;
  const leave = async (name: string): Promise<void> => {
    await home(stage);
    await hands.press('Alt+M');
    await page.getByRole('button', { name: words('more.sign-out') }).press('Enter');
    await signIn(hands, name, demoPin);
  };
  await leave(cast.administrator);
  await hands.press('Alt+M');
  await page.getByRole('button', { name: words('more.settings') }).press('Enter');
  const entry = page.getByRole('button', { name: words('settings.words'), exact: true });
  for (let step = 0; step < 16 && (await entry.getAttribute('aria-current')) === null; step += 1) {
    await hands.press('ArrowDown');
  }
  const fields = page.getByRole('radiogroup', { name: words('settings.fields.address') });
  await fields
    .getByRole('radio', { name: words('settings.fields.required') })
    .evaluate((one: HTMLElement) => one.click());
  await hands.press('ArrowRight', 'Enter');
  await expect(page.getByText(words('approval.title'))).toBeVisible();
  await hands.type(demoPin);
  await hands.press('Enter');
  await expect(page.getByText(words('settings.saved'))).toBeVisible();
  await camera.shoot(page, 'settings-address-asked');
  await leave(cast.cashier);
}

/** Deposits of a stay and its settlement; hospitals only. */
async function shootStay(stage: Stage, cast: Cast): Promise<void> {
  const { hands, page, camera, scene } = stage;
  await scene('address-asked', () => requireAddress(stage, cast));
  await scene('deposits', async () => {
    await other(stage, cast);
    await choose(stage, words('other.stay'));
    await expect(page.getByText(words('deposit.none'))).toBeVisible();
    await camera.shoot(page, 'deposits-none');
    await hands.press('ArrowDown', 'Enter');
    await expect(page.getByLabel(words('deposit.amount'))).toBeFocused();
    await type(page, '5000');
    await camera.shoot(page, 'deposit-take');
    await hands.press('Enter');
    await expect(page.getByRole('table').first()).toBeVisible();
    await camera.shoot(page, 'deposit-bill');
    await hands.press('F4');
    await expect(page.getByTestId('due')).toBeVisible();
    await hands.press('Enter');
    await expect(page.getByTestId('deposit-number')).toBeVisible();
    await camera.shoot(page, 'deposit-taken');
    await hands.press('ArrowDown', 'Enter');
    await other(stage, cast);
    await choose(stage, words('other.stay'));
    await expect(page.getByRole('option')).toHaveCount(1);
    await camera.shoot(page, 'deposits');
    await hands.press('Alt+V');
    await expect(page.getByLabel(words('settle.insurance'))).toBeFocused();
    await type(page, '1200000');
    await camera.shoot(page, 'settle');
    await hands.press('Escape', 'Alt+T');
    await expect(page.getByRole('dialog')).toBeVisible();
    await camera.shoot(page, 'refund-deposit');
    await hands.press('Escape');
    await hands.press('Alt+V', 'Enter');
    await expect(page.getByRole('table').first()).toBeVisible();
    await camera.shoot(page, 'settle-rest');
    await hands.press('F5');
  });
}

/** All of them: one payment in cash first, so that there is something to correct. */
export async function shootFixes(stage: Stage, known: Cast, complete: () => Promise<Cast>): Promise<void> {
  const { hands, page, scene } = stage;
  let cast = known;
  await scene('pay-first', async () => {
    await signIn(hands, cast.cashier, demoPin);
    await openShift(hands, 2_000_000);
    cast = await complete();
    await open(stage, cast.payer);
    await hands.press('F4');
    await expect(page.getByTestId('due')).toBeVisible();
    await hands.press('Enter');
    await expect(page.getByText(words('done.title'))).toBeVisible();
  });
  await shootCorrections(stage, cast);
  if (cast.payer.text.startsWith('BN')) await shootStay(stage, cast);
}
