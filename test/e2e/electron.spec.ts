/** The Electron shell on a real runtime. Skipped, visibly, only where there is none (test/expected-skips.json). */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { electronProgram } from '../../src/main/shell/electron-runtime.ts';

const root = join(import.meta.dirname, '../..');
const program = electronProgram(join(root, 'node_modules', 'electron'), process.env);

test.describe('electron', () => {
  test.skip(program === null, "Electron's runtime is not installed and could not be fetched");

  let folder = '';
  let app: ElectronApplication;
  let cashier: Page;

  test.beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'quay-thu-electron-'));
    app = await _electron.launch({
      executablePath: program ?? '',
      args: [root, '--demo', 'school', '--data', folder],
    });
    cashier = await app.firstWindow();
  });
  test.afterEach(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('electron: both windows open sandboxed and reach the counter', async () => {
    expect(cashier.url()).toBe('quaythu://cashier/');
    // Nothing of Node or Electron is in the page's world.
    expect(
      await cashier.evaluate(() => [
        typeof Reflect.get(globalThis, 'require'),
        typeof Reflect.get(globalThis, 'process'),
      ]),
    ).toEqual(['undefined', 'undefined']);
    await expect(cashier.locator('body')).not.toBeEmpty();
    const preferences = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.webContents.getURL()),
    );
    expect(preferences).toContain('quaythu://cashier/');
    await cashier.evaluate(() => window.open('https://quaythu.example'));
    await cashier.evaluate(() => {
      location.href = 'https://quaythu.example';
    });
    expect(cashier.url()).toBe('quaythu://cashier/');
    expect(app.windows().every((page) => page.url().startsWith('quaythu://'))).toBe(true);
  });

  test('electron: a killed counter is restarted and the window shows its state again', async () => {
    const before = await cashier.locator('body').innerText();
    await app.evaluate(({ app: electronApp }) => {
      const counter = electronApp
        .getAppMetrics()
        .find((each) => [each.name, each.serviceName].includes('Quầy Thu'));
      if (counter === undefined) throw new Error('no counter process');
      process.kill(counter.pid, 'SIGKILL');
    });
    await expect(cashier.locator('body')).toHaveText(before, { useInnerText: true });
  });
});
