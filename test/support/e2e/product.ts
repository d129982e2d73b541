/** What every end-to-end test starts from: a folder of its own, the product, its two windows; all gone afterwards. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { demoFolderOfRun } from '../demo-folders.ts';
import { type Printer, startPrinter } from './paper.ts';
import { type Program, startProgram } from './program.ts';

interface Product {
  /** An empty data folder. */
  readonly folder: string;
  /** Starts the product on the folder. */
  readonly start: (...args: readonly string[]) => Promise<Program>;
  /** Starts the hospital's demonstration on a copy of one that was set up before. */
  readonly startDemo: () => Promise<Program>;
  /** The same with the school's. */
  readonly startSchool: () => Promise<Program>;
  /** A simulated printer that nobody but the test knows of. */
  readonly printer: Printer;
  /** Opens the customer display as the second, smaller screen. */
  readonly openDisplay: (link: string) => Promise<Page>;
}

interface Prepared {
  /** A data folder of the hospital's demonstration, as its first start leaves it. Copied, never opened again. */
  readonly demoFolder: string;
  readonly schoolFolder: string;
}

/** Gives a demonstration's folder away while the worker runs: the one of this `npm test`, or one that is set up now. */
async function prepare(demo: 'hospital' | 'school', use: (folder: string) => Promise<void>): Promise<void> {
  const known = demoFolderOfRun(demo);
  if (known !== null) {
    await use(known);
    return;
  }
  const folder = temporaryFolder();
  const program = await startProgram(['--data', folder, '--demo', demo]);
  await program.stop();
  await use(folder);
  rmSync(folder, { recursive: true, force: true });
}

function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'quay-thu-e2e-'));
}

export const test = base.extend<Product, Prepared>({
  demoFolder: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to see what a fixture needs
    async ({}, use) => prepare('hospital', use),
    { scope: 'worker' },
  ],
  schoolFolder: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to see what a fixture needs
    async ({}, use) => prepare('school', use),
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to see what a fixture needs
  folder: async ({}, use) => {
    const folder = temporaryFolder();
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  start: async ({ folder }, use) => {
    const started: Program[] = [];
    await use(async (...args) => {
      const program = await startProgram(['--data', folder, ...args]);
      started.push(program);
      return program;
    });
    for (const program of started) await program.stop();
  },
  startDemo: async ({ demoFolder, folder, start }, use) => {
    await use(() => {
      cpSync(demoFolder, folder, { recursive: true });
      return start('--demo', 'hospital');
    });
  },
  startSchool: async ({ schoolFolder, folder, start }, use) => {
    await use(() => {
      cpSync(schoolFolder, folder, { recursive: true });
      return start('--demo', 'school');
    });
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to see what a fixture needs
  printer: async ({}, use) => {
    const printer = await startPrinter();
    await use(printer);
    await printer.off();
  },
  openDisplay: async ({ context }, use) => {
    await use(async (link) => {
      const display = await context.newPage();
      await display.setViewportSize({ width: 1024, height: 600 });
      await display.goto(link);
      return display;
    });
  },
});
