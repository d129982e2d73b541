import { TextInput } from '@mantine/core';
import { IconBuildingHospital, IconSchool } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { BankRow } from '../../../../shared/rpc/settings.ts';
import { keepFocus } from '../../../ui/actions.tsx';
import { useText } from '../../../ui/text.tsx';
import { AccountFields } from '../../settings/AccountFields.tsx';
import { AccountChecks } from '../../settings/AccountPreview.tsx';
import { type PersonDraft, PersonFields } from '../PersonFields.tsx';
import { type Draft, ofKind } from './draft.ts';

export interface PartProps {
  readonly draft: Draft;
  readonly change: (draft: Draft) => void;
  readonly banks: readonly BankRow[];
  /** PINs can be read while they are typed. */
  readonly pinShown: boolean;
}

const kinds = [
  { kind: 'hospital', Icon: IconBuildingHospital },
  { kind: 'school', Icon: IconSchool },
] as const;

/** Hospital or school: arrows choose. */
export function KindPart({ draft, change }: PartProps) {
  const t = useText();
  const chosen = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus goes with the choice
  useEffect(() => chosen.current?.focus(), [draft.institution]);
  return (
    <div role="radiogroup" aria-label={t('setup.kind')} className="qt-setup-kinds">
      {kinds.map(({ kind, Icon }) => (
        // biome-ignore lint/a11y/useSemanticElements: a large button with a picture, one of two
        <button
          key={kind}
          ref={kind === draft.institution ? chosen : null}
          type="button"
          role="radio"
          data-primary=""
          aria-checked={kind === draft.institution}
          tabIndex={kind === draft.institution ? 0 : -1}
          onMouseDown={keepFocus}
          onClick={() => change(ofKind(draft, kind))}
        >
          <Icon size={40} stroke={1.6} />
          <b>{t(`setup.kind.${kind}`)}</b>
          <span>{t(`setup.kind.${kind}.note`)}</span>
        </button>
      ))}
    </div>
  );
}

/** Name, address and Mã QHNS as they stand on every receipt; the counter and its numbers are proposed. */
export function NamePart({ draft, change }: PartProps) {
  const t = useText();
  const field = (
    key: 'facilityName' | 'address' | 'budgetCode' | 'counterName' | 'seriesPrefix',
    read: (text: string) => string = (text) => text,
  ) => ({
    value: draft[key],
    onChange: (event: { currentTarget: { value: string } }) =>
      change({ ...draft, [key]: read(event.currentTarget.value) }),
  });
  return (
    <>
      <TextInput label={t('setup.name')} maxLength={200} autoFocus {...field('facilityName')} />
      <TextInput label={t('setup.address')} maxLength={200} {...field('address')} />
      <TextInput
        label={t('setup.budget-code')}
        description={t('setup.budget-code.note')}
        maxLength={20}
        {...field('budgetCode', (text) => text.trim())}
      />
      <div className="qt-settings-pair">
        <TextInput
          label={t('setup.counter')}
          description={t('setup.counter.note')}
          maxLength={200}
          {...field('counterName')}
        />
        <TextInput
          label={t('setup.series')}
          description={t('setup.series.note')}
          maxLength={6}
          {...field('seriesPrefix', (text) => text.toUpperCase().replace(/[^A-Z0-9]/g, ''))}
        />
      </div>
    </>
  );
}

/** The first receiving account; its code at the right changes with every key. */
export function AccountPart({ draft, change, banks }: PartProps) {
  const t = useText();
  if (draft.accountLater) return <p>{t('setup.account.later.note')}</p>;
  return (
    <>
      <AccountFields
        account={draft.account}
        banks={banks}
        groups={[]}
        brief
        onlyRevenue={draft.institution === 'hospital'}
        autoFocus
        change={(account) => change({ ...draft, account })}
      />
      <AccountChecks account={draft.account} />
    </>
  );
}

/** People with their PINs; the first is whoever sits here now. */
export function PeoplePart({ draft, change, pinShown }: PartProps) {
  const put = (at: number, person: PersonDraft): void =>
    change({ ...draft, people: draft.people.map((one, index) => (index === at ? person : one)) });
  return (
    <div className="qt-setup-people">
      {draft.people.map((person, index) => (
        <PersonFields
          // biome-ignore lint/suspicious/noArrayIndexKey: drafts have no id before they are saved
          key={index}
          draft={person}
          isNew
          pinShown={pinShown}
          explained
          autoFocus={index === draft.people.length - 1}
          change={(next) => put(index, next)}
        />
      ))}
    </div>
  );
}
