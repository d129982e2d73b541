import { Checkbox } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { PersonView } from '../../../shared/rpc/contract.ts';
import { SecondaryAction } from '../../ui/actions.tsx';
import { ChoiceList, ChoiceRow } from '../../ui/ChoiceList.tsx';
import { useMethod } from '../../ui/client.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.tsx';
import { stepped } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { useHouse } from '../frame/Frame.tsx';
import { draftComplete, type PersonDraft, PersonFields } from '../gate/PersonFields.tsx';
import { initials, rolesOf } from '../gate/SignIn.tsx';
import { Section } from '../settings/Section.tsx';

interface Editing {
  /** Null while a new person is written. */
  readonly person: string | null;
  readonly active: boolean;
  readonly draft: PersonDraft;
}

const newPerson: Editing = { person: null, active: true, draft: { name: '', roles: ['cashier'], pin: '' } };
/** Who may agree to a change of people. */
const mayAgree = ['chief-accountant', 'approver'] as const;

function editingOf(person: PersonView): Editing {
  return {
    person: person.person,
    active: person.active,
    draft: { name: person.name, roles: person.roles, pin: '' },
  };
}

function same(editing: Editing, person: PersonView | undefined): boolean {
  if (person === undefined) return editing.draft.name.trim() === '' && editing.draft.pin === '';
  return JSON.stringify(editing) === JSON.stringify(editingOf(person));
}

/** People, roles and PINs; for administrators. Nobody is ever removed, people leave by being inactive. */
export function PeoplePart() {
  const t = useText();
  const { gate, person: self } = useHouse();
  const save = useMethod('staff.savePerson');
  const [editing, setEditing] = useState<Editing>(() => {
    const first = gate.people[0];
    return first === undefined ? newPerson : editingOf(first);
  });
  const complete = draftComplete(editing.draft, editing.person === null);
  const present = gate.people.find((one) => one.person === editing.person);
  const choose = (next: Editing): void => {
    setEditing(next);
    save.clear();
  };
  const move = (by: number) => () => {
    const at = gate.people.findIndex((one) => one.person === editing.person);
    const next = gate.people[stepped(at, by, gate.people.length)];
    if (next !== undefined) choose(editingOf(next));
  };
  const add = (): void => choose(newPerson);
  useKeys({ 'Alt+L': add, 'Alt+ArrowUp': move(-1), 'Alt+ArrowDown': move(1) });
  const second = gate.people.some(
    (one) =>
      one.active &&
      one.person !== self.person &&
      one.person !== editing.person &&
      mayAgree.some((role) => one.roles.includes(role)),
  );
  return (
    <Section
      title={t('people.title')}
      changed={!same(editing, present)}
      missing={complete ? null : t('people.missing')}
      second={second}
      approvers={mayAgree}
      saving={{
        busy: save.busy,
        failure: save.failure,
        run: async (approval) => {
          const { person, active, draft } = editing;
          const name = draft.name.trim();
          const pin = draft.pin === '' ? null : draft.pin;
          const answer = await save.run({ person, name, roles: [...draft.roles], active, pin, approval });
          if (answer === null) return false;
          setEditing({ person: answer.person, active, draft: { name, roles: draft.roles, pin: '' } });
          return true;
        },
      }}
      aside={<Notice>{t('people.note')}</Notice>}
    >
      <div className="qt-settings-people">
        <ChoiceList label={t('people.title')} className="qt-people">
          {gate.people.map((person) => (
            <ChoiceRow
              key={person.person}
              selected={person.person === editing.person}
              choose={() => choose(editingOf(person))}
              className="qt-person"
              data-off={person.active ? undefined : ''}
            >
              <i aria-hidden>{initials(person.name)}</i>
              <span>
                <b>{person.name}</b>
                <small>{`${rolesOf(t, person)}${person.active ? '' : `, ${t('person.inactive')}`}`}</small>
              </span>
            </ChoiceRow>
          ))}
        </ChoiceList>
        <div className="qt-people-edit">
          <SecondaryAction
            label={t('people.add')}
            chord="Alt+L"
            icon={<IconPlus size={20} stroke={1.9} />}
            run={add}
          />
          <h3>
            {editing.person === null ? t('people.new') : t('people.edit', { name: editing.draft.name })}
          </h3>
          <PersonFields
            key={editing.person ?? 'new'}
            draft={editing.draft}
            isNew={editing.person === null}
            change={(draft) => setEditing({ ...editing, draft })}
          />
          <Checkbox
            classNames={{ input: 'qt-check' }}
            size="20"
            radius={4}
            label={t('person.active')}
            checked={editing.active}
            onChange={(event) => setEditing({ ...editing, active: event.currentTarget.checked })}
          />
        </div>
      </div>
    </Section>
  );
}
