import { SegmentedControl } from '@mantine/core';
import { IconDoor } from '@tabler/icons-react';
import { useState } from 'react';
import { amountInWords } from '../../../shared/money/index.ts';
import { useMethod } from '../../ui/client.tsx';
import { MoneyField } from '../../ui/MoneyField.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Total } from '../../ui/Total.tsx';
import { useText } from '../../ui/text.tsx';
import { hourOf } from '../../ui/time.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { Side } from '../frame/Side.tsx';
import { useZPaper } from './zPaper.tsx';

const shiftNames = ['morning', 'afternoon', 'evening', 'night'] as const;
type ShiftName = (typeof shiftNames)[number];

/** The shift that usually begins at an hour of the day. */
export function shiftAt(hour: number): ShiftName {
  if (hour >= 5 && hour < 11) return 'morning';
  if (hour >= 11 && hour < 17) return 'afternoon';
  return hour >= 17 && hour < 21 ? 'evening' : 'night';
}

/** No shift yet: its name by the hour, the float, Enter. */
export function OpenShift() {
  const t = useText();
  const { now, person, go, view } = useHouse();
  const { lastZ } = view;
  const paper = useZPaper(lastZ);
  const open = useMethod('shift.open');
  const [name, setName] = useState<ShiftName>(() => shiftAt(hourOf(now)));
  const [digits, setDigits] = useState('');
  const float = Number(digits === '' ? 0 : digits);
  const mayOpen = person.roles.includes('cashier') || person.roles.includes('treasurer');
  const title = t(`shift.name.${name}`);
  const confirm = (): void => {
    if (!mayOpen) return;
    void open.run({ float, name: title }).then((answer) => {
      if (answer !== null) go('workplace');
    });
  };
  const step = (by: number) => () => {
    const at = (shiftNames.indexOf(name) + by + shiftNames.length) % shiftNames.length;
    setName(shiftNames[at] ?? 'morning');
  };
  const number = String(lastZ?.zNumber ?? 0).padStart(4, '0');
  const troubled = paper?.state === 'failed' || paper?.state === 'unknown';
  const again = paper === null ? [] : [{ chord: 'F10', label: t('z.again', { number }), run: paper.print }];
  useKeys({ Enter: confirm, ArrowUp: step(-1), ArrowDown: step(1) });
  return (
    <Frame keys={[...again, { chord: 'Escape', label: t('bar.home'), run: () => go('workplace') }]}>
      <section className="qt-wide qt-form qt-field qt-fade">
        <h1>{t('shift.open.title')}</h1>
        <p>{t('shift.open.note')}</p>
        <div>
          <span className="qt-label">{t('shift.open.name')}</span>
          <SegmentedControl
            className="qt-segments"
            value={name}
            data={shiftNames.map((value) => ({ value, label: t(`shift.name.${value}`) }))}
            onChange={(value) => setName(value as ShiftName)}
          />
        </div>
        <div className="qt-form-money">
          <MoneyField
            label={t('shift.open.float')}
            size="large"
            digits={digits}
            onDigits={setDigits}
            placeholder="0"
            autoFocus
          />
        </div>
      </section>
      <Side
        head={
          <Total label={t('shift.open.float')} beside={title} amount={float} idle={float === 0}>
            {amountInWords(float)}
          </Total>
        }
        end={
          <>
            {troubled ? (
              <Notice tone="amber" role="alert">
                {t('z.troubled', { number })}
              </Notice>
            ) : null}
            <FailureNotice failure={paper?.failure ?? null} />
            {mayOpen ? null : <Notice tone="amber">{t('shift.not-yours')}</Notice>}
            <FailureNotice failure={open.failure} />
          </>
        }
        action={{
          label: t('shift.open.confirm', { name: title.toLocaleLowerCase('vi') }),
          off: !mayOpen,
          busy: open.busy,
          icon: <IconDoor size={22} stroke={1.9} />,
          run: confirm,
        }}
      >
        <Notice>{t('shift.open.advice')}</Notice>
      </Side>
    </Frame>
  );
}
