import { Checkbox, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { amountInWords } from '../../../shared/money/index.ts';
import { dong } from '../../ui/money.ts';
import { useText } from '../../ui/text.tsx';
import { changeOf, Section, useSaveSettings, useSettings } from './Section.tsx';
import { wordChoices as choices, exampleAmount as example } from './wordChoices.ts';

/** What a receipt says and asks: words of the amount, fields of the payer, paper without marks. */
export function WordsPart() {
  const t = useText();
  const { settings } = useSettings();
  const [words, setWords] = useState(settings.words);
  const [fields, setFields] = useState(settings.payerFields);
  const school = settings.facility.institution === 'school';
  const changes = [
    ...changeOf('words', words, settings.words),
    ...changeOf('payer-fields', fields, settings.payerFields),
  ];
  const { saving, second } = useSaveSettings(changes);
  return (
    <Section
      title={t('settings.words')}
      note={t('settings.words.note')}
      changed={changes.length > 0}
      missing={null}
      second={second}
      saving={saving}
      aside={
        <section aria-label={t('settings.words.example')}>
          <h3 className="qt-settings-aside">{t('settings.words.example')}</h3>
          <div className="qt-paper">
            <header>
              <strong>{dong(example)}</strong>
              <span data-testid="words-example">
                {amountInWords(example, {
                  oddWord: words.zero,
                  thousandWord: words.thousand,
                  billionWord: words.billion,
                  closing: words.even,
                })}
              </span>
            </header>
          </div>
        </section>
      }
    >
      <div className="qt-settings-three">
        {(['zero', 'thousand', 'billion'] as const).map((key) => (
          <div key={key}>
            <span className="qt-label">{t(`settings.words.${key}`)}</span>
            <SegmentedControl
              className="qt-segments"
              aria-label={t(`settings.words.${key}`)}
              value={words[key]}
              data={[...choices[key]]}
              onChange={(value) => setWords({ ...words, [key]: value } as typeof words)}
            />
          </div>
        ))}
      </div>
      <Checkbox
        classNames={{ input: 'qt-check' }}
        size="20"
        radius={4}
        label={t('settings.words.even')}
        checked={words.even}
        onChange={(event) => setWords({ ...words, even: event.currentTarget.checked })}
      />
      <div>
        <span className="qt-label">{t('settings.fields.beneficiary')}</span>
        <SegmentedControl
          className="qt-segments"
          aria-label={t('settings.fields.beneficiary')}
          value={fields.beneficiary}
          readOnly={school}
          data={[
            { value: 'required', label: t('settings.fields.required') },
            { value: 'optional', label: t('settings.fields.optional') },
          ]}
          onChange={(value) => setFields({ ...fields, beneficiary: value as typeof fields.beneficiary })}
        />
        {school ? <p className="qt-settings-hint">{t('settings.fields.school')}</p> : null}
      </div>
      <div>
        <span className="qt-label">{t('settings.fields.address')}</span>
        <SegmentedControl
          className="qt-segments"
          aria-label={t('settings.fields.address')}
          value={fields.address}
          data={[
            { value: 'required', label: t('settings.fields.required') },
            { value: 'optional', label: t('settings.fields.optional') },
            { value: 'off', label: t('settings.fields.off') },
          ]}
          onChange={(value) => setFields({ ...fields, address: value as typeof fields.address })}
        />
      </div>
    </Section>
  );
}
