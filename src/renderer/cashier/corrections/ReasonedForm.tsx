import { type ReactNode, useState } from 'react';
import type { Role } from '../../../shared/kernel/roles.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import type { KeyHandlers } from '../../ui/keys.ts';
import { TextField } from '../../ui/TextField.tsx';
import { useText } from '../../ui/text.tsx';
import type { Approval } from '../frame/ApprovalDialog.tsx';
import { ApproverFields, type Approving, useApprover } from './Approver.tsx';
import { FormDialog } from './FormDialog.tsx';

/** Why something is done, and who answers for it: what each such act asks for after its own fields. */
export interface Reasoned {
  readonly typed: string;
  readonly type: (text: string) => void;
  readonly approving: Approving;
  /** What is still to be said of the two, in words; null when nothing is. */
  readonly missing: string | null;
}

/** The reason and the second person of one act; `only`: roles that may approve it, `own`: also whoever is here. */
export function useReasoned(only: readonly Role[], own = false): Reasoned {
  const t = useText();
  const [typed, type] = useState('');
  const approving = useApprover(only, own);
  const missing =
    typed.trim() === '' ? t('void.missing.text') : approving.given === null ? t('void.missing.pin') : null;
  return { typed, type, approving, missing };
}

/** The field of the reason, wherever the form has it. */
export function ReasonField(props: {
  readonly reasoned: Reasoned;
  readonly label: string;
  readonly autoFocus?: boolean;
}) {
  const { typed, type } = props.reasoned;
  const focus = props.autoFocus ? { 'data-autofocus': '' } : {};
  return <TextField label={props.label} value={typed} maxLength={200} change={type} {...focus} />;
}

interface ReasonedFormProps {
  readonly title: string;
  readonly sum?: string;
  readonly note: ReactNode;
  readonly reasoned: Reasoned;
  /** What the form's own fields lack, which is said first. */
  readonly missing: string | null;
  /** What Enter will do, in a sentence. */
  readonly outcome: ReactNode;
  readonly act: string;
  readonly attempt: { readonly busy: boolean; readonly failure: Failure | null };
  /** Does it; true when it was done. A PIN serves once, whatever came of it. */
  readonly send: (text: string, approval: Approval) => Promise<boolean>;
  readonly done: () => void;
  readonly close: () => void;
  readonly keys?: KeyHandlers;
  readonly children: ReactNode;
}

/** A form that ends with a second person's PIN. */
export function ReasonedForm(props: ReasonedFormProps) {
  const { title, sum, note, reasoned, outcome, act, attempt, close } = props;
  const t = useText();
  const { typed, approving } = reasoned;
  const missing = props.missing ?? reasoned.missing;
  const run = async (): Promise<void> => {
    if (approving.given === null) return;
    const sent = await props.send(typed.trim(), approving.given);
    approving.type('');
    if (sent) props.done();
  };
  return (
    <FormDialog
      {...{ title, note, act, close, busy: attempt.busy, failure: attempt.failure }}
      {...(sum === undefined ? {} : { sum })}
      {...(props.keys === undefined ? {} : { keys: props.keys })}
      foot={missing ?? outcome}
      back={t('approval.cancel')}
      ready={missing === null}
      run={() => void run()}
    >
      {props.children}
      <ApproverFields approving={approving} />
    </FormDialog>
  );
}
