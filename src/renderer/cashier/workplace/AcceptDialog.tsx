import { Modal, TextInput } from '@mantine/core';
import { IconShieldExclamation } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { TextKey } from '../../../shared/i18n/translate.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import { keepFocus, PrimaryAction, SecondaryAction } from '../../ui/actions.tsx';
import { dong } from '../../ui/money.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { type Approval, ApprovalDialog } from '../frame/ApprovalDialog.tsx';
import { useHouse } from '../frame/Frame.tsx';

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
    <div role="listbox" aria-label={label} className="qt-ways">
      <b>{label}</b>
      {texts.map((text, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: arrows choose
        // biome-ignore lint/a11y/useKeyWithClickEvents: arrows choose
        <div
          key={text}
          role="option"
          aria-selected={index === at}
          className="qt-way"
          onMouseDown={keepFocus}
          onClick={() => choose(index)}
        >
          <span>
            <b>{t(text)}</b>
          </span>
        </div>
      ))}
    </div>
  );
}

interface AskApproverProps {
  readonly title: string;
  readonly next: string;
  readonly count: number;
  /** Whether the approver can be asked now. */
  readonly ready: boolean;
  readonly children: (at: number, choose: (at: number) => void) => ReactNode;
  /** Does it; a refusal stays in the dialog. */
  readonly act: (at: number, approval: Approval) => Promise<Failure | null>;
  readonly close: () => void;
}

/** First what is said, then who answers for it: two steps, each with its own Enter. */
function AskApprover({ title, next, count, ready, children, act, close }: AskApproverProps) {
  const t = useText();
  const [at, setAt] = useState(0);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const go = () => {
    if (ready) setAsking(true);
  };
  const move = (by: number) => () => setAt(Math.max(0, Math.min(count - 1, at + by)));
  useKeys({ Escape: close, Enter: go, ArrowUp: move(-1), ArrowDown: move(1) }, { modal: true });
  const approve = async (approval: Approval): Promise<void> => {
    setBusy(true);
    const refused = await act(at, approval);
    setBusy(false);
    setFailure(refused);
    if (refused === null) close();
  };
  return (
    <>
      <Modal
        opened
        onClose={close}
        closeOnEscape={false}
        withCloseButton={false}
        trapFocus={!asking}
        size="560"
        centered
        title={title}
      >
        <div className="qt-approval">
          {children(at, setAt)}
          <footer>
            <SecondaryAction label={t('approval.cancel')} chord="Escape" run={close} />
            <PrimaryAction label={next} chord="Enter" off={!ready} run={go} />
          </footer>
        </div>
      </Modal>
      {asking ? (
        <ApprovalDialog
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
      count={evidences.length}
      ready={!above && text.trim() !== ''}
      close={close}
      act={(at, approval) => accept(evidences[at] ?? 'facility-phone', text.trim(), approval)}
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
            <TextInput
              label={t('accept.text')}
              value={text}
              maxLength={200}
              data-autofocus=""
              onChange={(event) => setText(event.currentTarget.value)}
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
      count={grounds.length}
      ready
      close={close}
      act={(at, approval) => record(grounds[at] ?? 'not-in-statement', approval)}
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
