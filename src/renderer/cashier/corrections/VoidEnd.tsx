import type { Failure } from '../../../shared/rpc/define.ts';
import { dong } from '../../ui/money.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { useHouse } from '../frame/Frame.tsx';
import type { Opened } from '../history/useHistory.ts';
import { FormDialog } from './FormDialog.tsx';
import { DoneFacts, type Voided } from './VoidParts.tsx';

interface EndProps {
  readonly opened: Opened;
  readonly close: () => void;
}

/** A receipt that cannot be voided, and why. */
export function Refused(props: EndProps & { readonly title: string; readonly failure: Failure }) {
  const { opened, title, failure, close } = props;
  const t = useText();
  return (
    <FormDialog
      {...{ title, back: '', act: null, ready: true, busy: false, failure, close }}
      sum={dong(opened.paid)}
      foot={t('void.refused')}
      run={close}
    >
      {null}
    </FormDialog>
  );
}

/** The receipt is void: what happened to the money, and what is still to be done with hands. */
export function Finished({ opened, done, close }: EndProps & { readonly done: Voided }) {
  const t = useText();
  const house = useHouse();
  const { number } = opened.receipt;
  const owed = done.outcome.asked > 0;
  return (
    <FormDialog
      {...{ title: t('void.done.title', { number }), failure: null, busy: false, close }}
      sum={dong(opened.paid)}
      foot={owed ? t('void.done.next') : ''}
      back={t('fix.close')}
      act={owed ? t('void.done.refunds') : null}
      ready
      question
      run={() => house.go('refunds')}
    >
      <Notice tone="green" role="status">
        <Say k="void.done" params={{ number }} />
      </Notice>
      <DoneFacts done={done} />
    </FormDialog>
  );
}
