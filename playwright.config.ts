import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** Chromium refuses to start its sandbox as root; everybody else keeps it. */
const isRoot = process.getuid?.() === 0;

/**
 * Debian's Chromium without the window around its pages, where it is installed: the same engine for a fifth less work. The
 * pictures of `npm run screens` and `bench w7` take the whole of it.
 */
const headless = '/usr/bin/chromium-headless-shell';
const installed = existsSync(headless) ? headless : '/usr/bin/chromium';

/** End-to-end tests on an installed Chromium (Debian's, or the one named by QUAYTHU_CHROMIUM); nothing is downloaded. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  // Every test starts its own counter, simulators and browser, and waits for them half of its time.
  fullyParallel: true,
  workers: 3,
  // Waits are for a machine that is busy with other things; what is right takes a tenth of them.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  use: {
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    viewport: { width: 1366, height: 768 },
    // Recording every page takes the time that two cores need for the tests; QUAYTHU_TRACE=1 turns it on.
    trace: process.env.QUAYTHU_TRACE === '1' ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.QUAYTHU_CHROMIUM ?? installed,
      chromiumSandbox: !isRoot,
      args: [
        '--lang=vi',
        '--disable-quic',
        '--disable-gpu',
        '--disable-gpu-compositing',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-features=Translate',
        ...(isRoot ? ['--test-type'] : []),
      ],
    },
  },
});
