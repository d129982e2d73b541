import { useState } from 'react';
import { useMethod } from '../../ui/client.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame } from '../frame/Frame.tsx';
import { Side } from '../frame/Side.tsx';
import { PinField } from '../gate/PinField.tsx';
import { shortestPin } from '../gate/PinPad.tsx';

/** One's own PIN: the old one, the new one twice. */
export function ChangePin({ close }: { readonly close: (done: boolean) => void }) {
  const t = useText();
  const change = useMethod('staff.changePin');
  const [pins, setPins] = useState({ old: '', new: '', again: '' });
  const differ = pins.again.length >= pins.new.length && pins.again !== pins.new;
  const ready = pins.old.length >= shortestPin && pins.new.length >= shortestPin && pins.new === pins.again;
  const save = (): void => {
    if (!ready) return;
    void change.run({ oldPin: pins.old, newPin: pins.new }).then((answer) => {
      if (answer !== null) close(true);
    });
  };
  useKeys({ Enter: save });
  const field = (name: keyof typeof pins) => (
    <PinField
      label={t(`change-pin.${name}`)}
      value={pins[name]}
      autoFocus={name === 'old'}
      change={(pin) => setPins({ ...pins, [name]: pin })}
    />
  );
  return (
    <Frame keys={[{ chord: 'Escape', label: t('bar.back'), run: () => close(false) }]}>
      <section className="qt-wide qt-form qt-field qt-fade">
        <h1>{t('change-pin.title')}</h1>
        {field('old')}
        {field('new')}
        {field('again')}
        {differ && pins.again !== '' ? <Notice tone="amber">{t('change-pin.differ')}</Notice> : null}
      </section>
      <Side
        end={<FailureNotice failure={change.failure} />}
        action={{ label: t('change-pin.save'), off: !ready, busy: change.busy, run: save }}
      />
    </Frame>
  );
}
