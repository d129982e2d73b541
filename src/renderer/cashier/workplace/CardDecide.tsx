import { Modal } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useState } from 'react';
import type { CardView } from '../../../shared/rpc/card.ts';
import type { MethodRequest } from '../../../shared/rpc/contract.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import { keepFocus, PrimaryAction, SecondaryAction } from '../../ui/actions.tsx';
import { dong } from '../../ui/money.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { type Approval, ApprovalDialog } from '../frame/ApprovalDialog.tsx';
import { Choices } from './AcceptDialog.tsx';

type Decision = Omit<MethodRequest<'collect.cardDecide'>, 'tender'>;

const evidences = ['terminal-slip', 'terminal-journal', 'bank-by-phone', 'payer-statement'] as const;
const approvers = ['chief-accountant'] as const;

interface CardDecideProps {
  readonly card: CardView;
  readonly decide: (decision: Decision) => Promise<Failure | null>;
  readonly close: () => void;
}

/** What became of an unknown attempt, how that is known, and then the PIN of whoever answers for it. */
export function CardDecide({ card, decide, close }: CardDecideProps) {
  const t = useText();
  // Neither is chosen beforehand: a hurried Enter decides nothing about money.
  const [paid, setPaid] = useState<boolean | null>(null);
  const [at, setAt] = useState(0);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const move = (by: number) => () => setAt(Math.max(0, Math.min(evidences.length - 1, at + by)));
  const next = (): void => {
    if (paid !== null) setAsking(true);
  };
  useKeys(
    {
      Escape: close,
      Enter: next,
      ArrowLeft: () => setPaid(true),
      ArrowRight: () => setPaid(false),
      ArrowUp: move(-1),
      ArrowDown: move(1),
    },
    { modal: true },
  );
  const approve = async (approval: Approval): Promise<void> => {
    if (paid === null) return;
    setBusy(true);
    const refused = await decide({ paid, evidence: evidences[at] ?? 'terminal-slip', approval });
    setBusy(false);
    setFailure(refused);
    if (refused === null) close();
  };
  const side = (value: boolean) => (
    // biome-ignore lint/a11y/useFocusableInteractive: arrows choose
    // biome-ignore lint/a11y/useKeyWithClickEvents: arrows choose
    <div
      role="option"
      aria-selected={paid === value}
      className="qt-way"
      onMouseDown={keepFocus}
      onClick={() => setPaid(value)}
    >
      {value ? <IconCircleCheck size={22} stroke={1.9} /> : <IconCircleX size={22} stroke={1.9} />}
      <span>
        <b>{t(value ? 'card.decide.paid' : 'card.decide.unpaid')}</b>
        <small>{t(value ? 'card.decide.paid.note' : 'card.decide.unpaid.note')}</small>
      </span>
    </div>
  );
  return (
    <>
      <Modal
        opened
        onClose={close}
        closeOnEscape={false}
        withCloseButton={false}
        trapFocus={!asking}
        size="640"
        centered
        title={t('card.decide.title')}
      >
        <div className="qt-approval">
          <p>
            <Say
              k="card.decide.what"
              params={{ amount: dong(card.amount), terminal: card.terminal, reference: card.reference }}
            />
          </p>
          <div
            role="listbox"
            aria-label={t('card.decide.outcome')}
            className="qt-card-sides"
            tabIndex={-1}
            data-autofocus=""
          >
            {side(true)}
            {side(false)}
          </div>
          <Choices
            label={t('card.decide.evidence')}
            texts={evidences.map((one) => `card.evidence.${one}` as const)}
            at={at}
            choose={setAt}
          />
          <Notice tone="amber">
            <Say k="card.decide.why" />
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
      </Modal>
      {asking ? (
        <ApprovalDialog
          only={approvers}
          busy={busy}
          failure={failure}
          approve={(approval) => void approve(approval)}
          close={() => {
            setAsking(false);
            setFailure(null);
          }}
        />
      ) : null}
    </>
  );
}
