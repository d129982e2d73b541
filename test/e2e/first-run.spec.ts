/** From the first start to the first receipt: few screens, few inputs (issue 3, Must hold 6). */
import { expect } from '@playwright/test';
import { firstRun } from '../support/e2e/first-run.ts';
import { type Hands, handsOn, words } from '../support/e2e/hands.ts';
import { test } from '../support/e2e/product.ts';

const mostScreens = 8;
const mostInputs = 30;

/** Counts a text typed into a field as one input, as a key is; a screen is a window that replaces another. */
function counting(hands: Hands) {
  let texts = 0;
  return {
    hands: {
      ...hands,
      get presses() {
        return hands.presses;
      },
      type: (text: string | number) => {
        texts += 1;
        return hands.type(text);
      },
    } satisfies Hands,
    inputs: () => hands.presses + texts,
  };
}

for (const institution of ['hospital', 'school'] as const) {
  test(`first start to first receipt with sample data, ${institution}`, async ({ page, start }) => {
    const program = await start();
    const counted = counting(await handsOn(page));
    const { hands } = counted;
    const screens: string[] = [];
    await page.goto(program.links.cashier);
    await firstRun(
      hands,
      {
        institution,
        facility: institution === 'school' ? 'Trường TH Sông Mây' : 'Bệnh viện Sông Mây',
        address: 'Khóm 3, phường Sông Mây',
        budgetCode: '0000456',
        account: { bank: 'vietin', number: '000012345678' },
        person: { name: 'Đỗ Thị Thu Nguyệt', pin: '413906' },
        list: 'sample',
      },
      async (name) => void screens.push(name),
    );
    screens.push('shift');
    await hands.type(500_000);
    await hands.press('Enter');
    await expect(page.getByRole('heading', { name: words('idle.title') })).toBeVisible();
    screens.push('workplace');
    await page.keyboard.type('nguyen', { delay: 60 });
    await expect(page.getByRole('option').first()).toBeVisible();
    // Enter means what is shown: while rows of fewer letters stand there, it would open nobody.
    await expect(page.getByRole('option').filter({ hasNotText: 'Nguyễn' })).toHaveCount(0);
    await hands.press('Enter');
    await expect(page.getByRole('table').first()).toBeVisible();
    await hands.press('F4');
    await expect(page.getByTestId('due')).toBeVisible();
    await hands.press('Enter');
    await expect(page.getByText(words('done.title'))).toBeVisible();
    // The name in the find box is an input too.
    const inputs = counted.inputs() + 1;
    test
      .info()
      .annotations.push({ type: 'first run', description: `${screens.length} screens, ${inputs} inputs` });
    expect(screens.length).toBeLessThanOrEqual(mostScreens);
    expect(inputs).toBeLessThanOrEqual(mostInputs);
    // No printer was set up: a page for the payer is one key away, and what came of it is told.
    await expect(page.getByRole('button', { name: words('done.page') })).toBeEnabled();
    await hands.press('Control+P');
    await expect(page.getByText(words('done.print.file'))).toBeVisible();
  });
}

test('a set-up that was left goes on where it was, without its PINs', async ({ page, start }) => {
  const program = await start();
  const hands = await handsOn(page);
  await page.goto(program.links.cashier);
  await expect(page.getByRole('heading', { name: words('setup.title.kind') })).toBeVisible();
  await hands.press('Enter');
  await expect(page.getByLabel(words('setup.name'))).toBeFocused();
  await hands.type('Bệnh viện Sông Mây');
  await page.reload();
  await expect(page.getByLabel(words('setup.name'))).toHaveValue('Bệnh viện Sông Mây');
  const kept = await page.evaluate(() => localStorage.getItem('quaythu.setup') ?? '');
  expect(kept).toContain('Bệnh viện Sông Mây');
  expect(kept).not.toMatch(/"pin":"[^"]/);
});
