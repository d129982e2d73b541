/**
 * `npm run screens`: pictures of every state, both kinds of institution, both window sizes, into `screens-out/`.
 * Needs the built product (`npm run build`) and a Chromium. `-- hospital`, `-- school`, `-- first`, `-- fixes`,
 * `-- collecting`, `-- slips`, `-- money`, `-- province` take a part.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, expect } from '@playwright/test';
import { damageLists } from '../support/damage-table.ts';
import { savePrinter } from '../support/e2e/books.ts';
import { type FirstRun, firstRun } from '../support/e2e/first-run.ts';
import { handsOn, words } from '../support/e2e/hands.ts';
import { keyedSchool, payPartByCard } from '../support/e2e/keyed-card.ts';
import { startProgram } from '../support/e2e/program.ts';
import { type Keepers, shootBooks } from './books.ts';
import { camera } from './camera.ts';
import { shootCollecting } from './collecting.ts';
import { shootFixes } from './corrections.ts';
import { shootMoney } from './money.ts';
import { type Cast, home, open, type Stage, shootDay, shootSettings } from './places.ts';
import { shootProvince } from './province.ts';
import { shootSlipBesideCode, shootSlips } from './slips.ts';
import { stressList, stressPayer } from './stress.ts';

const out = join(import.meta.dirname, '../../screens-out');
const patienceMs = 15_000;
const failed: string[] = [];
let pictures = 0;

const casts: Readonly<Record<'hospital' | 'school', Cast>> = {
  hospital: {
    cashier: 'Nguyễn Thị Diễm Quỳnh',
    administrator: 'Trần Quốc Khởi',
    payer: { text: 'BN26004102', name: 'Lê Hoài Quỳnh' },
    second: { text: 'BN26004101', name: '' },
    common: 'nguyen thi',
  },
  school: {
    cashier: 'Đỗ Thị Thu Nguyệt',
    administrator: 'Lê Hoàng Khởi',
    payer: { text: '', name: '' },
    second: { text: '', name: '' },
    common: 'nguyen thi',
  },
};

const keepers: Readonly<Record<'hospital' | 'school', Omit<Keepers, 'cashier'>>> = {
  hospital: { treasurer: 'Phạm Thị Mỹ Ẩn', chief: 'Võ Thị Thu Nguyệt' },
  school: { treasurer: 'Phan Ngọc Ước', chief: 'Huỳnh Thị Cẩm Tuyền' },
};

/** Runs with a folder of its own, which is gone afterwards. */
async function inFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'quay-thu-screens-'));
  try {
    await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function stageOf(
  browser: Browser,
  links: { cashier: string; display: string },
  part: string,
): Promise<Stage> {
  const context = await browser.newContext({ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
  const page = await context.newPage();
  const display = await context.newPage();
  for (const one of [page, display]) one.setDefaultTimeout(patienceMs);
  await page.setViewportSize({ width: 1366, height: 768 });
  await display.setViewportSize({ width: 1024, height: 600 });
  const hands = await handsOn(page);
  await display.goto(links.display);
  await page.goto(links.cashier);
  const shots = camera(join(out, part));
  return {
    hands,
    page,
    display,
    camera: shots,
    async scene(name, run) {
      try {
        await page.bringToFront();
        await run();
      } catch (cause) {
        failed.push(
          `${part}/${name}: ${cause instanceof Error ? cause.message.split('\n')[0] : String(cause)}`,
        );
        await page.screenshot({ path: join(out, part, `failed-${name}.png`) });
      }
    },
  };
}

/** Codes of two payers of the sample list who owe something, found by the window itself. */
async function castOf(stage: Stage, cast: Cast): Promise<Cast> {
  if (cast.payer.text !== '' && cast.second.name !== '') return cast;
  const { page } = stage;
  const box = page.getByLabel(words('find.label'));
  await box.fill('tran');
  const rows = page.getByRole('option');
  await expect(rows.first()).toBeVisible();
  const found: { text: string; name: string }[] = [];
  for (const row of await rows.all()) {
    const name = await row.locator('b').first().innerText();
    const code = /[A-Z]{0,2}\d{8,}/.exec(await row.innerText())?.[0];
    if (code !== undefined) found.push({ text: code, name });
  }
  await box.fill('');
  const [one, two] = found;
  if (one === undefined || two === undefined) throw new Error('no payers in the sample list');
  return { ...cast, payer: cast.payer.text === '' ? one : cast.payer, second: two };
}

async function demo(browser: Browser, institution: 'hospital' | 'school'): Promise<void> {
  await inFolder(async (folder) => {
    const program = await startProgram(['--data', folder, '--demo', institution]);
    try {
      const stage = await stageOf(browser, program.links, institution);
      const cast = casts[institution];
      await shootDay(stage, cast, () => castOf(stage, cast));
      await shootBooks(stage, { ...keepers[institution], cashier: cast.cashier });
      await shootSettings(stage, cast);
      pictures += stage.camera.taken.length;
    } finally {
      await program.stop();
    }
  });
}

/** Ways of money that need more than one key, on a book of its own. */
async function collecting(browser: Browser, institution: 'hospital' | 'school'): Promise<void> {
  await inFolder(async (folder) => {
    const program = await startProgram(['--data', folder, '--demo', institution]);
    try {
      const stage = await stageOf(browser, program.links, institution);
      const cast = casts[institution];
      const { chief } = keepers[institution];
      await shootCollecting(stage, cast, () => castOf(stage, cast), chief, institution);
      pictures += stage.camera.taken.length;
    } finally {
      await program.stop();
    }
  });
}

/** Money that banks and terminals move, on a book of its own. */
async function money(browser: Browser): Promise<void> {
  await inFolder(async (folder) => {
    const program = await startProgram(['--data', folder, '--demo', 'hospital']);
    try {
      const stage = await stageOf(browser, program.links, 'hospital');
      await shootMoney(stage, program, folder, casts.hospital.cashier);
      pictures += stage.camera.taken.length;
    } finally {
      await program.stop();
    }
  });
}

/** Bills paid in part by a keyed card, each on a book of its own. */
async function slips(browser: Browser, institution: 'hospital' | 'school'): Promise<void> {
  const { cashier } = casts[institution];
  const demo = ['--demo', institution];
  const shoot = (
    prepare: (folder: string) => Promise<(stage: Stage) => Promise<void>>,
    ...args: readonly string[]
  ) =>
    inFolder(async (folder) => {
      const shootIt = await prepare(folder);
      const program = await startProgram(['--data', folder, ...args]);
      try {
        const stage = await stageOf(browser, program.links, institution);
        await shootIt(stage);
        pictures += stage.camera.taken.length;
      } finally {
        await program.stop();
      }
    });
  const onBill = (name: string, part: { slips: readonly number[]; text: string; list?: string }) =>
    shoot(
      async (folder) => {
        const first = await startProgram(['--data', folder, ...demo]);
        await first.stop();
        await payPartByCard(folder, { demo: institution, ...part });
        return (stage) => shootSlips(stage, cashier, name);
      },
      ...demo,
    );
  await onBill('slip', { slips: [20_000], text: 'tran' });
  if (institution === 'hospital') {
    const slips = [1_100_000_000, 38_700, 5_000_000];
    await onBill('slip-stress', { slips, text: stressPayer.text, list: stressList() });
  } else {
    await shoot(async (folder) => {
      const school = await keyedSchool(folder);
      return (stage) => shootSlipBesideCode(stage, school);
    });
  }
}

/** What follows a payment, on a book of its own: the scenes before leave payments waiting. */
async function fixes(browser: Browser, institution: 'hospital' | 'school'): Promise<void> {
  await inFolder(async (folder) => {
    const program = await startProgram(['--data', folder, '--demo', institution]);
    try {
      const stage = await stageOf(browser, program.links, institution);
      await shootFixes(stage, casts[institution], () => castOf(stage, casts[institution]));
      pictures += stage.camera.taken.length;
    } finally {
      await program.stop();
    }
  });
}

/** A real book from its first start: set-up, then the worst bills, a printer that is gone, a counter that died. */
async function real(browser: Browser): Promise<void> {
  await inFolder(async (folder) => {
    // Nobody listens there: a printer that is switched off.
    savePrinter(folder, { host: '127.0.0.1', port: 9 });
    const program = await startProgram(['--data', folder]);
    try {
      const stage = await stageOf(browser, program.links, 'first');
      const { hands, page, camera: shots, scene } = stage;
      const run = {
        institution: 'hospital',
        facility: 'Bệnh viện Đa khoa Sông Mây',
        address: 'Khóm 2, phường Sông Mây',
        budgetCode: '0000123',
        account: { bank: 'viet', number: '000012345678' },
        person: { name: 'Nguyễn Thị Diễm Quỳnh', pin: '413906' },
        list: 'later',
      } as const satisfies FirstRun;
      await scene('first-run', async () => {
        await firstRun(hands, run, (name) => shots.shoot(page, `first-run-${name}`));
        await shots.shoot(page, 'shift-open');
      });
      await scene('stress', async () => {
        await hands.type(2_000_000);
        await hands.press('Enter');
        await expect(page.getByLabel(words('find.label'))).toBeFocused();
        await shots.shoot(page, 'first-idle');
        const chosen = page.waitForEvent('filechooser');
        await hands.press('Alt+M');
        await page.getByRole('button', { name: words('more.import') }).press('Enter');
        await expect(page.getByRole('button', { name: words('import.drop') })).toBeVisible();
        await shots.shoot(page, 'import');
        await hands.press('Enter');
        await (await chosen).setFiles({
          name: 'nang.csv',
          mimeType: 'text/csv',
          buffer: Buffer.from(stressList()),
        });
        await page.waitForTimeout(2_500);
        await shots.shoot(page, 'import-preview');
        await hands.press('Enter');
        await page.waitForTimeout(2_500);
        await shots.shoot(page, 'import-done');
        await hands.press('Enter');
        await expect(page.getByLabel(words('find.label'))).toBeFocused();
        await page.keyboard.type('cong tang', { delay: 60 });
        await expect(page.getByRole('option').first()).toBeVisible();
        await shots.shoot(page, 'stress-find');
        await hands.press('Escape');
        await page.keyboard.type(stressPayer.text, { delay: 60 });
        await expect(page.getByRole('option')).toHaveCount(1);
        await hands.press('Enter');
        await shots.shoot(page, 'stress-bill');
        await shots.shoot(stage.display, 'display-stress-bill', [{ width: 1024, height: 600 }]);
        await hands.press('F4');
        await shots.shoot(page, 'stress-cash');
        await hands.press('Enter');
        await page.waitForTimeout(1_500);
        await shots.shoot(page, 'stress-done-no-printer');
        await hands.press('Escape');
        await hands.press('F11');
        await expect(page.getByTestId('history-number')).toBeVisible();
        await shots.shoot(page, 'stress-history');
        await hands.press('Escape');
      });
      await scene('card-keyed', async () => {
        await home(stage);
        await open(stage, { text: 'BN99000002', name: '' });
        await hands.press('F7');
        await expect(page.getByTestId('due')).toBeVisible();
        await shots.shoot(page, 'card-keyed-empty');
        for (const text of ['482913', '1111', '20045678', '000017']) {
          await hands.type(text);
          await hands.press('Tab');
        }
        await shots.shoot(page, 'card-keyed');
        await hands.press('Enter');
        await expect(page.getByText(words('done.title'))).toBeVisible();
        await shots.shoot(page, 'card-keyed-done');
        await home(stage);
      });
      await scene('shift-keyed', async () => {
        await hands.press('F12');
        await page.getByRole('button', { name: words('shift.menu.close') }).press('Enter');
        await hands.type(2_536);
        for (let row = 0; row < 9; row += 1) await hands.press('ArrowDown');
        await hands.press('Enter');
        await expect(page.getByTestId('difference')).toBeVisible();
        await shots.shoot(page, 'shift-keyed');
        await hands.press('Escape', 'Escape');
      });
      await scene('lists', async () => {
        await home(stage);
        damageLists(folder, 'payer');
        await page.keyboard.type('cong tang', { delay: 60 });
        await expect(page.locator('.qt-lists [data-tone="green"]')).toBeVisible();
        await expect(page.getByRole('option').first()).toBeVisible();
        await shots.shoot(page, 'lists-back');
        await hands.press('Escape');
      });
      await scene('lost', async () => {
        await program.killCounter();
        await page.waitForTimeout(400);
        await shots.shoot(page, 'counter-lost');
      });
      pictures += shots.taken.length;
    } finally {
      await program.stop();
    }
  });
}

const wanted = process.argv.slice(2);
const takes = (part: string): boolean => wanted.length === 0 || wanted.includes(part);
const browser = await chromium.launch({
  executablePath: process.env.QUAYTHU_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--lang=vi', ...(process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : [])],
});
try {
  if (takes('first')) await real(browser);
  if (takes('province')) {
    const shots = camera(join(out, 'province'));
    await shootProvince(browser, shots).catch((cause) => {
      failed.push(`province: ${cause instanceof Error ? cause.message.split('\n')[0] : String(cause)}`);
    });
    pictures += shots.taken.length;
  }
  for (const institution of ['hospital', 'school'] as const) {
    if (takes(institution)) await demo(browser, institution);
    if (takes(institution) || takes('collecting')) await collecting(browser, institution);
    if (takes(institution) || takes('slips')) await slips(browser, institution);
    if (takes(institution) || takes('fixes')) await fixes(browser, institution);
  }
  if (takes('hospital') || takes('money')) await money(browser);
} finally {
  await browser.close();
}
console.log(`${pictures} pictures in ${out}`);
for (const one of failed) console.error(`not taken: ${one}`);
process.exitCode = failed.length === 0 ? 0 : 1;
