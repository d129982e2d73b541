import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useState } from 'react';
import type { CardView } from '../../../shared/rpc/card.ts';
import type { MethodRequest } from '../../../shared/rpc/contract.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import { PrimaryAction, SecondaryAction } from '../../ui/actions.tsx';
import { ChoiceList, ChoiceRow } from '../../ui/ChoiceList.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { dong } from '../../ui/money.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useChoice } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { useApproval } from '../frame/useApproval.tsx';
import { Choices } from './AcceptDialog.tsx';

type Decision = Omit<MethodRequest<'collect.cardDecide'>, 'tender'>;

const evidences = ['terminal-slip', 'terminal-journal', 'bank-by-phone', 'payer-statement'] as const;
const approvers = ['chief-accountant'] as const;

interface CardDecideProps {
  readonly card: CardView;
  /** It is about giving the charge back; then `paid` says that the money stayed with us. */
  readonly back?: { readonly what: 'void' | 'refund'; readonly amount: number; readonly reference: string };
  readonly decide: (decision: Decision) => Promise<Failure | null>;
  readonly close: () => void;
}

/** What became of an unknown attempt, how that is known, and then the PIN of whoever answers for it. */
export function CardDecide({ card, back, decide, close }: CardDecideProps) {
  const t = useText();
  // Neither is chosen beforehand: a hurried Enter decides nothing about money.
  const [paid, setPaid] = useState<boolean | null>(null);
  const { at, item: evidence, choose, arrows } = useChoice(evidences);
  const approval = useApproval(
    async (approved) =>
      paid === null || evidence === undefined ? null : await decide({ paid, evidence, approval: approved }),
    close,
    approvers,
  );
  const next = (): void => {
    if (paid !== null) approval.ask();
  };
  useKeys(
    {
      Escape: close,
      Enter: next,
      ArrowLeft: () => setPaid(true),
      ArrowRight: () => setPaid(false),
      ...arrows,
    },
    { modal: true },
  );
  const about = back === undefined ? '' : 'back.';
  const side = (value: boolean) => (
    <ChoiceRow selected={paid === value} choose={() => setPaid(value)} className="qt-way">
      {value ? <IconCircleCheck size={22} stroke={1.9} /> : <IconCircleX size={22} stroke={1.9} />}
      <span>
        <b>{t(`card.decide.${about}${value ? 'paid' : 'unpaid'}`)}</b>
        <small>{t(`card.decide.${about}${value ? 'paid' : 'unpaid'}.note`)}</small>
      </span>
    </ChoiceRow>
  );
  return (
    <>
      <Dialog
        title={t(back === undefined ? 'card.decide.title' : `card.decide.title.${back.what}`)}
        size="640"
        covered={approval.asking}
        close={close}
      >
        <div className="qt-approval">
          <p>
            <Say
              k="card.decide.what"
              params={{
                amount: dong(back?.amount ?? card.amount),
                terminal: card.terminal,
                reference: back?.reference ?? card.reference,
              }}
            />
          </p>
          <ChoiceList
            label={t(`card.decide.${about}outcome`)}
            className="qt-card-sides"
            tabIndex={-1}
            data-autofocus=""
          >
            {side(true)}
            {side(false)}
          </ChoiceList>
          <Choices
            label={t('card.decide.evidence')}
            texts={evidences.map((one) => `card.evidence.${one}` as const)}
            at={at}
            choose={choose}
          />
          <Notice tone="amber">
            <Say k={`card.decide.${about}why`} />
          </Notice>
          <footer>
            <SecondaryAction label={t('approval.cancel')} chord="Escape" run={close} />
            <PrimaryAction
              label={t(paid === null ? 'card.decide.choose' : 'accept.next')}
              chord="Enter"
              off={paid === null}
              run={next}
            />
          </footer>
        </div>
      </Dialog>
      {approval.dialog}
    </>
  );
}
