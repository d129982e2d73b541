import { Select, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { SettingsView } from '../../../shared/rpc/settings.ts';
import { SecondaryAction } from '../../ui/actions.tsx';
import { ChoiceList, ChoiceRow } from '../../ui/ChoiceList.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useText } from '../../ui/text.tsx';
import { useChoice } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { useHouse } from '../frame/Frame.tsx';
import { dayText, readDay } from './day.ts';
import { ListActs } from './ListActs.tsx';
import { PaperHead } from './PaperHead.tsx';
import { changeOf, Section, useSaveSettings, useSettings } from './Section.tsx';

type Form = SettingsView['forms'][number];
type Draft = Form & { readonly past: boolean; readonly typed: string };

const mostSigners = 4;

/** Title, code, circular line and who signs, by date: what was printed by an older form stays as it was. */
export function FormsPart() {
  const t = useText();
  const { gate } = useHouse();
  const { settings, mayChange } = useSettings();
  const [drafts, setDrafts] = useState<readonly Draft[]>(() =>
    settings.forms.map((form) => ({ ...form, past: form.from < settings.today, typed: dayText(form.from) })),
  );
  const { at, item: draft, choose, step } = useChoice(drafts, { start: drafts.length - 1 });
  const list = drafts.map(({ past: _, typed: __, ...form }) => form);
  const wrong = drafts.some(
    ({ typed, title, signers }) =>
      readDay(typed) === null || title.trim() === '' || signers.some((signer) => signer.title.trim() === ''),
  );
  const changes = wrong ? [] : changeOf('receipt-forms', { list }, { list: settings.forms });
  const { saving, second } = useSaveSettings(changes);
  const put = (part: Partial<Draft>): void =>
    setDrafts(drafts.map((one, index) => (index === at ? { ...one, ...part } : one)));
  const add = (): void => {
    const last = drafts.at(-1);
    if (!mayChange || last === undefined) return;
    const { today } = settings;
    setDrafts([...drafts, { ...last, from: today, typed: dayText(today), past: false }]);
    choose(drafts.length);
  };
  const remove = (): void => {
    if (!mayChange || draft === undefined || draft.past || drafts.length < 2) return;
    setDrafts(drafts.filter((one) => one !== draft));
    choose(Math.max(0, at - 1));
  };
  const addSigner = (): void => {
    if (!mayChange || draft === undefined || draft.past || draft.signers.length >= mostSigners) return;
    put({ signers: [...draft.signers, { title: t('settings.forms.signer.new'), person: null }] });
  };
  useKeys({
    'Alt+L': add,
    'Alt+X': remove,
    'Alt+K': addSigner,
    'Alt+ArrowDown': step(1),
    'Alt+ArrowUp': step(-1),
  });
  const putSigner = (index: number, part: Partial<Form['signers'][number]>): void => {
    if (draft === undefined) return;
    put({ signers: draft.signers.map((one, place) => (place === index ? { ...one, ...part } : one)) });
  };
  return (
    <Section
      title={t('settings.forms')}
      note={t('settings.forms.note')}
      changed={wrong || changes.length > 0}
      missing={wrong ? t('settings.forms.wrong') : null}
      second={second}
      saving={saving}
      aside={
        draft === undefined ? null : (
          <PaperHead
            facility={settings.facility}
            title={draft.title}
            form={[draft.code, draft.issuedUnder].filter((part) => part !== '').join(' · ')}
          />
        )
      }
    >
      <ChoiceList label={t('settings.forms')} className="qt-settings-list">
        {drafts.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are added at the end
          <ChoiceRow key={index} selected={index === at} choose={() => choose(index)}>
            <b>{`${one.title}${one.code === '' ? '' : ` · ${one.code}`}`}</b>
            <span>
              {one.from <= '2000-01-01'
                ? t('settings.forms.always')
                : t('settings.forms.from', { day: one.typed })}
            </span>
          </ChoiceRow>
        ))}
      </ChoiceList>
      {mayChange ? (
        <ListActs
          add={{ label: t('settings.forms.add'), off: false, run: add }}
          remove={{
            label: t('settings.forms.remove'),
            off: draft === undefined || draft.past || drafts.length < 2,
            run: remove,
          }}
        />
      ) : null}
      {draft === undefined ? null : (
        <>
          <div className="qt-settings-pair">
            <TextInput
              label={t('settings.from')}
              value={draft.from <= '2000-01-01' ? t('settings.forms.always') : draft.typed}
              maxLength={10}
              readOnly={draft.past}
              error={readDay(draft.typed) === null ? t('settings.day.wrong') : undefined}
              onChange={(event) => {
                const typed = event.currentTarget.value;
                put({ typed, from: readDay(typed) ?? draft.from });
              }}
            />
            <TextField
              label={t('settings.forms.code')}
              value={draft.code}
              maxLength={40}
              readOnly={draft.past}
              change={(text) => put({ code: text })}
            />
          </div>
          <TextField
            label={t('settings.forms.title')}
            value={draft.title}
            maxLength={80}
            readOnly={draft.past}
            change={(text) => put({ title: text })}
          />
          <TextField
            label={t('settings.forms.issued-under')}
            value={draft.issuedUnder}
            maxLength={200}
            readOnly={draft.past}
            change={(text) => put({ issuedUnder: text })}
          />
          {draft.signers.map((signer, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: places to sign, in order
            <div key={index} className="qt-settings-pair">
              <TextField
                label={t('settings.forms.signer', { n: index + 1 })}
                value={signer.title}
                maxLength={60}
                readOnly={draft.past}
                change={(text) => putSigner(index, { title: text })}
              />
              {index < 2 ? (
                <TextInput
                  label={t('settings.forms.signer.name')}
                  readOnly
                  value={t(index === 0 ? 'settings.forms.signer.payer' : 'settings.forms.signer.cashier')}
                />
              ) : (
                <Select
                  label={t('settings.forms.signer.name')}
                  readOnly={draft.past}
                  value={signer.person ?? ''}
                  allowDeselect={false}
                  withCheckIcon={false}
                  data={[
                    { value: '', label: t('settings.forms.signer.by-hand') },
                    ...gate.people.map(({ person, name }) => ({ value: person, label: name })),
                  ]}
                  onChange={(value) => putSigner(index, { person: value === '' ? null : value })}
                />
              )}
            </div>
          ))}
          {mayChange && !draft.past ? (
            <SecondaryAction
              label={t('settings.forms.signer.add')}
              chord="Alt+K"
              icon={<IconPlus size={20} stroke={1.9} />}
              off={draft.signers.length >= mostSigners}
              run={addSigner}
            />
          ) : null}
        </>
      )}
    </Section>
  );
}
