import { IconCreditCardRefund } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { SlipView } from '../../../shared/rpc/contract.ts';
import { type VoidReason, voidReasons } from '../../../shared/rpc/shapes.ts';
import { PrimaryAction, SecondaryAction } from '../../ui/actions.tsx';
import { ChoiceList, ChoiceRow } from '../../ui/ChoiceList.tsx';
import { useMethod } from '../../ui/client.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { dong } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { arrowKeys, stepped, useChoice } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { Radios } from '../corrections/Radios.tsx';

interface VoidSlipDialogProps {
  /** Those that can be voided when it opens; one that went meanwhile is refused by the counter. */
  readonly slips: readonly SlipView[];
  readonly voided: (slip: SlipView) => void;
  readonly close: () => void;
}

/** A slip is voided on the terminal by hand, then told here with why. */
export function VoidSlipDialog(props: VoidSlipDialogProps) {
  const { voided, close } = props;
  const t = useText();
  const [slips] = useState(props.slips);
  // Nothing is chosen beforehand: a hurried Enter voids nothing.
  const [reason, setReason] = useState<VoidReason | null>(null);
  const { at, item: slip, choose, arrows } = useChoice(slips);
  const attempt = useMethod('collect.manualVoid');
  const answers = useRef<HTMLDivElement>(null);
  const act = (): void => {
    if (slip === undefined || reason === null) return;
    void attempt.run({ tender: slip.tender, reason }).then((done) => {
      if (done === null) return;
      voided(slip);
      close();
    });
  };
  const turn = (by: number) => () => {
    const from = reason === null ? -1 : voidReasons.indexOf(reason);
    const to = stepped(from, by, voidReasons.length);
    setReason(voidReasons[to] ?? null);
    // Where the ring is and what is chosen are one place.
    answers.current?.querySelectorAll('input')[to]?.focus();
  };
  useKeys(
    {
      ...{ Escape: close, Enter: act, ArrowLeft: turn(-1), ArrowRight: turn(1) },
      ...(slips.length > 1 ? arrows : { ArrowUp: turn(-1), ArrowDown: turn(1) }),
    },
    { modal: true, holdable: arrowKeys },
  );
  return (
    <Dialog title={t('keyed.void.title')} size="640" close={close}>
      <div className="qt-approval">
        <Notice tone="amber" icon={<IconCreditCardRefund size={22} stroke={1.9} />}>
          <Say k="keyed.void.steps" />
        </Notice>
        <ChoiceList label={t('keyed.void.which')} className="qt-ways" data-scroll="">
          {slips.length > 1 ? <b>{t('keyed.void.which')}</b> : null}
          {slips.map((one, index) => (
            <ChoiceRow
              key={one.tender}
              selected={index === at}
              choose={() => choose(index)}
              className="qt-way qt-way-slip"
            >
              <span>
                <b>{t('keyed.codes', { approval: one.approvalCode, lastFour: one.lastFour })}</b>
                <small>{t('keyed.from', { terminal: one.terminal, batch: one.batch })}</small>
              </span>
              <b>{dong(one.amount)}</b>
            </ChoiceRow>
          ))}
        </ChoiceList>
        <div ref={answers}>
          <Radios
            label={t('terminal.void.reason')}
            options={voidReasons.map((value) => ({ value, label: t(`terminal.void.reason.${value}`) }))}
            value={reason}
            autoFocus
            choose={setReason}
          />
        </div>
        <FailureNotice failure={attempt.failure} />
        <footer>
          <SecondaryAction label={t('approval.cancel')} chord="Escape" run={close} />
          <PrimaryAction
            label={t(reason === null ? 'keyed.void.choose' : 'keyed.void.act')}
            chord="Enter"
            off={slip === undefined || reason === null}
            busy={attempt.busy}
            run={act}
          />
        </footer>
      </div>
    </Dialog>
  );
}
