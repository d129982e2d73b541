import { NumberInput, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { amountInWords } from '../../../shared/money/index.ts';
import { MoneyField } from '../../ui/MoneyField.tsx';
import { dong } from '../../ui/money.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.tsx';
import { changeOf, Section, useSaveSettings, useSettings } from './Section.tsx';

const units = [0, 100, 500, 1_000] as const;
type Unit = (typeof units)[number];
/** A sum on which every unit shows. */
const example = 37_462;

/** Rounding of cash, what may be accepted without the bank's word, what acquirers keep, when the screen locks. */
export function MoneyPart() {
  const t = useText();
  const { settings } = useSettings();
  const [unit, setUnit] = useState(settings.cashRounding);
  const [limit, setLimit] = useState(String(settings.acceptanceLimit));
  const [minutes, setMinutes] = useState(settings.autoLockMinutes);
  const fees = settings.cardFees;
  const [low, setLow] = useState((fees.at(-1)?.low ?? 0) / 100);
  const [high, setHigh] = useState((fees.at(-1)?.high ?? 0) / 100);
  const feeList = [
    ...fees.filter(({ from }) => from !== settings.today),
    { from: settings.today, low: Math.round(low * 100), high: Math.round(high * 100) },
  ];
  const last = feeList.at(-1);
  const sameFee = last?.low === fees.at(-1)?.low && last?.high === fees.at(-1)?.high;
  const changes = [
    ...(sameFee ? [] : changeOf('card-fee', { list: feeList }, { list: fees })),
    ...changeOf('cash-rounding', { unit: unit as Unit }, { unit: settings.cashRounding }),
    ...changeOf('acceptance-limit', { perShift: Number(limit) }, { perShift: settings.acceptanceLimit }),
    ...changeOf('auto-lock', { minutes }, { minutes: settings.autoLockMinutes }),
  ];
  const { saving, second } = useSaveSettings(changes);
  const rounded = unit === 0 ? example : Math.round(example / unit) * unit;
  return (
    <Section
      title={t('settings.money')}
      changed={changes.length > 0}
      missing={low > high ? t('settings.card-fee.wrong') : null}
      second={second}
      saving={saving}
      aside={<Notice>{t('settings.rounding.example', { from: dong(example), to: dong(rounded) })}</Notice>}
    >
      <div>
        <span className="qt-label">{t('settings.rounding')}</span>
        <SegmentedControl
          className="qt-segments"
          aria-label={t('settings.rounding')}
          value={String(unit)}
          data={units.map((one) => ({
            value: String(one),
            label: one === 0 ? t('settings.rounding.none') : dong(one),
          }))}
          onChange={(value) => setUnit(Number(value))}
        />
        <p className="qt-settings-hint">{t('settings.rounding.note')}</p>
      </div>
      <MoneyField
        label={t('settings.acceptance')}
        digits={limit}
        onDigits={(digits) => setLimit(digits === '' ? '0' : digits.replace(/^0+(?=\d)/, ''))}
        words={Number(limit) > 0 ? amountInWords(Number(limit)) : t('settings.acceptance.zero')}
      />
      <p className="qt-settings-hint">{t('settings.acceptance.note')}</p>
      <div className="qt-settings-pair">
        {(
          [
            ['low', low, setLow],
            ['high', high, setHigh],
          ] as const
        ).map(([which, value, set]) => (
          <NumberInput
            key={which}
            label={t(`settings.card-fee.${which}`)}
            value={value}
            min={0}
            max={20}
            decimalScale={2}
            decimalSeparator=","
            allowNegative={false}
            hideControls
            suffix=" %"
            onChange={(typed) => set(Math.min(20, Number(typed) || 0))}
          />
        ))}
      </div>
      <p className="qt-settings-hint">{t('settings.card-fee.note')}</p>
      <NumberInput
        label={t('settings.lock')}
        description={t('settings.lock.note')}
        value={minutes}
        min={0}
        max={120}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        onChange={(value) => setMinutes(Math.min(120, Number(value) || 0))}
      />
    </Section>
  );
}
