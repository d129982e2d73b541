import { useState } from 'react';
import type { Role } from '../../../shared/kernel/roles.ts';
import type { BalanceView } from '../../../shared/rpc/corrections.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { type Approval, ApprovalDialog } from '../frame/ApprovalDialog.tsx';
import { RefundForm } from './RefundForm.tsx';

interface RefundDialogsProps {
  readonly asking: 'approve' | 'refuse' | 'balance' | null;
  /** The balance that is to be asked back. */
  readonly balance: BalanceView | null;
  readonly approvers: readonly Role[];
  readonly busy: boolean;
  readonly failure: Failure | null;
  /** With the reason of a refusal; empty where none was said. */
  readonly give: (approval: Approval, text: string) => void;
  readonly close: (done: boolean) => void;
}

/** What is asked over the list of refunds: a second person's word, or how much of a balance goes back. */
export function RefundDialogs(props: RefundDialogsProps) {
  const { asking, balance, busy, failure, give, close } = props;
  const t = useText();
  const [text, setText] = useState('');
  if (asking === 'balance') {
    return balance === null ? null : (
      <RefundForm
        title={t('refund.title.balance')}
        note={<Say k="refund.note.balance" params={{ name: balance.payerName ?? '-' }} />}
        subject={{ source: 'balance', id: balance.balance, receipt: null }}
        left={balance.left}
        way={balance.way}
        payeeName={balance.payerName ?? ''}
        done={() => close(true)}
        close={() => close(false)}
      />
    );
  }
  if (asking === null) return null;
  return (
    <ApprovalDialog
      only={props.approvers}
      busy={busy}
      failure={failure}
      approve={(approval) => give(approval, text)}
      close={() => close(false)}
      title={t(asking === 'refuse' ? 'refund.refuse.title' : 'refund.approve.title')}
      head={
        asking === 'refuse' ? (
          <div className="qt-field">
            <TextField label={t('refund.refuse.text')} value={text} maxLength={200} change={setText} />
          </div>
        ) : null
      }
    />
  );
}
