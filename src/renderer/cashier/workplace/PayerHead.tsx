import type { PayerView } from '../../../shared/rpc/contract.ts';
import { useText } from '../../ui/text.tsx';
import { useHouse } from '../frame/Frame.tsx';
import { PayerCode } from './PayerCode.tsx';
import { PayerFields } from './PayerFields.tsx';
import { peopleOn } from './people.ts';

type PayerHeadProps = Parameters<typeof PayerFields>[0];

/** What tells one person from their namesakes; of several, their names stand beside their lines. */
function OwnFacts({ payer }: { readonly payer: PayerView }) {
  const t = useText();
  const { gate } = useHouse();
  const school = gate.institution === 'school';
  return (
    <>
      {payer.gender === null && payer.birthYear === null ? null : (
        <span>
          {payer.gender === null ? '' : `${payer.gender}${payer.birthYear === null ? '' : ', '}`}
          <b>{payer.birthYear}</b>
        </span>
      )}
      {payer.className === null ? null : (
        <span>
          <b>{school ? t('bill.class', { class: payer.className }) : payer.className}</b>
        </span>
      )}
      <PayerCode payer={payer} />
    </>
  );
}

/** Who is being served, large, with what tells namesakes apart; and who hands over the money (R5–R6). */
export function PayerHead({ payer, ...said }: PayerHeadProps) {
  const t = useText();
  const people = peopleOn(payer).length;
  return (
    <header className="qt-payer">
      <h1>
        {people > 1 ? said.payerName : payer.name}
        {people > 1 ? <span className="qt-tag">{t('siblings.of', { n: people })}</span> : null}
        {payer.tags.map((tag) => (
          <span key={tag} className="qt-tag">
            {tag}
          </span>
        ))}
      </h1>
      <p className="qt-payer-facts">
        {people > 1 ? null : <OwnFacts payer={payer} />}
        {payer.address === null ? null : <span>{payer.address}</span>}
      </p>
      <PayerFields {...said} payer={payer} />
    </header>
  );
}
