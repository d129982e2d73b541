import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { PersonView } from '../../../shared/rpc/contract.ts';
import { keepFocus, PrimaryAction } from '../../ui/actions.tsx';
import { useMethod } from '../../ui/client.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.tsx';
import { useKeys } from '../../ui/useKeys.ts';
import { Frame, useHouse } from '../frame/Frame.tsx';
import { draftComplete, type PersonDraft, PersonFields } from '../gate/PersonFields.tsx';
import { initials, rolesOf } from '../gate/SignIn.tsx';

interface Editing {
  /** Null while a new person is written. */
  readonly person: string | null;
  readonly active: boolean;
  readonly draft: PersonDraft;
}

const newPerson: Editing = { person: null, active: true, draft: { name: '', roles: ['cashier'], pin: '' } };

function editingOf(person: PersonView): Editing {
  return {
    person: person.person,
    active: person.active,
    draft: { name: person.name, roles: person.roles, pin: '' },
  };
}

/** People, roles and PINs; for administrators. Nobody is ever removed, people leave by being inactive. */
export function PeoplePlace() {
  const t = useText();
  const { gate, go } = useHouse();
  const save = useMethod('staff.savePerson');
  const [editing, setEditing] = useState<Editing>(() => {
    const first = gate.people[0];
    return first === undefined ? newPerson : editingOf(first);
  });
  const [saved, setSaved] = useState<string | null>(null);
  const complete = draftComplete(editing.draft, editing.person === null);
  const choose = (next: Editing): void => {
    setEditing(next);
    setSaved(null);
    save.clear();
  };
  const move = (by: number) => () => {
    const at = gate.people.findIndex((person) => person.person === editing.person);
    const next = gate.people[Math.max(0, Math.min(gate.people.length - 1, at + by))];
    if (next !== undefined) choose(editingOf(next));
  };
  const confirm = (): void => {
    if (!complete) return;
    const { person, active, draft } = editing;
    const name = draft.name.trim();
    const pin = draft.pin === '' ? null : draft.pin;
    void save.run({ person, name, roles: [...draft.roles], active, pin }).then((answer) => {
      if (answer === null) return;
      setEditing({ person: answer.person, active, draft: { name, roles: draft.roles, pin: '' } });
      setSaved(name);
    });
  };
  useKeys({ Enter: confirm, ArrowUp: move(-1), ArrowDown: move(1) });
  return (
    <Frame
      keys={[
        { chord: 'Alt+L', label: t('people.add'), run: () => choose(newPerson) },
        { chord: 'Escape', label: t('bar.back'), run: () => go('more') },
      ]}
    >
      <section className="qt-people-list">
        <h1>{t('people.title')}</h1>
        <div className="qt-people" role="listbox" aria-label={t('people.title')}>
          {gate.people.map((person) => (
            // biome-ignore lint/a11y/useFocusableInteractive: arrows choose, also while a field has the focus
            // biome-ignore lint/a11y/useKeyWithClickEvents: arrows choose, also while a field has the focus
            <div
              key={person.person}
              role="option"
              aria-selected={person.person === editing.person}
              className="qt-person"
              data-off={person.active ? undefined : ''}
              onMouseDown={keepFocus}
              onClick={() => choose(editingOf(person))}
            >
              <i aria-hidden>{initials(person.name)}</i>
              <span>
                <b>{person.name}</b>
                <small>{`${rolesOf(t, person)}${person.active ? '' : `, ${t('person.inactive')}`}`}</small>
              </span>
            </div>
          ))}
        </div>
      </section>
      <section className="qt-people-edit">
        <h2>{editing.person === null ? t('people.new') : t('people.edit', { name: editing.draft.name })}</h2>
        <PersonFields
          key={editing.person ?? 'new'}
          draft={editing.draft}
          isNew={editing.person === null}
          autoFocus
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
      </section>
      <aside className="qt-side">
        <div className="qt-work">
          <Notice>{t('people.note')}</Notice>
          <div className="qt-work-end">
            {saved === null ? null : (
              <Notice tone="green" role="status">
                {t('people.saved', { name: saved })}
              </Notice>
            )}
            <FailureNotice failure={save.failure} />
          </div>
        </div>
        <div className="qt-action">
          <PrimaryAction
            label={t('people.save')}
            chord="Enter"
            off={!complete}
            busy={save.busy}
            run={confirm}
          />
        </div>
      </aside>
    </Frame>
  );
}
