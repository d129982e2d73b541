import { useState } from 'react';
import type { Failure } from '../../../shared/rpc/define.ts';
import { type VoidReason, voidReasons } from '../../../shared/rpc/shapes.ts';
import { dong } from '../../ui/money.ts';
import { useText } from '../../ui/text.tsx';
import { Radios } from '../corrections/Radios.tsx';
import { type Approval, ApprovalDialog } from '../frame/ApprovalDialog.tsx';

const approvers = ['chief-accountant'] as const;

interface VoidDialogProps {
  readonly amount: number;
  readonly terminal: string;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly take: (reason: VoidReason, approval: Approval) => void;
  readonly close: () => void;
}

/** Why a charge is taken back, and the PIN of whoever answers for it; then the terminal is told. */
export function VoidDialog({ amount, terminal, busy, failure, take, close }: VoidDialogProps) {
  const t = useText();
  const [reason, setReason] = useState<VoidReason>('wrong-amount');
  return (
    <ApprovalDialog
      only={approvers}
      title={t('terminal.void.title', { amount: dong(amount), terminal })}
      head={
        <>
          <Radios
            label={t('terminal.void.reason')}
            options={voidReasons.map((value) => ({ value, label: t(`terminal.void.reason.${value}`) }))}
            value={reason}
            choose={setReason}
          />
          <p className="qt-quiet">{t(busy ? 'terminal.voiding' : 'terminal.void.why')}</p>
        </>
      }
      busy={busy}
      failure={failure}
      approve={(approval) => take(reason, approval)}
      close={close}
    />
  );
}
