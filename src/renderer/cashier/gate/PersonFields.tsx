import { Checkbox } from '@mantine/core';
import { type Role, roles, rolesAllowedTogether } from '../../../shared/kernel/roles.ts';
import { TextField } from '../../ui/TextField.tsx';
import { useText } from '../../ui/text.tsx';
import { PinField } from './PinField.tsx';
import { shortestPin } from './PinPad.tsx';

/** A person while being written. */
export interface PersonDraft {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly pin: string;
  /** The PIN once more, where nobody could set another for who mistyped it. */
  readonly again?: string;
}

/** Whether a draft can be saved; an existing person may keep the PIN. */
export function draftComplete(draft: PersonDraft, isNew: boolean): boolean {
  const pinRight = draft.pin.length >= shortestPin || (!isNew && draft.pin === '');
  return draft.name.trim() !== '' && rolesAllowedTogether(draft.roles) && pinRight;
}

interface PersonFieldsProps {
  readonly draft: PersonDraft;
  readonly isNew: boolean;
  readonly autoFocus?: boolean;
  /** The PIN can be read while it is typed. */
  readonly pinShown?: boolean;
  /** Says what the chosen roles do. */
  readonly explained?: boolean;
  readonly change: (draft: PersonDraft) => void;
}

/** Name, roles and PIN of one person. */
export function PersonFields(props: PersonFieldsProps) {
  const { draft, isNew, autoFocus, pinShown = false, explained = false, change } = props;
  const t = useText();
  const toggle = (role: Role): void => {
    const held = draft.roles.includes(role)
      ? draft.roles.filter((one) => one !== role)
      : [...draft.roles, role];
    change({ ...draft, roles: roles.filter((one) => held.includes(one)) });
  };
  return (
    <div className="qt-person-fields qt-field" data-again={draft.again === undefined ? undefined : true}>
      <TextField
        label={t('person.name')}
        value={draft.name}
        maxLength={200}
        autoFocus={autoFocus ?? false}
        change={(text) => change({ ...draft, name: text })}
      />
      <PinField
        label={t(isNew ? 'person.pin' : 'person.pin.new')}
        shown={pinShown}
        value={draft.pin}
        change={(pin) => change({ ...draft, pin })}
      />
      {draft.again === undefined ? null : (
        <PinField
          label={t('person.pin.again')}
          shown={pinShown}
          value={draft.again}
          change={(again) => change({ ...draft, again })}
        />
      )}
      <fieldset>
        <legend>{t('person.roles')}</legend>
        {roles.map((role) => (
          <Checkbox
            key={role}
            classNames={{ input: 'qt-check' }}
            size="20"
            radius={4}
            label={t(`role.${role}`)}
            checked={draft.roles.includes(role)}
            onChange={() => toggle(role)}
          />
        ))}
      </fieldset>
      {explained && draft.roles.length > 0 ? (
        <ul className="qt-role-notes">
          {draft.roles.map((role) => (
            <li key={role}>
              <b>{t(`role.${role}`)}</b>: {t(`role.does.${role}`)}
            </li>
          ))}
        </ul>
      ) : null}
      {draft.roles.length > 0 && !rolesAllowedTogether(draft.roles) ? (
        <p className="qt-wrong" role="alert">
          {t('person.wrong-roles')}
        </p>
      ) : null}
    </div>
  );
}
