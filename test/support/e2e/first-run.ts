/** The first start of a new counter, set up by keys. */
import { expect } from '@playwright/test';
import { type Hands, words } from './hands.ts';

export interface FirstRun {
  readonly institution: 'hospital' | 'school';
  readonly facility: string;
  readonly address: string;
  readonly budgetCode: string;
  /** A few letters of the bank's name and the number; null leaves the account for later. */
  readonly account: { readonly bank: string; readonly number: string } | null;
  /** Whoever sits there: administrator and cashier. */
  readonly person: { readonly name: string; readonly pin: string };
  readonly list: 'sample' | 'later';
}

/** Called on every screen, filled in, before the key that leaves it. */
export type OnScreen = (name: string) => Promise<void>;

/** The six steps with the fewest keys; ends at the float of the first shift. */
export async function firstRun(
  hands: Hands,
  run: FirstRun,
  onScreen: OnScreen = async () => undefined,
): Promise<void> {
  const { page } = hands;
  const heading = (name: 'kind' | 'account' | 'printer' | 'list') =>
    page.getByRole('heading', { name: words(`setup.title.${name}`) });
  await expect(heading('kind')).toBeVisible();
  if (run.institution === 'school') await hands.press('ArrowRight');
  await onScreen('kind');
  await hands.press('Enter');

  await expect(page.getByLabel(words('setup.name'))).toBeFocused();
  await hands.type(run.facility);
  await hands.press('Tab');
  await hands.type(run.address);
  await hands.press('Tab');
  await hands.type(run.budgetCode);
  await expect(page.getByLabel(words('setup.counter'))).toHaveValue(words('setup.default.counter'));
  await onScreen('name');
  await hands.press('Enter');

  await expect(heading('account')).toBeVisible();
  if (run.account === null) await hands.press('Alt+B');
  else {
    await hands.type(run.account.bank);
    await expect(page.getByRole('option').first()).toBeVisible();
    await hands.press('Enter', 'Tab');
    await hands.type(run.account.number);
    await expect(page.getByRole('img', { name: words('account.preview.code') })).toBeVisible();
  }
  await onScreen('account');
  await hands.press('Enter');
  if (run.account !== null) {
    await expect(page.getByText(words('setup.scan.now'))).toBeVisible();
    await hands.press('Enter');
  }

  await expect(page.getByLabel(words('person.name'))).toBeFocused();
  await hands.type(run.person.name);
  await hands.press('Tab');
  await hands.type(run.person.pin);
  await hands.press('Tab');
  await hands.type(run.person.pin);
  await onScreen('people');
  await hands.press('Enter');

  await expect(heading('printer')).toBeVisible();
  await onScreen('printer');
  await hands.press('Alt+B');

  await expect(heading('list')).toBeVisible();
  // The facility's own file stands first; the sample is second, later is third.
  await hands.press(...(run.list === 'later' ? ['ArrowDown', 'ArrowDown'] : ['ArrowDown']));
  await onScreen('list');
  await hands.press('Enter');
  await expect(page.getByLabel(words('shift.open.float'))).toBeFocused({ timeout: 60_000 });
}
