import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { SecondaryAction } from '../../ui/actions.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ShareBar } from '../../ui/ShareBar.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { dayText, readDay } from './day.ts';
import { changeOf, Section, useSaveSettings, useSettings } from './Section.tsx';

interface Draft {
  readonly from: string;
  readonly low: string;
  readonly high: string;
  /** It holds already: what reports were made by stays. */
  readonly past: boolean;
}

/** Target bands of the cashless share, each from its day on (R9–R11). */
export function TargetsPart() {
  const t = useText();
  const { settings, mayChange } = useSettings();
  const [drafts, setDrafts] = useState<readonly Draft[]>(() =>
    settings.targets.map(({ from, low, high }) => ({
      from: dayText(from),
      low: String(low),
      high: String(high),
      past: from < settings.today,
    })),
  );
  const list = drafts.map((one) => ({
    from: readDay(one.from) ?? '',
    low: Number(one.low || Number.NaN),
    high: Number(one.high || Number.NaN),
  }));
  const right = list.every(({ from, low, high }) => from !== '' && low <= high && high <= 100);
  const changes = right
    ? changeOf(
        'targets',
        { list },
        settings.targets.length === 0 && list.length === 0 ? { list } : { list: settings.targets },
      )
    : [];
  const { saving, second } = useSaveSettings(changes);
  const add = (): void => {
    if (!mayChange) return;
    setDrafts([...drafts, { from: dayText(settings.today), low: '50', high: '60', past: false }]);
  };
  const remove = (): void => {
    if (mayChange && drafts.at(-1)?.past === false) setDrafts(drafts.slice(0, -1));
  };
  useKeys({ 'Alt+L': add, 'Alt+X': remove });
  const put = (at: number, part: Partial<Draft>): void =>
    setDrafts(drafts.map((one, index) => (index === at ? { ...one, ...part } : one)));
  const last = list.at(-1);
  const digits = (text: string): string => text.replace(/\D/g, '').slice(0, 3);
  return (
    <Section
      title={t('settings.targets')}
      note={t('settings.targets.note')}
      changed={!right || changes.length > 0}
      missing={right ? null : t('settings.targets.wrong')}
      second={second}
      saving={saving}
      aside={
        last === undefined || !right ? null : (
          <>
            <h3 className="qt-settings-aside">
              {t('settings.targets.band', { low: last.low, high: last.high })}
            </h3>
            <ShareBar value={48} low={last.low} high={last.high} />
            <Notice>
              <Say k="settings.targets.why" />
            </Notice>
          </>
        )
      }
    >
      {drafts.length === 0 ? <p className="qt-quiet">{t('settings.targets.none')}</p> : null}
      {drafts.map((draft, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are added and taken at the end only
        <div key={index} className="qt-settings-three">
          <TextField
            label={t('settings.from')}
            value={draft.from}
            maxLength={10}
            readOnly={draft.past}
            error={readDay(draft.from) === null ? t('settings.day.wrong') : undefined}
            change={(text) => put(index, { from: text })}
          />
          <TextField
            label={t('settings.targets.low')}
            inputMode="numeric"
            value={draft.low}
            readOnly={draft.past}
            change={(text) => put(index, { low: digits(text) })}
          />
          <TextField
            label={t('settings.targets.high')}
            inputMode="numeric"
            value={draft.high}
            readOnly={draft.past}
            change={(text) => put(index, { high: digits(text) })}
          />
        </div>
      ))}
      {mayChange ? (
        <div className="qt-settings-pair">
          <SecondaryAction
            label={t('settings.targets.add')}
            chord="Alt+L"
            icon={<IconPlus size={20} stroke={1.9} />}
            run={add}
          />
          <SecondaryAction
            label={t('settings.remove-last')}
            chord="Alt+X"
            icon={<IconTrash size={20} stroke={1.9} />}
            off={drafts.at(-1)?.past !== false}
            run={remove}
          />
        </div>
      ) : null}
    </Section>
  );
}
