import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { MethodResponse } from '../../../shared/rpc/contract.ts';
import { depositModes } from '../../../shared/rpc/deposits.ts';
import { useMethod } from '../../ui/client.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useHouse } from '../frame/Frame.tsx';
import { useAnswer } from '../reports/useAnswer.ts';
import { dayText, readDay } from './day.ts';
import { Section, SettingsProvider, useSettings } from './Section.tsx';

type Mode = MethodResponse<'deposit.mode'>;

/** Whether deposits are invoiced when taken: the accountant's to say, with the chief accountant's PIN. */
export function DepositsPart() {
  const { person } = useHouse();
  const settings = useSettings();
  const [written, setWritten] = useState(0);
  const { value, failure } = useAnswer('deposit.mode', {}, written);
  const mayChange = person.roles.some((role) => role === 'accountant' || role === 'administrator');
  if (value === null) return <FailureNotice failure={failure} />;
  return (
    <SettingsProvider value={{ ...settings, mayChange }}>
      <ModeForm key={JSON.stringify(value)} inForce={value} saved={() => setWritten(written + 1)} />
    </SettingsProvider>
  );
}

function ModeForm({ inForce, saved }: { readonly inForce: Mode; readonly saved: () => void }) {
  const t = useText();
  const set = useMethod('deposit.setMode');
  const newest = inForce.coming ?? { mode: inForce.mode, from: inForce.today };
  const [mode, setMode] = useState(newest.mode);
  const [typed, setTyped] = useState(dayText(newest.from));
  const from = readDay(typed);
  const past = from !== null && from < inForce.today;
  const same = mode === newest.mode && (inForce.coming === null || from === newest.from);
  const missing = from === null ? t('settings.day.wrong') : past ? t('settings.deposits.past') : null;
  return (
    <Section
      title={t('settings.deposits')}
      note={t('settings.deposits.note')}
      changed={!same}
      missing={missing}
      second
      saving={{
        busy: set.busy,
        failure: set.failure,
        run: async (approval) => {
          if (approval === null || from === null) return false;
          const done = (await set.run({ mode, from, approval })) !== null;
          if (done) saved();
          return done;
        },
      }}
      aside={
        <Notice>
          <Say
            k="settings.deposits.now"
            params={{ mode: t(`settings.deposits.${inForce.mode}`).toLocaleLowerCase('vi') }}
          />
          {inForce.coming === null ? null : (
            <>
              {' '}
              <Say
                k="settings.deposits.coming"
                params={{
                  day: dayText(inForce.coming.from),
                  mode: t(`settings.deposits.${inForce.coming.mode}`).toLocaleLowerCase('vi'),
                }}
              />
            </>
          )}
        </Notice>
      }
    >
      <div>
        <span className="qt-label">{t('settings.deposits.how')}</span>
        <SegmentedControl
          className="qt-segments"
          aria-label={t('settings.deposits.how')}
          value={mode}
          data={depositModes.map((value) => ({ value, label: t(`settings.deposits.${value}`) }))}
          onChange={setMode}
        />
        <p className="qt-settings-hint">{t(`settings.deposits.${mode}.note`)}</p>
      </div>
      <TextField
        label={t('settings.from')}
        value={typed}
        maxLength={10}
        error={missing ?? undefined}
        change={setTyped}
      />
    </Section>
  );
}
