import { type ReactNode, useRef, useState } from 'react';
import type { Role } from '../../../shared/kernel/roles.ts';
import type { MethodRequest } from '../../../shared/rpc/contract.ts';
import type { Failure } from '../../../shared/rpc/define.ts';
import { PrimaryAction, SecondaryAction } from '../../ui/actions.tsx';
import { ChoiceList, ChoiceRow } from '../../ui/ChoiceList.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.tsx';
import { useChoice } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import { PinBoxes, shortestPin } from '../gate/PinPad.tsx';
import { rolesOf } from '../gate/SignIn.tsx';
import { useHouse } from './Frame.tsx';

export type Approval = MethodRequest<'shift.takeOver'>['approval'];

/** Of acts of the shift and its drawer, as the counter takes them; an administrator approves nothing about money. */
const usual: readonly Role[] = ['chief-accountant', 'treasurer', 'approver'];

interface ApprovalDialogProps {
  /** Roles that may approve this act, where the counter takes no other. */
  readonly only?: readonly Role[];
  /** A decision that the person at the window may take too, with the own PIN. */
  readonly own?: boolean;
  readonly title?: string;
  /** What is said when nobody else here may approve it; else who could add somebody. */
  readonly nobody?: string;
  /** What has to be said besides, above the PIN. */
  readonly head?: ReactNode;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly approve: (approval: Approval) => void;
  readonly close: () => void;
}

/** A second person at this counter approves one act by PIN. */
export function ApprovalDialog(props: ApprovalDialogProps) {
  const { only = usual, own = false, title, nobody, head, busy, failure, approve, close } = props;
  const t = useText();
  const { gate, person: self } = useHouse();
  const people = gate.people.filter(
    (person) =>
      person.active &&
      (own || person.person !== self.person) &&
      person.roles.some((role) => only.includes(role)),
  );
  const [pin, setPin] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const { at, item: person, choose, arrows } = useChoice(people, { moved: () => setPin('') });
  const ready = person !== undefined && pin.length >= shortestPin;
  const confirm = (): void => {
    if (ready && person !== undefined && !busy) {
      approve({ person: person.person, pin });
      setPin('');
    }
  };
  useKeys({ Escape: close, Enter: confirm, ...arrows }, { modal: true });
  return (
    <Dialog title={title ?? t('approval.title')} size="520" close={close}>
      <div className="qt-approval">
        {people.length === 0 ? <Notice tone="amber">{nobody ?? t('approval.nobody')}</Notice> : null}
        <ChoiceList label={t('approval.person')} className="qt-people">
          {people.map((one, index) => (
            <ChoiceRow
              key={one.person}
              selected={index === at}
              choose={() => choose(index)}
              className="qt-person"
            >
              <span>
                <b>{one.name}</b>
                <small>{rolesOf(t, one)}</small>
              </span>
            </ChoiceRow>
          ))}
        </ChoiceList>
        {head}
        <PinBoxes label={t('approval.pin')} pin={pin} onPin={setPin} input={input} autoFocus />
        <FailureNotice failure={failure} />
        <footer>
          <SecondaryAction label={t('approval.cancel')} chord="Escape" run={close} />
          <PrimaryAction label={t('approval.confirm')} chord="Enter" off={!ready} busy={busy} run={confirm} />
        </footer>
      </div>
    </Dialog>
  );
}
