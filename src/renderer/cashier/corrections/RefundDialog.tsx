import { useEffect, useState } from 'react';
import type { RefundChoices } from '../../../shared/rpc/corrections.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import { useCounter } from '../../ui/client.tsx';
import { dong } from '../../ui/money.ts';
import { Say, useText } from '../../ui/text.tsx';
import { useHouse } from '../frame/Frame.tsx';
import type { ActDialogProps } from '../history/acts.ts';
import { methodText } from '../history/Detail.tsx';
import { FormDialog } from './FormDialog.tsx';
import { Radios } from './Radios.tsx';
import { RefundForm } from './RefundForm.tsx';

type Source = RefundChoices['sources'][number];

/** Alt+T on a receipt that stays issued: which of its money is asked back, then how much and for whom. */
export function RefundDialog({ opened, close }: ActDialogProps) {
  const t = useText();
  const counter = useCounter();
  const { go } = useHouse();
  const { receipt } = opened;
  const [choices, setChoices] = useState<RefundChoices | null>(null);
  const [refused, setRefused] = useState<Failure | null>(null);
  const [id, setId] = useState<string | null>(null);
  useEffect(() => {
    void counter.call('refund.choices', { receipt: receipt.receipt }).then((answer) => {
      if (answer.ok) setChoices(answer.value);
      else setRefused(answer.reason);
    });
  }, [counter, receipt.receipt]);
  const title = t('refund.title.receipt', { number: receipt.number });
  const open = (choices?.sources ?? []).filter((one) => one.left > 0);
  const source: Source | undefined = open.find((one) => one.id === id) ?? open[0];
  if (choices === null || source === undefined) {
    return (
      <FormDialog
        {...{ title, back: '', act: null, ready: true, busy: false, failure: refused, close }}
        foot={choices === null ? t('void.loading') : t('refund.none')}
        run={close}
      >
        {null}
      </FormDialog>
    );
  }
  return (
    <RefundForm
      key={source.id}
      title={title}
      note={<Say k="refund.note.receipt" />}
      subject={{ source: source.source, id: source.id, receipt: receipt.receipt }}
      left={source.left}
      way={source.way}
      payeeName={choices.payerName ?? ''}
      head={
        open.length === 1 ? null : (
          <Radios
            label={t('refund.which')}
            options={open.map((one) => ({
              value: one.id,
              label: `${methodText(t, one.method)}, ${dong(one.left)}`,
            }))}
            value={source.id}
            choose={setId}
          />
        )
      }
      done={() => go('refunds')}
      close={close}
    />
  );
}
