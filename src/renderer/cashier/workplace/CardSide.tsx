import { IconCreditCard } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { amountInWords } from '../../../shared/money/index.ts';
import { PrimaryAction } from '../../ui/actions.tsx';
import { dong } from '../../ui/money.ts';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Total } from '../../ui/Total.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { missingOf, type SlipField, slipFields, type TakingCard } from './cardState.ts';
import type { WorkplaceStore } from './useWorkplace.ts';

function Field(props: {
  readonly field: SlipField;
  readonly state: TakingCard;
  readonly store: WorkplaceStore;
}) {
  const t = useText();
  const { field, state, store } = props;
  const input = useRef<HTMLInputElement>(null);
  const here = state.field === field && state.busy === null;
  useEffect(() => {
    if (here) input.current?.focus();
  }, [here]);
  return (
    <div className="qt-field">
      <TextField
        ref={input}
        label={t(`card.${field}`)}
        value={state.slip[field]}
        inputMode={field === 'lastFour' ? 'numeric' : 'text'}
        autoComplete="off"
        spellCheck={false}
        maxLength={20}
        onFocus={() => {
          if (!here) store.send({ is: 'slip-field', field });
        }}
        change={(typed) => store.send({ is: 'slip', field, text: typed })}
      />
    </div>
  );
}

interface CardSideProps {
  readonly state: TakingCard;
  readonly store: WorkplaceStore;
  /** Esc was pressed once; the terminal may have charged the card. */
  readonly sureToCancel: boolean;
  readonly record: () => void;
}

/** The right side while an amount is keyed into a terminal that is not connected, and its slip is typed. */
export function CardSide({ state, store, sureToCancel, record }: CardSideProps) {
  const t = useText();
  const { card } = state;
  const missing = missingOf(state.slip);
  return (
    <>
      <Total label={t('card.due')} amount={card.amount} id="due">
        {amountInWords(card.amount)}
      </Total>
      <div className="qt-work">
        <Notice tone="blue" icon={<IconCreditCard size={22} stroke={1.9} />}>
          <Say k="card.steps" params={{ amount: dong(card.amount) }} />
        </Notice>
        <div className="qt-slip">
          {slipFields.map((field) => (
            <Field key={field} field={field} state={state} store={store} />
          ))}
        </div>
        <div className="qt-work-end">
          <FailureNotice failure={state.failure} />
          {sureToCancel ? (
            <Notice tone="amber" role="alert">
              <Say k="card.cancel.sure" />
            </Notice>
          ) : (
            <p className="qt-advice">
              <Say k="card.manual" />
            </p>
          )}
        </div>
      </div>
      <div className="qt-action">
        <PrimaryAction
          label={t(missing === null ? 'card.key' : 'card.key.missing')}
          chord="Enter"
          off={missing !== null}
          busy={state.busy === 'receiving'}
          run={record}
        />
      </div>
    </>
  );
}
