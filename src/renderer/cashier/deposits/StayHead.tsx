import type { PayerView } from '../../../shared/rpc/contract.ts';
import { useText } from '../../ui/text.tsx';
import { beginsWith } from '../workplace/code.ts';

/** Whose stay it is. */
export function StayHead({ title, payer }: { readonly title: string; readonly payer: PayerView }) {
  const t = useText();
  const prefix = t('bill.code.hospital');
  return (
    <header className="qt-stay-head">
      <h1>
        {title} <span className="qt-quiet">{payer.name}</span>
      </h1>
      <p className="qt-payer-facts">
        {payer.birthYear === null ? null : (
          <span>
            <b>{payer.birthYear}</b>
          </span>
        )}
        <span>
          {beginsWith(prefix, payer.code) ? '' : `${prefix} `}
          <b>{payer.code}</b>
        </span>
        {payer.visit === null ? null : (
          <span>
            {t('bill.visit')} <b>{payer.visit}</b>
          </span>
        )}
        {payer.className === null ? null : (
          <span>
            <b>{payer.className}</b>
          </span>
        )}
        {payer.address === null ? null : <span>{payer.address}</span>}
      </p>
    </header>
  );
}
