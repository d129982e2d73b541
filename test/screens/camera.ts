/** Takes pictures of a window at every size that matters. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const cashierSizes: readonly Size[] = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
];
export const displaySizes: readonly Size[] = [
  { width: 1024, height: 600 },
  { width: 1920, height: 1080 },
];

export interface Camera {
  /** Pictures of what the page shows now, `<folder>/<name>-<width>x<height>.png` for each size. */
  shoot(page: Page, name: string, sizes?: readonly Size[]): Promise<void>;
  /** Files written so far. */
  readonly taken: readonly string[];
}

/** Lets fonts load and one layout pass; nothing in the window moves longer than that. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
  await page.waitForTimeout(180);
}

/** A camera whose pictures go to `folder`. The page keeps its first size afterwards. */
export function camera(folder: string): Camera {
  mkdirSync(folder, { recursive: true });
  const taken: string[] = [];
  return {
    taken,
    async shoot(page, name, sizes = cashierSizes) {
      for (const size of sizes) {
        await page.setViewportSize(size);
        await settle(page);
        const file = `${name}-${size.width}x${size.height}.png`;
        await page.screenshot({ path: join(folder, file) });
        taken.push(file);
      }
      const [first] = sizes;
      if (first !== undefined) await page.setViewportSize(first);
    },
  };
}
