import type { PayerView } from '../../../shared/rpc/contract.ts';
import { PayerCode } from '../workplace/PayerCode.tsx';

/** Whose stay it is. */
export function StayHead({ title, payer }: { readonly title: string; readonly payer: PayerView }) {
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
        <PayerCode payer={payer} />
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
