/** An old receipt is found by its number, also from the find box, and printed again as a marked copy. */
import { expect } from '@playwright/test';
import { demoPin } from '../../src/main/desk/demo.ts';
import { handsOn, openShift, signIn, words } from '../support/e2e/hands.ts';
import { test } from '../support/e2e/product.ts';

const payers = ['BN26004102', 'BN26004101'];

test('find by number, see everything, print a marked copy', async ({ page, startDemo }) => {
  const program = await startDemo();
  const hands = await handsOn(page);
  await page.goto(program.links.cashier);
  await signIn(hands, 'Nguyễn Thị Diễm Quỳnh', demoPin);
  await openShift(hands, 1_000_000);
  for (const payer of payers) {
    await page.keyboard.type(payer, { delay: 60 });
    await expect(page.getByRole('option')).toHaveCount(1);
    await hands.press('Enter');
    await expect(page.getByRole('table').first()).toBeVisible();
    await hands.press('F4');
    await expect(page.getByTestId('due')).toBeVisible();
    await hands.press('Enter');
    await expect(page.getByText(words('done.title'))).toBeVisible();
    await expect(page.getByText(words('done.print.printed'))).toBeVisible();
    await hands.press('Escape');
  }

  // From the find box: the number is a receipt's, F11 shows it.
  await page.keyboard.type('1', { delay: 60 });
  await expect(page.getByRole('button', { name: words('history.hint.label') })).toBeVisible();
  await hands.press('F11');
  await expect(page.getByTestId('history-number')).toHaveText('000001');
  // Back at the counter the number still stands in the find box; Esc empties it.
  await hands.press('Escape');
  await expect(page.getByLabel(words('find.label'))).toHaveValue('1');
  // A second Esc as fast as this would be taken for a bouncing key.
  await page.waitForTimeout(400);
  await hands.press('Escape');
  await expect(page.getByLabel(words('find.label'))).toHaveValue('');

  await hands.press('F11');
  const rows = page.getByRole('listbox', { name: words('history.title') }).getByRole('option');
  await expect(rows).toHaveCount(2);
  await expect(page.getByTestId('history-number')).toHaveText('000002');
  await hands.type('vp26-q2 1');
  await expect(rows).toHaveCount(1);
  await expect(page.getByTestId('history-number')).toHaveText('000001');
  const papers = page.getByRole('region', { name: words('history.papers') });
  await expect(papers.getByRole('listitem')).toHaveCount(1);
  // The first Enter ends the typing, as a scanner's would; the second prints.
  await hands.press('Enter');
  await page.waitForTimeout(400);
  await expect(papers.getByRole('listitem')).toHaveCount(1);
  await hands.press('Enter');
  await expect(papers.getByText(words('history.paper.copy', { copy: 1 }))).toBeVisible();
  await expect(papers.getByText(words('history.paper.state.printed'))).toHaveCount(2);
  await expect(page.getByRole('button', { name: words('history.print.copy', { copy: 2 }) })).toBeVisible();
});
