import type { PrinterConnection } from '../../../shared/rpc/device-profiles.ts';
import { testPageCode, testPageNames } from '../../../shared/rpc/devices.ts';
import { dong } from '../../ui/money.ts';
import { QrCode } from '../../ui/QrCode.tsx';
import { useText } from '../../ui/text.tsx';
import { dateOf, timeOf } from '../../ui/time.ts';

interface TestPaperProps {
  readonly counterName: string;
  readonly at: number;
  readonly paper: PrinterConnection['paper'];
}

/** The test page as it must come out: whoever stands there compares it with the paper. */
export function TestPaper({ counterName, at, paper }: TestPaperProps) {
  const t = useText();
  return (
    <aside className="qt-devices-paper" data-paper={paper}>
      <h3>{t('devices.paper.title')}</h3>
      <div>
        <b>{`${t('devices.paper.head')} – ${counterName.toLocaleUpperCase('vi')}`}</b>
        <small>{`${timeOf(at)} ${dateOf(at)}`}</small>
        <hr />
        {testPageNames.map((name) => (
          <strong key={name}>{name}</strong>
        ))}
        <p>
          <span>{t('devices.paper.amount')}</span>
          <b>{dong(1_234_567_890)}</b>
        </p>
        <hr />
        <p>
          <small>{t('devices.paper.left')}</small>
          <small>{t('devices.paper.right')}</small>
        </p>
        <QrCode payload={testPageCode} label={testPageCode} className="qt-devices-code" />
      </div>
    </aside>
  );
}
