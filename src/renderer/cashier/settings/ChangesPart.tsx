import { useEffect, useState } from 'react';
import { keyFor } from '../../../shared/i18n/translate.ts';
import type { SettingChangeRow } from '../../../shared/rpc/settings.ts';
import { useCounter } from '../../ui/client.tsx';
import { useText } from '../../ui/text.tsx';
import { dateOf, timeOf } from '../../ui/time.ts';
import { toldOf } from './told.ts';

const mostShown = 200;

function How({ change }: { readonly change: SettingChangeRow }) {
  const { gone, come } = toldOf(useText(), change);
  return (
    <>
      {gone.map((line) => (
        <del key={line}>{line}</del>
      ))}
      {come.map((line) => (
        <ins key={line}>{line}</ins>
      ))}
    </>
  );
}

/** Who changed which setting when, and who agreed; the newest first. Taken from the journal, so nothing is missing. */
export function ChangesPart() {
  const t = useText();
  const counter = useCounter();
  const [changes, setChanges] = useState<readonly SettingChangeRow[] | null>(null);
  useEffect(() => {
    void counter.call('settings.changes', { limit: mostShown }).then((answer) => {
      setChanges(answer.ok ? answer.value.changes : []);
    });
  }, [counter]);
  return (
    <section className="qt-settings-form qt-settings-wide qt-fade" aria-label={t('settings.changes')}>
      <header>
        <h2>{t('settings.changes')}</h2>
        <p>{t('settings.changes.note')}</p>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list is scrolled by the keys */}
      <div className="qt-changes" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('settings.changes.when')}</th>
              <th scope="col">{t('settings.changes.what')}</th>
              <th scope="col">{t('settings.changes.how')}</th>
              <th scope="col">{t('settings.changes.who')}</th>
            </tr>
          </thead>
          <tbody>
            {(changes ?? []).map((change, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: entries of the journal in their order
              <tr key={index}>
                <td>{`${dateOf(change.at)} ${timeOf(change.at)}`}</td>
                <td>{t(keyFor('settings.key', change.key, 'settings.key.other'))}</td>
                <td>
                  <How change={change} />
                </td>
                <td>
                  {change.by === '' ? t('settings.changes.first') : change.by}
                  {change.agreedBy === null ? null : (
                    <small>{t('settings.changes.agreed', { name: change.agreedBy })}</small>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
