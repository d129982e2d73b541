import { useRef, useState } from 'react';
import { useMethod } from '../../ui/client.tsx';
import { MoneyField } from '../../ui/MoneyField.tsx';
import { dong, wordsUnlessZero } from '../../ui/money.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Total } from '../../ui/Total.tsx';
import { useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { type Approval, ApprovalDialog } from '../frame/ApprovalDialog.tsx';
import { Frame } from '../frame/Frame.tsx';
import { Side } from '../frame/Side.tsx';
import type { ShiftStep } from './ShiftPlace.tsx';

export type MoveKind = 'pay-in' | 'pay-out' | 'safe-drop' | 'drawer';

const titles = {
  'pay-in': 'shift.menu.in',
  'pay-out': 'shift.menu.out',
  'safe-drop': 'shift.menu.drop',
  drawer: 'shift.menu.drawer',
} as const;

/** Money into or out of the drawer without a payer, or the drawer opened: always with a reason. */
export function MoveCash({ kind, go }: { readonly kind: MoveKind; readonly go: (step: ShiftStep) => void }) {
  const t = useText();
  const move = useMethod('shift.moveCash');
  const drawer = useMethod('shift.openDrawer');
  const [digits, setDigits] = useState('');
  const [reason, setReason] = useState('');
  const reasonField = useRef<HTMLInputElement>(null);
  const opensDrawer = kind === 'drawer';
  const amount = Number(digits === '' ? 0 : digits);
  const needsAmount = !opensDrawer && amount === 0;
  const needsReason = reason.trim() === '';
  const [needsApproval, setNeedsApproval] = useState(false);
  const attempt = opensDrawer ? drawer : move;
  const act = async (approval: Approval | null): Promise<void> => {
    const text = reason.trim();
    const answer = opensDrawer
      ? await drawer.run({ text })
      : await move.run({ kind, amount, reason: text, approval });
    if (answer !== null) go({ at: 'menu', said: t(`move.done.${kind}`, { amount: dong(amount) }) });
  };
  const confirm = (): void => {
    if (needsAmount) return;
    if (needsReason) reasonField.current?.focus();
    else void act(null);
  };
  const back = (): void => go({ at: 'menu', said: null });
  useKeys({ Enter: confirm });
  const approving = !opensDrawer && (needsApproval || move.failure?.code === 'approval-needed');
  if (approving && !needsApproval) setNeedsApproval(true);
  const label = needsAmount
    ? t('move.missing.amount')
    : needsReason
      ? t('move.missing.reason')
      : t(`move.confirm.${kind}`);
  return (
    <Frame keys={[{ chord: 'Escape', label: t('bar.back'), run: back }]}>
      <section className="qt-wide qt-form qt-field qt-fade">
        <h1>{t(titles[kind])}</h1>
        <p>{t(`${titles[kind]}.note`)}</p>
        {opensDrawer ? null : (
          <div className="qt-form-money">
            <MoneyField
              label={t('move.amount')}
              size="large"
              digits={digits}
              onDigits={setDigits}
              autoFocus
            />
          </div>
        )}
        <TextField
          ref={reasonField}
          label={t(opensDrawer ? 'move.reason.drawer' : 'move.reason')}
          value={reason}
          maxLength={200}
          autoFocus={opensDrawer}
          change={setReason}
        />
      </section>
      <Side
        head={
          <Total label={t(titles[kind])} amount={opensDrawer ? null : amount}>
            {wordsUnlessZero(amount)}
          </Total>
        }
        end={<FailureNotice failure={attempt.failure} />}
        action={{ label, off: needsAmount || needsReason, busy: attempt.busy, run: confirm }}
      />
      {approving ? (
        <ApprovalDialog
          busy={move.busy}
          failure={move.failure?.code === 'approval-needed' ? null : move.failure}
          approve={(approval) => void act(approval)}
          close={() => {
            setNeedsApproval(false);
            move.clear();
          }}
        />
      ) : null}
    </Frame>
  );
}
