import { IconUserCheck } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { Role } from '../../../shared/kernel/roles.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.tsx';
import type { Approval } from '../frame/ApprovalDialog.tsx';
import { useHouse } from '../frame/Frame.tsx';
import { PinBoxes, shortestPin } from '../gate/PinPad.tsx';
import { rolesOf } from '../gate/SignIn.tsx';

/** Who may approve; the counter checks it again (`staff/approvals.ts`). */
export const approvers = {
  money: ['chief-accountant'],
  fee: ['chief-accountant', 'approver'],
  paper: ['chief-accountant', 'accountant', 'approver'],
} as const satisfies Record<string, readonly Role[]>;

export interface Approving {
  readonly people: readonly { readonly person: string; readonly name: string; readonly roles: string }[];
  readonly at: number;
  readonly pin: string;
  /** Null until a person is chosen and the PIN is long enough. */
  readonly given: Approval | null;
  choose(at: number): void;
  type(pin: string): void;
}

/** A second person and the PIN, as a part of a form; with `own` whoever is at the window may be it. */
export function useApprover(only: readonly Role[], own = false): Approving {
  const t = useText();
  const { gate, person: self } = useHouse();
  const [at, choose] = useState(0);
  const [pin, type] = useState('');
  const people = gate.people
    .filter(
      (one) =>
        one.active && (own || one.person !== self.person) && one.roles.some((role) => only.includes(role)),
    )
    .map((one) => ({ person: one.person, name: one.name, roles: rolesOf(t, one) }));
  const chosen = people[at];
  const given = chosen === undefined || pin.length < shortestPin ? null : { person: chosen.person, pin };
  return { people, at, pin, given, choose, type };
}

/** The fields of {@link useApprover}: who at the left, the PIN at the right. */
export function ApproverFields({
  approving,
  autoFocus = false,
}: {
  readonly approving: Approving;
  /** Nothing is typed before the PIN. */
  readonly autoFocus?: boolean;
}) {
  const t = useText();
  const { people, at, pin } = approving;
  const id = useId();
  const [only] = people;
  if (only === undefined) return <Notice tone="amber">{t('approval.nobody')}</Notice>;
  return (
    <div className="qt-approver">
      <div>
        <label htmlFor={id}>{t('approval.person')}</label>
        {people.length === 1 ? (
          <output id={id}>
            <IconUserCheck size={20} stroke={1.9} aria-hidden />
            <b>{only.name}</b>
            <small>{only.roles}</small>
          </output>
        ) : (
          <select
            id={id}
            className="qt-select"
            value={at}
            onChange={(event) => approving.choose(Number(event.currentTarget.value))}
          >
            {people.map((person, index) => (
              <option key={person.person} value={index}>{`${person.name}, ${person.roles}`}</option>
            ))}
          </select>
        )}
      </div>
      <PinBoxes label={t('approval.pin')} pin={pin} onPin={approving.type} autoFocus={autoFocus} />
    </div>
  );
}
