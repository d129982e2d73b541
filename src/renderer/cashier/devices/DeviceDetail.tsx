import { IconCreditCard, IconDeviceDesktop, IconPrinter } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import type { TerminalConnection } from '../../../shared/rpc/device-profiles.ts';
import type { DeviceView, TestResult } from '../../../shared/rpc/devices.ts';
import type { Scan } from '../../../shared/scan/scan.ts';
import { PrimaryAction, SecondaryAction } from '../../ui/actions.tsx';
import { useMethod } from '../../ui/client.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { useScans } from '../../ui/useWedge.ts';
import { linkWords, marksWords, scanWords } from './facts.ts';
import { type TestOf, TestSteps } from './TestSteps.tsx';

interface DeviceDetailProps {
  readonly device: DeviceView;
  /** The focus is in this part, so Enter is its own. */
  readonly inside: boolean;
  /** Whether this shell reaches the printers of the operating system. */
  readonly osPrinting: boolean;
  /** Null where it cannot be changed. */
  readonly edit: (() => void) | null;
}

interface Tried {
  readonly of: TestOf;
  readonly result: TestResult;
  /** What the person who looked said. */
  readonly seen: 'right' | 'wrong' | null;
}

const icon = { size: 20, stroke: 1.9 } as const;

/** One device: what it is, a live test, and the question that only eyes can answer. */
export function DeviceDetail({ device, inside, osPrinting, edit }: DeviceDetailProps) {
  const t = useText();
  const test = useMethod('devices.test');
  const drawer = useMethod('devices.testDrawer');
  const [tried, setTried] = useState<Tried | null>(null);
  const { kind } = device.connection;
  const mayKick = device.connection.kind === 'printer' && device.connection.drawer;
  const busy = test.busy || drawer.busy;
  const run = (): void => {
    if (kind === 'scanner') return;
    void test.run({ name: device.name }).then((result) => {
      setTried(result === null ? null : { of: kind, result, seen: null });
    });
  };
  const kick = (): void => {
    void drawer.run({}).then((result) => {
      setTried(result === null ? null : { of: 'drawer', result, seen: null });
    });
  };
  const whole = tried?.result.steps.every(({ outcome }) => outcome !== 'failed') ?? false;
  const eyes = tried === null || tried.of === 'terminal' ? null : tried.of;
  const asks = whole && eyes !== null && tried?.seen === null;
  const look = (seen: 'right' | 'wrong') => (): void => setTried(tried && { ...tried, seen });
  useKeys({
    F10: kind === 'scanner' ? undefined : run,
    F8: mayKick ? kick : undefined,
    Enter: inside ? (asks ? look('right') : run) : undefined,
    'Alt+L': asks ? look('wrong') : undefined,
    'Alt+E': edit ?? undefined,
  });
  return (
    <section className="qt-devices-detail">
      <h2>{device.name}</h2>
      <Facts device={device} />
      {device.trouble === null || device.trouble === 'no-queues' || busy || tried !== null ? null : (
        <Notice tone="red" role="status">
          {t(`devices.trouble.${device.trouble}`)}
        </Notice>
      )}
      {device.connection.link.type === 'system' && !osPrinting ? (
        <Notice tone="amber">
          <Say k="devices.queue.not-here" />
        </Notice>
      ) : null}
      {kind === 'scanner' ? <ScanEcho keyboard={device.connection.link.type === 'keyboard'} /> : null}
      {busy ? <Notice role="status">{t('devices.testing')}</Notice> : null}
      {busy || tried === null ? null : <TestSteps of={tried.of} result={tried.result} />}
      {asks && eyes !== null ? (
        <Notice tone="blue" role="status">
          <Say k={`devices.look.${eyes}`} />
        </Notice>
      ) : null}
      {tried?.seen === 'right' ? (
        <Notice tone="green" role="status">
          {t('devices.look.done', { name: device.name })}
        </Notice>
      ) : null}
      {tried?.seen === 'wrong' && eyes !== null ? (
        <Notice tone="amber">{t(`devices.look.help.${eyes}`)}</Notice>
      ) : null}
      <FailureNotice failure={test.failure ?? drawer.failure} />
      <div className="qt-devices-acts">
        {asks && eyes !== null ? (
          <>
            <PrimaryAction label={t(`devices.look.right.${eyes}`)} chord="Enter" run={look('right')} />
            <SecondaryAction label={t(`devices.look.wrong.${eyes}`)} chord="Alt+L" run={look('wrong')} />
          </>
        ) : null}
        {kind === 'printer' ? (
          <SecondaryAction
            label={t(tried === null ? 'devices.test' : 'devices.test.again')}
            chord="F10"
            icon={<IconPrinter {...icon} />}
            busy={busy}
            run={run}
          />
        ) : null}
        {kind === 'terminal' ? (
          <SecondaryAction
            label={t('terminal.test')}
            chord="F10"
            icon={<IconCreditCard {...icon} />}
            busy={busy}
            run={run}
          />
        ) : null}
        {kind === 'pole' ? (
          <SecondaryAction
            label={t('devices.test.pole')}
            chord="F10"
            icon={<IconDeviceDesktop {...icon} />}
            busy={busy}
            run={run}
          />
        ) : null}
        <div className="qt-devices-acts-pair">
          {mayKick ? (
            <SecondaryAction label={t('devices.test.drawer')} chord="F8" busy={busy} run={kick} />
          ) : null}
          {edit === null ? null : <SecondaryAction label={t('devices.edit')} chord="Alt+E" run={edit} />}
        </div>
      </div>
    </section>
  );
}

function Facts({ device: { connection, usual } }: { readonly device: DeviceView }) {
  const t = useText();
  return (
    <dl>
      <div>
        <dt>{t('devices.connection')}</dt>
        <dd>{linkWords(t, connection)}</dd>
      </div>
      {connection.kind === 'terminal' ? <TerminalFacts connection={connection} /> : null}
      {connection.kind === 'printer' ? (
        <>
          <div>
            <dt>{t('devices.paper')}</dt>
            <dd>{t(`devices.paper.${connection.paper}`)}</dd>
          </div>
          <div>
            <dt>{t('devices.marks')}</dt>
            <dd>{marksWords(t, connection)}</dd>
          </div>
          {usual || connection.takesOver ? (
            <div>
              <dt>{t('devices.duty')}</dt>
              <dd>{t(usual ? 'devices.usual' : 'devices.spare')}</dd>
            </div>
          ) : null}
        </>
      ) : null}
    </dl>
  );
}

function TerminalFacts({ connection }: { readonly connection: TerminalConnection }) {
  const t = useText();
  const { protocol, amountScaling, voids, refunds } = connection;
  const may = [voids ? t('terminal.may.void') : null, refunds ? t('terminal.may.refund') : null].filter(
    (part) => part !== null,
  );
  const rows = [
    [t('terminal.protocol'), t(`terminal.protocol.${protocol}`)],
    [t('terminal.scale.short'), t(`terminal.scale.${amountScaling.factor}`)],
    [t('terminal.may'), may.length === 0 ? t('terminal.may.none') : may.join(', ')],
  ] as const;
  return rows.map(([name, value]) => (
    <div key={name}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  ));
}

/** Shows what any scanner reads, as long as it is on the screen. */
function ScanEcho({ keyboard }: { readonly keyboard: boolean }) {
  const t = useText();
  const [read, setRead] = useState<Scan | null>(null);
  useScans(useCallback((scan: Scan) => setRead(scan), []));
  const words = read === null ? null : scanWords(t, read);
  return (
    <>
      {keyboard ? <Notice tone="amber">{t('devices.keyboard.advice')}</Notice> : null}
      <h3>{words === null ? t('devices.test.scanner') : t('devices.result.scanner')}</h3>
      {words === null ? null : (
        <Notice tone={words.good ? 'green' : 'amber'} role="status">
          {words.text}
        </Notice>
      )}
    </>
  );
}
