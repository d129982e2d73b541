/** The province's page in a browser: sign in, read the share, look into a facility, freeze the year, open the workbook. */
import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { readSheet } from 'read-excel-file/node';
import { translate } from '../../src/shared/i18n/translate.ts';
import { recountSums } from '../support/backend/recount-share.ts';
import { type ProvinceStage, people, startProvince } from '../support/province/stage.ts';

const words = (
  ...[key, params]: [key: Parameters<typeof translate>[1], params?: Parameters<typeof translate>[2]]
) => translate('vi', key, params);

// One province for both, one after the other.
test.describe.configure({ mode: 'default' });

let stage: ProvinceStage;

test.beforeAll(async () => {
  stage = await startProvince(3);
});
test.afterAll(async () => {
  await stage?.stop();
});

async function signIn(page: Page, { login, password }: { login: string; password: string }): Promise<void> {
  await page.goto(stage.url);
  await page.getByLabel(words('province.sign-in.login')).fill(login);
  await page.getByLabel(words('province.sign-in.password')).fill(password);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('facility').first()).toBeVisible();
}

/** What the journals of a facility say of the year, as the page writes shares: one decimal, cut. */
function recounted(index: number) {
  const entries =
    stage.facilities[index]?.counters.flatMap(({ journal }) => journal.map(({ entry }) => entry)) ?? [];
  const sums = recountSums(entries);
  const shown = (part: number, whole: number) =>
    (Math.floor((part * 1_000) / whole) / 10).toFixed(1).replace('.', ',');
  return {
    ...sums,
    shownCount: shown(sums.cashless, sums.count),
    shownAmount: shown(sums.cashlessAmount, sums.amount),
  };
}

test('the share is what the journals say; the year is frozen and opens', async ({ page }) => {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error' && !line.text().includes('401')) complaints.push(line.text());
  });
  await signIn(page, people.province);
  await expect(page.getByTestId('facility')).toHaveCount(3);
  await page.getByLabel(words('province.period')).selectOption('2026');
  const name = 'BVĐK tỉnh Sông Mây';
  const row = page.getByTestId('facility').filter({ hasText: name });
  const expected = recounted(0);
  await expect(row.getByTestId('share-count')).toHaveText(expected.shownCount);
  await expect(row.getByTestId('share-amount')).toHaveText(expected.shownAmount);

  // By the keyboard: find, go to the row, open it, come back.
  await page.keyboard.press('F2');
  await page.keyboard.type('song may');
  await expect(page.getByTestId('facility')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await expect(page.getByText('VP26-Q1 · 000085')).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id),
  ).toEqual([]);
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: words('province.tab.yearly'), exact: true }).click();
  await page.getByRole('button', { name: words('province.yearly.freeze') }).click();
  await page.getByRole('button', { name: words('province.yearly.freeze.sure') }).click();
  await expect(
    page.getByRole('heading', { name: words('province.yearly.heading', { y: '2026' }) }),
  ).toBeVisible();
  const download = async () => {
    const wanted = page.waitForEvent('download');
    await page.getByRole('link', { name: words('province.yearly.download') }).click();
    return await readFile(await (await wanted).path());
  };
  const bytes = await download();
  expect((await download()).equals(bytes)).toBe(true);
  const facilities = await readSheet(bytes, 'Theo đơn vị');
  const found = facilities.find((cells) => cells[1] === name);
  expect([found?.[6], found?.[7], found?.[9], found?.[10]]).toEqual([
    expected.count,
    expected.cashless,
    expected.amount,
    expected.cashlessAmount,
  ]);
  expect(complaints).toEqual([]);
});

test('a department sees its own facilities and no way to the others', async ({ page }) => {
  await signIn(page, people.health);
  const school = await stage.instance.opened.backend.db
    .insertInto('facility')
    .values({
      id: stage.instance.opened.backend.ids.next(),
      ...{
        name: 'TH Khóm 7',
        kind: 'school',
        created_at: 1,
        feed_epoch: stage.instance.opened.backend.ids.next(),
      },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await page.reload();
  await expect(page.getByTestId('facility')).toHaveCount(3);
  await page.goto(`${stage.url}/#/facility/${school.id}`);
  await expect(page.getByText(words('province.failed.not-found'))).toBeVisible();
  await page.getByRole('button', { name: words('province.sign-out') }).click();
  await expect(page.getByRole('heading', { name: words('province.sign-in.title') })).toBeVisible();
});
