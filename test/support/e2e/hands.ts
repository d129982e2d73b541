/** Two hands on a keyboard and no mouse. */
import { expect, type Page } from '@playwright/test';
import { type TextKey, type TextParams, translate } from '../../../src/shared/i18n/translate.ts';

/** The Vietnamese words of the screens. */
export function words(key: TextKey, params: TextParams = {}): string {
  return translate('vi', key, params);
}

/** An amount as the screens write it, without the sign of the currency. */
export function grouped(amount: number): string {
  return String(amount).replace(/\B(?=(\d{3})+$)/g, '.');
}

/** Digits of a text that shows an amount. */
export function amountIn(text: string): number {
  return Number(text.replace(/\D/g, ''));
}

export interface Hands {
  readonly page: Page;
  /** Keys pressed one by one since the last call of `countFromHere`; characters of texts and amounts not counted. */
  readonly presses: number;
  countFromHere(): void;
  /**
   * Keys of somebody who looks first: none while a button of the screen is still busy (at most `busyWaitMs`), and not
   * the same key twice faster than a screen can be read (the window takes that for one stroke, `ui/keys.ts`), except
   * within one call.
   */
  press(...chords: readonly string[]): Promise<void>;
  /** One key of somebody who does not look. */
  pressBlindly(chord: string): Promise<void>;
  /** Enter twice as a hasty hand strikes it; the second is sent at once, or when the screen shows what the first did. */
  enterTwice(between?: () => Promise<void>): Promise<void>;
  /** A key held down: one stroke and its repeats, then up. */
  hold(chord: string, repeats: number): Promise<void>;
  /** A text or an amount. */
  type(text: string | number): Promise<void>;
}

/** Between two keys of a quick typist. */
const handMs = 40;

/** Longer than two strokes of one hand that the window takes for one (300 ms). */
const strokeMs = 350;

/** Keys that move within a screen and lead to no other: the window takes every stroke of them. */
const movingKey = /^Arrow(Up|Down|Left|Right)$/;

/** Between two strokes of a hasty hand. */
const hastyMs = 120;
const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 };

/** A button may stay busy for as long as a device works; then the key goes out all the same. */
const busyWaitMs = 5_000;

/** Hands for a window. A mouse or a finger on the window fails the test at the next key. */
export async function handsOn(page: Page): Promise<Hands> {
  let pointed = 0;
  await page.exposeFunction('pointed', () => {
    pointed += 1;
  });
  await page.addInitScript(() => {
    const tell = (): void => void Reflect.get(window, 'pointed')();
    for (const type of ['mousedown', 'pointerdown', 'touchstart']) {
      window.addEventListener(type, tell, { capture: true });
    }
  });
  let presses = 0;
  let last = { chord: '', atMs: 0 };
  const { keyboard } = page;
  const press = async (chord: string): Promise<void> => {
    expect(pointed, 'nothing but keys').toBe(0);
    presses += 1;
    await keyboard.press(chord);
    last = { chord, atMs: performance.now() };
  };
  const look = async (chord: string): Promise<void> => {
    const busy = page.locator('[data-busy]');
    if ((await busy.count()) > 0) {
      await expect(busy)
        .toHaveCount(0, { timeout: busyWaitMs })
        .catch(() => undefined);
    }
    const again = last.chord === chord && !movingKey.test(chord);
    const leftMs = again ? last.atMs + strokeMs - performance.now() : 0;
    if (leftMs > 0) await page.waitForTimeout(leftMs);
  };
  return {
    page,
    get presses() {
      return presses;
    },
    countFromHere() {
      presses = 0;
    },
    async press(...chords) {
      await look(chords[0] ?? '');
      for (const chord of chords) await press(chord);
    },
    pressBlindly: press,
    async enterTwice(between) {
      const session = await page.context().newCDPSession(page);
      const struckAt = Date.now() / 1_000;
      // The strokes carry the time of the hand, however long this machine takes to show what the first one did.
      const strike = async (afterMs: number): Promise<void> => {
        const timestamp = struckAt + afterMs / 1_000;
        await session.send('Input.dispatchKeyEvent', { ...enter, type: 'keyDown', text: '\r', timestamp });
        await session.send('Input.dispatchKeyEvent', { ...enter, type: 'keyUp', timestamp });
      };
      presses += 2;
      const first = strike(0);
      await between?.();
      await Promise.all([first, strike(hastyMs)]);
      last = { chord: 'Enter', atMs: performance.now() };
      await session.detach();
    },
    async hold(chord, repeats) {
      presses += 1;
      await keyboard.down(chord);
      for (let repeat = 0; repeat < repeats; repeat += 1) await keyboard.down(chord);
      await keyboard.up(chord);
    },
    // As slow as a hand: what comes faster is a scanner's.
    type: (text) => keyboard.type(String(text), { delay: handMs }),
  };
}

/** "Ai đứng quầy?": arrows to the name, the PIN, Enter; settles behind the gate. */
export async function signIn(hands: Hands, name: string, pin: string): Promise<void> {
  const people = hands.page.getByRole('option');
  await expect(people.filter({ hasText: name })).toBeVisible();
  const names = await people.allInnerTexts();
  const selected = await people.evaluateAll((rows) =>
    rows.findIndex((row) => row.getAttribute('aria-selected') === 'true'),
  );
  const steps = names.findIndex((text) => text.includes(name)) - selected;
  for (let step = 0; step < Math.abs(steps); step += 1) {
    await hands.press(steps > 0 ? 'ArrowDown' : 'ArrowUp');
  }
  await expect(hands.page.getByRole('option', { selected: true })).toContainText(name);
  await hands.type(pin);
  await hands.press('Enter');
  await expect(hands.page.getByLabel(words('bar.label'))).toBeVisible();
}

/** F12, the float, Enter; settles when payers can be served. */
export async function openShift(hands: Hands, float: number): Promise<void> {
  await hands.press('F12');
  await expect(hands.page.getByLabel(words('shift.open.float'))).toBeFocused();
  await hands.type(float);
  await hands.press('Enter');
  await expect(hands.page.getByRole('heading', { name: words('idle.title') })).toBeVisible();
}

/** Types what finds exactly one payer and opens that one. */
export async function openPayer(hands: Hands, text: string, name: string): Promise<void> {
  await hands.type(text);
  const found = hands.page.getByRole('option');
  await expect(found).toHaveCount(1);
  await expect(found).toContainText(name);
  await hands.press('Enter');
  await expect(hands.page.getByRole('table', { name: words('bill.list', { name }) })).toBeVisible();
}
