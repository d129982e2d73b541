import type { BatchSuggestion } from '../../../shared/rpc/card-batches.ts';
import type { DifferenceRow } from '../../../shared/rpc/documents.ts';
import { useMethod } from '../../ui/client.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { dong } from '../../ui/money.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Say, useText } from '../../ui/text.tsx';
import { FormDialog } from '../corrections/FormDialog.tsx';
import { batchesText, feeText } from './BatchSuggestions.tsx';

interface TieDialogProps {
  readonly credit: DifferenceRow;
  readonly suggestion: BatchSuggestion;
  readonly done: (said: string) => void;
  readonly close: () => void;
}

/** A credit against settled batches: what was settled, what came, what the bank kept. A person says yes. */
export function TieDialog({ credit, suggestion, done, close }: TieDialogProps) {
  const t = useText();
  const tie = useMethod('batches.credit');
  const { gross, credited, left, fee, usual, inRange, settlements } = suggestion;
  const named = batchesText(t, suggestion);
  const run = async (): Promise<void> => {
    const tied = await tie.run({ credit: credit.ref, settlements });
    if (tied === null) return;
    done(t(inRange ? 'batches.tied' : 'batches.tied.fee', { batches: named, amount: dong(tied.left) }));
  };
  return (
    <FormDialog
      title={t('batches.tie.title')}
      sum={dong(credit.amount)}
      note={credit.detail}
      foot={<Say k="batches.tie.foot" />}
      back={t('approval.cancel')}
      act={t('batches.tie.act')}
      ready
      busy={tie.busy}
      failure={tie.failure}
      run={() => void run()}
      close={close}
      question
    >
      <Facts
        className="qt-sums"
        rows={[
          [t('batches.tie.which'), named],
          [t('batches.gross'), dong(gross)],
          [t('batches.credited.before'), credited === 0 ? null : dong(credited)],
          [t('batches.comes'), dong(credit.amount)],
          [
            t(left < 0 ? 'batches.above' : 'batches.kept'),
            `${dong(Math.abs(left))} · ${feeText(fee)}`,
            'batch-fee',
          ],
        ]}
      />
      <Notice tone={inRange ? 'green' : 'amber'} role="status">
        <Say
          k={inRange ? 'batches.usual' : 'batches.unusual'}
          params={{ low: feeText(usual.low), high: feeText(usual.high) }}
        />
      </Notice>
    </FormDialog>
  );
}
