import { useState } from 'react';
import { ChoiceList, ChoiceRow } from '../../ui/ChoiceList.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useChoice } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { DayFields, StandingText } from './DayFields.tsx';
import { dayText } from './day.ts';
import { ListActs } from './ListActs.tsx';
import {
  freeKey,
  type OperatorDraft,
  operatorDrafts,
  operatorLack,
  operatorsOf,
  standingOf,
} from './prices.ts';
import { changeOf, Section, useSaveSettings, useSettings } from './Section.tsx';

const mostOperators = 10;

/** Operators of Mobile Money and what the payer sends to; who is no longer used gets a last day. */
export function OperatorsPart() {
  const t = useText();
  const { settings, mayChange } = useSettings();
  const { today } = settings;
  const [drafts, setDrafts] = useState(() => operatorDrafts(settings.operators, today));
  const { at, item: draft, choose, step } = useChoice(drafts);
  const lack = operatorLack(drafts, today);
  const changes =
    lack === null
      ? changeOf('mobile-money', { operators: operatorsOf(drafts) }, { operators: settings.operators })
      : [];
  const { saving, second } = useSaveSettings(changes);
  const full = drafts.length >= mostOperators;
  const add = (): void => {
    if (!mayChange || full) return;
    const operator = freeKey(
      'nha-mang',
      drafts.map((one) => one.operator),
    );
    const days = { from: dayText(today), until: '', past: false };
    setDrafts([...drafts, { operator, name: '', dial: '', payTo: '', ...days }]);
    choose(drafts.length);
  };
  const removable = draft !== undefined && !draft.past;
  const remove = (): void => {
    if (!mayChange || !removable) return;
    setDrafts(drafts.filter((one) => one !== draft));
    choose(Math.max(0, at - 1));
  };
  const put = (part: Partial<OperatorDraft>): void =>
    setDrafts(drafts.map((one, index) => (index === at ? { ...one, ...part } : one)));
  useKeys({
    'Alt+L': add,
    'Alt+X': remove,
    'Alt+ArrowDown': step(1),
    'Alt+ArrowUp': step(-1),
  });
  const nameOf = (one: OperatorDraft): string => one.name.trim() || t('settings.operators.new');
  const isSaved = ({ operator }: OperatorDraft): boolean =>
    settings.operators.some((one) => one.operator === operator);
  const lacking = lack === null ? undefined : drafts[lack.at];
  return (
    <Section
      title={t('settings.operators')}
      note={t('settings.operators.note')}
      changed={lack !== null || changes.length > 0}
      missing={
        lack === null || lacking === undefined
          ? null
          : t(`settings.dated.lack.${lack.lack}`, { name: nameOf(lacking) })
      }
      second={second}
      saving={saving}
      aside={
        draft === undefined ? null : (
          <>
            <h3 className="qt-settings-aside">{t('settings.operators.payer-sees')}</h3>
            <ol className="qt-settings-steps">
              <li>
                {draft.dial === ''
                  ? t('settings.operators.open-app', { name: nameOf(draft) })
                  : t('settings.operators.dial', { dial: draft.dial })}
              </li>
              <li>
                <Say
                  k="settings.operators.send"
                  params={{ to: draft.payTo.trim() === '' ? '…' : draft.payTo }}
                />
              </li>
            </ol>
            <Notice>
              <Say k="settings.operators.why" />
            </Notice>
          </>
        )
      }
    >
      <ChoiceList label={t('settings.operators')} className="qt-settings-list">
        {drafts.map((one, index) => (
          <ChoiceRow key={one.operator} selected={index === at} choose={() => choose(index)}>
            <b>{nameOf(one)}</b>
            <span>
              <StandingText day={one} standing={isSaved(one) ? standingOf(one, today) : 'unsaved'} />
            </span>
          </ChoiceRow>
        ))}
      </ChoiceList>
      {mayChange ? (
        <ListActs
          add={{ label: t('settings.operators.add'), off: full, run: add }}
          remove={{ label: t('settings.dated.remove'), off: !removable, run: remove }}
        />
      ) : null}
      {draft === undefined ? (
        <p className="qt-settings-hint">{t('settings.operators.none')}</p>
      ) : (
        <div key={draft.operator} className="qt-settings-fields">
          <TextField
            label={t('settings.operators.name')}
            value={draft.name}
            maxLength={40}
            autoFocus={draft.name === ''}
            readOnly={!mayChange}
            change={(text) => put({ name: text })}
          />
          <div className="qt-settings-pair">
            <TextField
              label={t('settings.operators.pay-to')}
              value={draft.payTo}
              maxLength={40}
              readOnly={!mayChange}
              change={(text) => put({ payTo: text.replace(/[^A-Za-z0-9 ]/g, '') })}
            />
            <TextField
              label={t('settings.operators.code')}
              placeholder={t('settings.operators.code.none')}
              value={draft.dial}
              maxLength={20}
              readOnly={!mayChange}
              change={(text) => put({ dial: text.replace(/[^*#0-9]/g, '') })}
            />
          </div>
          <DayFields draft={draft} change={put} />
          {draft.past ? <p className="qt-settings-hint">{t('settings.operators.past')}</p> : null}
        </div>
      )}
    </Section>
  );
}
