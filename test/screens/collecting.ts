/** Scenes of collecting besides cash and a code: siblings, listed fees, Mobile Money, an accepted transfer, a split, a statement. */
import { expect } from '@playwright/test';
import { demoPin } from '../../src/main/desk/demo.ts';
import { openShift, signIn, words } from '../support/e2e/hands.ts';
import { type Cast, home, open, type Stage, type } from './places.ts';

/** Opens payers of a name until one has brothers or sisters who owe something. */
async function openWithRelatives(stage: Stage): Promise<void> {
  const { page } = stage;
  const offered = page.getByRole('region', { name: words('siblings.found') });
  for (const name of ['tran', 'le', 'pham', 'nguyen']) {
    await type(page, name);
    await expect(page.getByRole('option').first()).toBeVisible();
    const texts = await page.getByRole('option').allInnerTexts();
    for (const text of texts.slice(0, 25)) {
      const code = /0\d{7,}/.exec(text)?.[0];
      if (code === undefined) continue;
      await home(stage);
      await open(stage, { text: code, name: '' });
      if (await offered.isVisible()) return;
    }
    await home(stage);
  }
  throw new Error('no brothers or sisters found');
}

/** Ways of money that need more than one key. Each ends with an empty counter. */
export async function shootCollecting(
  stage: Stage,
  known: Cast,
  complete: () => Promise<Cast>,
  chief: string,
  institution: 'hospital' | 'school',
): Promise<void> {
  const { hands, page, display, camera, scene } = stage;
  const both = async (name: string): Promise<void> => {
    await camera.shoot(page, name);
    await camera.shoot(display, `display-${name}`, [{ width: 1024, height: 600 }]);
  };
  let cast = known;
  await scene('sign-in-help', async () => {
    await expect(page.getByRole('heading', { name: words('sign-in.title') })).toBeVisible();
    await hands.press('F1');
    await expect(page.getByLabel(words('help.find'))).toBeFocused();
    await camera.shoot(page, 'sign-in-help');
    await hands.press('Escape');
    await signIn(hands, cast.cashier, demoPin);
    await openShift(hands, 2_000_000);
    cast = await complete();
  });
  if (institution === 'school') {
    await scene('siblings', async () => {
      await openWithRelatives(stage);
      await both('siblings-offered');
      await hands.press('Alt+S');
      await expect(page.getByText(words('siblings.of', { n: 2 }))).toBeVisible();
      await both('siblings-added');
      await hands.press('Alt+P');
      await expect(page.getByLabel(words('bill.payer.label'))).toBeFocused();
      await camera.shoot(page, 'payer-fields');
      await hands.press('Enter', 'F4');
      await expect(page.getByTestId('due')).toBeVisible();
      await camera.shoot(page, 'siblings-cash');
      await hands.press('Enter');
      await expect(page.getByText(words('done.title'))).toBeVisible();
      await camera.shoot(page, 'siblings-done');
      await home(stage);
    });
  }
  await scene('listed-fee', async () => {
    await open(stage, cast.payer);
    await hands.press('F3');
    await expect(page.getByText(words('fee.title'))).toBeVisible();
    await camera.shoot(page, 'listed-fees');
    await hands.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await camera.shoot(page, 'listed-fee-added');
    await home(stage);
  });
  await scene('mobile', async () => {
    await open(stage, cast.second);
    await hands.press('F8');
    await expect(page.getByLabel(words('mobile.phone'))).toBeFocused();
    await camera.shoot(page, 'mobile');
    await type(page, '0900000001');
    await hands.press('Enter');
    await expect(page.getByTestId('due')).toBeVisible();
    await both('mobile-waiting');
    await hands.press('Alt+N');
    await expect(page.getByText(words('qr.claimed'))).toBeVisible();
    await hands.press('Alt+A');
    await expect(page.getByLabel(words('accept.text'))).toBeFocused();
    await camera.shoot(page, 'accept');
    await hands.press('ArrowDown');
    await type(page, 'SMS 9:14');
    await hands.press('Enter');
    await expect(page.getByText(words('approval.title'))).toBeVisible();
    await camera.shoot(page, 'accept-approval');
    await hands.type(demoPin);
    await hands.press('Enter');
    const issue = page.getByRole('button', { name: words('qr.issue'), exact: false });
    await expect(issue).toHaveAttribute('aria-disabled', 'false');
    await both('accepted');
    await hands.press('Enter');
    await expect(page.getByText(words('done.title'))).toBeVisible();
    await camera.shoot(page, 'accepted-done');
    await home(stage);
  });
  await scene('split', async () => {
    await open(stage, cast.payer);
    await hands.press('F4');
    await expect(page.getByTestId('due')).toBeVisible();
    await type(page, '5000');
    await camera.shoot(page, 'split-short');
    await hands.press('F6');
    await expect(page.getByRole('img').first()).toBeVisible();
    await page.waitForTimeout(400);
    await both('split-qr');
    await hands.press('F5');
    await home(stage);
  });
  await scene('statement', async () => {
    await home(stage);
    await hands.press('Alt+M');
    await page.getByRole('button', { name: words('more.sign-out') }).press('Enter');
    await signIn(hands, chief, demoPin);
    await hands.press('Alt+M');
    await page.getByRole('button', { name: words('more.statement') }).press('Enter');
    await expect(page.getByText(words('statement.drop'))).toBeVisible();
    await camera.shoot(page, 'statement');
    for (const [name, account, shown] of [
      ['which', null, words('statement.which')],
      ['preview', accountOf[institution], words('statement.fate.nobody')],
    ] as const) {
      const chosen = page.waitForEvent('filechooser');
      await hands.press('Alt+L');
      await (await chosen).setFiles({
        name: 'sao-ke.csv',
        mimeType: 'text/csv',
        buffer: statementOf(account),
      });
      await expect(page.getByText(shown).first()).toBeVisible();
      await camera.shoot(page, `statement-${name}`);
    }
    await hands.press('Enter');
    await expect(page.getByText(words('statement.done.title'))).toBeVisible();
    await camera.shoot(page, 'statement-done');
    await hands.press('Enter');
  });
}

const accountOf = { hospital: '0000012345678', school: '0000023456789' } as const;

/** A day of an account: money of nobody, one long text, a charge. */
function statementOf(account: string | null): Buffer {
  const rows = [
    '21/11/2026;FT1;;350000;1350000;NGUYEN VAN BINH chuyen tien cho con hoc lop 5A3 truong tieu hoc va trung hoc co so Song May hoc ky I;NGUYEN VAN BINH',
    '21/11/2026;FT2;5500;;1344500;Phi dich vu SMS thang 11;',
    '21/11/2026;FT3;;1250000;2594500;Thanh toan theo hop dong;CONG TY TNHH THUONG MAI DICH VU VAN CHUYEN QUOC TE SONG MAY',
  ];
  const head = 'Ngày giao dịch;Số tham chiếu;Ghi nợ;Ghi có;Số dư;Nội dung;Tên người chuyển';
  const named = account === null ? [] : [`Số tài khoản;${account}`];
  return Buffer.from([...named, 'Số dư đầu kỳ;1000000', head, ...rows, 'Số dư cuối kỳ;2594500'].join('\n'));
}
