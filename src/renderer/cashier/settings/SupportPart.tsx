import { useState } from 'react';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { changeOf, Section, useSaveSettings, useSettings } from './Section.tsx';

/** Whom the cashier calls; shown by F1. */
export function SupportPart() {
  const t = useText();
  const { settings } = useSettings();
  const [support, setSupport] = useState(settings.support);
  const changes = changeOf('support', support, settings.support);
  const { saving, second } = useSaveSettings(changes);
  return (
    <Section
      title={t('settings.support')}
      note={t('settings.support.note')}
      changed={changes.length > 0}
      missing={null}
      second={second}
      saving={saving}
      aside={
        <Notice>
          <Say k="settings.support.why" />
        </Notice>
      }
    >
      <TextField
        label={t('settings.support.office')}
        value={support.office}
        maxLength={80}
        change={(text) => setSupport({ ...support, office: text })}
      />
      <TextField
        label={t('settings.support.phone')}
        inputMode="tel"
        value={support.phone}
        maxLength={40}
        change={(text) => setSupport({ ...support, phone: text })}
      />
    </Section>
  );
}
