import { TextInput } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { keyFor } from '../../../../shared/i18n/translate.ts';
import { lanPrinter } from '../../../../shared/rpc/device-profiles.ts';
import {
  type DeviceView,
  type TestResult,
  testPageCode,
  testPageNames,
} from '../../../../shared/rpc/devices.ts';
import { keepFocus, PrimaryAction, SecondaryAction } from '../../../ui/actions.tsx';
import { useMethod, useTopic } from '../../../ui/client.tsx';
import { FailureNotice, Notice } from '../../../ui/Notice.tsx';
import { QrCode } from '../../../ui/QrCode.tsx';
import { Say, useText } from '../../../ui/text.tsx';
import { useKeys } from '../../../ui/useKeys.ts';
import { type LaterSteps, SetupFrame } from './SetupFrame.tsx';

const printerPort = 9_100;
const printerName = 'K80';

/** `192.0.2.5`, `192.0.2.5:9101`, a name; null while it is no address. */
function readAddress(text: string): { host: string; port: number } | null {
  const [, host, port] = /^([0-9A-Za-z._-]+)(?::(\d{1,5}))?$/.exec(text.trim()) ?? [];
  if (host === undefined) return null;
  const number = port === undefined ? printerPort : Number(port);
  return number >= 1 && number <= 65_535 ? { host, port: number } : null;
}

/** Address of a printer that was set up before; empty where there is none in the network. */
function addressOf(device: DeviceView | undefined): string {
  const link = device?.connection.kind === 'printer' ? device.connection.link : null;
  return link?.type === 'tcp' ? `${link.host}:${link.port}` : '';
}

function Result({ result }: { readonly result: TestResult }) {
  const t = useText();
  return (
    <ul className="qt-account-checks" role="status">
      {result.steps.map(({ step, outcome, trouble }) => (
        <li key={step} data-done={outcome === 'failed' ? undefined : ''}>
          {outcome === 'failed' ? (
            <IconCircleX size={22} stroke={1.9} color="var(--red)" />
          ) : (
            <IconCircleCheck size={22} stroke={1.9} />
          )}
          <span>
            {t(`setup.printer.${step}`)}
            {trouble === null ? '' : `: ${t(keyFor('setup.trouble', trouble, 'setup.trouble.other'))}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

function TestPage() {
  const t = useText();
  return (
    <section aria-label={t('setup.printer.paper')}>
      <h3 className="qt-settings-aside">{t('setup.printer.paper')}</h3>
      <div className="qt-paper qt-setup-test">
        <header>
          <strong>{t('setup.printer.paper.title')}</strong>
        </header>
        {testPageNames.map((name) => (
          <b key={name}>{name}</b>
        ))}
        <QrCode payload={testPageCode} label={t('setup.printer.paper.code')} className="qt-setup-test-code" />
      </div>
    </section>
  );
}

/** The printer: found in the network or typed, a test page, a look at the paper. Can be left for later. */
export function PrinterStep({ later, next }: { readonly later: LaterSteps; readonly next: () => void }) {
  const t = useText();
  const devices = useTopic('devices');
  const find = useMethod('devices.find');
  const save = useMethod('devices.save');
  const test = useMethod('devices.test');
  const [typed, setAddress] = useState<string | null>(null);
  const [result, setResult] = useState<TestResult | null>(null);
  const [hosts, setHosts] = useState<readonly { host: string; port: number }[] | null>(null);
  const there = devices?.devices.find(({ connection }) => connection.kind === 'printer');
  const fixed = devices?.changeable === false;
  const address = typed ?? addressOf(there);
  const target = readAddress(address);
  const printed = result?.steps.every(({ outcome }) => outcome !== 'failed') === true;
  const busy = save.busy || test.busy;

  const look = async (): Promise<void> => {
    if (fixed || find.busy) return;
    const answer = await find.run({ network: true });
    const found = answer?.hosts ?? [];
    setHosts(found);
    const [only] = found;
    if (only !== undefined && address === '') setAddress(`${only.host}:${only.port}`);
  };
  const tryOut = async (): Promise<void> => {
    setResult(null);
    if (!fixed) {
      if (target === null) return;
      const was = there?.name ?? null;
      const saved = await save.run({ name: was ?? printerName, was, connection: lanPrinter(target) });
      if (saved === null) return;
    }
    const name = fixed ? there?.name : (there?.name ?? printerName);
    if (name !== undefined) setResult(await test.run({ name }));
  };
  const wanted = fixed ? there !== undefined : address.trim() !== '';
  const go = (): void => {
    if (busy) return;
    if (!wanted || printed) next();
    else void tryOut();
  };
  useKeys({
    Enter: go,
    F10: () => void tryOut(),
    'Alt+F': () => void look(),
    'Alt+B': next,
  });
  const label = ((): string => {
    if (printed) return t('setup.printer.right');
    if (wanted) return t('setup.printer.test');
    return t('setup.printer.none');
  })();
  return (
    <SetupFrame
      at={4}
      later={later}
      title={t('setup.title.printer')}
      note={t('setup.note.printer')}
      before={
        <>
          <FailureNotice failure={find.failure ?? save.failure ?? test.failure} />
          <p role="status">{wanted && !fixed && target === null ? t('setup.printer.address.wrong') : ''}</p>
        </>
      }
      buttons={
        <>
          <SecondaryAction label={t('bar.back')} chord="Escape" off run={() => undefined} />
          {wanted || printed ? <SecondaryAction label={t('setup.later')} chord="Alt+B" run={next} /> : null}
          <PrimaryAction
            label={label}
            chord="Enter"
            off={wanted && !printed && !fixed && target === null}
            busy={busy}
            run={go}
          />
        </>
      }
      aside={
        <>
          <TestPage />
          <Notice>
            <Say k="setup.written" />
          </Notice>
          {printed ? (
            <Notice tone="blue">
              <Say k="setup.printer.look" />
            </Notice>
          ) : null}
        </>
      }
    >
      {fixed ? (
        <Notice>{t('setup.printer.training', { name: there?.name ?? '-' })}</Notice>
      ) : (
        <>
          <TextInput
            label={t('setup.printer.address')}
            description={t('setup.printer.address.note')}
            placeholder={t('setup.printer.address.example')}
            value={address}
            autoFocus
            autoComplete="off"
            spellCheck={false}
            maxLength={260}
            onChange={(event) => {
              setAddress(event.currentTarget.value);
              setResult(null);
            }}
          />
          <SecondaryAction
            label={t(find.busy ? 'setup.printer.finding' : 'setup.printer.find')}
            chord="Alt+F"
            icon={<IconSearch size={20} stroke={1.9} />}
            busy={find.busy}
            run={() => void look()}
          />
          {hosts === null ? null : hosts.length === 0 ? (
            <Notice tone="amber">{t('setup.printer.found.none')}</Notice>
          ) : (
            <div className="qt-settings-list">
              {hosts.map(({ host, port }) => (
                <button
                  key={`${host}:${port}`}
                  type="button"
                  className="qt-secondary"
                  onMouseDown={keepFocus}
                  onClick={() => setAddress(`${host}:${port}`)}
                >
                  {`${host}:${port}`}
                </button>
              ))}
            </div>
          )}
        </>
      )}
      {result === null ? null : <Result result={result} />}
    </SetupFrame>
  );
}
