import { IconDeviceMobile, IconQrcode } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { amountInWords } from '../../../shared/money/index.ts';
import { PrimaryAction } from '../../ui/actions.tsx';
import { ChoiceList, ChoiceRow } from '../../ui/ChoiceList.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Total } from '../../ui/Total.tsx';
import { useText } from '../../ui/text.tsx';
import { useHouse } from '../frame/Frame.tsx';
import {
  type AskingMobile,
  type MobileField,
  type MobileWay,
  mobileComplete,
  mobileFields,
  mobileWays,
} from './mobileState.ts';
import type { WorkplaceStore } from './useWorkplace.ts';

const icon = { size: 22, stroke: 1.9 } as const;

function Field(props: {
  readonly field: MobileField;
  readonly state: AskingMobile;
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
        label={t(`mobile.${field}`)}
        description={t(`mobile.${field}.note`)}
        value={state[field]}
        inputMode={field === 'phone' ? 'tel' : 'text'}
        autoComplete="off"
        spellCheck={false}
        onFocus={() => {
          if (!here) store.send({ is: 'mobile-field', field });
        }}
        change={(typed) => store.send({ is: 'mobile-text', field, text: typed })}
      />
    </div>
  );
}

interface MobileSideProps {
  readonly state: AskingMobile;
  readonly store: WorkplaceStore;
  readonly ask: (way: MobileWay) => void;
}

/** F8: which operator, and from which phone. Nothing is asked for until Enter. */
export function MobileSide({ state, store, ask }: MobileSideProps) {
  const t = useText();
  const { view } = useHouse();
  const ways = mobileWays(view);
  const chosen = ways[state.chosen];
  const nameOf = (way: (typeof ways)[number]) => (way.way === 'code' ? t('mobile.code') : way.name);
  return (
    <>
      <Total label={t('mobile.due')} amount={state.amount} id="due">
        {amountInWords(state.amount)}
      </Total>
      <div className="qt-work">
        <ChoiceList label={t('mobile.ways')} className="qt-ways">
          {ways.map((way, index) => (
            <ChoiceRow
              key={`${way.way} ${way.operator}`}
              selected={index === state.chosen}
              choose={() => store.send({ is: 'mobile-way', chosen: index })}
              className="qt-way"
            >
              {way.way === 'code' ? <IconQrcode {...icon} /> : <IconDeviceMobile {...icon} />}
              <span>
                <b>{nameOf(way)}</b>
                <small>
                  {way.way === 'code'
                    ? t('mobile.code.note')
                    : t('mobile.ussd.note', { dial: way.dial, to: way.payTo })}
                </small>
              </span>
            </ChoiceRow>
          ))}
        </ChoiceList>
        {ways.length === 0 ? <Notice tone="amber">{t('mobile.none')}</Notice> : null}
        {chosen?.way === 'ussd'
          ? mobileFields.map((field) => <Field key={field} field={field} state={state} store={store} />)
          : null}
        <div className="qt-work-end">
          <FailureNotice failure={state.failure} />
        </div>
      </div>
      <div className="qt-action">
        <PrimaryAction
          label={t(chosen === undefined ? 'mobile.none' : 'mobile.ask')}
          chord="Enter"
          off={chosen === undefined || !mobileComplete(state)}
          busy={state.busy !== null}
          run={() => {
            if (chosen !== undefined) ask(chosen);
          }}
        />
      </div>
    </>
  );
}
