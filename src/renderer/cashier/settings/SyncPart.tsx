import { useCallback, useEffect, useState } from 'react';
import type { MethodResponse } from '../../../shared/rpc/contract.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import type { SyncView } from '../../../shared/rpc/sync.ts';
import { SecondaryAction } from '../../ui/actions.tsx';
import { useCounter, useMethod } from '../../ui/client.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { useHouse } from '../frame/Frame.tsx';
import { Side } from '../frame/Side.tsx';
import { useSettings } from './Section.tsx';
import { SyncNotices, SyncState } from './SyncState.tsx';
import './sync.css';

const lookEveryMs = 3_000;

/** How sync stands, asked every few seconds while the part is open. */
function useSync(): { view: SyncView | null; failure: Failure | null; look: () => void } {
  const counter = useCounter();
  const [view, setView] = useState<SyncView | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const look = useCallback((): void => {
    void counter.call('sync.view', {}).then((answer) => {
      if (answer.ok) setView(answer.value);
      setFailure(answer.ok ? null : answer.reason);
    });
  }, [counter]);
  useEffect(() => {
    look();
    const timer = setInterval(look, lookEveryMs);
    return () => clearInterval(timer);
  }, [look]);
  return { view, failure, look };
}

/** What must be at hand before the counter is made known to the province. */
function Before() {
  const t = useText();
  return (
    <>
      <h3 className="qt-settings-aside">{t('sync.before')}</h3>
      <ul className="qt-sync-before">
        {(['paper', 'once', 'money'] as const).map((one) => (
          <li key={one}>{t(`sync.before.${one}`)}</li>
        ))}
      </ul>
    </>
  );
}

function Head() {
  const t = useText();
  return (
    <header>
      <h2>{t('sync.title')}</h2>
      <p>{t('sync.note')}</p>
    </header>
  );
}

/** Two steps: the backend answers with whose code it is, a person reads that, then it is kept. */
function Enrol({ kept }: { readonly kept: () => void }) {
  const t = useText();
  const { mayChange, inside } = useSettings();
  const { gate } = useHouse();
  const ask = useMethod('sync.ask');
  const keep = useMethod('sync.keep');
  const [url, setUrl] = useState('');
  const [code, setCode] = useState('');
  const [found, setFound] = useState<MethodResponse<'sync.ask'> | null>(null);
  const ready = mayChange && url.trim() !== '' && code.trim() !== '';
  const plain = (name: string): string => name.trim().toLocaleLowerCase('vi');
  const same = found !== null && plain(found.facilityName) === plain(gate.facilityName);
  const run = async (): Promise<void> => {
    if (found !== null) {
      if ((await keep.run({})) !== null) kept();
    } else if (ready) setFound(await ask.run({ url: url.trim(), code: code.trim() }));
  };
  const again = (): void => {
    setFound(null);
    keep.clear();
  };
  useKeys({ Enter: inside ? () => void run() : undefined, 'Alt+B': found === null ? undefined : again });
  const label = ((): string => {
    if (!mayChange) return t('sync.only-administrator');
    if (found !== null) return t('sync.keep');
    if (ask.busy) return t('sync.asking');
    return t(ready ? 'sync.ask' : 'sync.ask.missing');
  })();
  return (
    <>
      <section className="qt-settings-form qt-field qt-fade" aria-label={t('sync.title')}>
        <Head />
        <TextField
          label={t('sync.url')}
          description={t('sync.url.note')}
          value={url}
          maxLength={200}
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          readOnly={!mayChange || found !== null}
          change={setUrl}
        />
        <TextField
          label={t('sync.code')}
          description={t('sync.code.note')}
          value={code}
          maxLength={40}
          autoComplete="off"
          spellCheck={false}
          readOnly={!mayChange || found !== null}
          change={(text) => setCode(text.toUpperCase())}
        />
        {found === null ? null : (
          <section className="qt-sync-found" role="status">
            <small>{t('sync.is-it')}</small>
            <strong>{found.facilityName}</strong>
            <span>{found.url}</span>
          </section>
        )}
      </section>
      <Side
        end={<FailureNotice failure={found === null ? ask.failure : keep.failure} />}
        action={{ label, off: !ready, busy: ask.busy || keep.busy, run: () => void run() }}
      >
        {found === null ? (
          <Before />
        ) : (
          <>
            <Notice tone={same ? 'blue' : 'amber'} role={same ? 'note' : 'alert'}>
              <p>
                <Say k={same ? 'sync.same' : 'sync.differs'} params={{ name: gate.facilityName }} />
              </p>
              <p>{t('sync.is-it.check')}</p>
            </Notice>
            <SecondaryAction label={t('sync.not-ours')} chord="Alt+B" run={again} />
          </>
        )}
      </Side>
    </>
  );
}

/** The counter is enrolled: where, what waits, what has stopped. Enter tries again what has. */
function Enrolled({ view, look }: { readonly view: SyncView; readonly look: () => void }) {
  const t = useText();
  const { mayChange, inside } = useSettings();
  const resume = useMethod('sync.resume');
  const stopped = view.stops.length > 0;
  const run = async (): Promise<void> => {
    if (stopped && mayChange && (await resume.run({})) !== null) look();
  };
  useKeys({ Enter: inside ? () => void run() : undefined });
  return (
    <>
      <section className="qt-settings-form qt-fade" aria-label={t('sync.title')}>
        <Head />
        <SyncState view={view} />
      </section>
      <Side
        end={<FailureNotice failure={resume.failure} />}
        action={{
          label: t(stopped ? 'sync.resume' : 'sync.nothing'),
          off: !stopped || !mayChange,
          busy: resume.busy,
          run: () => void run(),
        }}
      >
        <SyncNotices view={view} />
      </Side>
    </>
  );
}

/** A training ledger is sent nowhere; this says why instead of asking for a code. */
function Training() {
  const t = useText();
  return (
    <>
      <section className="qt-settings-form qt-fade" aria-label={t('sync.title')}>
        <Head />
        <Notice tone="amber">
          <Say k="sync.training.why" />
        </Notice>
      </section>
      <Side action={{ label: t('sync.training'), off: true, run: () => undefined }}>
        <Before />
      </Side>
    </>
  );
}

/** Settings: the line to the provincial backend. */
export function SyncPart() {
  const { gate } = useHouse();
  const { view, failure, look } = useSync();
  if (gate.ledgerKind === 'training') return <Training />;
  if (view === null) return <FailureNotice failure={failure} />;
  return view.enrolled === null ? <Enrol kept={look} /> : <Enrolled view={view} look={look} />;
}
