import type { PayerView } from '../../../shared/rpc/contract.ts';
import { useText } from '../../ui/text.tsx';
import { useHouse } from '../frame/Frame.tsx';
import { beginsWith } from './code.ts';

/** The code of a payer with what it is called here, and the visit. */
export function PayerCode({ payer }: { readonly payer: PayerView }) {
  const t = useText();
  const { gate } = useHouse();
  const prefix = t(`bill.code.${gate.institution}`);
  return (
    <>
      <span>
        {beginsWith(prefix, payer.code) ? '' : `${prefix} `}
        <b>{payer.code}</b>
      </span>
      {payer.visit === null ? null : (
        <span>
          {t('bill.visit')} <b>{payer.visit}</b>
        </span>
      )}
    </>
  );
}
