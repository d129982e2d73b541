/** Scenes of a collection that a keyed card has paid in part: its slips, the dialog that voids one, and what follows. */
import { expect } from '@playwright/test';
import { demoPin } from '../../src/main/desk/demo.ts';
import { openPayer, openShift, signIn, words } from '../support/e2e/hands.ts';
import type { keyedSchool } from '../support/e2e/keyed-card.ts';
import type { Stage } from './places.ts';

/** From the slip on the right side to what stands there after the void. */
async function shootVoid({ hands, page, camera }: Stage, name: string): Promise<void> {
  await expect(page.getByRole('region', { name: words('keyed.title') })).toBeVisible();
  await camera.shoot(page, name);
  await hands.press('Alt+H');
  await expect(page.getByRole('alert')).toBeVisible();
  await camera.shoot(page, `${name}-not-dropped`);
  await hands.press('F1');
  await expect(page.getByLabel(words('help.find'))).toBeFocused();
  await camera.shoot(page, `${name}-help`);
  await hands.press('Escape', 'Alt+V');
  await expect(page.getByText(words('keyed.void.title'))).toBeVisible();
  await camera.shoot(page, `${name}-void`);
  await hands.press('ArrowDown', 'ArrowRight');
  await camera.shoot(page, `${name}-void-chosen`);
  await hands.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('region', { name: words('keyed.title') }).getByRole('status')).toBeVisible();
  await camera.shoot(page, `${name}-voided`);
}

/** The bill stands in front when the window opens. `name` begins the pictures. */
export async function shootSlips(stage: Stage, cashier: string, name: string): Promise<void> {
  await stage.scene(name, async () => {
    await signIn(stage.hands, cashier, demoPin);
    await shootVoid(stage, name);
  });
}

/** The slip was typed while a code of another account waited; then the code was taken off. */
export async function shootSlipBesideCode(
  stage: Stage,
  { pupil, cashier, pin }: Awaited<ReturnType<typeof keyedSchool>>,
): Promise<void> {
  const { hands, page, camera, scene } = stage;
  await scene('slip-beside-code', async () => {
    await signIn(hands, cashier, pin);
    await openShift(hands, 500_000);
    await openPayer(hands, pupil.code, pupil.name);
    await hands.press('F6');
    // The other account's share can be asked for once the counter has told of it.
    await expect(page.locator('.qt-rest')).toBeVisible();
    await hands.press('F7');
    await expect(page.getByLabel(words('card.approvalCode'))).toBeFocused();
    for (const text of ['482913', '4242', '20045678', '000017']) {
      await hands.type(text);
      await hands.press('Tab');
    }
    await hands.press('Enter');
    await expect(page.getByTestId('qr-rest')).toBeVisible();
    await camera.shoot(page, 'slip-code-waiting');
    await hands.press('Escape');
    await shootVoid(stage, 'slip-beside-code');
  });
}
