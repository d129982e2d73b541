/** Scenes of money that others move: a credit that comes, money of nobody, a connected card terminal. Hospitals only. */
import { expect } from '@playwright/test';
import { demoPin } from '../../src/main/desk/demo.ts';
import type { ScriptPatch } from '../../src/simulators/stx-terminal/contract.ts';
import { newestPayload, type Owing, order, owing, pay } from '../support/e2e/codes.ts';
import { openPayer, openShift, signIn, words } from '../support/e2e/hands.ts';
import type { Program } from '../support/e2e/program.ts';
import { home, type Stage } from './places.ts';

const account = { bin: '999999', number: '0000012345678' };
const people = 6;
/** Until the counter has asked a terminal that is back. */
const backMs = 6_000;

/** From an empty counter; leaves the shift open. */
export async function shootMoney(
  stage: Stage,
  program: Program,
  folder: string,
  cashier: string,
): Promise<void> {
  const { hands, page, display, camera, scene } = stage;
  const both = async (name: string): Promise<void> => {
    await camera.shoot(page, name);
    await camera.shoot(display, `display-${name}`, [{ width: 1024, height: 600 }]);
  };
  const script = (change: ScriptPatch) => order(program.terminal, '/script', change);
  const issue = page.getByRole('button', { name: words('qr.issue'), exact: false });
  const issued = async (): Promise<void> => {
    await hands.press('Enter');
    await expect(page.getByText(words('done.title'))).toBeVisible();
  };
  let owed: readonly Owing[] = [];
  const next = async (): Promise<void> => {
    const [who, ...others] = owed;
    if (who === undefined) throw new Error('nobody owes any more');
    owed = others;
    await home(stage);
    await openPayer(hands, who.code, who.name);
  };
  await scene('money-begin', async () => {
    await signIn(hands, cashier, demoPin);
    await openShift(hands, 2_000_000);
    owed = owing(folder, people, 200_000);
  });
  await scene('qr-credited', async () => {
    await next();
    await hands.press('F6');
    await expect(page.getByRole('img', { name: words('qr.code') })).toBeVisible();
    await pay(program.bank, newestPayload(folder));
    await expect(issue).toHaveAttribute('aria-disabled', 'false');
    await both('qr-credited');
    await issued();
    await both('qr-done');
  });
  await scene('credit-of-nobody', async () => {
    const [who] = owed;
    if (who === undefined) throw new Error('nobody owes any more');
    await home(stage);
    const content = `${who.code} nop vien phi`;
    await order(program.bank, '/credit', { ...account, amount: who.owed, content });
    await expect(page.locator('.qt-unfinished-row')).toHaveCount(1);
    await hands.press('ArrowDown', 'Enter');
    await expect(page.getByTestId('credit-content')).toHaveText(content);
    await camera.shoot(page, 'credit-of-nobody');
    await hands.press('Enter');
    await expect(page.getByRole('button', { name: words('credit.use') })).toBeVisible();
    await camera.shoot(page, 'credit-on-bill');
    owed = owed.slice(1);
    await hands.press('Enter');
    await expect(issue).toBeVisible();
    await issued();
  });
  await scene('card', async () => {
    await script({ takesMs: 4_000, steps: true });
    await next();
    await hands.press('F7');
    await expect(page.getByLabel(words('card.steps.label'))).toBeVisible();
    await both('card-running');
    await expect(page.getByText(words('card.head.paid'))).toBeVisible();
    await both('card-approved');
    await issued();
    await camera.shoot(page, 'card-done');
  });
  await scene('card-declined', async () => {
    await script({ takesMs: 0, host: 'decline' });
    await next();
    await hands.press('F7');
    await expect(page.getByRole('alert')).toBeVisible();
    await both('card-declined');
    await hands.press('Escape');
    await script({ host: 'approve' });
  });
  await scene('card-unknown', async () => {
    await script({ loseReplies: 1 });
    await next();
    await hands.press('F7');
    await expect(page.getByText(words('card.step.waiting'), { exact: true })).toBeVisible();
    await script({ power: false });
    await expect(page.getByRole('heading', { name: words('card.unknown.title') })).toBeVisible();
    await both('card-unknown');
    await hands.press('Alt+N');
    await expect(page.getByRole('option', { name: words('card.decide.paid') })).toBeVisible();
    await camera.shoot(page, 'card-decide');
    await hands.press('Escape', 'F5');
    await expect(page.getByRole('heading', { name: words('idle.title') })).toBeVisible();
    await camera.shoot(page, 'card-unknown-parked');
    await script({ power: true });
    await page.waitForTimeout(backMs);
  });
  await scene('terminal', async () => {
    await home(stage);
    await hands.press('Alt+M');
    await page.getByRole('button', { name: words('more.terminal') }).press('Enter');
    await expect(page.getByTestId('to-settle')).toBeVisible();
    await camera.shoot(page, 'terminal');
    await hands.press('Escape');
  });
  await scene('shift-unsettled', async () => {
    await home(stage);
    await hands.press('F12');
    await page.getByRole('button', { name: words('shift.menu.close') }).press('Enter');
    await hands.type(4);
    for (let row = 0; row < 9; row += 1) await hands.press('ArrowDown');
    await hands.press('Enter');
    await expect(page.getByTestId('difference')).toBeVisible();
    await camera.shoot(page, 'shift-unsettled');
    await hands.press('Escape', 'Escape');
  });
}
