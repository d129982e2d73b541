/** Scenes of the cashier's window: each brings one state about and takes its picture. */
import { expect, type Page } from '@playwright/test';
import { demoPin } from '../../src/main/desk/demo.ts';
import { type Hands, openShift, signIn, words } from '../support/e2e/hands.ts';
import { type Camera, displaySizes } from './camera.ts';

export interface Stage {
  readonly hands: Hands;
  readonly page: Page;
  readonly display: Page;
  readonly camera: Camera;
  /** Runs one scene; one that fails is told and does not stop the others. */
  scene(name: string, run: () => Promise<void>): Promise<void>;
}

export interface Cast {
  readonly cashier: string;
  readonly administrator: string;
  /** What finds exactly one payer, and that payer's name. */
  readonly payer: { readonly text: string; readonly name: string };
  readonly second: { readonly text: string; readonly name: string };
  /** What finds many. */
  readonly common: string;
}

/** As a person types: a whole code at once is taken for a scanner's. */
export async function type(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text, { delay: 60 });
}

/** Types what finds exactly one payer and opens that one. */
export async function open(stage: Stage, payer: Cast['payer']): Promise<void> {
  const { hands, page } = stage;
  await type(page, payer.text);
  await expect(page.getByRole('option')).toHaveCount(1);
  await hands.press('Enter');
  await expect(page.getByRole('table').first()).toBeVisible();
}

/** Escapes until the find box is empty and waits. */
export async function home({ hands, page }: Stage): Promise<void> {
  for (let step = 0; step < 8; step += 1) {
    if (await page.getByLabel(words('find.label')).isVisible()) {
      const box = page.getByLabel(words('find.label'));
      if ((await box.inputValue()) === '' && (await box.getAttribute('readonly')) === null) return;
    }
    await hands.press('Escape');
    await page.waitForTimeout(250);
  }
}

/** Sign-in, shift, workplace, history, help, menu, import, count: the day of a cashier. */
export async function shootDay(stage: Stage, known: Cast, complete: () => Promise<Cast>): Promise<void> {
  let cast = known;
  const { hands, page, display, camera, scene } = stage;
  const both = async (name: string): Promise<void> => {
    await camera.shoot(page, name);
    await camera.shoot(display, `display-${name}`, displaySizes);
  };
  await scene('sign-in', async () => {
    await expect(page.getByRole('heading', { name: words('sign-in.title') })).toBeVisible();
    await both('sign-in');
    await signIn(hands, cast.cashier, demoPin);
    await camera.shoot(page, 'no-shift');
  });
  await scene('shift-open', async () => {
    await hands.press('F12');
    await expect(page.getByLabel(words('shift.open.float'))).toBeFocused();
    await camera.shoot(page, 'shift-open');
    await hands.press('Escape');
    await openShift(hands, 2_000_000);
    await both('idle');
  });
  await scene('find', async () => {
    await type(page, cast.common);
    await expect(page.getByRole('option').first()).toBeVisible();
    await camera.shoot(page, 'find');
    await home(stage);
    await type(page, 'khong co ai');
    await expect(page.getByText(words('find.none', { text: 'khong co ai' }))).toBeVisible();
    await camera.shoot(page, 'find-none');
    await hands.press('Alt+L');
    await expect(page.getByText(words('new-person.title'))).toBeVisible();
    await camera.shoot(page, 'new-person');
    await hands.press('Escape');
    await home(stage);
  });
  await scene('bill-cash-done', async () => {
    cast = await complete();
    await open(stage, cast.payer);
    await both('bill');
    await hands.press('F4');
    await expect(page.getByTestId('due')).toBeVisible();
    await type(page, '5000000');
    await both('cash');
    // More than a note comes back: it is asked once more.
    await hands.press('Enter');
    await expect(page.getByText(/Trả lại quá một tờ/)).toBeVisible();
    await both('cash-doubt');
    await hands.press('Enter');
    await expect(page.getByText(words('done.title'))).toBeVisible();
    await both('done');
    await home(stage);
  });
  await scene('qr', async () => {
    await open(stage, cast.second);
    await hands.press('F6');
    await expect(page.getByRole('img').first()).toBeVisible();
    await page.waitForTimeout(400);
    await both('qr');
    await hands.press('Alt+N');
    await page.waitForTimeout(400);
    await both('qr-claimed');
    await hands.press('F5');
    await page.waitForTimeout(400);
    await both('parked');
  });
  await scene('history', async () => {
    await home(stage);
    await hands.press('F11');
    await expect(page.getByTestId('history-number')).toBeVisible();
    await camera.shoot(page, 'history');
    await type(page, 'khong co');
    await expect(page.getByText(words('history.none.text', { text: 'khong co' }))).toBeVisible();
    await camera.shoot(page, 'history-none');
    await hands.press('Escape');
  });
  await scene('help', async () => {
    await home(stage);
    await hands.press('F1');
    await expect(page.getByLabel(words('help.find'))).toBeFocused();
    await camera.shoot(page, 'help');
    await type(page, 'may in');
    await camera.shoot(page, 'help-search');
    await hands.press('Escape');
  });
  await scene('more', async () => {
    await home(stage);
    await hands.press('Alt+M');
    await expect(page.getByRole('heading', { name: words('more.title') })).toBeVisible();
    await camera.shoot(page, 'more');
    await hands.press('Escape');
  });
  await scene('lock', async () => {
    await hands.press('Control+L');
    await expect(page.getByText(words('lock.note'))).toBeVisible();
    await both('lock');
    await hands.type(demoPin);
    await hands.press('Enter');
    await expect(page.getByLabel(words('bar.label'))).toBeVisible();
  });
  await scene('shift-menu', async () => {
    await home(stage);
    await hands.press('F12');
    await page.waitForTimeout(300);
    await camera.shoot(page, 'shift-menu');
    await hands.press('Escape');
  });
}

const sections = [
  'facility',
  'accounts',
  'methods',
  'operators',
  'prices',
  'money',
  'targets',
  'forms',
  'words',
  'people',
  'devices',
  'support',
  'changes',
] as const;

/** Settings, section by section, and the second person's PIN. */
export async function shootSettings(stage: Stage, cast: Cast): Promise<void> {
  const { hands, page, camera, scene } = stage;
  await scene('settings', async () => {
    await home(stage);
    await hands.press('Alt+M');
    await page.getByRole('button', { name: words('more.sign-out') }).press('Enter');
    await signIn(hands, cast.administrator, demoPin);
    await hands.press('Alt+M');
    await page.getByRole('button', { name: words('more.settings') }).press('Enter');
    for (const section of sections) {
      const entry = page.getByRole('button', { name: words(`settings.${section}`), exact: true });
      for (let step = 0; step < 4 && (await entry.getAttribute('aria-current')) === null; step += 1) {
        await hands.press('ArrowDown');
      }
      await page.waitForTimeout(250);
      await camera.shoot(page, `settings-${section}`);
    }
  });
  await scene('settings-approval', async () => {
    const accounts = page.getByRole('button', { name: words('settings.accounts') });
    for (let step = 0; step < 20 && (await accounts.getAttribute('aria-current')) === null; step += 1) {
      await hands.press('ArrowUp');
    }
    await expect(page.getByLabel(words('account.holder'))).toBeVisible();
    await hands.press('ArrowRight');
    await page.getByLabel(words('account.holder')).fill('DON VI MAU DOI TEN');
    await camera.shoot(page, 'settings-changed');
    await hands.press('Enter');
    await expect(page.getByText(words('approval.title'))).toBeVisible();
    await camera.shoot(page, 'settings-approval');
    await hands.press('Escape');
  });
}
