import { Checkbox } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { dayText, readDay } from './day.ts';
import { type Changes, changeOf, Section, useSaveSettings, useSettings } from './Section.tsx';

type Method = ReturnType<typeof useSettings>['settings']['methods'][number];

interface Draft {
  readonly on: boolean;
  /** As typed, `19/11/2026`. */
  readonly since: string;
}

function draftOf({ use, off }: Method): Draft {
  if (use === null) return { on: off === null, since: '' };
  return { on: use.on, since: use.since === null ? '' : dayText(use.since) };
}

function changesOf(methods: readonly Method[], drafts: Readonly<Record<string, Draft>>): Changes {
  return methods.flatMap((one) => {
    const draft = drafts[one.method] ?? draftOf(one);
    const before = draftOf(one);
    if (draft.on === before.on && draft.since === before.since) return [];
    const value = { on: draft.on, since: readDay(draft.since) };
    return changeOf(`method.${one.method}`, value, one.use);
  });
}

/** The four cashless methods that the rules count, each with the day it was put in use; three must be (R1–R3). */
export function MethodsPart() {
  const t = useText();
  const { settings } = useSettings();
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({});
  const changes = changesOf(settings.methods, drafts);
  const { saving, second } = useSaveSettings(changes);
  const wrong = settings.methods.find(({ method }) => {
    const draft = drafts[method];
    return draft !== undefined && (draft.on || draft.since !== '') && readDay(draft.since) === null;
  });
  const inUse = settings.methods.filter((one) => {
    const draft = drafts[one.method] ?? draftOf(one);
    const since = readDay(draft.since);
    return draft.on && since !== null && since <= settings.today;
  }).length;
  const enough = inUse >= settings.methodsNeeded;
  return (
    <Section
      title={t('settings.methods')}
      note={t('settings.methods.note')}
      changed={changes.length > 0}
      missing={
        wrong === undefined ? null : t('settings.methods.day', { method: t(`method.${wrong.method}`) })
      }
      second={second}
      saving={saving}
      aside={
        <div className="qt-settings-light" data-on={enough ? '' : undefined} role="status">
          {enough ? <IconCircleCheck size={28} stroke={1.9} /> : <IconAlertTriangle size={28} stroke={1.9} />}
          <div>
            <b>{t('settings.methods.light', { n: inUse, of: settings.methods.length })}</b>
            <p>
              {t(enough ? 'settings.methods.enough' : 'settings.methods.short', {
                needed: settings.methodsNeeded,
              })}
            </p>
          </div>
        </div>
      }
    >
      <ul className="qt-settings-methods">
        {settings.methods.map((one) => {
          const draft = drafts[one.method] ?? draftOf(one);
          const set = (part: Partial<Draft>): void =>
            setDrafts({ ...drafts, [one.method]: { ...draft, ...part } });
          return (
            <li key={one.method}>
              <Checkbox
                classNames={{ input: 'qt-check' }}
                size="20"
                radius={4}
                label={t(`method.${one.method}`)}
                description={t(`settings.method.${one.method}`)}
                checked={draft.on}
                onChange={(event) => {
                  const on = event.currentTarget.checked;
                  set({ on, since: on && draft.since === '' ? dayText(settings.today) : draft.since });
                }}
              />
              <TextField
                label={t('settings.methods.since')}
                placeholder={t('settings.day.placeholder')}
                inputMode="numeric"
                value={draft.since}
                maxLength={10}
                error={
                  draft.since !== '' && readDay(draft.since) === null ? t('settings.day.wrong') : undefined
                }
                change={(text) => set({ since: text })}
              />
              <span className={one.off === null ? 'qt-settings-ready' : 'qt-quiet'}>
                {one.off === null ? t('method.ready') : t(`method.off.${one.off}`)}
              </span>
            </li>
          );
        })}
      </ul>
      <Notice>
        <Say k="settings.methods.why" />
      </Notice>
    </Section>
  );
}
