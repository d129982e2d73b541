/** Scenes of the books: a shift that is closed, its cash handed in, reports, reconciliation. */
import { expect } from '@playwright/test';
import { demoPin } from '../../src/main/desk/demo.ts';
import { signIn, words } from '../support/e2e/hands.ts';
import { home, type Stage } from './places.ts';

/** Who keeps the books of a demonstration. */
export interface Keepers {
  /** Whose shift is open. */
  readonly cashier: string;
  readonly treasurer: string;
  readonly chief: string;
}

async function openPlace({ hands, page }: Stage, name: string): Promise<void> {
  await hands.press('Alt+M');
  await page.getByRole('button', { name }).press('Enter');
}

async function signInAs(stage: Stage, name: string): Promise<void> {
  const { hands } = stage;
  await home(stage);
  await openPlace(stage, words('more.sign-out'));
  await signIn(hands, name, demoPin);
}

/** Closes the shift with a difference, which needs a reason; ends at the workplace. */
async function closeShift(stage: Stage): Promise<void> {
  const { hands, page, camera } = stage;
  await home(stage);
  await hands.press('F12');
  await page.getByRole('button', { name: words('shift.menu.close') }).press('Enter');
  await hands.type(9);
  for (let row = 0; row < 9; row += 1) await hands.press('ArrowDown');
  await camera.shoot(page, 'shift-count');
  await hands.press('Enter');
  await expect(page.getByTestId('difference')).toBeVisible();
  await hands.type('đếm lại vẫn vậy');
  await camera.shoot(page, 'shift-result');
  await hands.press('Enter');
  await expect(page.getByTestId('z-title')).toBeVisible();
  await camera.shoot(page, 'shift-z');
  await hands.press('Escape');
}

/** Everything of the books, from the closing of the shift to the freezing of the month. */
export async function shootBooks(stage: Stage, { cashier, treasurer, chief }: Keepers): Promise<void> {
  const { hands, page, camera, scene } = stage;
  await scene('x', async () => {
    await signInAs(stage, treasurer);
    await hands.press('F12');
    await page.getByRole('button', { name: words('shift.menu.x') }).press('Enter');
    await expect(page.getByTestId('x-expected')).toBeVisible();
    await camera.shoot(page, 'shift-x');
    await hands.press('Escape');
    await signInAs(stage, cashier);
  });
  await scene('close', () => closeShift(stage));
  await scene('reconcile', async () => {
    await home(stage);
    await openPlace(stage, words('more.reconcile'));
    await expect(page.getByRole('heading', { name: words('reconcile.title') })).toBeVisible();
    await page.waitForTimeout(400);
    await camera.shoot(page, 'reconcile');
  });
  await scene('hand-in', async () => {
    await home(stage);
    await openPlace(stage, words('more.hand-in'));
    await expect(page.getByTestId('hand-in-hidden')).toBeVisible();
    await camera.shoot(page, 'hand-in');
    await hands.press('Enter');
    await expect(page.getByTestId('total')).toBeVisible();
    await hands.type(6);
    await camera.shoot(page, 'hand-in-count');
    await hands.press('F9');
    await expect(page.getByText(words('hand-in.pin'))).toBeVisible();
    await camera.shoot(page, 'hand-in-pin');
    await hands.type(demoPin);
    await hands.press('Enter');
    // It differs: counted once more, then taken as it is.
    await expect(page.getByRole('alert')).toBeVisible();
    await camera.shoot(page, 'hand-in-differs');
    await hands.type(6);
    await hands.press('F9');
    await hands.type(demoPin);
    await hands.press('Enter');
    await expect(page.getByText(words('hand-in.taken'))).toBeVisible();
    await camera.shoot(page, 'hand-in-received');
  });
  await scene('fund', async () => {
    await signInAs(stage, treasurer);
    await openPlace(stage, words('more.hand-in'));
    await expect(page.getByTestId('fund')).toBeVisible();
    await camera.shoot(page, 'fund');
    await hands.press('F8');
    await expect(page.getByTestId('total')).toBeVisible();
    await camera.shoot(page, 'fund-count');
    await hands.press('Escape');
    await hands.press('F9');
    await expect(page.getByLabel(words('fund.bank.reference'))).toBeVisible();
    await camera.shoot(page, 'fund-bank');
    await hands.press('Escape');
  });
  await scene('reports', async () => {
    await signInAs(stage, chief);
    await openPlace(stage, words('more.reports'));
    await expect(page.getByTestId('share-table')).toBeVisible();
    await camera.shoot(page, 'reports-share');
    await hands.press('Alt+ArrowRight');
    for (const [key, cut] of [
      ['1', 'cashier'],
      ['3', 'group'],
      ['4', 'unit'],
    ] as const) {
      await hands.press(key);
      await expect(page.getByTestId(`crossed-${cut}`)).toBeVisible();
      await camera.shoot(page, `reports-${cut}`);
    }
    await hands.press('Alt+ArrowRight');
    await expect(page.getByTestId('shift-expected')).toBeVisible();
    await camera.shoot(page, 'reports-shift');
    await hands.press('Alt+ArrowRight');
    for (let row = 0; row < 3; row += 1) await hands.press('ArrowDown');
    await expect(page.getByText(words('invoices.export'))).toBeVisible();
    await page.waitForTimeout(300);
    await camera.shoot(page, 'reports-papers');
    await hands.press('Control+P');
    await expect(page.getByText(words('papers.made', { file: '' }).trim(), { exact: false })).toBeVisible();
    await camera.shoot(page, 'reports-made');
    await hands.press('Alt+ArrowRight');
    await hands.press('F9');
    await expect(page.getByRole('button', { name: words('frozen.early.act') })).toBeVisible();
    await camera.shoot(page, 'reports-freeze-early');
    await hands.press('Enter');
    await expect(page.getByText(words('frozen.nothing-since'))).toBeVisible();
    await camera.shoot(page, 'reports-frozen');
    await home(stage);
  });
  await scene('batches', async () => {
    await home(stage);
    await openPlace(stage, words('more.reconcile'));
    await expect(page.getByRole('heading', { name: words('reconcile.title') })).toBeVisible();
    await hands.press('Alt+L');
    await expect(page.getByRole('heading', { name: words('batches.title') })).toBeVisible();
    await camera.shoot(page, 'batches');
    await hands.press('Escape');
  });
  await scene('disputes', async () => {
    await home(stage);
    await openPlace(stage, words('more.disputes'));
    await expect(page.getByRole('heading', { name: words('dispute.title') })).toBeVisible();
    await camera.shoot(page, 'disputes');
    await hands.press('F3');
    await expect(page.getByLabel(words('dispute.complainant'))).toBeVisible();
    await camera.shoot(page, 'dispute-new');
    await hands.press('Escape');
    await home(stage);
  });
}
