import { Checkbox, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { TextField } from '../../ui/TextField.tsx';
import { useText } from '../../ui/text.tsx';
import { PaperHead } from './PaperHead.tsx';
import { changeOf, Section, useSaveSettings, useSettings } from './Section.tsx';

const tiers = ['province', 'district', 'commune', 'other'] as const;

/** Name, address, Mã QHNS, kind, level: what stands on every paper and cuts the yearly report. */
export function FacilityPart() {
  const t = useText();
  const { settings } = useSettings();
  const [facility, setFacility] = useState(settings.facility);
  const [counterName, setCounterName] = useState(settings.counterName);
  const [standing, setStanding] = useState(settings.standing);
  const changes = [
    ...changeOf(
      'facility',
      { ...facility, name: facility.name.trim(), address: facility.address.trim() },
      settings.facility,
    ),
    ...changeOf('counter', { name: counterName.trim() }, { name: settings.counterName }),
    ...(standing === null ? [] : changeOf('standing', standing, settings.standing)),
  ];
  const { saving, second } = useSaveSettings(changes);
  const empty = [
    [facility.name, 'setup.name'],
    [facility.address, 'setup.address'],
    [counterName, 'setup.counter'],
  ].find(([value]) => value?.trim() === '')?.[1] as 'setup.name' | undefined;
  const set = (part: Partial<typeof facility>): void => setFacility({ ...facility, ...part });
  return (
    <Section
      title={t('settings.facility')}
      note={t('settings.facility.note')}
      changed={changes.length > 0}
      missing={empty === undefined ? null : t('setup.missing', { what: t(empty) })}
      second={second}
      saving={saving}
      aside={<PaperHead facility={facility} />}
    >
      <div>
        <span className="qt-label">{t('setup.kind')}</span>
        <SegmentedControl
          className="qt-segments"
          aria-label={t('setup.kind')}
          value={facility.institution}
          data={[
            { value: 'hospital', label: t('setup.kind.hospital') },
            { value: 'school', label: t('setup.kind.school') },
          ]}
          onChange={(value) => set({ institution: value === 'school' ? 'school' : 'hospital' })}
        />
      </div>
      <TextField
        label={t('setup.name')}
        value={facility.name}
        maxLength={200}
        change={(text) => set({ name: text })}
      />
      <TextField
        label={t('setup.address')}
        value={facility.address}
        maxLength={200}
        change={(text) => set({ address: text })}
      />
      <div className="qt-settings-pair">
        <TextField
          label={t('setup.budget-code')}
          value={facility.budgetCode}
          maxLength={20}
          change={(text) => set({ budgetCode: text.trim() })}
        />
        <TextField label={t('setup.counter')} value={counterName} maxLength={200} change={setCounterName} />
      </div>
      <div>
        <span className="qt-label">{t('settings.tier')}</span>
        <SegmentedControl
          className="qt-segments"
          aria-label={t('settings.tier')}
          value={standing?.tier ?? ''}
          data={tiers.map((tier) => ({ value: tier, label: t(`settings.tier.${tier}`) }))}
          onChange={(tier) =>
            setStanding({ tier: tier as (typeof tiers)[number], urban: standing?.urban ?? false })
          }
        />
      </div>
      <Checkbox
        classNames={{ input: 'qt-check' }}
        size="20"
        radius={4}
        label={t('settings.urban')}
        checked={standing?.urban ?? false}
        onChange={(event) =>
          setStanding({ tier: standing?.tier ?? 'other', urban: event.currentTarget.checked })
        }
      />
    </Section>
  );
}
