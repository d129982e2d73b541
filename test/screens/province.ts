/** Pictures of the province's page: every place, in both window sizes. */
import { type Browser, expect } from '@playwright/test';
import { translate } from '../../src/shared/i18n/translate.ts';
import { people, startProvince } from '../support/province/stage.ts';
import type { Camera } from './camera.ts';

const patienceMs = 20_000;

/** Signs in and goes from place to place. */
export async function shootProvince(browser: Browser, camera: Camera): Promise<void> {
  const stage = await startProvince();
  try {
    const context = await browser.newContext({ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
    const page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    await page.goto(stage.url);
    await expect(page.getByRole('heading')).toBeVisible();
    await camera.shoot(page, 'sign-in');
    await page.getByLabel(translate('vi', 'province.sign-in.login')).fill(people.province.login);
    await page.getByLabel(translate('vi', 'province.sign-in.password')).fill(people.province.password);
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('facility').first()).toBeVisible();
    await camera.shoot(page, 'overview');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.locator('svg[role=img]')).toBeVisible();
    await camera.shoot(page, 'facility');
    for (const tab of ['credits', 'counters', 'yearly'] as const) {
      await page.getByRole('link', { name: translate('vi', `province.tab.${tab}`), exact: true }).click();
      await expect(page.getByRole('heading').first()).toBeVisible();
      await camera.shoot(page, tab);
    }
    await page.getByRole('button', { name: translate('vi', 'province.yearly.freeze') }).click();
    await camera.shoot(page, 'yearly-sure');
    await page.getByRole('button', { name: translate('vi', 'province.yearly.freeze.sure') }).click();
    await expect(page.getByRole('article')).toBeVisible();
    await camera.shoot(page, 'report');
    await context.close();
  } finally {
    await stage.stop();
  }
}
