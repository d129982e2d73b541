/** A scanner that types, at a real window: what it types reaches no field, presses nothing, and opens the payer. */
import { type CDPSession, expect, type Page } from '@playwright/test';
import { demoPin } from '../../src/main/desk/demo.ts';
import { readBooks } from '../support/e2e/books.ts';
import { handsOn, openPayer, openShift, signIn, words } from '../support/e2e/hands.ts';
import { test } from '../support/e2e/product.ts';
import { rewritten, typed } from '../support/scan/strokes.ts';

const cashier = 'Nguyễn Thị Diễm Quỳnh';
const quynh = { name: 'Lê Hoài Quỳnh', code: 'BN26004102' };

type Strokes = ReturnType<typeof typed>;

/** Between two keys of a scanner. */
const gapMs = 6;

/** Sends the strokes at the times they carry, as a scanner does: what a busy machine adds on the way does not count. */
async function scan(session: CDPSession, strokes: Strokes): Promise<void> {
  const sent: Promise<unknown>[] = [];
  const fromMs = Date.now();
  for (const { code, key, keyCode, shiftKey, atMs } of strokes) {
    if (code.startsWith('Shift')) continue;
    const text = key.length === 1 ? key : code === 'Enter' ? '\r' : undefined;
    const timestamp = (fromMs + atMs) / 1_000;
    const stroke = { code, key, windowsVirtualKeyCode: keyCode, modifiers: shiftKey ? 8 : 0, timestamp };
    const down = text === undefined ? { type: 'rawKeyDown' as const } : { type: 'keyDown' as const, text };
    sent.push(session.send('Input.dispatchKeyEvent', { ...stroke, ...down }));
    sent.push(session.send('Input.dispatchKeyEvent', { ...stroke, type: 'keyUp' }));
  }
  await Promise.all(sent);
}

const find = (page: Page) => page.getByRole('searchbox').or(page.locator('.qt-left input')).first();

test('a scan opens the payer by number, and never lands in money', async ({ page, folder, startDemo }) => {
  const program = await startDemo();
  const hands = await handsOn(page);
  await page.goto(program.links.cashier);
  const session = await page.context().newCDPSession(page);
  await signIn(hands, cashier, demoPin);

  await test.step('into the opening float: the field holds what it held, Enter opens no shift', async () => {
    await hands.press('F12');
    const float = page.getByLabel(words('shift.open.float'));
    await expect(float).toBeFocused();
    await hands.type(1_500_000);
    await scan(session, typed('079201004182', gapMs));
    await expect(float).toHaveValue('1.500.000');
    await expect(float).toBeFocused();
    expect(readBooks(folder).entries['shift.opened']).toBeUndefined();
    await hands.press('Escape');
  });

  await openShift(hands, 1_000_000);

  await test.step('at the find box: the payer with this code is opened', async () => {
    await expect(find(page)).toBeFocused();
    await scan(session, typed(quynh.code, gapMs));
    await expect(page.getByRole('table', { name: words('bill.list', { name: quynh.name }) })).toBeVisible();
    await hands.press('Escape');
  });

  await test.step('with a Vietnamese input method on: the message, and nothing in the box', async () => {
    await expect(find(page)).toBeFocused();
    const card = `0951234567|${Buffer.from('Đoàn Thị Ẩn').toString('hex')}|29/03/1988|2|-|$`;
    await scan(session, rewritten(card, 'vni', gapMs));
    await expect(page.getByRole('alert').filter({ hasText: words('scan.input-method') })).toBeVisible();
    await expect(find(page)).toHaveValue('');
  });

  await test.step('into the cash that a payer gives: refused, and no money is taken by Enter', async () => {
    await openPayer(hands, quynh.code, quynh.name);
    await hands.press('F4');
    await expect(page.getByTestId('due')).toBeVisible();
    await hands.type(5_000);
    await scan(session, typed('001090123456', gapMs));
    await expect(page.locator('.qt-money input').first()).toHaveValue('5.000');
    expect(readBooks(folder).receipts).toEqual([]);
  });
});
