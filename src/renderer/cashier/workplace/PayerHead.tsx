import { TextInput } from '@mantine/core';
import type { PayerView } from '../../../shared/rpc/contract.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { useText } from '../../ui/text.tsx';
import { useHouse } from '../frame/Frame.tsx';
import { beginsWith } from './code.ts';
import { peopleOn } from './people.ts';

interface PayerHeadProps {
  readonly payer: PayerView;
  readonly payerName: string;
  readonly editing: boolean;
  readonly editable: boolean;
  readonly setName: (name: string) => void;
}

/** Who is being served, large, with what tells namesakes apart; and who hands over the money (R5–R6). */
export function PayerHead({ payer, payerName, editing, editable, setName }: PayerHeadProps) {
  const t = useText();
  const { gate } = useHouse();
  const school = gate.institution === 'school';
  const prefix = t(`bill.code.${gate.institution}`);
  const people = peopleOn(payer).length;
  return (
    <header className="qt-payer">
      <h1>
        {people > 1 ? payerName : payer.name}
        {people > 1 ? <span className="qt-tag">{t('siblings.of', { n: people })}</span> : null}
        {payer.tags.map((tag) => (
          <span key={tag} className="qt-tag">
            {tag}
          </span>
        ))}
      </h1>
      <p className="qt-payer-facts">
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
        <span>
          {beginsWith(prefix, payer.code) ? '' : `${prefix} `}
          <b>{payer.code}</b>
        </span>
        {payer.visit === null ? null : (
          <span>
            {t('bill.visit')} <b>{payer.visit}</b>
          </span>
        )}
        {payer.address === null ? null : <span>{payer.address}</span>}
      </p>
      {editing ? (
        <div className="qt-field qt-payer-name">
          <TextInput
            aria-label={t('bill.payer.label')}
            value={payerName}
            maxLength={200}
            autoFocus
            onFocus={(event) => event.currentTarget.select()}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <KeyCap chord="Enter" />
        </div>
      ) : (
        <p className="qt-payer-by">
          {t('bill.payer')} <b>{payerName}</b>
          {editable ? (
            <span>
              <KeyCap chord="Alt+P" /> {t('bill.payer.edit')}
            </span>
          ) : null}
        </p>
      )}
    </header>
  );
}
