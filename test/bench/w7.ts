/**
 * `bench w7`: what a person sees, in a real Chromium with both windows. From the key that confirms the amount to the code
 * painted on the customer display; from the key that takes the cash to "đã thu" painted on the cashier's screen.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { demoPin } from '../../src/main/desk/demo.ts';
import { type Owing, owing } from '../support/e2e/codes.ts';
import { words } from '../support/e2e/hands.ts';
import { startProgram } from '../support/e2e/program.ts';
import { quantile } from '../support/quantile.ts';
import type { Bound, Measured, Run, RunOptions } from '../support/runner.ts';

const limitMs = 100;
const cashier = 'Nguyễn Thị Diễm Quỳnh';
const float = '2000000';
/** Slower than a scanner, faster than a hand. */
const typingDelayMs = 45;

interface Times {
  readonly codeMs: number[];
  readonly doneMs: number[];
}

/**
 * Notes in the page when a key went down, and when what `selector` finds (with `text` in it, if any) was first painted
 * after that. Times are milliseconds of the machine's own clock, the same for both windows.
 */
async function watch(page: Page, selector: string, text: string | null): Promise<void> {
  await page.addInitScript(
    ([wanted, words]) => {
      const now = (): number => performance.timeOrigin + performance.now();
      const seen = { keyAt: 0, paintedAt: 0, there: false };
      Reflect.set(window, 'seen', seen);
      window.addEventListener('keydown', () => Reflect.set(seen, 'keyAt', now()), { capture: true });
      const look = (): void => {
        const found = document.querySelector(wanted ?? '');
        const there = found !== null && (words === null || (found.textContent ?? '').includes(words ?? ''));
        if (there && !seen.there) {
          // The frame after the one in which it stands has been handed to the screen.
          requestAnimationFrame(() => setTimeout(() => Reflect.set(seen, 'paintedAt', now())));
        }
        seen.there = there;
      };
      new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
    },
    [selector, text] as const,
  );
}

interface Seen {
  readonly keyAt: number;
  readonly paintedAt: number;
}

function seenBy(page: Page): Promise<Seen> {
  return page.evaluate(() => ({ ...(Reflect.get(window, 'seen') as Seen) }));
}

/** Presses a key in one window and waits until the other, or the same, has painted; milliseconds between. */
async function timed(from: Page, key: string, to: Page): Promise<number> {
  await to.evaluate(() => Reflect.set(Reflect.get(window, 'seen') as object, 'paintedAt', 0));
  await from.keyboard.press(key);
  await to.waitForFunction(() => (Reflect.get(window, 'seen') as Seen).paintedAt > 0);
  const { keyAt } = await seenBy(from);
  const { paintedAt } = await seenBy(to);
  return paintedAt - keyAt;
}

async function open(page: Page, { code, name }: Owing): Promise<void> {
  await page.keyboard.type(code, { delay: typingDelayMs });
  await page.getByRole('option').filter({ hasText: name }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('table', { name: words('bill.list', { name }) }).waitFor();
}

/** One payer: a code, taken off again, then cash. */
async function serve(page: Page, display: Page, who: Owing, times: Times): Promise<void> {
  await open(page, who);
  times.codeMs.push(await timed(page, 'F6', display));
  await page.getByTestId('qr-rest').waitFor();
  await page.keyboard.press('Escape');
  await page.getByTestId('total').waitFor();
  await page.keyboard.press('F4');
  await page.getByLabel(words('cash.given')).waitFor();
  times.doneMs.push(await timed(page, 'Enter', page));
  await page.getByText(words('done.title')).waitFor();
}

async function ready(page: Page): Promise<void> {
  await page.getByRole('option').first().waitFor();
  await page.getByRole('option', { selected: true }).filter({ hasText: cashier }).waitFor();
  await page.keyboard.type(demoPin);
  await page.keyboard.press('Enter');
  await page.getByLabel(words('bar.label')).waitFor();
  await page.keyboard.press('F12');
  await page.getByLabel(words('shift.open.float')).waitFor();
  await page.keyboard.type(float);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: words('idle.title') }).waitFor();
}

function chromiumPath(): string {
  return process.env.QUAYTHU_CHROMIUM ?? '/usr/bin/chromium';
}

async function measure({ runs }: RunOptions): Promise<Measured> {
  if (!existsSync(chromiumPath())) throw new Error(`no Chromium at ${chromiumPath()}`);
  const folder = mkdtempSync(join(tmpdir(), 'w7-'));
  const program = await startProgram(['--data', folder, '--demo', 'hospital']);
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: asRoot });
  const times: Times = { codeMs: [], doneMs: [] };
  try {
    const cashierContext = await browser.newContext({ viewport: { width: 1366, height: 768 } });
    // A window of its own: a page behind another one would not be painted.
    const displayContext = await browser.newContext({ viewport: { width: 1024, height: 600 } });
    const page = await cashierContext.newPage();
    const display = await displayContext.newPage();
    await watch(page, '.qt-done-head', words('done.title'));
    await watch(display, '.qd-qr', null);
    await page.goto(program.links.cashier);
    await display.goto(program.links.display);
    await ready(page);
    // The first payer warms both windows up and is not counted.
    for (const [index, who] of owing(folder, runs + 1).entries()) {
      await serve(page, display, who, index === 0 ? { codeMs: [], doneMs: [] } : times);
    }
  } finally {
    await browser.close();
    await program.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  return report(times);
}

function rowOf(what: string, ms: readonly number[]) {
  const at = (q: number) => Math.round(quantile(ms, q) * 10) / 10;
  return { what, runs: ms.length, 'p50 ms': at(0.5), 'p95 ms': at(0.95), 'worst ms': at(1) };
}

function report({ codeMs, doneMs }: Times): Measured {
  const bound = (name: string, ms: readonly number[]): Bound => ({
    ...{ name, op: '<=' as const, limit: limitMs, unit: 'ms' },
    value: quantile(ms, 0.95),
  });
  return {
    table: [
      rowOf('amount confirmed → code painted on the display', codeMs),
      rowOf('key → "đã thu" painted', doneMs),
    ],
    bounds: [bound('code painted p95', codeMs), bound('done painted p95', doneMs)],
  };
}

export const w7: Run = {
  name: 'w7',
  about: 'key to picture in a real Chromium: the code on the second window, and "đã thu"',
  runs: 40,
  shortRuns: 8,
  measure,
};
