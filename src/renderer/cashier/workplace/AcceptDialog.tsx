import { IconShieldExclamation } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { TextKey } from '../../../shared/i18n/translate.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import { PrimaryAction, SecondaryAction } from '../../ui/actions.tsx';
import { ChoiceList, ChoiceRow } from '../../ui/ChoiceList.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { dong } from '../../ui/money.ts';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useChoice } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import type { Approval } from '../frame/ApprovalDialog.tsx';
import { useHouse } from '../frame/Frame.tsx';
import { useApproval } from '../frame/useApproval.tsx';

const evidences = ['facility-phone', 'bank-sms', 'soundbox'] as const;
const grounds = ['not-in-statement', 'bank-says-no'] as const;

interface ChoicesProps {
  readonly label: string;
  readonly texts: readonly TextKey[];
  readonly at: number;
  readonly choose: (at: number) => void;
}

/** A few answers, one of them chosen with arrows. */
export function Choices({ label, texts, at, choose }: ChoicesProps) {
  const t = useText();
  return (
    <ChoiceList label={label} className="qt-ways">
      <b>{label}</b>
      {texts.map((text, index) => (
        <ChoiceRow key={text} selected={index === at} choose={() => choose(index)} className="qt-way">
          <span>
            <b>{t(text)}</b>
          </span>
        </ChoiceRow>
      ))}
    </ChoiceList>
  );
}

interface AskApproverProps<T> {
  readonly title: string;
  readonly next: string;
  /** The answers that arrows choose among. */
  readonly answers: readonly T[];
  /** Whether the approver can be asked now. */
  readonly ready: boolean;
  readonly children: (at: number, choose: (at: number) => void) => ReactNode;
  /** Does it; a refusal stays in the dialog. */
  readonly act: (answer: T, approval: Approval) => Promise<Failure | null>;
  readonly close: () => void;
}

/** Whoever answers for the books takes the risk of money that nobody has seen come, and says that it never came. */
const approvers = ['chief-accountant'] as const;

/** First what is said, then who answers for it: two steps, each with its own Enter. */
function AskApprover<T>({ title, next, answers, ready, children, act, close }: AskApproverProps<T>) {
  const t = useText();
  const { at, item, choose, arrows } = useChoice(answers);
  const approval = useApproval(
    async (approved) => (item === undefined ? null : await act(item, approved)),
    close,
    approvers,
  );
  const go = () => {
    if (ready) approval.ask();
  };
  useKeys({ Escape: close, Enter: go, ...arrows }, { modal: true });
  return (
    <>
      <Dialog title={title} size="560" covered={approval.asking} close={close}>
        <div className="qt-approval">
          {children(at, choose)}
          <footer>
            <SecondaryAction label={t('approval.cancel')} chord="Escape" run={close} />
            <PrimaryAction label={next} chord="Enter" off={!ready} run={go} />
          </footer>
        </div>
      </Dialog>
      {approval.dialog}
    </>
  );
}

interface AcceptDialogProps {
  readonly amount: number;
  readonly accept: (
    evidence: (typeof evidences)[number],
    text: string,
    approval: Approval,
  ) => Promise<Failure | null>;
  readonly close: () => void;
}

/** An approver takes the risk that it has come: where it was seen, how much the shift may still accept, who says so. */
export function AcceptDialog({ amount, accept, close }: AcceptDialogProps) {
  const t = useText();
  const { limit, used } = useHouse().view.acceptance;
  const [text, setText] = useState('');
  const left = Math.max(0, limit - used);
  const above = amount > left;
  const params = { left: dong(left), limit: dong(limit) };
  return (
    <AskApprover
      title={t('accept.title')}
      next={t('accept.next')}
      answers={evidences}
      ready={!above && text.trim() !== ''}
      close={close}
      act={(evidence, approval) => accept(evidence, text.trim(), approval)}
    >
      {(at, choose) => (
        <>
          <Notice tone="amber" icon={<IconShieldExclamation size={22} stroke={1.9} />}>
            <Say k="accept.fraud" />
          </Notice>
          <Choices
            label={t('accept.evidence')}
            texts={evidences.map((one) => `accept.evidence.${one}` as const)}
            at={at}
            choose={choose}
          />
          <div className="qt-field">
            <TextField
              label={t('accept.text')}
              value={text}
              maxLength={200}
              data-autofocus=""
              change={setText}
            />
          </div>
          <Notice tone={above ? 'red' : 'plain'} role={above ? 'alert' : 'note'}>
            <Say k={above ? 'accept.above' : 'accept.limit'} params={params} />
          </Notice>
        </>
      )}
    </AskApprover>
  );
}

interface NeverCameDialogProps {
  readonly amount: number;
  readonly name: string;
  readonly record: (ground: (typeof grounds)[number], approval: Approval) => Promise<Failure | null>;
  readonly close: () => void;
}

/** What was accepted has not come: how that is known, and who says so. */
export function NeverCameDialog({ amount, name, record, close }: NeverCameDialogProps) {
  const t = useText();
  return (
    <AskApprover
      title={t('never.title')}
      next={t('never.next')}
      answers={grounds}
      ready
      close={close}
      act={record}
    >
      {(at, choose) => (
        <>
          <p>
            <Say k="never.what" params={{ amount: dong(amount), name }} />
          </p>
          <Choices
            label={t('never.ground')}
            texts={grounds.map((one) => `never.ground.${one}` as const)}
            at={at}
            choose={choose}
          />
          <Notice tone="amber">
            <Say k="never.claim" />
          </Notice>
        </>
      )}
    </AskApprover>
  );
}
