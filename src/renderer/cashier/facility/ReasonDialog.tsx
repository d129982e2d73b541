import { useState } from 'react';
import type { Failure } from '../../../shared/rpc/define.ts';
import { TextField } from '../../ui/TextField.tsx';
import { useText } from '../../ui/text.tsx';
import { FormDialog } from '../corrections/FormDialog.tsx';

interface ReasonDialogProps {
  readonly what: 'settle' | 'refuse';
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly run: (text: string) => void;
  readonly close: () => void;
}

/** Why a case is over, or why a proposal is refused: it stands in the book. */
export function ReasonDialog({ what, busy, failure, run, close }: ReasonDialogProps) {
  const t = useText();
  const [text, setText] = useState('');
  const ready = text.trim() !== '';
  return (
    <FormDialog
      {...{ title: t(`case.${what}.title`), busy, failure, close, ready }}
      foot={t(ready ? `case.${what}.outcome` : 'case.reason.missing')}
      back={t('approval.cancel')}
      act={t(`case.${what}.act`)}
      run={() => run(text.trim())}
    >
      <div className="qt-field">
        <TextField
          label={t('case.reason')}
          description={t(`case.${what}.note`)}
          value={text}
          maxLength={200}
          data-autofocus=""
          change={setText}
        />
      </div>
    </FormDialog>
  );
}
