import { useState } from 'react';
import type { DisputeView } from '../../../shared/rpc/disputes.ts';
import { useMethod } from '../../ui/client.tsx';
import { dong } from '../../ui/money.ts';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { FormDialog } from '../corrections/FormDialog.tsx';

/** The bank's reference of a complaint, found or set right after it was taken down; its receipt stays. */
export function ReferenceDialog(props: { readonly dispute: DisputeView; readonly close: () => void }) {
  const { dispute, close } = props;
  const t = useText();
  const [reference, setReference] = useState(dispute.bankReference ?? '');
  const tie = useMethod('dispute.tie');
  const bankReference = reference.trim();
  const missing = bankReference === '' ? t('dispute.missing.reference') : null;
  const run = async (): Promise<void> => {
    const receipt = dispute.receipt?.receipt ?? null;
    if ((await tie.run({ dispute: dispute.dispute, receipt, bankReference })) !== null) close();
  };
  return (
    <FormDialog
      title={t('dispute.tie')}
      sum={dong(dispute.amount)}
      note={`${dispute.number} · ${dispute.complainant ?? ''}`}
      foot={missing ?? <Say k="dispute.tie.outcome" />}
      back={t('approval.cancel')}
      act={t('dispute.tie.act')}
      ready={missing === null}
      busy={tie.busy}
      failure={tie.failure}
      run={() => void run()}
      close={close}
    >
      <div className="qt-field">
        <TextField
          label={t('dispute.reference')}
          value={reference}
          maxLength={60}
          autoFocus
          change={setReference}
        />
      </div>
    </FormDialog>
  );
}
