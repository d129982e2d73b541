import { IconArrowDown, IconArrowUp, IconCircleCheck, IconRefresh } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { amountInWords } from '../../../shared/money/index.ts';
import type { ClosePreview, WorkplaceView } from '../../../shared/rpc/contract.ts';
import { Amount } from '../../ui/Amount.tsx';
import { PrimaryAction, SecondaryAction } from '../../ui/actions.tsx';
import { useMethod } from '../../ui/client.tsx';
import { MoneyField } from '../../ui/MoneyField.tsx';
import { dong } from '../../ui/money.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Steps } from '../../ui/Steps.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { timeOf } from '../../ui/time.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { type Approval, ApprovalDialog } from '../frame/ApprovalDialog.tsx';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { CarriedOver, UnsettledTerminals } from './CarriedOver.tsx';
import { closeSteps } from './CountScreen.tsx';
import { verdictOf } from './count.ts';
import { CashSum, MethodTable } from './Figures.tsx';
import type { ShiftStep } from './ShiftPlace.tsx';

const verdictIcons = {
  short: <IconArrowDown size={24} stroke={1.9} />,
  over: <IconArrowUp size={24} stroke={1.9} />,
  even: <IconCircleCheck size={24} stroke={1.9} />,
} as const;

function VerdictBox({ difference }: { readonly difference: number }) {
  const t = useText();
  const verdict = verdictOf(difference);
  return (
    <section className="qt-verdict" data-verdict={verdict} aria-live="polite">
      <b>
        {verdictIcons[verdict]}
        {t(`result.${verdict}`)}
      </b>
      <Amount amount={Math.abs(difference)} size="total" id="difference" />
      <p>{difference === 0 ? t('result.even.note') : amountInWords(Math.abs(difference))}</p>
    </section>
  );
}

interface CloseResultProps {
  readonly shift: NonNullable<WorkplaceView['shift']>;
  readonly preview: ClosePreview;
  readonly go: (step: ShiftStep) => void;
}

/** What the count says against the book, the reason, and what is carried over; Enter makes the Z. */
export function CloseResult({ shift, preview, go }: CloseResultProps) {
  const t = useText();
  const house = useHouse();
  const close = useMethod('shift.close');
  const [reason, setReason] = useState('');
  const usualFloat = Math.min(preview.figures.openingFloat, preview.counted);
  const [float, setFloat] = useState(usualFloat === 0 ? '' : String(usualFloat));
  const [approving, setApproving] = useState(false);
  const reasonField = useRef<HTMLInputElement>(null);
  const verdict = verdictOf(preview.difference);
  const count = preview.counts.at(-1);
  const before = preview.counts.at(-2);
  const nextFloat = Number(float === '' ? 0 : float);
  const needsReason = verdict !== 'even' && reason.trim() === '';
  const floatTooMuch = nextFloat > preview.counted;
  const off = needsReason || floatTooMuch || count === undefined;

  const act = async (approval: Approval | null): Promise<void> => {
    if (count === undefined) return;
    const said = reason.trim() === '' ? null : reason.trim();
    const z = await close.run({ count: count.count, reason: said, nextFloat, approval });
    if (z !== null) go({ at: 'z', z });
  };
  const enter = (): void => {
    if (needsReason) reasonField.current?.focus();
    else if (off) return;
    else if (shift.someoneElses) setApproving(true);
    else void act(null);
  };
  const recount = (): void => go({ at: 'count', purpose: 'close' });
  useKeys({ Enter: enter });
  return (
    <Frame
      keys={[
        { chord: 'Alt+D', label: t('close.recount'), run: recount },
        ...(preview.terminals.length === 0
          ? []
          : [{ chord: 'Alt+T', label: t('result.bar.terminal'), run: () => house.go('terminal') }]),
        { chord: 'Escape', label: t('close.later'), run: () => go({ at: 'menu', said: null }) },
      ]}
    >
      <div className="qt-close">
        <header className="qt-close-head">
          <h1>{t('close.title', { name: shift.name.toLocaleLowerCase('vi') })}</h1>
          <Steps names={closeSteps(t)} at={1} />
          <p>
            {count === undefined ? '' : t('result.attempt', { n: count.attempt, time: timeOf(count.at) })}
            {before === undefined
              ? ''
              : t('result.attempt.before', { n: before.attempt, amount: dong(before.counted) })}
          </p>
        </header>
        <section className="qt-result-left qt-field">
          <VerdictBox difference={preview.difference} />
          <CashSum figures={preview.figures} counted={preview.counted} />
          {verdict === 'even' ? null : (
            <TextField
              ref={reasonField}
              label={t(`result.reason.${verdict}`)}
              value={reason}
              maxLength={500}
              autoFocus
              change={setReason}
            />
          )}
          <MoneyField
            label={t('result.next-float')}
            digits={float}
            onDigits={setFloat}
            placeholder="0"
            error={floatTooMuch ? t('result.next-float.too-much') : null}
          />
          <p>
            <Say k="result.hand-in" params={{ amount: dong(Math.max(0, preview.counted - nextFloat)) }} />
          </p>
          {verdict === 'even' ? null : <p className="qt-quiet">{t('result.form-sign')}</p>}
        </section>
        <MethodTable figures={preview.figures} />
        <aside className="qt-side qt-result-right">
          <UnsettledTerminals terminals={preview.terminals} />
          <CarriedOver items={preview.carriedOver} />
          <div className="qt-action">
            <FailureNotice failure={close.failure} />
            <p className="qt-advice">{t('result.z-note')}</p>
            <SecondaryAction
              label={t('close.recount.n', { n: preview.counts.length + 1 })}
              chord="Alt+D"
              icon={<IconRefresh size={20} stroke={1.9} />}
              run={recount}
            />
            <PrimaryAction
              label={
                close.busy
                  ? t('result.closing')
                  : needsReason
                    ? t('result.reason.missing')
                    : t('result.close', { number: String(preview.zNumber).padStart(4, '0') })
              }
              chord="Enter"
              off={off}
              busy={close.busy}
              run={enter}
            />
          </div>
        </aside>
      </div>
      {approving || close.failure?.code === 'approval-needed' ? (
        <ApprovalDialog
          busy={close.busy}
          failure={close.failure?.code === 'approval-needed' ? null : close.failure}
          approve={(approval) => {
            setApproving(true);
            void act(approval);
          }}
          close={() => {
            setApproving(false);
            close.clear();
          }}
        />
      ) : null}
    </Frame>
  );
}
