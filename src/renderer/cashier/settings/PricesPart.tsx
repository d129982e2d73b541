import { Checkbox, Select } from '@mantine/core';
import { IconTag } from '@tabler/icons-react';
import { useState } from 'react';
import { SecondaryAction } from '../../ui/actions.tsx';
import { ChoiceList, ChoiceRow } from '../../ui/ChoiceList.tsx';
import { MoneyField } from '../../ui/MoneyField.tsx';
import { dong } from '../../ui/money.ts';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useChoice } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { DayFields, StandingText } from './DayFields.tsx';
import { dayText, readDay } from './day.ts';
import { ListActs } from './ListActs.tsx';
import { freeKey, type PriceDraft, priceDrafts, priceLack, pricesOf, standingOf } from './prices.ts';
import { changeOf, Section, useSaveSettings, useSettings } from './Section.tsx';

const mostPrices = 200;
const noGroup = 'other';

/** Listed fees, the only ones a cashier can add to a bill; each price from its day on (product.md A2). */
export function PricesPart() {
  const t = useText();
  const { settings, mayChange } = useSettings();
  const { today } = settings;
  const [drafts, setDrafts] = useState(() => priceDrafts(settings.prices, today));
  const { at, item: draft, choose, step } = useChoice(drafts);
  const lack = priceLack(drafts, today);
  const changes =
    lack === null ? changeOf('prices', { list: pricesOf(drafts) }, { list: settings.prices }) : [];
  const { saving, second } = useSaveSettings(changes);
  const full = drafts.length >= mostPrices;

  const insert = (index: number, one: PriceDraft): void => {
    setDrafts([...drafts.slice(0, index), one, ...drafts.slice(index)]);
    choose(index);
  };
  const add = (): void => {
    if (!mayChange || full) return;
    const price = freeKey(
      'gia',
      drafts.map((one) => one.price),
    );
    insert(drafts.length, {
      ...{ price, name: '', group: noGroup, digits: '', onBehalf: false },
      ...{ from: dayText(today), until: '', past: false },
    });
  };
  const next = draft?.past === true && !full;
  const newPrice = (): void => {
    if (!mayChange || !next) return;
    insert(at + 1, { ...draft, digits: '', from: dayText(today), until: '', past: false });
  };
  const removable = draft !== undefined && !draft.past;
  const remove = (): void => {
    if (!mayChange || !removable) return;
    setDrafts(drafts.filter((one) => one !== draft));
    choose(Math.max(0, at - 1));
  };
  const put = (part: Partial<PriceDraft>): void =>
    setDrafts(drafts.map((one, index) => (index === at ? { ...one, ...part } : one)));
  useKeys({
    'Alt+L': add,
    'Alt+K': newPrice,
    'Alt+X': remove,
    'Alt+ArrowDown': step(1),
    'Alt+ArrowUp': step(-1),
  });
  const isSaved = (one: PriceDraft): boolean =>
    one.past || settings.prices.some(({ price, from }) => price === one.price && from === readDay(one.from));
  const pricesFor = (one: PriceDraft) => drafts.filter(({ price }) => price === one.price);
  const groups = [...new Set([...settings.groups, ...drafts.map((one) => one.group), noGroup])];
  const lacking = lack === null ? undefined : drafts[lack.at];
  return (
    <Section
      title={t('settings.prices')}
      note={t('settings.prices.note')}
      changed={lack !== null || changes.length > 0}
      missing={
        lack === null
          ? null
          : t(`settings.dated.lack.${lack.lack}`, {
              name: lacking?.name.trim() || t('settings.prices.new'),
            })
      }
      second={second}
      saving={saving}
      aside={
        <Notice>
          <Say k="settings.prices.why" />
        </Notice>
      }
    >
      <ChoiceList label={t('settings.prices')} className="qt-settings-list qt-settings-long" data-scroll="">
        {drafts.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows that look alike differ by their place only
          <ChoiceRow key={`${one.price} ${index}`} selected={index === at} choose={() => choose(index)}>
            <b>{one.name.trim() === '' ? t('settings.prices.new') : one.name}</b>
            <span>
              <StandingText
                day={one}
                standing={isSaved(one) ? standingOf(one, today, pricesFor(one)) : 'unsaved'}
              />
              <b>{dong(Number(one.digits))}</b>
            </span>
          </ChoiceRow>
        ))}
      </ChoiceList>
      {mayChange ? (
        <ListActs
          className="qt-settings-acts"
          add={{ label: t('settings.prices.add'), off: full, run: add }}
          remove={{ label: t('settings.dated.remove'), off: !removable, run: remove }}
        >
          <SecondaryAction
            label={t('settings.prices.change')}
            chord="Alt+K"
            icon={<IconTag size={20} stroke={1.9} />}
            off={!next}
            run={newPrice}
          />
        </ListActs>
      ) : null}
      {draft === undefined ? (
        <p className="qt-settings-hint">{t('settings.prices.none')}</p>
      ) : (
        <div key={`${draft.price} ${at}`} className="qt-settings-fields">
          <TextField
            label={t('settings.prices.name')}
            value={draft.name}
            maxLength={200}
            autoFocus={draft.name === '' && !draft.past}
            readOnly={draft.past || !mayChange}
            change={(text) => put({ name: text })}
          />
          <div className="qt-settings-pair">
            <MoneyField
              label={t('settings.prices.amount')}
              digits={draft.digits}
              autoFocus={draft.name !== '' && draft.digits === ''}
              readOnly={draft.past || !mayChange}
              onDigits={(digits) => put({ digits })}
            />
            <Select
              label={t('settings.prices.group')}
              readOnly={draft.past || !mayChange}
              value={draft.group}
              allowDeselect={false}
              withCheckIcon={false}
              data={groups.map((group) => ({
                value: group,
                label: group === noGroup ? t('settings.prices.group.other') : group,
              }))}
              onChange={(group) => put({ group: group ?? noGroup })}
            />
          </div>
          <DayFields draft={draft} change={put} />
          <Checkbox
            classNames={{ input: 'qt-check' }}
            size="20"
            radius={4}
            label={t('settings.prices.on-behalf')}
            checked={draft.onBehalf}
            disabled={draft.past || !mayChange}
            onChange={(event) => put({ onBehalf: event.currentTarget.checked })}
          />
          {draft.past ? <p className="qt-settings-hint">{t('settings.prices.past')}</p> : null}
        </div>
      )}
    </Section>
  );
}
