import { useCallback, useEffect, useState } from 'react';
import { keyFor } from '../../../shared/i18n/translate.ts';
import type { BackupView } from '../../../shared/rpc/backup.ts';
import { useCounter, useMethod } from '../../ui/client.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { dateOf, timeOf } from '../../ui/time.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { Side } from '../frame/Side.tsx';
import { useSettings } from './Section.tsx';

const lookAgainMs = 1_000;
const megabyte = 1_000_000;

/** Settings: where backups lie, the last one that was checked, and one made now. */
export function BackupPart() {
  const t = useText();
  const counter = useCounter();
  const { inside, mayChange } = useSettings();
  const save = useMethod('backup.setFolder');
  const start = useMethod('backup.start');
  const [view, setView] = useState<BackupView | null>(null);
  const [text, setText] = useState<string | null>(null);
  const reload = useCallback(async (): Promise<void> => {
    const answer = await counter.call('backup.view', {});
    if (answer.ok) setView(answer.value);
  }, [counter]);
  useEffect(() => void reload(), [reload]);
  const running = view?.running === true;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => void reload(), lookAgainMs);
    return () => clearInterval(timer);
  }, [running, reload]);

  const folder = text ?? view?.folder ?? '';
  const changed = view !== null && folder.trim() !== (view.folder ?? '');
  const off = !mayChange || view === null || running || (!changed && view.folder === null);
  const act = async (): Promise<void> => {
    if (off) return;
    const done = changed ? await save.run({ folder }) : await start.run({});
    if (done === null) return;
    setText(null);
    await reload();
  };
  useKeys({ Enter: inside ? () => void act() : undefined });
  const last = view?.last ?? null;
  const label = running ? 'backup.running' : changed ? 'backup.save' : 'backup.now';
  return (
    <>
      <section className="qt-settings-form qt-field qt-fade" aria-label={t('backup.title')}>
        <header>
          <h2>{t('backup.title')}</h2>
          <p>{t('backup.note')}</p>
        </header>
        <TextField
          label={t('backup.folder')}
          description={t('backup.folder.hint')}
          value={folder}
          maxLength={500}
          disabled={!mayChange}
          change={setText}
        />
        <div className="qt-settings-list">
          <div>
            <span>{t('backup.last')}</span>
            <b data-testid="backup-last">
              {last === null ? t('backup.none') : `${timeOf(last.at)} ${dateOf(last.at)}`}
            </b>
          </div>
          {last === null ? null : (
            <>
              <div>
                <span>{t('backup.size')}</span>
                <b>{t('backup.size.mb', { mb: Math.ceil(last.bytes / megabyte), n: last.entries })}</b>
              </div>
              <div>
                <span>{t('backup.where')}</span>
                <b className="qt-sheet-print">{last.path}</b>
              </div>
            </>
          )}
        </div>
        <p>{t('backup.kept')}</p>
      </section>
      <Side
        action={{
          label: t(mayChange ? label : 'backup.not-you'),
          off,
          busy: save.busy || start.busy,
          run: () => void act(),
        }}
        end={<FailureNotice failure={save.failure ?? start.failure} />}
      >
        <BackupNotices view={view} />
        <Notice>
          <Say k="backup.why" />
        </Notice>
      </Side>
    </>
  );
}

function BackupNotices({ view }: { readonly view: BackupView | null }) {
  const t = useText();
  if (view === null) return null;
  const { failed, late, last } = view;
  return (
    <>
      {failed === null ? null : (
        <Notice tone="amber">
          <Say
            k="backup.failed"
            params={{ why: t(keyFor('backup.failed', failed.code, 'backup.failed.other')) }}
          />
        </Notice>
      )}
      {late ? (
        <Notice tone="amber">
          <Say k={view.folder === null ? 'backup.late.unset' : 'backup.late'} />
        </Notice>
      ) : null}
      {last?.sameDisk === true ? (
        <Notice tone="amber">
          <Say k="backup.same-disk" />
        </Notice>
      ) : null}
    </>
  );
}
