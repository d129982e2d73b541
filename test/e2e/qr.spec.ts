/** Collecting by code with keys alone, at a hospital and a school (issue 3, must hold 1). */
import { expect, type Page } from '@playwright/test';
import { demoPin } from '../../src/main/desk/demo.ts';
import { decodeVietQr } from '../../src/shared/vietqr/index.ts';
import { newestPayload, type Owing, order, owing, pay, receiptsOf } from '../support/e2e/codes.ts';
import { grouped, type Hands, handsOn, openPayer, openShift, signIn, words } from '../support/e2e/hands.ts';
import { test } from '../support/e2e/product.ts';
import type { Program } from '../support/e2e/program.ts';

const cashiers = { hospital: 'Nguyễn Thị Diễm Quỳnh', school: 'Đỗ Thị Thu Nguyệt' } as const;
const float = 2_000_000;

type Kind = keyof typeof cashiers;

/** Where a story happens: a demonstration with a shift open and the find box waiting. */
interface Counter {
  readonly kind: Kind;
  readonly page: Page;
  readonly folder: string;
  readonly program: Program;
  readonly hands: Hands;
  readonly openDisplay: (link: string) => Promise<Page>;
  /** Starts the demonstration again on what it has kept. */
  readonly again: () => Promise<Program>;
}

/** One of the stories, at the kind of institution it happens at most; with `KINDS=both` at the other, too. */
function story(title: string, usual: Kind, tell: (counter: Counter) => Promise<void>): void {
  const kinds = process.env.KINDS === 'both' ? (Object.keys(cashiers) as Kind[]) : [usual];
  for (const kind of kinds) {
    const run = async (
      parts: Pick<Counter, 'page' | 'folder' | 'openDisplay'>,
      start: () => Promise<Program>,
      again: () => Promise<Program>,
    ) => {
      const program = await start();
      const hands = await handsOn(parts.page);
      await parts.page.goto(program.links.cashier);
      await signIn(hands, cashiers[kind], demoPin);
      await openShift(hands, float);
      const { page, folder, openDisplay } = parts;
      await tell({ kind, page, folder, openDisplay, program, hands, again });
    };
    // A fixture that is named is set up: only that of this kind.
    if (kind === 'school') {
      test(`${title} (school)`, ({ page, folder, openDisplay, start, startSchool }) =>
        run({ page, folder, openDisplay }, startSchool, () => start('--demo', 'school')));
    } else {
      test(title, ({ page, folder, openDisplay, start, startDemo }) =>
        run({ page, folder, openDisplay }, startDemo, () => start('--demo', 'hospital')),
      );
    }
  }
}

/** Opens a person and asks for everything by code; the code's text. */
async function askByCode(hands: Hands, folder: string, who: Owing): Promise<string> {
  await openPayer(hands, who.code, who.name);
  await hands.press('F6');
  await expect(hands.page.getByTestId('due')).toHaveText(new RegExp(`^${grouped(who.owed)}`));
  await expect(hands.page.getByTestId('qr-rest')).toBeVisible();
  return newestPayload(folder);
}

/** Opens a person and takes everything in cash, to the đồng given. */
async function payCash(hands: Hands, who: Owing): Promise<void> {
  const { page } = hands;
  await openPayer(hands, who.code, who.name);
  await hands.press('F4');
  await expect(page.getByRole('button', { name: words('cash.receive') })).toBeVisible();
  await hands.press('Enter');
  await expect(page.getByText(words('done.title'))).toBeVisible();
}

/** Waits until the money is there and issues the receipt with Enter. */
async function issue(hands: Hands): Promise<void> {
  const { page } = hands;
  await expect(page.getByRole('button', { name: words('qr.issue'), exact: false })).toBeEnabled();
  await expect(page.locator('.qt-primary')).toHaveAttribute('aria-disabled', 'false');
  await hands.press('Enter');
  await expect(page.getByText(words('done.title'))).toBeVisible();
}

/** Opens the first row of unfinished business. */
async function openUnfinished(hands: Hands): Promise<void> {
  const { page } = hands;
  const row = page.locator('.qt-unfinished-row[data-index="0"]');
  await hands.press('Escape');
  await expect(page.getByRole('heading', { name: words('idle.title') })).toBeVisible();
  await expect(row).toBeVisible();
  await hands.press('ArrowDown');
  await expect(row).toBeFocused();
  await hands.press('Enter');
}

story(
  'a code is credited by the bank and gives its receipt; the second window follows',
  'hospital',
  async (counter) => {
    const { page, folder, program, hands, openDisplay } = counter;
    const display = await openDisplay(program.links.display);
    await page.bringToFront();
    const [who] = owing(folder, 1);
    if (who === undefined) throw new Error('nobody owes');
    const payload = await askByCode(hands, folder, who);
    const read = decodeVietQr(payload);
    expect(read.ok && read.value.amount).toBe(who.owed);
    await expect(display.getByTestId('amount')).toContainText(grouped(who.owed));
    // A late Enter can do nothing while the code waits.
    await hands.press('Enter');
    await expect(page.getByTestId('qr-rest')).toBeVisible();
    await hands.press('Alt+N');
    await expect(page.getByText(words('qr.claimed'))).toBeVisible();
    await expect(display.getByText(words('display.qr.waiting'))).toBeVisible();
    await pay(program.bank, payload);
    await expect(display.getByText(words('display.received'))).toBeVisible();
    await issue(hands);
    expect(receiptsOf(folder)).toMatchObject([{ total: who.owed, methods: ['qr'] }]);
  },
);

story(
  'three codes wait, two pay cash between, and the credits come in reverse order',
  'hospital',
  async (counter) => {
    const { page, folder, program, hands } = counter;
    const people = owing(folder, 5);
    const waiting = people.slice(0, 3);
    const [fourth, fifth] = people.slice(3);
    if (fourth === undefined || fifth === undefined) throw new Error('too few owe');
    const payloads: string[] = [];
    for (const who of waiting) {
      payloads.push(await askByCode(hands, folder, who));
      await hands.press('F5');
      await expect(page.getByRole('heading', { name: words('idle.title') })).toBeVisible();
    }
    await payCash(hands, fourth);
    await pay(program.bank, payloads[2] ?? '');
    // Announced by line and row; the person in front stays in front.
    await openPayer(hands, fifth.code, fifth.name);
    await expect(page.locator('.qt-arrived')).toBeVisible();
    await hands.press('F4');
    await expect(page.getByRole('button', { name: words('cash.receive') })).toBeVisible();
    await pay(program.bank, payloads[1] ?? '');
    await expect(page.locator('.qt-unfinished-row[data-new]')).toHaveCount(2);
    await expect(page.getByLabel(words('cash.given'))).toBeFocused();
    await hands.press('Enter');
    await expect(page.getByText(words('done.title'))).toBeVisible();
    await pay(program.bank, payloads[0] ?? '');
    const received = page
      .locator('.qt-unfinished-row')
      .filter({ hasText: words('unfinished.received-no-receipt') });
    await expect(received).toHaveCount(3);
    for (const left of [2, 1, 0]) {
      await openUnfinished(hands);
      // The screen of the payment before says "done" too; the list says when this one is.
      await expect(received).toHaveCount(left);
      await expect(page.getByText(words('done.title'))).toBeVisible();
    }
    const receipts = receiptsOf(folder);
    expect(receipts.map(({ methods }) => methods[0])).toEqual(['cash', 'cash', 'qr', 'qr', 'qr']);
    const totals = [fourth, fifth, ...waiting.toReversed()].map(({ owed }) => owed);
    expect(receipts.map(({ total }) => total).toSorted()).toEqual(totals.toSorted());
    const names = [fourth, fifth, ...waiting].map(({ name }) => name);
    expect(receipts.map(({ beneficiary }) => beneficiary).toSorted()).toEqual(names.toSorted());
  },
);

story('part in cash, the rest by code, one receipt', 'hospital', async (counter) => {
  const { page, folder, program, hands } = counter;
  const [who] = owing(folder, 1, 200_000);
  if (who === undefined) throw new Error('nobody owes');
  await openPayer(hands, who.code, who.name);
  await hands.press('F4');
  await expect(page.getByLabel(words('cash.given'))).toBeFocused();
  await hands.press('Control+1');
  await hands.press('F6');
  await expect(page.getByTestId('due')).toHaveText(new RegExp(`^${grouped(who.owed - 100_000)}`));
  await expect(page.getByTestId('qr-rest')).toBeVisible();
  await pay(program.bank, newestPayload(folder));
  await issue(hands);
  expect(receiptsOf(folder)).toMatchObject([{ total: who.owed, methods: ['cash', 'qr'] }]);
});

story('two of one family, one of them in part: two receipts', 'school', async (counter) => {
  const { page, folder, program, hands } = counter;
  const [elder, younger] = owing(folder, 2, 0);
  if (elder === undefined || younger === undefined) throw new Error('too few owe');
  await openPayer(hands, elder.code, elder.name);
  // Part of the first line.
  const first = elder.lines[0] ?? 0;
  await hands.press('Control+E');
  await hands.type(first - 1_000);
  await hands.press('Enter');
  await hands.press('Alt+E');
  await hands.type(younger.code);
  await expect(page.getByRole('option')).toHaveCount(1);
  await hands.press('Enter');
  const total = elder.owed - 1_000 + younger.owed;
  await expect(page.getByTestId('total')).toHaveText(new RegExp(`^${grouped(total)}`));
  await hands.press('F6');
  await expect(page.getByTestId('due')).toHaveText(new RegExp(`^${grouped(total)}`));
  await pay(program.bank, newestPayload(folder));
  await issue(hands);
  const receipts = receiptsOf(folder);
  expect(receipts.map(({ beneficiary, total: sum }) => [beneficiary, sum])).toEqual([
    [elder.name, elder.owed - 1_000],
    [younger.name, younger.owed],
  ]);
  expect(new Set(receipts.map(({ payer }) => payer)).size).toBe(1);
});

story(
  'claimed while the bank is silent, credited after the counter was started again',
  'hospital',
  async (counter) => {
    const { kind, page, folder, program, hands, again } = counter;
    const [who] = owing(folder, 1);
    if (who === undefined) throw new Error('nobody owes');
    const payload = await askByCode(hands, folder, who);
    await hands.press('Alt+N');
    await expect(page.getByText(words('qr.claimed'))).toBeVisible();
    expect(receiptsOf(folder)).toEqual([]);
    await hands.press('F5');
    await expect(page.getByRole('heading', { name: words('idle.title') })).toBeVisible();
    await program.stop();

    const next = await again();
    await page.goto(next.links.cashier);
    await signIn(hands, cashiers[kind], demoPin);
    const rows = page.locator('.qt-unfinished-row');
    await expect(rows.filter({ hasText: words('unfinished.claimed') })).toHaveCount(1);
    const read = decodeVietQr(payload);
    if (!read.ok || read.value.scheme !== 'napas') throw new Error('the code does not read');
    const { purpose, bin, account: number } = read.value;
    const tomorrow = Date.now() + 24 * 60 * 60_000;
    const content = `MBVCB.${purpose}.CT tu 0000`;
    await order(next.bank, '/credit', { bin, number, amount: who.owed, content, paidAt: tomorrow });
    await expect(rows.filter({ hasText: words('unfinished.received-no-receipt') })).toHaveCount(1);
    await openUnfinished(hands);
    await expect(page.getByText(words('done.title'))).toBeVisible();
    expect(receiptsOf(folder)).toMatchObject([{ total: who.owed, beneficiary: who.name, methods: ['qr'] }]);
  },
);
