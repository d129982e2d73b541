import { useState } from 'react';
import type { MethodRequest } from '../../../shared/rpc/contract.ts';
import type { DisputeView } from '../../../shared/rpc/disputes.ts';
import { useMethod } from '../../ui/client.tsx';
import { dong } from '../../ui/money.ts';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { FormDialog } from '../corrections/FormDialog.tsx';
import { Radios } from '../corrections/Radios.tsx';

type To = MethodRequest<'dispute.move'>['to'];

function isTo(state: DisputeView['state']): state is To {
  return state !== 'opened';
}

/** The complaint goes on: to which state, and what was found. */
export function MoveDialog(props: { readonly dispute: DisputeView; readonly close: () => void }) {
  const { dispute, close } = props;
  const t = useText();
  const options = dispute.next.filter(isTo);
  // One way only is no choice.
  const [to, setTo] = useState<To | null>(options.length === 1 ? (options[0] ?? null) : null);
  const [text, setText] = useState('');
  const move = useMethod('dispute.move');
  const missing =
    to === null ? t('dispute.missing.to') : text.trim() === '' ? t('dispute.missing.found') : null;
  const run = async (): Promise<void> => {
    if (to === null) return;
    if ((await move.run({ dispute: dispute.dispute, to, text: text.trim() })) !== null) close();
  };
  return (
    <FormDialog
      title={t('dispute.move')}
      sum={dong(dispute.amount)}
      note={`${dispute.number} · ${dispute.complainant ?? ''}`}
      foot={missing ?? <Say k="dispute.move.outcome" params={{ to: t(`dispute.state.${to ?? 'opened'}`) }} />}
      back={t('approval.cancel')}
      act={t('dispute.move.act')}
      ready={missing === null}
      busy={move.busy}
      failure={move.failure}
      run={() => void run()}
      close={close}
    >
      <Radios
        label={t('dispute.state')}
        options={options.map((value) => ({ value, label: t(`dispute.state.${value}`) }))}
        columns={Math.max(1, Math.min(3, options.length))}
        value={to}
        autoFocus
        choose={setTo}
      />
      <div className="qt-field">
        <TextField label={t('dispute.found')} value={text} maxLength={200} change={setText} />
      </div>
    </FormDialog>
  );
}
