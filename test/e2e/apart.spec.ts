/**
 * A facility's day without a line: two counters, the accountant's desk, the backend and its province page (issue 5, must
 * hold 7). What each of them says afterwards is compared with a count of the journals that uses none of the product. The
 * longest test of all: by its name it begins first and does not run alone at the end.
 */
import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test as playwright } from '@playwright/test';
import { readSheet } from 'read-excel-file/node';
import { decodeVietQr, findMatchCodes } from '../../src/shared/vietqr/index.ts';
import { recountSums } from '../support/backend/recount-share.ts';
import { newestPayload } from '../support/e2e/codes.ts';
import { type Facility, names, patients, pin, province, startFacility } from '../support/e2e/facility.ts';
import { grouped, type Hands, handsOn, openPayer, openShift, signIn, words } from '../support/e2e/hands.ts';
import { type Program, startProgram } from '../support/e2e/program.ts';

const float = 1_000_000;

interface Till {
  readonly hands: Hands;
  readonly page: Page;
  readonly folder: string;
}

const test = playwright.extend<{ facility: Facility; open: (at: 0 | 1 | 2) => Promise<Till> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to see what a fixture needs
  facility: async ({}, use) => {
    const facility = await startFacility();
    await use(facility);
    await facility.close();
  },
  open: async ({ facility, browser }, use) => {
    const programs: Program[] = [];
    const closing: (() => Promise<void>)[] = [];
    await use(async (at) => {
      const folder = facility.folders[at];
      const program = await startProgram(['--data', folder]);
      programs.push(program);
      const context = await browser.newContext();
      closing.push(() => context.close());
      const page = await context.newPage();
      const hands = await handsOn(page);
      await page.goto(program.links.cashier);
      return { hands, page, folder };
    });
    for (const close of closing) await close();
    await Promise.all(programs.map((program) => program.stop()));
  },
});

type Patient = (typeof patients)[number];

function patient(at: number): Patient {
  const found = patients[at];
  if (found === undefined) throw new Error('the list is too short');
  return found;
}

async function payCash({ hands, page }: Till, who: Patient): Promise<void> {
  await openPayer(hands, who.code, who.name);
  await hands.press('F4');
  await expect(page.getByTestId('due')).toBeVisible();
  await expect(page.getByRole('button', { name: words('cash.receive') })).toBeVisible();
  await hands.press('Enter');
  await expect(page.getByText(words('done.title'))).toBeVisible();
}

/** Asks by code and parks; what the payer's bank will write. */
async function askByCode({ hands, page, folder }: Till, who: Patient): Promise<string> {
  await openPayer(hands, who.code, who.name);
  await hands.press('F6');
  await expect(page.getByTestId('qr-rest')).toBeVisible();
  const read = decodeVietQr(newestPayload(folder));
  await hands.press('F5');
  await expect(page.getByRole('heading', { name: words('idle.title') })).toBeVisible();
  const [code] = read.ok ? findMatchCodes(read.value.purpose ?? '') : [];
  if (code === undefined) throw new Error('no match code');
  return code;
}

/** The receipt of money that came meanwhile. */
async function issueWaiting({ hands, page }: Till): Promise<void> {
  const row = page.locator('.qt-unfinished-row').filter({ hasText: words('unfinished.received-no-receipt') });
  await expect(row).toHaveCount(1, { timeout: 60_000 });
  await hands.press('ArrowDown');
  await expect(page.locator('.qt-unfinished-row[data-index="0"]')).toBeFocused();
  await hands.press('Enter');
  await expect(row).toHaveCount(0);
  await expect(page.getByText(words('done.title'))).toBeVisible();
}

/** The day ends: a blind count in notes of 1.000 đ, the comparison, the Z. */
async function close({ hands, page }: Till, inDrawer: number): Promise<void> {
  await hands.press('F12');
  await expect(page.getByRole('button', { name: words('shift.menu.close') })).toBeFocused();
  await hands.press('Enter');
  const row = page.getByLabel(words('close.notes.of', { denomination: `${grouped(1_000)}\u00a0đ` }));
  await expect(row).toBeVisible();
  while (!(await row.evaluate((one) => one === document.activeElement))) await hands.press('ArrowDown');
  await hands.type(inDrawer / 1_000);
  await hands.press('Enter');
  await expect(page.getByTestId('total')).toHaveText(new RegExp(`^${grouped(inDrawer)}`));
  await hands.press('Enter');
  await expect(page.getByTestId('difference')).toHaveText(/^0/);
  await hands.press('Enter');
  await expect(page.getByTestId('z-title')).toHaveText(words('z.title', { number: '0001' }));
  await hands.press('Escape');
}

/** Sums of all ways, and of all but cash. */
function recounted(facility: Facility) {
  return recountSums(facility.folders.flatMap((folder) => facility.journal(folder)));
}

/** Nothing that keeps somebody from using the screen. */
async function isUsable(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

/** Alt+M and the arrows to a place. */
async function goTo({ hands, page }: Till, title: string): Promise<void> {
  await hands.press('Alt+M');
  const wanted = page.getByRole('navigation').getByRole('button', { name: title });
  await expect(wanted).toBeVisible();
  const all = await page.getByRole('navigation').getByRole('button').allInnerTexts();
  for (let step = all.findIndex((text) => text.includes(title)); step > 0; step -= 1) {
    await hands.press('ArrowDown');
  }
  await expect(wanted).toBeFocused();
  await hands.press('Enter');
}

test('a day without a line on two counters; afterwards everybody says the same', async ({
  facility,
  open,
  page,
}) => {
  const [first, second, desk] = await Promise.all([open(0), open(1), open(2)]);
  const sent = words('rail.network.sent');
  const rail = (till: Till) => till.page.locator('[data-item="network"]');

  await test.step('the shifts open, the journals are sent', async () => {
    await Promise.all([
      signIn(first.hands, names.first, pin).then(() => openShift(first.hands, float)),
      signIn(second.hands, names.second, pin).then(() => openShift(second.hands, float)),
      signIn(desk.hands, names.chief, pin),
    ]);
    for (const till of [first, second, desk]) await expect(rail(till)).toContainText(sent);
    await expect(desk.page.getByTestId('facility-counter')).toHaveCount(3);
  });

  facility.line.cut();
  const codes =
    await test.step('the line is cut; both collect in cash and by code, one bill at both', async () => {
      const work = async (till: Till, cash: number, code: number): Promise<string> => {
        await payCash(till, patient(cash));
        const matchCode = await askByCode(till, patient(code));
        await payCash(till, patient(4));
        return matchCode;
      };
      const both = await Promise.all([work(first, 0, 1), work(second, 2, 3)]);
      for (const till of [first, second]) {
        await expect(rail(till)).toHaveAttribute('data-tone', 'amber');
        await expect(rail(till)).toContainText('chờ gửi');
      }
      return both;
    });

  await test.step('the bank tells the province meanwhile; the line heals', async () => {
    await facility.paid(codes[0], patient(1).owed);
    await facility.paid(codes[1], patient(3).owed);
    facility.line.heal();
    await Promise.all([issueWaiting(first), issueWaiting(second)]);
    for (const till of [first, second]) await expect(rail(till)).toContainText(sent, { timeout: 60_000 });
  });

  await test.step('both count, close and have their Z', async () => {
    const cash = (at: number) => float + patient(at).owed + patient(4).owed;
    await Promise.all([close(first, cash(0)), close(second, cash(2))]);
  });

  const expected = recounted(facility);
  expect(expected).toEqual({
    ...{ count: 6, cashless: 2 },
    amount: [0, 1, 2, 3, 4, 4].reduce((sum, at) => sum + patient(at).owed, 0),
    cashlessAmount: patient(1).owed + patient(3).owed,
  });
  const percent = (part: number, whole: number) => ((part / whole) * 100).toFixed(1).replace('.', ',');
  const shares = [
    percent(expected.cashless, expected.count),
    percent(expected.cashlessAmount, expected.amount),
  ] as const;

  await test.step('the desk and both counters have the facility’s figures to the đồng', async () => {
    for (const till of [first, second]) await goTo(till, words('more.facility'));
    for (const till of [desk, first, second]) {
      const total = till.page.getByTestId('facility-total');
      await expect(total.getByTestId('money')).toHaveText(grouped(expected.amount), { timeout: 60_000 });
      await expect(total.getByTestId('net')).toHaveText(grouped(expected.amount));
      await expect(total.getByTestId('times')).toHaveText(String(expected.count));
      await expect(total.getByTestId('share-count')).toHaveText(shares[0]);
      await expect(total.getByTestId('share-amount')).toHaveText(shares[1]);
    }
  });

  await isUsable(desk.page);
  await test.step('the bill that both took is one case everywhere, with both receipts', async () => {
    for (const till of [desk, first, second]) {
      await expect(till.page.locator('[data-item="cases"]')).toBeVisible();
      await till.hands.press('Enter');
      await expect(till.page.getByRole('heading', { name: words('case.title') })).toBeVisible();
      await expect(till.page.getByText(words('sync.case.kind.bill-twice'))).toBeVisible();
      await expect(till.page.getByTestId('case-receipt')).toHaveCount(2);
      await expect(till.page.getByTestId('case-receipt').first()).toContainText(grouped(patient(4).owed));
    }
  });

  await isUsable(desk.page);
  await test.step('the province says the same; the yearly report is downloaded and opened', async () => {
    await page.goto(facility.backend.url);
    await page.getByLabel(words('province.sign-in.login')).fill(province.login);
    await page.getByLabel(words('province.sign-in.password')).fill(province.password);
    await page.keyboard.press('Enter');
    const row = page.getByTestId('facility').filter({ hasText: facility.name });
    await expect(row.getByTestId('share-count')).toHaveText(cut(expected.cashless, expected.count));
    await expect(row.getByTestId('share-amount')).toHaveText(cut(expected.cashlessAmount, expected.amount));
    await page.getByRole('link', { name: words('province.tab.yearly'), exact: true }).press('Enter');
    await page.getByRole('button', { name: words('province.yearly.freeze') }).press('Enter');
    await page.getByRole('button', { name: words('province.yearly.freeze.sure') }).press('Enter');
    const download = page.getByRole('link', { name: words('province.yearly.download') });
    await expect(download).toBeVisible();
    const wanted = page.waitForEvent('download');
    await download.press('Enter');
    const workbook = await readFile(await (await wanted).path());
    const cells = (await readSheet(workbook, 'Theo đơn vị')).find((cells) => cells[1] === facility.name);
    expect([cells?.[6], cells?.[7], cells?.[9], cells?.[10]]).toEqual([
      expected.count,
      expected.cashless,
      expected.amount,
      expected.cashlessAmount,
    ]);
  });
});

/** As the province's page writes shares: one decimal, cut. */
function cut(part: number, whole: number): string {
  return (Math.floor((part * 1_000) / whole) / 10).toFixed(1).replace('.', ',');
}
