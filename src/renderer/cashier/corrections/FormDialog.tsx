import type { ReactNode } from 'react';
import type { Failure } from '../../../shared/rpc/define.ts';
import { PrimaryAction, SecondaryAction } from '../../ui/actions.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import type { KeyHandlers } from '../../ui/keys.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { useText } from '../../ui/text.tsx';
import { arrowKeys } from '../../ui/useChoice.ts';
import { useKeys } from '../../ui/useKeys.ts';
import './corrections.css';

interface FormDialogProps {
  readonly title: string;
  /** The sum it is about, at the right of the title. */
  readonly sum?: string;
  readonly note?: ReactNode;
  readonly children: ReactNode;
  /** What Enter will do, or what is still missing, in a sentence. */
  readonly foot: ReactNode;
  readonly back: string;
  /** Null: nothing is done here any more, Enter and Esc close. */
  readonly act: string | null;
  readonly ready: boolean;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly run: () => void;
  readonly close: () => void;
  readonly keys?: KeyHandlers;
  /** Nothing is typed here: the question has the focus, so that Enter means its act and no button. */
  readonly question?: boolean;
  /** Another dialog lies over this one and has the focus. */
  readonly covered?: boolean;
}

/** A form in a dialog: Enter does it once all is said, Esc leaves everything as it was. */
export function FormDialog(props: FormDialogProps) {
  const t = useText();
  const { title, sum, note, children, foot, back, act, ready, busy, failure, close } = props;
  const run = (): void => {
    if (act === null) close();
    else if (ready && !busy) props.run();
  };
  useKeys({ ...props.keys, Escape: close, Enter: run }, { modal: true, holdable: arrowKeys });
  return (
    <Dialog title={title} size="760" bare body="qt-fix" covered={props.covered === true} close={close}>
      <header>
        <h2>{title}</h2>
        {sum === undefined ? null : <b>{sum}</b>}
        {note === undefined ? null : <p>{note}</p>}
      </header>
      <div className="qt-fix-body" {...(props.question ? { tabIndex: -1, 'data-autofocus': '' } : {})}>
        {children}
        <FailureNotice failure={failure} />
      </div>
      <footer>
        <p role="status">{foot}</p>
        {act === null ? (
          <PrimaryAction label={t('fix.close')} chord="Enter" run={close} />
        ) : (
          <>
            <SecondaryAction label={back} chord="Escape" run={close} />
            <PrimaryAction label={act} chord="Enter" off={!ready} busy={busy} run={run} />
          </>
        )}
      </footer>
    </Dialog>
  );
}
