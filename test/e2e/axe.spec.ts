/** Automated accessibility check of the places around the workplace: nothing serious, nothing critical. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { demoPin } from '../../src/main/desk/demo.ts';
import { firstRun } from '../support/e2e/first-run.ts';
import { handsOn, signIn, words } from '../support/e2e/hands.ts';
import { test } from '../support/e2e/product.ts';

interface Finding {
  readonly place: string;
  readonly rule: string;
  readonly where: readonly string[];
}

/** `within` leaves out what was looked at with the place before. One frame, so no second page is needed to sum up. */
async function findings(page: Page, place: string, within = 'html'): Promise<readonly Finding[]> {
  await page.waitForTimeout(250);
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .include(within)
    .options({ resultTypes: ['violations'] })
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => ({
      place,
      rule: id,
      where: nodes.map(({ html }) => html.slice(0, 160)).slice(0, 4),
    }));
}

test('first run has no serious finding', async ({ page, start }) => {
  const program = await start();
  const hands = await handsOn(page);
  const found: Finding[] = [];
  await page.goto(program.links.cashier);
  await firstRun(
    hands,
    {
      institution: 'school',
      facility: 'Trường TH Sông Mây',
      address: 'Khóm 3, phường Sông Mây',
      budgetCode: '0000456',
      account: { bank: 'vietin', number: '000012345678' },
      person: { name: 'Đỗ Thị Thu Nguyệt', pin: '413906' },
      list: 'later',
    },
    async (name) => void found.push(...(await findings(page, name))),
  );
  expect(found).toEqual([]);
});

test('sign-in, settings, history, help, lock have no serious finding', async ({ page, startDemo }) => {
  const program = await startDemo();
  const hands = await handsOn(page);
  const found: Finding[] = [];
  const look = async (place: string, within?: string): Promise<void> =>
    void found.push(...(await findings(page, place, within)));
  await page.goto(program.links.cashier);
  await expect(page.getByRole('heading', { name: words('sign-in.title') })).toBeVisible();
  await look('sign-in');
  await signIn(hands, 'Trần Quốc Khởi', demoPin);
  await look('workplace');
  await hands.press('F11');
  await expect(page.getByRole('heading', { name: words('history.title') })).toBeVisible();
  await look('history');
  await hands.press('F1');
  await expect(page.getByLabel(words('help.find'))).toBeFocused();
  await look('help');
  await hands.press('Escape', 'Escape', 'Alt+M');
  await expect(page.getByRole('heading', { name: words('more.title') })).toBeVisible();
  await look('more');
  await page.getByRole('button', { name: words('more.settings') }).press('Enter');
  const sections = page.getByRole('navigation', { name: words('settings.title') }).getByRole('button');
  await expect(page.getByRole('heading', { name: words('settings.facility') })).toBeVisible();
  const count = await sections.count();
  for (let section = 0; section < count; section += 1) {
    await look(`settings: ${await sections.nth(section).innerText()}`, section === 0 ? 'html' : 'main');
    await hands.press('ArrowDown');
  }
  await hands.press('Control+L');
  await expect(page.getByText(words('lock.note'))).toBeVisible();
  await look('lock');
  expect(found).toEqual([]);
});

test('the check finds what is wrong', async ({ page }) => {
  await page.setContent('<html lang="vi"><title>x</title><main><h1>x</h1><input><img src="x"></main></html>');
  const rules = (await findings(page, 'wrong')).map(({ rule }) => rule);
  expect(rules).toContain('label');
  expect(rules).toContain('image-alt');
});
