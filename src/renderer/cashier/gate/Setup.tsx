import { SegmentedControl, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { TextKey } from '../../../shared/i18n/translate.ts';
import { PrimaryAction, SecondaryAction } from '../../ui/actions.tsx';
import { useMethod } from '../../ui/client.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Steps } from '../../ui/Steps.tsx';
import { type TextOf, useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { Mark } from '../frame/Rail.tsx';
import { draftComplete, type PersonDraft, PersonFields } from './PersonFields.tsx';

interface Draft {
  readonly institution: 'hospital' | 'school';
  readonly facilityName: string;
  readonly address: string;
  readonly budgetCode: string;
  readonly counterName: string;
  readonly seriesPrefix: string;
  readonly people: readonly PersonDraft[];
}

const stepCount = 3;
const mostPeople = 20;

function emptyDraft(t: TextOf): Draft {
  return {
    institution: 'hospital',
    facilityName: '',
    address: '',
    budgetCode: '',
    counterName: t('setup.default.counter'),
    seriesPrefix: 'VP',
    people: [
      { name: '', roles: ['administrator'], pin: '' },
      { name: '', roles: ['cashier'], pin: '' },
    ],
  };
}

/** What is still missing on a step, in words; null when one may go on. */
function missingOn(t: TextOf, step: number, draft: Draft): string | null {
  const say = (what: string): string => t('setup.missing', { what });
  const firstEmpty = (fields: readonly (readonly [string, TextKey])[]): string | null => {
    const empty = fields.find(([value]) => value.trim() === '');
    return empty === undefined ? null : say(t(empty[1]));
  };
  if (step === 0) {
    return firstEmpty([
      [draft.facilityName, 'setup.name'],
      [draft.address, 'setup.address'],
    ]);
  }
  if (step === 1) {
    return firstEmpty([
      [draft.counterName, 'setup.counter'],
      [draft.seriesPrefix, 'setup.series'],
    ]);
  }
  const unfinished = draft.people.find((person) => !draftComplete(person, true));
  if (unfinished !== undefined) return say(t(unfinished.name.trim() === '' ? 'person.name' : 'person.pin'));
  for (const role of ['administrator', 'cashier'] as const) {
    if (!draft.people.some((person) => person.roles.includes(role))) return say(t(`setup.missing.${role}`));
  }
  return null;
}

interface PartProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}

function FacilityPart({ draft, change }: PartProps) {
  const t = useText();
  return (
    <>
      <div>
        <span className="qt-label">{t('setup.kind')}</span>
        <SegmentedControl
          className="qt-segments"
          value={draft.institution}
          data={[
            { value: 'hospital', label: t('setup.kind.hospital') },
            { value: 'school', label: t('setup.kind.school') },
          ]}
          onChange={(value) =>
            change(
              value === 'school'
                ? { institution: 'school', seriesPrefix: 'HP' }
                : { institution: 'hospital', seriesPrefix: 'VP' },
            )
          }
        />
      </div>
      <TextInput
        label={t('setup.name')}
        value={draft.facilityName}
        maxLength={200}
        autoFocus
        onChange={(event) => change({ facilityName: event.currentTarget.value })}
      />
      <TextInput
        label={t('setup.address')}
        value={draft.address}
        maxLength={200}
        onChange={(event) => change({ address: event.currentTarget.value })}
      />
      <TextInput
        label={t('setup.budget-code')}
        description={t('setup.budget-code.note')}
        value={draft.budgetCode}
        maxLength={20}
        onChange={(event) => change({ budgetCode: event.currentTarget.value })}
      />
    </>
  );
}

function CounterPart({ draft, change }: PartProps) {
  const t = useText();
  return (
    <>
      <TextInput
        label={t('setup.counter')}
        value={draft.counterName}
        maxLength={200}
        autoFocus
        onChange={(event) => change({ counterName: event.currentTarget.value })}
      />
      <TextInput
        label={t('setup.series')}
        description={t('setup.series.note')}
        value={draft.seriesPrefix}
        maxLength={6}
        onChange={(event) =>
          change({ seriesPrefix: event.currentTarget.value.toUpperCase().replace(/[^A-Z0-9]/g, '') })
        }
      />
    </>
  );
}

function PeoplePart({ draft, change }: PartProps) {
  const t = useText();
  const put = (at: number, person: PersonDraft): void =>
    change({ people: draft.people.map((one, index) => (index === at ? person : one)) });
  return (
    <div className="qt-setup-people">
      <p>{t('setup.people.note')}</p>
      {draft.people.map((person, index) => (
        <PersonFields
          // biome-ignore lint/suspicious/noArrayIndexKey: drafts have no id before they are saved
          key={index}
          draft={person}
          isNew
          autoFocus={index === 0}
          change={(next) => put(index, next)}
        />
      ))}
    </div>
  );
}

function Preview({ draft }: { readonly draft: Draft }) {
  const t = useText();
  return (
    <aside className="qt-setup-preview">
      <h2>{t('setup.preview')}</h2>
      <div className="qt-paper">
        <header>
          <b>{draft.facilityName.toLocaleUpperCase('vi')}</b>
          <span>{draft.address}</span>
          <span>{draft.budgetCode === '' ? '' : `${t('setup.budget-code')} ${draft.budgetCode}`}</span>
          <strong>{t('setup.preview.receipt')}</strong>
          <span>{t('setup.preview.series', { series: draft.seriesPrefix })}</span>
        </header>
      </div>
    </aside>
  );
}

/** First run: facility, counter, people; nothing is written before the last Enter. */
export function Setup() {
  const t = useText();
  const create = useMethod('setup.create');
  const [step, setStep] = useState(0);
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(t));
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const missing = missingOn(t, step, draft);
  const last = step === stepCount - 1;
  const go = (): void => {
    if (missing !== null) return;
    if (!last) {
      setStep(step + 1);
      return;
    }
    const people = draft.people.map(({ name, roles, pin }) => ({
      name: name.trim(),
      roles: [...roles],
      pin,
    }));
    void create.run({ ...draft, people });
  };
  const add = (): void => {
    if (last && draft.people.length < mostPeople) {
      change({ people: [...draft.people, { name: '', roles: ['cashier'], pin: '' }] });
    }
  };
  const back = (): void => setStep(Math.max(0, step - 1));
  useKeys({ Enter: go, Escape: back, 'Alt+L': add });
  const parts = [FacilityPart, CounterPart, PeoplePart] as const;
  const Part = parts[step] ?? FacilityPart;
  return (
    <main className="qt-setup qt-fade">
      <nav>
        <header>
          <Mark size={40} />
          <b>{t('app.name')}</b>
        </header>
        <Steps
          at={step}
          names={[t('setup.step.facility'), t('setup.step.counter'), t('setup.step.people')]}
        />
      </nav>
      <section>
        <h1>{t('setup.title')}</h1>
        <p>{t('setup.note')}</p>
        <div className="qt-setup-part qt-field">
          <Part draft={draft} change={change} />
        </div>
        <FailureNotice failure={create.failure} />
        <div className="qt-setup-before">
          {last ? (
            <SecondaryAction
              label={t('setup.add-person')}
              chord="Alt+L"
              icon={<IconPlus size={20} stroke={1.9} />}
              run={add}
            />
          ) : null}
          <p role="status">{missing ?? ''}</p>
        </div>
        <footer>
          <SecondaryAction label={t('bar.back')} chord="Escape" off={step === 0} run={back} />
          <PrimaryAction
            label={t(last ? 'setup.done' : 'setup.next')}
            chord="Enter"
            off={missing !== null}
            busy={create.busy}
            run={go}
          />
        </footer>
      </section>
      <Preview draft={draft} />
    </main>
  );
}
