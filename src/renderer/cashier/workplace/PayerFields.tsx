import { useEffect, useRef } from 'react';
import type { PayerView, WorkplaceView } from '../../../shared/rpc/contract.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useText } from '../../ui/text.tsx';
import { useHouse } from '../frame/Frame.tsx';
import type { PayerField } from './state.ts';

type Fields = WorkplaceView['payerFields'];

/** The first thing that the facility asks of a payer and that nobody has written; null when all is there. */
export function missingPayerField(
  fields: Fields,
  said: { readonly payerName: string; readonly payerAddress: string },
): PayerField | null {
  if (said.payerName.trim() === '') return 'payerName';
  return fields.address === 'required' && said.payerAddress.trim() === '' ? 'payerAddress' : null;
}

interface PayerFieldsProps {
  readonly payer: PayerView;
  readonly payerName: string;
  readonly payerAddress: string;
  /** What is being typed; null only tells. */
  readonly filling: PayerField | null;
  readonly editable: boolean;
  readonly begin: (field: PayerField) => void;
  readonly fill: (field: PayerField, text: string) => void;
}

/** Who hands over the money, and where they live where the facility asks for it; Alt+P writes both (R5–R6). */
export function PayerFields(props: PayerFieldsProps) {
  const { payer, payerName, payerAddress, filling, editable, begin, fill } = props;
  const t = useText();
  const { payerFields } = useHouse().view;
  const name = useRef<HTMLInputElement>(null);
  const address = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const box = filling === 'payerAddress' ? address.current : filling === 'payerName' ? name.current : null;
    if (box === null || box === document.activeElement) return;
    box.focus();
    box.select();
  }, [filling]);
  if (filling !== null) {
    return (
      <div className="qt-field qt-payer-name">
        <TextField
          ref={name}
          aria-label={t('bill.payer.label')}
          placeholder={t('bill.payer.label')}
          value={payerName}
          maxLength={200}
          onFocus={() => begin('payerName')}
          change={(text) => fill('payerName', text)}
        />
        {payerFields.address === 'off' ? null : (
          <TextField
            ref={address}
            aria-label={t('bill.address.label')}
            placeholder={t('bill.address.label')}
            value={payerAddress}
            maxLength={300}
            onFocus={() => begin('payerAddress')}
            change={(text) => fill('payerAddress', text)}
          />
        )}
        <KeyCap chord="Enter" />
      </div>
    );
  }
  const missing = missingPayerField(payerFields, { payerName, payerAddress }) === 'payerAddress';
  // The list's own address stands in the line above.
  const other = payerFields.address !== 'off' && payerAddress.trim() !== (payer.address ?? '');
  return (
    <p className="qt-payer-by">
      {t('bill.payer')} <b>{payerName}</b>
      {other && !missing ? <i>{payerAddress}</i> : null}
      {missing ? <em>{t('bill.address.none')}</em> : null}
      {editable ? (
        <span>
          <KeyCap chord="Alt+P" /> {t('bill.payer.edit')}
        </span>
      ) : null}
    </p>
  );
}

/** The payer's address in a form of its own, where the facility asks for it. */
export function AddressField(props: { readonly address: string; readonly write: (text: string) => void }) {
  const t = useText();
  const { payerFields } = useHouse().view;
  if (payerFields.address !== 'required') return null;
  return (
    <TextField
      label={t('bill.address.label')}
      value={props.address}
      maxLength={300}
      change={(text) => props.write(text)}
    />
  );
}
