import { useState } from 'react';
import { useText } from '../ui/text.tsx';
import { Choice, Device, Field, useLooks } from './parts.tsx';
import { order, type Peer } from './peers.ts';
import { anything, poleState, scannerState } from './states.ts';

/** The pole display: what stands on its glass. */
export function Pole({ peer }: { readonly peer: Peer }) {
  const t = useText();
  const { state, look } = useLooks(peer, '/state', poleState);
  const power = (on: boolean) => (): void => {
    void order(peer, { method: 'POST', path: '/script', body: { power: on } }, anything).then(look);
  };
  return (
    <Device title={t('panel.pole')} on={state?.script.power ?? null}>
      <pre className="sim-glass">{(state?.lines ?? ['', '']).map((line) => line.padEnd(20)).join('\n')}</pre>
      <Choice
        label={t('panel.power')}
        options={[
          { label: t('panel.power.on'), on: state?.script.power === true, run: power(true) },
          { label: t('panel.power.off'), on: state?.script.power === false, run: power(false) },
        ]}
      />
    </Device>
  );
}

/** The scanner: what is held in front of it. */
export function Scanner({ peer }: { readonly peer: Peer }) {
  const t = useText();
  const { state, look } = useLooks(peer, '/state', scannerState);
  const [text, setText] = useState('');
  const scan = (more: object) => (): void => {
    void order(peer, { method: 'POST', path: '/scan', body: { text, ...more } }, anything).then(look);
  };
  return (
    <Device title={t('panel.scanner')} on={state?.connected ?? null}>
      <div className="sim-form">
        <Field label={t('panel.scanner.text')} value={text} change={setText} />
      </div>
      <Choice
        label={t('panel.scanner.hold')}
        options={[
          { label: t('panel.scanner.scan'), on: false, run: scan({}) },
          { label: t('panel.scanner.lose'), on: false, run: scan({ lose: 2 }) },
          { label: t('panel.scanner.unplug'), on: false, run: scan({ unplugAfterBytes: 4 }) },
        ]}
      />
      <p className="sim-books">{t('panel.scanner.books', { n: state?.books.scans ?? 0 })}</p>
    </Device>
  );
}
