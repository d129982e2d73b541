import { Say, useText } from '../../ui/text.tsx';
import { FormDialog } from '../corrections/FormDialog.tsx';
import { longDayText } from './days.ts';

/** Asked before figures are frozen of a period that is not over: what comes until its end stands on a supplement. */
export function FreezeEarly(props: {
  readonly from: string;
  readonly to: string;
  readonly freeze: () => void;
  readonly close: () => void;
}) {
  const { from, to, freeze, close } = props;
  const t = useText();
  return (
    <FormDialog
      {...{ title: t('frozen.early'), busy: false, failure: null, close }}
      foot={<Say k="frozen.early.foot" />}
      back={t('approval.cancel')}
      act={t('frozen.early.act')}
      ready
      question
      run={freeze}
    >
      <p>
        <Say k="frozen.early.note" params={{ from: longDayText(from), to: longDayText(to) }} />
      </p>
    </FormDialog>
  );
}
