import type { BillLineView } from '../../../shared/rpc/contract.ts';
import type { ReductionView } from '../../../shared/rpc/deposits.ts';
import { ChoiceList, ChoiceRow } from '../../ui/ChoiceList.tsx';
import { useMethod } from '../../ui/client.tsx';
import { dong } from '../../ui/money.ts';
import { Say, useText } from '../../ui/text.tsx';
import { useChoice } from '../../ui/useChoice.ts';
import type { Approval } from '../frame/ApprovalDialog.tsx';
import { approvers } from './Approver.tsx';
import { ReasonedForm, ReasonField, useReasoned } from './ReasonedForm.tsx';

interface RestoreDialogProps {
  readonly lines: readonly BillLineView[];
  /** Those that stand; at least one. */
  readonly reductions: readonly ReductionView[];
  readonly done: () => void;
  readonly close: () => void;
}

/** Takes a reduction back: the line is owed again, the reduction stays in the books as taken back. */
export function RestoreDialog({ lines, reductions, done, close }: RestoreDialogProps) {
  const t = useText();
  const { at, item, choose, arrows } = useChoice(reductions);
  const reasoned = useReasoned(approvers.fee);
  const restore = useMethod('fee.restore');
  const send = async (text: string, approval: Approval): Promise<boolean> =>
    item !== undefined && (await restore.run({ reduction: item.reduction, text, approval })) !== null;
  const nameOf = ({ bill }: ReductionView): string => lines.find((one) => one.bill === bill)?.name ?? '';
  const amount = dong(item?.amount ?? 0);
  return (
    <ReasonedForm
      {...{
        title: t('restore.title'),
        sum: amount,
        reasoned,
        missing: null,
        attempt: restore,
        send,
        done,
        close,
      }}
      note={t('restore.note')}
      outcome={<Say k="restore.outcome" params={{ amount }} />}
      act={t('restore.act')}
      keys={arrows}
    >
      <ChoiceList label={t('restore.list')} className="qt-fix-list">
        {reductions.map((one, index) => (
          <ChoiceRow
            key={one.reduction}
            selected={index === at}
            choose={() => choose(index)}
            className="qt-fix-row"
          >
            <span className="qt-cut">{nameOf(one)}</span>
            <small>
              {[t(`restore.ground.${one.ground}`)]
                .concat(one.decision === null ? [] : [t('restore.decision', { decision: one.decision })])
                .join(' · ')}
            </small>
            <b>{dong(one.amount)}</b>
          </ChoiceRow>
        ))}
      </ChoiceList>
      <div className="qt-field">
        <ReasonField label={t('restore.text')} reasoned={reasoned} autoFocus />
      </div>
    </ReasonedForm>
  );
}
